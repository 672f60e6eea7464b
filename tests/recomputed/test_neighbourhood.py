"""Neighbourhoods at random, compared with what plain Python makes of the exported graph.

`REGISTRY_RECOMPUTED=300` asks so many questions, and other ones at each run.
"""

import os
import random
from typing import Any

import pytest

from graph.days import utc_today
from graph.store.store import Store
from schema.query import assemble_schema
from settings import Settings
from tests.conftest import Ask, Server, asking
from tests.plan.graphs import random_graph, read, write
from tests.plan.oracle import Graph
from tests.recomputed.neighbourhood import Asked, Surroundings

WISHED = int(os.environ.get("REGISTRY_RECOMPUTED", "0"))
QUESTIONS, OF_NEO4J = 20, 8
"""Of the embedded store, and of Neo4j, which takes a second to plan many of them."""
TEXT = """query ($of: ID!, $depth: Int!, $limit: Int!, $relations: [RelationshipKind!],
               $where: RegistryNeighbourhoodWhere) {
  neighbourhood(of: $of, depth: $depth, limit: $limit, relations: $relations, where: $where) {
    total totalIsExact summary nodes { depth activity ties degree node { id } }
    edges { kind source target since until through }
  }
}"""


def question(chance: random.Random, graph: Graph, around: Surroundings) -> Asked:
    """A centre of any type, a depth, kinds or none, types or none, a window or none."""
    label = chance.choice(sorted({*graph.labels.values()} & around.model.types.keys()))
    of = chance.choice(sorted(graph.of(label)))
    own = sorted({edge[0] for _, edge in around.at[of]})
    every = sorted({step.kind for step in around.steps})
    kinds = None
    if chance.random() < 0.5:
        kinds = frozenset([*chance.sample(own, min(len(own), 2)), *chance.sample(every, chance.randint(1, 5))])
    types = None
    if chance.random() < 0.2:
        types = frozenset(chance.sample(sorted(around.model.types), 12))
    window = sorted(f"20{chance.randint(15, 27)}-{chance.randint(1, 12):02}-15" for _ in range(2))
    since, until = window if kinds is None and chance.random() < 0.2 and window[0] < window[1] else (None, None)
    depth = chance.choice([1, 1, 2, 2, 3])
    return Asked(of, depth, chance.choice([2, 7, 40, 300, 1000]), utc_today().isoformat(), kinds, types, since, until)


async def answered(ask: Ask, asked: Asked) -> dict[str, Any] | None:
    """The answer in the form of the oracle's; None where it is said not to be exact, or costs too much."""
    names = {name: name for name in asked.types or ()}
    where: dict[str, Any] = {"since": asked.since, "until": asked.until}
    if asked.types is not None:
        where["types"] = ["".join("_" * (c.isupper() and i > 0) + c for i, c in enumerate(n)).upper() for n in names]
    variables = {"of": asked.of, "depth": asked.depth, "limit": asked.limit, "where": where,
                 "relations": None if asked.kinds is None else sorted(asked.kinds)}  # fmt: skip
    given = await ask(TEXT, **variables)
    if given.codes in (["TOO_BIG"], ["TIMEOUT"]):
        return None
    assert given.errors == [], (asked, given.errors)
    found = given.data["neighbourhood"]
    if not found["totalIsExact"]:
        return None
    fields = ("depth", "activity", "ties", "degree")
    edge = ("kind", "source", "target", "since", "until", "through")
    shown, total = len(found["nodes"]), found["total"]
    said = f"showing all {shown:,}" if shown == total else f"showing {shown:,} of {total:,}"
    assert found["summary"] == said
    return {
        "nodes": [(each["node"]["id"], *(each[name] for name in fields)) for each in found["nodes"]],
        "edges": sorted((tuple(each[name] for name in edge) for each in found["edges"]),
                        key=lambda each: tuple(value or "" for value in each)),
        "total": total,
    }  # fmt: skip


async def test_any_neighbourhood_is_what_the_exported_facts_say(ask: Ask, demo_store: Store, server: Server) -> None:
    await compare(ask, await read(demo_store), questions_of(server))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_neighbourhood_of_odd_facts_is_what_they_say(
    store: Store, settings: Settings, server: Server, seed: int
) -> None:
    """Missing values, equal dates, several seats, parallel relationships."""
    graph = random_graph(seed)
    await write(graph, store)
    await compare(asking(store, settings), graph, questions_of(server))


def questions_of(server: Server) -> int:
    """How many a store is asked."""
    return QUESTIONS if server.embedded else OF_NEO4J


async def compare(ask: Ask, graph: Graph, questions: int = QUESTIONS) -> None:
    """Asks at random and compares."""
    around = Surroundings(assemble_schema()[1].model, graph)
    chance = random.Random() if WISHED else random.Random(17)
    compared = 0
    for _ in range(WISHED or questions):
        asked = question(chance, graph, around)
        found = await answered(ask, asked)
        if found is not None:
            compared += 1
            assert found == around.answer(asked), asked
    assert compared > (WISHED or questions) // 2
