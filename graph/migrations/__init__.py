"""Migrations: numbered Cypher files, run once each and in order.

Every statement of them can be run again (`IF NOT EXISTS`, `MERGE` on a key): a crash between two statements, or two
processes that start at once, leave a state that the next run completes. What has run is kept with its checksum.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.store.errors import StoreStatementError
from graph.store.store import Store, Transaction

FOLDER = Path(__file__).parent
FILE = re.compile(r"([0-9]{4})_[a-z0-9_]+")

APPLIED = "MATCH (m:Migration) RETURN m.number AS number, m.checksum AS checksum ORDER BY number"
RECORD = "MERGE (m:Migration {number: $number}) SET m.name = $name, m.checksum = $checksum"


class MigrationError(Exception):
    """The folder or the store is not in order; the message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of the folder."""

    number: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text; line ends do not count."""
        return hashlib.sha256("\n".join(self.text.splitlines()).encode()).hexdigest()

    @property
    def statements(self) -> list[str]:
        """The statements, without comments; each ends with `;` at the end of a line."""
        lines = [line.rstrip() for line in self.text.splitlines() if not line.startswith("//")]
        return [piece.strip() for piece in "\n".join([*lines, ""]).split(";\n") if piece.strip()]


@dataclass(frozen=True, slots=True)
class MigrationStatus:
    """How a store stands to the folder: what has not run, and what was edited after it had run."""

    pending: tuple[Migration, ...]
    edited: tuple[Migration, ...]
    unknown: tuple[int, ...]

    @property
    def ready(self) -> bool:
        """Whether the store may be served."""
        return not (self.pending or self.edited or self.unknown)

    def words(self) -> str:
        """What is wrong, in a sentence; empty where nothing is."""
        parts = []
        if self.pending:
            parts.append(f"pending: {', '.join(each.name for each in self.pending)} (run `python server.py migrate`)")
        if self.edited:
            parts.append(f"edited after it ran: {', '.join(each.name for each in self.edited)} (add a new migration)")
        if self.unknown:
            parts.append(f"unknown here: {', '.join(map(str, self.unknown))} (the store was used by a newer registry)")
        return "; ".join(parts)


def migrations(folder: Path = FOLDER) -> list[Migration]:
    """All migrations in order. Raises MigrationError for a gap, a number used twice, or a name of another form."""
    paths = sorted(folder.glob("*.cypher"))
    misnamed = [path.name for path in paths if not FILE.fullmatch(path.stem)]
    if misnamed:
        raise MigrationError(f"migrations are named NNNN_noun.cypher, not {', '.join(misnamed)}")
    found = [Migration(int(path.stem[:4]), path.stem, path.read_text("utf-8")) for path in paths]
    uses = Counter(each.number for each in found)
    twice = [each.name for each in found if uses[each.number] > 1]
    if twice:
        raise MigrationError(f"migrations with the same number: {', '.join(twice)}")
    missing = sorted(set(range(1, max(uses, default=0) + 1)) - set(uses))
    if missing:
        raise MigrationError(f"migrations that are missing: {', '.join(f'{number:04d}' for number in missing)}")
    return found


async def migration_status(store: Store, folder: Path = FOLDER) -> MigrationStatus:
    """How the store stands; reads only."""
    applied = {row["number"]: row["checksum"] for row in await store.rows(APPLIED, {})}
    known = migrations(folder)
    return MigrationStatus(
        tuple(each for each in known if each.number not in applied),
        tuple(each for each in known if applied.get(each.number, each.checksum) != each.checksum),
        tuple(sorted(set(applied) - {each.number for each in known})),
    )


async def migrate(
    store: Store, folder: Path = FOLDER, told: Callable[[Migration], None] = lambda _: None
) -> list[Migration]:
    """Runs what is pending, in order, and tells of each; gives what it ran.

    Raises MigrationError, before anything runs, where one that has run was edited, or where the store has had one
    that is not in the folder; and where the store refuses a statement: what ran before it stays, and the next run
    goes on there.
    """
    before = await migration_status(store, folder)
    if before.edited or before.unknown:
        raise MigrationError(before.words())
    for migration in before.pending:
        told(migration)
        for statement in migration.statements:
            try:
                await _run(store, statement)
            except StoreStatementError as refusal:
                raise MigrationError(f"migration {migration.name}: {refusal}") from refusal
        await _record(store, migration)
    return list(before.pending)


async def _run(store: Store, statement: str) -> None:
    if statement.startswith("CREATE "):
        await store.schema(statement)
        return

    async def work(transaction: Transaction) -> None:
        await transaction.run(statement)

    await store.write(work)


async def _record(store: Store, migration: Migration) -> None:
    parameters = {"number": migration.number, "name": migration.name, "checksum": migration.checksum}

    async def work(transaction: Transaction) -> None:
        await transaction.run(RECORD, parameters)

    await store.write(work)
