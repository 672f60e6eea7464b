"""Migrations on both stores: run once and in order, by one process or two, whatever happened before."""

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from graph.migrations import FOLDER, Migration, MigrationError, migrate, migration_status, migrations
from graph.store.errors import StoreBusyError, StoreStatementError
from graph.store.store import Store, Transaction
from tests.conftest import ROOT, Server
from tests.serving import command, environment, settings_of

LAST = migrations()[-1].number
NEXT = LAST + 1
INDEXES = ("probe_id", "probe_a", "probe_b", "probe_c")
GOOD = """\
// What the tests add: a constraint, two indexes and some data.
CREATE CONSTRAINT probe_id IF NOT EXISTS FOR (n:Probe) REQUIRE n.id IS UNIQUE;
CREATE INDEX probe_a IF NOT EXISTS FOR (n:Probe) ON (n.a);
CREATE INDEX probe_b IF NOT EXISTS FOR (n:Probe) ON (n.b);
MERGE (n:Probe {id: 'one'})
SET n.a = 1;
MERGE (n:Probe {id: 'two'}) SET n.a = 2;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our migrations with one more."""
    copied = tmp_path / "migrations"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (copied / f"{NEXT:04d}_probe.cypher").write_text(GOOD)
    return copied


@pytest.fixture
async def migrated(store: Store) -> AsyncIterator[Store]:
    """A store that has had our migrations and has forgotten, afterwards, what the test added."""
    await _forget(store)
    yield store
    await _forget(store)


async def _forget(store: Store) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run("MATCH (n:Probe) DETACH DELETE n")
        await transaction.run("MATCH (m:Migration) WHERE m.number > $last DELETE m", {"last": LAST})
        await transaction.run("MATCH (m:Migration {number: $last}) SET m.checksum = $sum", _last())

    await store.write(work)
    for name in INDEXES:
        drop = "CONSTRAINT" if name == "probe_id" else "INDEX"
        if not store.dialect.one_writer:
            await store.schema(f"DROP {drop} {name} IF EXISTS")


def _last() -> dict[str, object]:
    return {"last": LAST, "sum": migrations()[-1].checksum}


async def _probes(store: Store) -> list[tuple[str, int]]:
    rows = await store.rows("MATCH (n:Probe) RETURN n.id AS id, n.a AS a ORDER BY id", {})
    return [(row["id"], row["a"]) for row in rows]


async def _numbers(store: Store) -> list[int]:
    return [row["n"] for row in await store.rows("MATCH (m:Migration) RETURN m.number AS n ORDER BY n", {})]


def test_our_own_migrations_are_in_order_and_named_for_their_noun() -> None:
    assert [each.number for each in migrations()] == list(range(1, len(migrations()) + 1))


def test_migrations_with_a_gap_are_refused_by_number(tmp_path: Path) -> None:
    for name in ("0001_a", "0003_c", "0005_e"):
        (tmp_path / f"{name}.cypher").touch()
    with pytest.raises(MigrationError, match="missing: 0002, 0004"):
        migrations(tmp_path)


def test_migrations_with_the_same_number_are_refused_by_name(tmp_path: Path) -> None:
    for name in ("0001_a", "0002_b", "0002_c"):
        (tmp_path / f"{name}.cypher").touch()
    with pytest.raises(MigrationError, match="same number: 0002_b, 0002_c"):
        migrations(tmp_path)


@pytest.mark.parametrize("name", ["1_a", "00001_a", "0001-a", "0001_A", "notes"])
def test_migration_with_a_name_of_another_form_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.cypher").touch()
    with pytest.raises(MigrationError, match=f"not {name}.cypher"):
        migrations(tmp_path)


def test_statements_end_at_the_end_of_a_line_and_comments_are_none() -> None:
    text = "// one; two;\nCREATE (n {a: 'x;y'});\r\nMERGE (m)\n  SET m.a = 1;\n// end\nRETURN 1"
    made = Migration(1, "0001_a", text)
    assert made.statements == ["CREATE (n {a: 'x;y'})", "MERGE (m)\n  SET m.a = 1", "RETURN 1"]


def test_checksum_does_not_see_line_ends_and_sees_all_else() -> None:
    sums = [Migration(1, "a", text).checksum for text in ("a;\nb;\n", "a;\r\nb;", "a;\nb; ")]
    assert sums[0] == sums[1] != sums[2]


async def test_pending_migration_runs_once_and_is_told(migrated: Store, folder: Path) -> None:
    assert (await migration_status(migrated, folder)).words().startswith(f"pending: {NEXT:04d}_probe")
    told: list[str] = []
    assert [each.number for each in await migrate(migrated, folder, lambda each: told.append(each.name))] == [NEXT]
    assert told == [f"{NEXT:04d}_probe"]
    assert await _probes(migrated) == [("one", 1), ("two", 2)]
    assert (await migration_status(migrated, folder)).ready
    assert await migrate(migrated, folder) == []
    assert await _numbers(migrated) == list(range(1, NEXT + 1))


async def test_constraint_of_a_migration_holds(migrated: Store, folder: Path) -> None:
    await migrate(migrated, folder)

    async def work(transaction: Transaction) -> None:
        await transaction.run("CREATE (n:Probe {id: 'one'})")

    with pytest.raises((StoreBusyError, StoreStatementError)):
        await migrated.write(work)
    assert await _probes(migrated) == [("one", 1), ("two", 2)]


