"""Whether all changes are there, in their order, as they were written, under the seals that were put on them."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.changes import statements
from graph.changes.change import change_of
from graph.changes.findings import Findings, ReadCallback
from graph.changes.last import read_last_change
from graph.changes.seal import Seal, SealDigest, seal_of
from graph.store.store import Store, StoreRows

PAGE = 1_000
TRIES, PAUSE = 10, 0.05
"""How often, and after how many seconds, the end is looked for again: its number can be read before it can."""


@dataclass(frozen=True, slots=True)
class OrderReport:
    """What was looked at: changes, seals, and the last seal."""

    changes: int
    seals: int
    last_seal: Seal | None


class OrderCheck:
    """Goes over all changes by their numbers, page by page.

    Seals and changes that are made meanwhile are left to the next time: what there was when it began is read first.
    """

    def __init__(self, store: Store, findings: Findings, kept: Iterable[str]) -> None:
        """`kept`: hashes of seals that somebody has kept elsewhere."""
        self._store = store
        self._findings = findings
        self._seals = _Seals(store, findings, set(kept))
        self._until = 0

    async def begin(self) -> int:
        """Reads up to where it will go, and gives how many changes that is."""
        newest = await self._store.rows(statements.NEWEST_SEAL, {"after": 0, "limit": 1})
        self._seals.newest = newest[0]["number"] if newest else 0
        self._until = (await read_last_change(self._store)).seq
        return self._until

    async def check(self, read: ReadCallback) -> OrderReport:
        """Checks all; `read` is given the changes of each page, and how far they go."""
        await self._seals.open()
        after, changes = 0, 0
        while after < self._until:
            until = min(after + PAGE, self._until)
            rows = await self._read(after, until)
            if not rows:
                until = min(await self._before_next(after), self._until)
            self._tell_missing(after, [row["seq"] for row in rows], until)
            for row in rows:
                await self._check(row["seq"], row["change"])
            changes += len(rows)
            await read([row["change"] for row in rows], until)
            after = until
        await self._seals.close(self._until)
        await self._check_end()
        for each in sorted(self._seals.kept):
            self._findings.add(f"No seal has the hash {each}, which was kept elsewhere.")
        return OrderReport(changes, self._seals.seen, self._seals.last)

    async def _read(self, after: int, until: int) -> StoreRows:
        """The changes after a number. Where the end is missing it may be written just now, and is looked for again."""
        given = {"first": after + 1, "last": until}
        rows = await self._store.rows(statements.CHANGES_BETWEEN, given)
        for _ in range(TRIES if until == self._until else 0):
            if len(rows) >= until - after:
                break
            await asyncio.sleep(PAUSE)
            rows = await self._store.rows(statements.CHANGES_BETWEEN, given)
        return rows

    async def _before_next(self, after: int) -> int:
        rows = await self._store.rows(statements.NEXT_SEQ, {"after": after, "limit": 1})
        return int(rows[0]["seq"]) - 1 if rows else self._until

    def _tell_missing(self, after: int, numbers: list[int], until: int) -> None:
        expected = after + 1
        for number in [*numbers, until + 1]:
            if number > expected:
                self._findings.add(f"{_range_words('Change', expected, number - 1)} missing.")
            elif number < expected:
                self._findings.add(f"Change {number} is there more than once.")
            expected = number + 1

    async def _check(self, number: int, properties: Mapping[str, Any]) -> None:
        try:
            change = change_of(properties)
            is_whole = change.hash == properties["hash"]
            key = change.key
        except (KeyError, TypeError, ValueError):
            self._findings.add(f"Change {number} is not whole.")
        else:
            if not is_whole:
                self._findings.add(f"Change {number} ({key}) was altered: its hash is another one.")
            elif key != properties["key"]:
                self._findings.add(f"Change {number} ({key}) is kept under another key.")
        await self._seals.take(number, str(properties.get("hash")))

    async def _check_end(self) -> None:
        """Whether a change has a number that was never given."""
        newest = await self._store.rows(statements.NEWEST_SEQ, {"after": self._until, "limit": 1})
        given = (await read_last_change(self._store)).seq
        if newest and newest[0]["seq"] > given:
            self._findings.add(f"Change {newest[0]['seq']} is there, but the last number that was given is {given}.")


@dataclass(slots=True)
class _Seals:
    """The seals, beside the changes that they are over.

    kept    hashes that were kept elsewhere and have not been met
    newest  number of the last seal
    """

    store: Store
    findings: Findings
    kept: set[str]
    newest: int = 0
    seen: int = 0
    last: Seal | None = None
    _page: list[Mapping[str, Any]] = field(default_factory=list)
    _read: int = 0
    _now: Seal | None = None
    _digest: SealDigest | None = None

    async def open(self) -> None:
        """Goes to the next seal."""
        self._now = self._digest = None
        while self._now is None and (properties := await self._next()):
            self._read = properties["number"]
            try:
                seal = seal_of(properties)
                self._digest = SealDigest(seal.number, seal.first, seal.last, seal.at, seal.prev)
            except (KeyError, TypeError, AttributeError):
                self.findings.add(f"Seal {self._read} is not whole.")
                continue
            self._compare(seal)
            self._now = self.last = seal
            self.kept.discard(seal.hash)
            self.seen += 1

    async def _next(self) -> Mapping[str, Any] | None:
        if not self._page and self._read < self.newest:
            given = {"after": self._read, "limit": PAGE}
            rows = await self.store.rows(statements.SEALS_PAGE, given)
            self._page = [row["seal"] for row in rows if row["seal"]["number"] <= self.newest][::-1]
        return self._page.pop() if self._page else None

    def _compare(self, seal: Seal) -> None:
        """Compares a seal with the one before it."""
        before = self.last
        expected = before.number + 1 if before else 1
        if seal.number > expected:
            self.findings.add(f"{_range_words('Seal', expected, seal.number - 1)} missing.")
        elif seal.prev != (before.hash if before else "") or seal.first != (before.last + 1 if before else 1):
            self.findings.add(f"Seal {seal.number} does not follow the one before it.")

    async def take(self, number: int, hash: str) -> None:
        """Takes the next change."""
        while self._now and number > self._now.last:
            self._finish(self._now)
            await self.open()
        if self._now and self._digest and number >= self._now.first:
            self._digest.add(hash)

    async def close(self, until: int) -> None:
        """Finishes those that remain after the last change, whose number is `until`."""
        while self._now:
            if self._now.last > until:
                self.findings.add(f"Seal {self._now.number} is over changes that were never made.")
            else:
                self._finish(self._now)
            await self.open()

    def _finish(self, seal: Seal) -> None:
        if self._digest is None or self._digest.text != seal.hash:
            told = f"it does not fit changes {seal.first} to {seal.last}"
            self.findings.add(f"Seal {seal.number} was altered, or what it is over: {told}.")


def _range_words(what: str, first: int, last: int) -> str:
    return f"{what} {first} is" if first == last else f"{what}s {first} to {last} are"
