"""Walks through connections, page by page, as a client does it: `after: endCursor`, `before: startCursor`."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from engine.fields import Connected
from graph.model import DatedBy
from schema.core.declare import NODES
from schema.query import assemble_schema
from settings import Settings
from tests.conftest import Ask, Server, asking, emptied
from tests.plan.graphs import random_graph, write
from tests.plan.oracle import Graph, sortable

CATALOGUE = assemble_schema()[1]
ROOTS = {declaration.name: declaration.plural for declaration in NODES if declaration.plural}
SIZE = 3
MAX_PAGES = 50
Way = TypeVar("Way")


@dataclass
class Walked:
    """A store with a small graph, asked as a user would, and the graph.

    The embedded store is asked in `every` way. Neo4j, which takes long to plan a text that it has not seen, is asked
    about each type in one of them.
    """

    ask: Ask
    graph: Graph
    every: bool

    def chosen(self, ways: Sequence[Way], place: int) -> Sequence[Way]:
        """Those of the ways that are asked about the type at a place."""
        return ways if self.every else [ways[place % len(ways)]]


GRAPH = "the graph that is walked"


@pytest.fixture
async def walked(server: Server, settings: Settings) -> AsyncIterator[Walked]:
    """Tests only read it, so it is written when the store holds something else."""
    graph = random_graph(11)
    if server.holds == GRAPH:
        store = server.open()
    else:
        store = await emptied(server)
        server.holds = "something"
        await write(graph, store)
        server.holds = GRAPH
    yield Walked(asking(store, settings), graph, server.embedded)
    await store.close()


def orders(type: str) -> list[str]:
    """The default order; the one with most ties and missing values, both ways; and one by two keys."""
    properties = CATALOGUE.model.types[type].properties
    names = sorted(sortable(CATALOGUE.model, type), key=lambda name: not properties[name].nullable)
    first, last = (_constant(name) for name in (names[0], names[-1]))
    return [
        "",
        f"[{{field: {first}}}]",
        f"[{{field: {first}, direction: DESC}}]",
        f"[{{field: {last}, direction: DESC}}, {{field: {first}}}]",
    ]


def _constant(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).upper()


async def walk(ask: Ask, connection: str, arguments: list[str], *, backward: bool, by: int = SIZE) -> list[str]:
    """Everything in the connection, in its order. `connection` is a document with %s for field and arguments."""
    size, place, more, cursor = (
        ("last", "before", "hasPreviousPage", "startCursor")
        if backward
        else ("first", "after", "hasNextPage", "endCursor")
    )
    found: list[str] = []
    at: str | None = None
    for _ in range(MAX_PAGES):
        given = [*arguments, f"{size}: {by}", *([f'{place}: "{at}"'] if at else [])]
        asked = await ask(connection % f"({', '.join(given)})")
        assert asked.errors == []
        page = asked.data["it"] if "edges" in asked.data["it"] else asked.data["it"]["on"]
        keys = [_identity(edge) for edge in page["edges"]]
        found = [*keys, *found] if backward else [*found, *keys]
        assert len(keys) == by or not page["pageInfo"][more]
        if not page["pageInfo"][more]:
            return found
        at = page["pageInfo"][cursor]
    raise AssertionError("the walk does not end")


def _identity(edge: dict[str, Any]) -> str:
    return " ".join([edge["node"]["id"], *([str(edge["since"])] if "since" in edge else [])])


ASKED = "{ edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"


@pytest.mark.parametrize("type", ROOTS)
async def test_walk_forward_and_walk_backward_meet_each_node_once(walked: Walked, type: str) -> None:
    for order in walked.chosen(orders(type), list(ROOTS).index(type)):
        arguments = [f"orderBy: {order}"] if order else []
        document = f"{{ it: {ROOTS[type]}%s {ASKED} }}"
        forward = await walk(walked.ask, document, arguments, backward=False)
        assert sorted(forward) == sorted(walked.graph.of(type)), order
        assert await walk(walked.ask, document, arguments, backward=True) == forward, order


CONNECTIONS = [
    (type, name, kind.relationship)
    for type in ROOTS
    for name, kind in CATALOGUE.types[type].fields.items()
    if isinstance(kind, Connected)
]


CONNECTED = sorted({type for type, _, _ in CONNECTIONS})


@pytest.mark.parametrize("type", CONNECTED)
async def test_walk_along_a_relationship_meets_all_that_are_counted(walked: Walked, type: str) -> None:
    connections = [each for each in CONNECTIONS if each[0] == type]
    for _, name, relationship in walked.chosen(connections, CONNECTED.index(type)):
        edge = "since" if relationship.dated is DatedBy.EDGE else ""
        always = ["allTime: true"] if relationship.dated else []
        for id in walked.graph.of(type)[:2]:
            below = ASKED.replace("cursor node", f"{edge} cursor node")
            document = f'{{ it: node(id: "{id}") {{ ... on {type} {{ on: {name}%s {below} }} }} }}'
            forward = await walk(walked.ask, document, always, backward=False)
            given = f"({', '.join(always)})" if always else ""
            counted = await walked.ask(
                f'{{ node(id: "{id}") {{ ... on {type} {{ {name}{given} {{ totalCount }} }} }} }}'
            )
            assert len(set(forward)) == len(forward) == counted.data["node"][name]["totalCount"], name
            assert await walk(walked.ask, document, always, backward=True) == forward, name


async def test_period_of_the_same_node_is_not_lost_between_two_pages(server: Server, settings: Settings) -> None:
    store = await emptied(server)
    server.holds = "something"
    graph = Graph()
    office = graph.node("Office", "offi_a", {"slug": "a", "name": "A", "kind": "RUSSIAN_HOUSE"})
    country = graph.node("Country", "ctry_k", {"code": "KZ", "name": "K"})
    for since, until in [("2001-01-01", "2002-01-01"), ("2003-01-01", "2004-01-01"), ("2005-01-01", None)]:
        graph.edge("COVERS", office, country, {"since": since, "until": until})
    await write(graph, store)
    document = f'{{ it: office(slug: "a") {{ on: covers%s {ASKED.replace("cursor node", "since cursor node")} }} }}'
    periods = await walk(asking(store, settings), document, ["allTime: true"], backward=False, by=1)
    assert periods == ["ctry_k 2001-01-01", "ctry_k 2003-01-01", "ctry_k 2005-01-01"]
    await store.close()
