"""Both stores with the demo set, and the demo set as a plain graph."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from graph.load.demo import load_demo
from graph.store.store import Store
from tests.conftest import Server, emptied
from tests.plan import graphs
from tests.plan.oracle import Graph

DEMO = "demo"
known: dict[str, Graph] = {}
"""The demo set, read once."""


@dataclass
class Both:
    """The stores that are compared."""

    embedded: Store
    neo4j: Store


@asynccontextmanager
async def demo(server: Server) -> AsyncIterator[Store]:
    """A store with the demo set, loaded where it is not there."""
    if server.holds == DEMO:
        store = server.open()
    else:
        store = await emptied(server)
        await load_demo(store, lambda done, total: None)
        server.holds = DEMO
    yield store
    await store.close()


@pytest.fixture
async def embedded(embedded_server: Server) -> AsyncIterator[Store]:
    async with demo(embedded_server) as store:
        yield store


@pytest.fixture
async def both(embedded: Store, neo4j_server: Server) -> AsyncIterator[Both]:
    async with demo(neo4j_server) as store:
        yield Both(embedded, store)


@pytest.fixture
async def graph(embedded: Store) -> Graph:
    if DEMO not in known:
        known[DEMO] = await graphs.read(embedded)
    return known[DEMO]
