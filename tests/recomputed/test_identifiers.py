"""Dated identifiers at random, around today: in every way to ask for them they are in force on the same days."""

import random
from datetime import date, timedelta

import pytest

from graph.store.store import Store
from resolvers.where import today
from settings import Settings
from tests.conftest import asking
from tests.plan.graphs import write
from tests.plan.oracle import Graph

SCHEMES = ("ROR", "SCHAC", "ERASMUS", "OGRN", "DOMAIN")
INSTITUTIONS, IDENTIFIERS = 40, 160
FIELDS = "{ nodes { id ror schac erasmus ogrn domain } }"
ENTITIES = "query ($known: [_Any!]!) { _entities(representations: $known) { ... on University { id } } }"
ONE = """query ($scheme: IdentifierScheme!, $value: String!) {
  university(identifier: {scheme: $scheme, value: $value}) { id }
}"""


def dated_identifiers(seed: int) -> Graph:
    """Institutions with identifiers that begin and end around today, of some the beginning unknown."""
    chance, now = random.Random(seed), date.fromisoformat(today())
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


def is_in_force(graph: Graph, identifier: str) -> bool:
    """From its beginning, which need not be known, up to and without its end."""
    since, until = (graph.value(identifier, name) for name in ("since", "until"))
    return (since is None or since <= today()) and (until is None or until > today())


@pytest.mark.parametrize("seed", [1, 2])
async def test_identifier_is_in_force_on_the_same_days_wherever_it_is_asked_for(
    store: Store, settings: Settings, seed: int
) -> None:
    graph = dated_identifiers(seed)
    await write(graph, store)
    ask = asking(store, settings)
    told = {
        each["id"]: each
        for each in (await ask(f"{{ universities(first: 100) {FIELDS} }}")).data["universities"]["nodes"]
    }
    holders = {edge.target: edge.source for edge in graph.edges}
    for university in graph.of("University"):
        for scheme in SCHEMES:
            held = [each for each, holder in holders.items() if holder == university]
            own = [each for each in held if graph.value(each, "scheme") == scheme and is_in_force(graph, each)]
            first = min(
                own, key=lambda each: (graph.value(each, "since") or "", graph.value(each, "value")), default=None
            )
            assert told[university][scheme.lower()] == (first and graph.value(first, "value"))
    asked = [each for each in graph.of("Identifier") if graph.value(each, "scheme") != "ROR"]
    known = [
        {"__typename": "University", graph.value(each, "scheme").lower(): graph.value(each, "value")} for each in asked
    ]
    found = (await ask(ENTITIES, known=known)).data["_entities"]
    for each, entity in zip(asked, found, strict=True):
        assert (entity and entity["id"]) == (holders[each] if is_in_force(graph, each) else None)
    for each in asked[:20]:
        one = await ask(ONE, scheme=graph.value(each, "scheme"), value=graph.value(each, "value"))
        assert one.data["university"] == ({"id": holders[each]} if is_in_force(graph, each) else None)
