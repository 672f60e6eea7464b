"""Seals: each closes a range of changes with one hash, and is chained to the seal before it.

Changes are chained entity by entity; a seal tells that all of a range are there, in this order. Who keeps the hash of a
seal elsewhere can prove later that nothing before it was altered, not even by somebody who makes all hashes anew.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.changes.change import canonical
from graph.changes.last import lock_last_change
from graph.changes.statements import HASHES_BETWEEN, MAKE_SEAL, REGISTRY, SEAL_DUE
from graph.store.store import Store, Transaction

SEAL_FORM = "s1:"
RANGE = 1_000
"""Changes under one seal, at most."""
MAX_AGE = 24 * 60 * 60 * 1000
"""Milliseconds after which a change is sealed, however few there are."""


class SealError(Exception):
    """Changes that are to be sealed are not all there; the message says which."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal over the changes with the numbers from `first` to `last`.

    at    instant at which it was made, in UTC epoch milliseconds
    prev  hash of the seal before it; empty for the first
    """

    number: int
    first: int
    last: int
    at: int
    prev: str
    hash: str

    @property
    def properties(self) -> dict[str, Any]:
        """What a store keeps of it."""
        return {name: getattr(self, name) for name in self.__slots__}


def seal_of(properties: Mapping[str, Any]) -> Seal:
    """A seal as a store keeps it. Raises KeyError where a part of it is missing."""
    return Seal(**{name: properties[name] for name in Seal.__slots__})


class SealDigest:
    """Makes the hash of a seal from the hashes of its changes, which it takes one by one."""

    def __init__(self, number: int, first: int, last: int, at: int, prev: str) -> None:
        told = {"number": number, "first": first, "last": last, "at": at}
        self._sha256 = hashlib.sha256(prev.encode() + canonical(told))

    def add(self, hash: str) -> None:
        """Takes the hash of the next change."""
        self._sha256.update(hash.encode())

    @property
    def text(self) -> str:
        """The hash."""
        return SEAL_FORM + self._sha256.hexdigest()


@dataclass(frozen=True, slots=True)
class _Due:
    """The range of the next seal, and the last one: its number and hash."""

    number: int
    prev: str
    after: int
    until: int


async def seal_due(store: Store, now: int) -> int:
    """Seals what is due at an instant in epoch milliseconds, and gives how many seals were made: one for every RANGE
    changes, and one for fewer when the first of them is a day old.

    One statement where nothing is due. Processes may call it at once: one of them makes the seal. Raises SealError,
    StoreError.
    """
    made = 0
    while due := await _due(store, now):
        made += await store.write(partial(_make, due=due, at=now))
    return made


async def _due(store: Store, now: int) -> _Due | None:
    (row,) = await store.rows(SEAL_DUE, {"registry": REGISTRY, "none": 0, "one": 1})
    after, until = row["last"], min(row["seq"], row["last"] + RANGE)
    is_old = row["oldest"] is None or row["oldest"] <= now - MAX_AGE
    if until == after + RANGE or (until > after and is_old):
        return _Due(row["number"] + 1, row["hash"] or "", after, until)
    return None


async def _make(transaction: Transaction, due: _Due, at: int) -> bool:
    """Makes a seal; false where another process has made it."""
    await lock_last_change(transaction)  # all that have a number can be read then
    rows = await transaction.run(HASHES_BETWEEN, {"first": due.after + 1, "last": due.until})
    if [row["seq"] for row in rows] != [*range(due.after + 1, due.until + 1)]:
        told = f"changes {due.after + 1} to {due.until} are not all there, each once"
        raise SealError(f"{told}; `python server.py audit verify` says more")
    digest = SealDigest(due.number, due.after + 1, due.until, at, due.prev)
    for row in rows:
        digest.add(row["hash"])
    seal = Seal(due.number, due.after + 1, due.until, at, due.prev, digest.text)
    (found,) = await transaction.run(MAKE_SEAL, {"number": seal.number, "properties": seal.properties})
    return bool(found["hash"] == seal.hash)
