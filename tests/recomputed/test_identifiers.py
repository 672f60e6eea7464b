"""Dated identifiers at random, around today: in every way to ask for them they are in force on the same days."""

import random
from datetime import timedelta

import pytest

from graph.days import utc_today
from graph.store.store import Store
from settings import Settings
from tests.conftest import asking
from tests.plan.graphs import write
from tests.plan.oracle import Graph
from tests.recomputed.identifiers import SCHEMES, check_identifiers

INSTITUTIONS, IDENTIFIERS = 40, 160


def dated_identifiers(seed: int) -> Graph:
    """Institutions with identifiers that begin and end around today, of some the beginning unknown."""
    chance, now = random.Random(seed), utc_today()
    days = [None, *((now + timedelta(days=each)).isoformat() for each in (-400, -1, 0, 1, 400))]
    graph = Graph()
    for number in range(INSTITUTIONS):
        graph.node("University", f"univ_{number}", {"name": f"U {number}", "kind": "OTHER", "status": "ACTIVE"})
    for number in range(IDENTIFIERS):
        scheme, value = chance.choice(SCHEMES), f"v{number:03}.example"
        facts = {"scheme": scheme, "value": value, "key": f"{scheme}:{value}", "origin": "test",
                 "since": chance.choice(days), "until": chance.choice(days)}  # fmt: skip
        graph.node("Identifier", f"iden_{number}", facts)
        graph.edge("IDENTIFIED_BY", f"univ_{chance.randrange(INSTITUTIONS)}", f"iden_{number}")
    return graph


@pytest.mark.parametrize("seed", [1, 2])
async def test_identifier_is_in_force_on_the_same_days_wherever_it_is_asked_for(
    store: Store, settings: Settings, seed: int
) -> None:
    graph = dated_identifiers(seed)
    await write(graph, store)
    await check_identifiers(asking(store, settings), graph, sample=100)
