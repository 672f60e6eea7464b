"""Dated identifiers, in plain Python from the descriptions; every way to ask for them is compared."""

import random

from graph.days import utc_today
from tests.conftest import Ask
from tests.plan.oracle import Graph
from tests.recomputed.seats import FIELDS, paged

SCHEMES = ("ROR", "SCHAC", "ERASMUS", "OGRN", "DOMAIN")
MAX_ENTITIES = 100
ENTITIES = "query ($known: [_Any!]!) { _entities(representations: $known) { ... on University { id } } }"
ONE = """query ($scheme: IdentifierScheme!, $value: String!) {
  university(identifier: {scheme: $scheme, value: $value}) { id }
}"""


def is_in_force(graph: Graph, identifier: str) -> bool:
    """From its beginning, which need not be known, up to and without its end."""
    since, until = (graph.value(identifier, name) for name in ("since", "until"))
    return (since is None or since <= utc_today().isoformat()) and (until is None or until > utc_today().isoformat())


async def check_identifiers(ask: Ask, graph: Graph, *, sample: int) -> int:
    """Every field, so many entities, a fifth as many look-ups. Gives how many answers were compared."""
    told = {each["id"]: each for each in await paged(ask, FIELDS)}
    holders = {edge.target: edge.source for edge in graph.edges if edge.type == "IDENTIFIED_BY"}
    compared = 0
    for university in graph.of("University"):
        held = [edge.target for edge in graph.at("IDENTIFIED_BY", university)]
        for scheme in SCHEMES:
            own = [each for each in held if graph.value(each, "scheme") == scheme and is_in_force(graph, each)]
            first = min(
                own, key=lambda each: (graph.value(each, "since") or "", graph.value(each, "value")), default=None
            )
            assert told[university][scheme.lower()] == (first and graph.value(first, "value")), university
            compared += 1
    keys = [each for each in sorted(holders) if graph.value(each, "scheme") in SCHEMES[1:]]
    asked = random.Random(17).sample(keys, min(sample, len(keys), MAX_ENTITIES))
    known = [
        {"__typename": "University", graph.value(each, "scheme").lower(): graph.value(each, "value")} for each in asked
    ]
    found = (await ask(ENTITIES, known=known)).data["_entities"] if known else []
    for each, entity in zip(asked, found, strict=True):
        assert (entity and entity["id"]) == (holders[each] if is_in_force(graph, each) else None), each
    ones = random.Random(17).sample(sorted(holders), min(max(20, sample // 5), len(holders)))
    for each in ones:
        one = await ask(ONE, scheme=graph.value(each, "scheme"), value=graph.value(each, "value"))
        expected = {"id": holders[each]} if is_in_force(graph, each) else None
        assert one.data["university"] == expected, each
    return compared + len(asked) + len(ones)
