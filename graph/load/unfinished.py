"""Loads that have begun and not ended.

A load keeps a `Load` node in the store from its first write to its last. One that is there when nothing loads was cut:
by Ctrl-C, a kill, a store that went away. Most loads are repeatable and are simply run again. Those of `WHOLE` write
each thing once: they keep how far they have come, in the transaction that gets them there, and go on from it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from graph.load import statements
from graph.load.report import LoadError
from graph.store.store import Store, Transaction

DEMO_SET = "demo set"
EXPORT = "import export"
NETWORK = "demo"
WHOLE = (EXPORT, NETWORK)
"""Loads into an empty store. Until they have ended, what the store holds is a part of something."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A load that has begun. `of` tells its input from another one; `done` is how far it has come."""

    name: str
    of: str
    done: int

    def words(self) -> str:
        """What is wrong, and what to do."""
        if self.name == DEMO_SET:
            return "demo set: loaded only in part; `python server.py serve` completes it"
        again = "run it again with the same file" if self.name == EXPORT else "run it again"
        return f"{self.name}: begun and not finished; {again}"


async def unfinished_loads(store: Store) -> list[Unfinished]:
    """All loads that have begun and not ended, by name."""
    rows = await store.rows(statements.UNFINISHED_LOADS, {})
    return [Unfinished(row["name"], row["of"], row["done"]) for row in rows]


async def find_unfinished(store: Store, name: str) -> Unfinished | None:
    """The load of this name, if it has begun and not ended."""
    return next((each for each in await unfinished_loads(store) if each.name == name), None)


async def refuse_part(store: Store, name: str = "") -> None:
    """Raises LoadError where the store holds a part of what should be whole; `name` is the load that may go on."""
    for each in await unfinished_loads(store):
        if each.name in WHOLE and each.name != name:
            raise LoadError(f"the store holds only a part. {each.words()}, or begin with an empty store")


@asynccontextmanager
async def mark_load(store: Store, name: str, of: str = "") -> AsyncIterator[int]:
    """Marks a load as begun, and as ended where the block ends without an error. Gives how far it had come before."""

    async def begin(transaction: Transaction) -> int:
        rows = await transaction.run(statements.BEGIN_LOAD, {"name": name, "of": of, "done": 0})
        return int(rows[0]["done"])

    async def end(transaction: Transaction) -> None:
        await transaction.run(statements.END_LOAD, {"name": name})

    yield await store.write(begin)
    await store.write(end)


async def advance(transaction: Transaction, name: str, done: int) -> None:
    """Notes how far a load has come, with what the transaction writes."""
    await transaction.run(statements.ADVANCE_LOAD, {"name": name, "done": done})


async def write_once(store: Store, name: str, done: int, work: Callable[[Transaction], Awaitable[None]]) -> None:
    """Writes a part of a load in a transaction that also notes how far the load has come with it.

    Writes nothing where it has come so far: a commit whose answer was lost is tried again.
    """

    async def once(transaction: Transaction) -> None:
        rows = await transaction.run(statements.UNFINISHED_LOADS)
        if not any(row["name"] == name and row["done"] >= done for row in rows):
            await work(transaction)
            await advance(transaction, name, done)

    await store.write(once)
