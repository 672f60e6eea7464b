"""Heavy statements take turns, and end with their client. Real stores."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from graph.store.store import Store
from tests.conftest import Server, emptied

SLOW = (
    "UNWIND range(1, 3000) AS i UNWIND range(1, 3000) AS j UNWIND range(1, 3000) AS k "
    f"WITH i, j, k WHERE i + j + k < $least RETURN collect(i) AS none //{' as long as that of a walk' * 100}"
)
RUNNING = (
    "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'UNWIND range(1, ' + '3000)' RETURN currentQuery"
)
MORE_THAN_ITS_QUEUE = 8
"""The embedded store's own queue would let four run on a small machine."""


@pytest.fixture
async def opened(server: Server) -> AsyncIterator[Store]:
    """A store with one lane."""
    await (await emptied(server)).close()
    store = Store.open(server.address, embedded=server.embedded, lanes=1)
    yield store
    await store.close()


def asked(store: Store) -> "asyncio.Task[list[object]]":
    return asyncio.create_task(store.read(SLOW, {"least": 0}, heavy=True))


async def running(store: Store, number: int) -> bool:
    """Whether the store comes to run so many slow statements."""
    for _ in range(400):
        if len(await store.rows(RUNNING, {})) == number:
            return True
        await asyncio.sleep(0.02)
    return False


async def stop(tasks: "list[asyncio.Task[list[object]]]") -> None:
    for each in tasks:
        each.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_heavy_statements_of_one_lane_run_one_after_the_other(opened: Store) -> None:
    tasks = [asked(opened) for _ in range(3)]
    assert await running(opened, 1)
    await asyncio.sleep(0.2)
    assert len(await opened.rows(RUNNING, {})) == 1
    tasks[0].cancel()
    await asyncio.wait({tasks[0]})
    assert await running(opened, 1)
    await stop(tasks)


async def test_heavy_statement_ends_when_nobody_waits_for_it(opened: Store) -> None:
    task = asked(opened)
    assert await running(opened, 1)
    await stop([task])
    assert await running(opened, 0)


async def test_heavy_statement_that_takes_too_long_is_ended(opened: Store) -> None:
    with pytest.raises(Exception, match=r"No answer within 0\.5 s"):
        await opened.read(SLOW, {"least": 0}, heavy=True, deadline=0.5)
    assert await running(opened, 0)


async def test_small_statement_is_answered_while_many_slow_ones_run(server: Server) -> None:
    await (await emptied(server)).close()
    store = Store.open(server.address, embedded=server.embedded, lanes=MORE_THAN_ITS_QUEUE)
    tasks = [asked(store) for _ in range(MORE_THAN_ITS_QUEUE)]
    assert await running(store, MORE_THAN_ITS_QUEUE)
    assert await store.read("RETURN $one AS one", {"one": 1}) == [1]
    assert not any(each.done() for each in tasks)
    await stop(tasks)
    await store.close()
