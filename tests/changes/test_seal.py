"""Seals: one for every thousand changes, and for fewer after a day; made once, whoever makes them."""

import asyncio

import pytest

from graph.changes.append import append_changes
from graph.changes.change import Change
from graph.changes.seal import MAX_AGE, RANGE, SealDigest, SealError, seal_due, seal_of
from graph.changes.statements import SEALS_PAGE
from graph.store.clock import now_ms
from graph.store.store import Store, Transaction
from graph.write.requests import KEPT, forget_requests
from process.housekeeping import keep_house

BEGAN = 1_700_000_000_000
"""The instant of the first change."""


async def write_changes(store: Store, count: int, at: int = BEGAN) -> None:
    async def work(transaction: Transaction) -> None:
        (row,) = await transaction.run("MATCH (c:Change) RETURN count(c) AS held")
        first = row["held"] + 1
        changes = [Change("UPDATED", "University", "univ_x", first + each, at=at) for each in range(count)]
        await append_changes(transaction, changes, "rules")

    await store.write(work)


async def ranges(store: Store) -> list[tuple[int, int, int]]:
    rows = await store.rows(SEALS_PAGE, {"after": 0, "limit": 100})
    return [(seal.number, seal.first, seal.last) for seal in (seal_of(row["seal"]) for row in rows)]


async def test_nothing_is_sealed_where_nothing_is_there(store: Store) -> None:
    assert await seal_due(store, BEGAN) == 0
    assert await ranges(store) == []


async def test_thousand_changes_are_sealed_and_the_rest_after_a_day(store: Store) -> None:
    await write_changes(store, 2 * RANGE + 1)
    assert await seal_due(store, BEGAN + MAX_AGE - 1) == 2
    assert await ranges(store) == [(1, 1, RANGE), (2, RANGE + 1, 2 * RANGE)]
    assert await seal_due(store, BEGAN + MAX_AGE - 1) == 0
    assert await seal_due(store, BEGAN + MAX_AGE) == 1
    assert (await ranges(store))[2] == (3, 2 * RANGE + 1, 2 * RANGE + 1)
    assert await seal_due(store, BEGAN + 2 * MAX_AGE) == 0


async def test_seal_is_chained_to_the_one_before_it(store: Store) -> None:
    for _ in range(2):
        await write_changes(store, 2)
        await seal_due(store, BEGAN + MAX_AGE)
    first, second = [seal_of(row["seal"]) for row in await store.rows(SEALS_PAGE, {"after": 0, "limit": 9})]
    assert (first.prev, second.prev) == ("", first.hash)
    digest = SealDigest(2, 3, 4, BEGAN + MAX_AGE, first.hash)
    for row in await store.rows("MATCH (c:Change) WHERE c.seq > 2 RETURN c.hash AS hash ORDER BY c.seq", {}):
        digest.add(row["hash"])
    assert second.hash == digest.text


async def test_of_many_that_seal_at_once_one_makes_each_seal(store: Store) -> None:
    await write_changes(store, 3 * RANGE)
    made = await asyncio.gather(*(seal_due(store, BEGAN + each) for each in range(8)))
    assert sum(made) == 3
    assert await ranges(store) == [(n, (n - 1) * RANGE + 1, n * RANGE) for n in (1, 2, 3)]


async def test_gap_is_not_sealed(store: Store) -> None:
    await write_changes(store, RANGE)

    async def cut(transaction: Transaction) -> None:
        await transaction.run("MATCH (c:Change {seq: 7}) DELETE c")

    await store.write(cut)
    with pytest.raises(SealError, match=r"changes 1 to 1000 are not all there, each once; .*audit verify"):
        await seal_due(store, BEGAN)


async def test_answers_of_a_week_ago_are_forgotten(store: Store) -> None:
    async def work(transaction: Transaction) -> None:
        text = "UNWIND range(1, 1500) AS n CREATE (:Request {key: 'old' + toString(n), at: $at})"
        await transaction.run(text, {"at": BEGAN - 1})
        await transaction.run("CREATE (:Request {key: 'new', at: $at})", {"at": BEGAN})

    await store.write(work)
    assert await forget_requests(store, BEGAN + KEPT) == 1500
    assert await store.rows("MATCH (q:Request) RETURN q.key AS key", {}) == [{"key": "new"}]
    assert await forget_requests(store, BEGAN + KEPT) == 0


async def requests(store: Store) -> list[str]:
    return [row["key"] for row in await store.rows("MATCH (q:Request) RETURN q.key AS key", {})]


async def test_process_that_serves_seals_and_forgets(store: Store) -> None:
    await write_changes(store, 3)

    async def work(transaction: Transaction) -> None:
        await transaction.run("CREATE (:Request {key: 'old', at: $at})", {"at": now_ms() - KEPT - 1})

    await store.write(work)
    keeping = asyncio.create_task(keep_house(store, pause=0.01))
    try:
        async with asyncio.timeout(20):
            while (await requests(store)) or not await ranges(store):  # noqa: ASYNC110  # another task makes them so
                await asyncio.sleep(0.05)
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
    assert await ranges(store) == [(1, 1, 3)]