async def test_all_migrations_can_run_again_where_their_record_was_lost(migrated: Store, folder: Path) -> None:
    await migrate(migrated, folder)

    async def lose(transaction: Transaction) -> None:
        await transaction.run("MATCH (m:Migration) DELETE m")

    await migrated.write(lose)
    assert len(await migrate(migrated, folder)) == NEXT
    assert await _probes(migrated) == [("one", 1), ("two", 2)]
    assert (await migration_status(migrated, folder)).ready


async def test_crash_between_two_statements_is_repaired_by_the_next_run(migrated: Store, folder: Path) -> None:
    file = folder / f"{NEXT:04d}_probe.cypher"
    file.write_text(GOOD.replace("MERGE (n:Probe {id: 'two'})", "MERGE (n:Probe {id: 'two'}) MEND"))
    with pytest.raises(MigrationError, match=f"migration {NEXT:04d}_probe: "):
        await migrate(migrated, folder)
    assert await _probes(migrated) == [("one", 1)]
    assert NEXT not in await _numbers(migrated)
    file.write_text(GOOD)
    await migrate(migrated, folder)
    assert await _probes(migrated) == [("one", 1), ("two", 2)]
    assert (await migration_status(migrated, folder)).ready


async def test_two_runs_at_once_in_one_process_both_succeed(migrated: Store, folder: Path) -> None:
    await asyncio.gather(*(migrate(migrated, folder) for _ in range(4)))
    assert await _probes(migrated) == [("one", 1), ("two", 2)]
    assert await _numbers(migrated) == list(range(1, NEXT + 1))


async def test_two_processes_at_once_both_succeed(neo4j_server: Server, folder: Path) -> None:
    neo4j_server.holds = "something"
    store = neo4j_server.open()
    await migrate(store)
    await _forget(store)
    program = f"""
import asyncio
from pathlib import Path
from graph.migrations import migrate
from graph.store.address import StoreAddress
from graph.store.store import Store
async def main():
    store = Store.open(StoreAddress(*{tuple(settings_of(neo4j_server.address).values())!r}))
    await migrate(store, Path({str(folder)!r}))
    await store.close()
asyncio.run(main())
"""
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, cwd=ROOT, env=environment(), stderr=asyncio.subprocess.PIPE
        )
        for _ in range(3)
    ]
    told = [(await process.communicate())[1].decode() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], told
    assert await _probes(store) == [("one", 1), ("two", 2)]
    assert await _numbers(store) == list(range(1, NEXT + 1))
    await _forget(store)
    await store.close()


async def test_edited_migration_is_refused_by_name_and_nothing_runs(migrated: Store, folder: Path) -> None:
    edited = folder / f"{migrations()[-1].name}.cypher"
    edited.write_text(f"{migrations()[-1].text}// an afterthought\n")
    found = await migration_status(migrated, folder)
    assert not found.ready
    assert f"edited after it ran: {edited.stem}" in found.words()
    with pytest.raises(MigrationError, match=edited.stem):
        await migrate(migrated, folder)
    assert await _probes(migrated) == []


async def test_store_of_a_newer_registry_is_refused_by_number(migrated: Store, folder: Path) -> None:
    await migrate(migrated, folder)
    assert f"unknown here: {NEXT}" in (await migration_status(migrated)).words()
    with pytest.raises(MigrationError, match="newer registry"):
        await migrate(migrated)


async def test_check_and_serve_refuse_a_store_that_is_not_in_order_and_say_why(neo4j_server: Server) -> None:
    neo4j_server.holds = "something"
    settings = settings_of(neo4j_server.address)
    store = neo4j_server.open()
    await migrate(store)
    await _forget(store)
    last = migrations()[-1].name
    record: dict[str, tuple[str, str, Callable[..., Awaitable[None]]]] = {
        "edited": (
            "MATCH (m:Migration {number: $last}) SET m.checksum = 'another'",
            f"edited after it ran: {last}",
            _not,
        ),
        "newer": ("CREATE (m:Migration {number: $last + 1, checksum: 'x'})", f"unknown here: {NEXT}", _not),
        "pending": ("MATCH (m:Migration {number: $last}) DELETE m", f"pending: {last}", _runs),
    }
    for statement, said, then in record.values():

        async def work(transaction: Transaction, statement: str = statement) -> None:
            await transaction.run(statement, {"last": LAST})

        await store.write(work)
        checked = await asyncio.to_thread(command, "check", **settings)
        assert (checked.returncode, said in checked.stderr) == (1, True), checked.stderr
        await then(settings, said)
        await _forget(store)
    assert (await asyncio.to_thread(command, "check", **settings)).returncode == 0
    await store.close()


async def _not(settings: dict[str, str], said: str) -> None:
    served = await asyncio.to_thread(command, "serve", **settings)
    assert served.returncode == 1
    (line,) = served.stderr.splitlines()
    assert said in json.loads(line)["event"]


async def _runs(settings: dict[str, str], said: str) -> None:
    ran = await asyncio.to_thread(command, "migrate", **settings)
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (0, "1 run")
