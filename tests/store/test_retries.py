"""What is tried again, and how often: conflicts, constraints, commits whose answer was lost. Real stores."""

import asyncio

import pytest

from access.keys import create_key, find_key, list_keys
from access.principal import Role, Scope
from graph.store.errors import StoreStatementError
from graph.store.store import VIOLATION_TRIES, Store, Transaction
from tests.conftest import Server
from tests.lines import line_to, through


async def test_violation_of_a_writes_own_making_is_given_up_soon(store: Store) -> None:
    tries = 0

    async def work(transaction: Transaction) -> None:
        nonlocal tries
        tries += 1
        for _ in range(2):
            await transaction.run("CREATE (n:University {id: 'univ_aaaaaaaaaaaaaaaa'})")

    with pytest.raises(StoreStatementError):
        await store.write(work)
    assert tries == VIOLATION_TRIES
    assert await store.rows("MATCH (n:University) RETURN n.id AS id", {}) == []


async def test_of_many_who_make_the_same_node_all_find_it(server: Server, store: Store) -> None:
    others = [server.open() for _ in range(8)]  # processes of their own, as far as a store can tell

    async def work(transaction: Transaction) -> object:
        text = (
            "MERGE (n:University {id: 'univ_aaaaaaaaaaaaaaaa'}) SET n.made = coalesce(n.made, 0) + 1 RETURN n.id AS id"
        )
        return (await transaction.run(text))[0]["id"]

    assert len(await asyncio.gather(*(each.write(work) for each in others))) == len(others)
    assert await store.rows("MATCH (n:University) RETURN n.made AS made", {}) == [{"made": len(others)}]
    for each in others:
        await each.close()


@pytest.mark.parametrize("delivers", [True, False], ids=["answer lost", "commit lost"])
async def test_key_whose_commit_was_lost_is_made_once(server: Server, store: Store, delivers: bool) -> None:
    line = line_to(server, delivers=delivers)
    async with through(line, server) as cut:
        text, made = await create_key(cut, "lost", Role.PUBLIC, scopes=frozenset((Scope.READ,)))
    assert line.cuts == 0
    assert [each.id for each in await list_keys(store)] == [made.id]
    assert await find_key(store, text) == made
