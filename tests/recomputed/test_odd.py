"""The demo set with odd values: all that is asked of it is what its facts say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from graph.load.demo import load_demo
from graph.store.store import Store
from settings import Settings
from tests.conftest import Server, asking, emptied
from tests.plan.graphs import read, write
from tests.plan.oracle import Graph
from tests.recomputed import test_chains, test_neighbourhood
from tests.recomputed.identifiers import check_identifiers
from tests.recomputed.odd import NEAR, odd
from tests.recomputed.seats import check_seats

DEMO: dict[str, Graph] = {}
NEIGHBOURHOODS, CHAINS, FILTERS, ENTITIES = 12, 36, 8, 60


async def demo(server: Server) -> Graph:
    """The facts of the demo set, which are the same in both stores: read once."""
    if not DEMO:
        async with emptied_store(server) as store:
            await load_demo(store, lambda done, total: None)
            DEMO["read"] = await read(store)
    return DEMO["read"]


@asynccontextmanager
async def emptied_store(server: Server) -> AsyncIterator[Store]:
    """An open store with nothing in it."""
    store = await emptied(server)
    server.holds = "something"
    try:
        yield store
    finally:
        await store.close()


@pytest.mark.parametrize("seed", [1, 2])
async def test_answers_of_a_demo_set_with_odd_values_are_what_its_facts_say(
    server: Server, settings: Settings, seed: int
) -> None:
    graph = odd(await demo(server), seed)
    async with emptied_store(server) as store:
        await write(graph, store)
        ask = asking(store, settings)
        assert await check_seats(ask, graph, filters=FILTERS) > len(graph.of("University"))
        assert await check_identifiers(ask, graph, sample=ENTITIES) > ENTITIES
        await test_neighbourhood.compare(ask, graph, NEIGHBOURHOODS)
        await test_chains.compare(ask, graph, CHAINS, lambda chance: chance.choice(NEAR))
