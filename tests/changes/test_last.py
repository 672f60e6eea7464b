"""The number up to which all changes can be read, while others write: a store may show a commit in parts."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

from engine.feed import ChangeFeed
from graph.changes.append import append_changes
from graph.changes.change import CREATED, Change
from graph.changes.last import LastChange, LastChanges, read_last_change
from graph.changes.pages import ChangesWhere, read_changes
from graph.plan.guard import Sight
from graph.store.store import Store
from tests.conftest import Server

BATCHES, AT_ONCE = 200, 40
READERS = 3
DEADLINE = 30.0


async def write(store: Store, number: int) -> None:
    """Writes changes of so many entities, and nothing else."""
    made = [Change(CREATED, "City", f"city_{number:08}{each:08}", 1, seen="PUBLIC") for each in range(AT_ONCE)]
    await store.write(lambda transaction: append_changes(transaction, made, ""))


async def beside_writes(server: Server, store: Store, read: Callable[[Store], Awaitable[None]]) -> int:
    """Reads again and again while another process, as it were, writes; gives how often."""
    done, reads = asyncio.Event(), count()

    async def go_on() -> None:
        other = server.open()
        while not done.is_set():
            await read(other)
            next(reads)
        await other.close()

    reading = [asyncio.create_task(go_on()) for _ in range(READERS)]
    for number in range(BATCHES):
        await write(store, number)
    done.set()
    await asyncio.gather(*reading)
    return next(reads)


async def test_all_up_to_the_last_change_can_be_read(server: Server, store: Store) -> None:
    known: dict[int, LastChanges] = {}

    async def read(other: Store) -> None:
        last = await known.setdefault(id(other), LastChanges(other)).look()
        after = max(0, last.seq - 2 * AT_ONCE)
        page = await read_changes(other, last, Sight.ALL, {}, after, 100, ChangesWhere(), deadline=DEADLINE)
        assert [seq for seq, _ in page.changes] == [*range(after + 1, last.seq + 1)]

    assert await beside_writes(server, store, read) > BATCHES


async def test_who_has_written_knows_without_a_look(store: Store) -> None:
    last = LastChanges(store)
    await write(store, 0)
    told = await read_last_change(store)
    last.note(told)
    last.note(LastChange(told.seq - 1, told.lineage))
    asked: list[object] = []

    class Observer:
        def on_call_end(self, ran: object) -> None:
            asked.append(ran)

        def on_retry(self) -> None:
            pass

    store.watches.append(Observer())
    assert await last.look() == told
    assert len(asked) == 1


async def test_graph_of_another_lineage_is_looked_at_anew(store: Store) -> None:
    feed = ChangeFeed(store)
    feed.ring(LastChange(7, "another"))
    await write(store, 0)
    assert await feed.look() == await read_last_change(store)
