"""The demo set with odd values: what real sources send and a made-up set does not have."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from graph.days import utc_today
from graph.declared import edge_type_of
from graph.ids import stable_id
from schema.query import assemble_schema
from tests.plan.oracle import Graph, Properties

BORDER = "2024-06-01"
"""The day at whose border much begins and ends."""
MISSING, EDITED = 0.1, 0.3
"""How often a value that may be missing is, and how often something is given an odd one."""
KEPT = {"slug", "stage", "status", "validFrom", "domain"}
"""What no load leaves out, although some nodes lack it."""
SPANS = ("HAS_STATUS", "COVERS", "WORKS_AT", "SERVES_AT")


def around(day: str, *days: int) -> list[str]:
    """Days so far from one."""
    return [(date.fromisoformat(day) + timedelta(each)).isoformat() for each in days]


NEAR = around(BORDER, -800, -366, -1, 0, 0, 1, 400)


def odd(graph: Graph, seed: int) -> Graph:
    """A copy with missing values, ties, dates at a border, several seats, overlapping spans and revived contacts."""
    chance = random.Random(seed)
    copy = Graph()
    for id, label in sorted(graph.labels.items()):
        copy.node(label, id, _edited(chance, label, graph.properties[id]))
    for edge in sorted(graph.edges, key=lambda each: (each.type, each.source, each.target, str(each.properties))):
        dated = bool(edge_type_of(edge.type).dates) and edge.type in SPANS and chance.random() < EDITED
        copy.edge(edge.type, edge.source, edge.target, edge.properties | (_span(chance, NEAR) if dated else {}))
    _seats(chance, copy)
    _identifiers(chance, copy)
    _spans(chance, copy)
    return copy


def _edited(chance: random.Random, label: str, given: Properties) -> Properties:
    declared = assemble_schema()[1].model.types.get(label)
    loose = {name for name, stored in declared.properties.items() if stored.nullable} if declared else set()
    histories = {"stages", "stagesSince", "statuses", "statusesSince"}
    own = {
        name: value
        for name, value in given.items()
        if name in histories | KEPT or name not in loose or chance.random() >= MISSING
    }
    if label == "Contact" and chance.random() < EDITED:
        own |= _contact(chance)
    if label == "OfficeStatus" and chance.random() < EDITED:
        own |= {"until": chance.choice([None, *NEAR])}
    if label == "Agreement" and own.get("validFrom") and chance.random() < EDITED:
        own |= {"validFrom": chance.choice(NEAR), "validTo": chance.choice([None, *NEAR])}
    if label == "Event" and chance.random() < EDITED:
        own |= {"starts": chance.choice(NEAR)}
    return own


def _contact(chance: random.Random) -> Properties:
    """Of equal days with others; dormant in between, or revived on the border. Of some the first stage is not known."""
    since, lapsed, revived = around(BORDER, -800, -366, chance.choice([-1, 0, 1]))
    stages = chance.choice([["IN_TALKS"], ["IN_TALKS", "DORMANT"], ["IN_TALKS", "DORMANT", "AGREED"],
                            ["AGREED", "LOST", "IN_TALKS", "DORMANT"]])  # fmt: skip
    first = chance.choice([since, since, around(since, 200)[0]])
    days = [first, lapsed, revived, around(revived, 1)[0]][: len(stages)]
    return {"since": since, "lastActivity": chance.choice([None, *NEAR[1:]]), "until": chance.choice([None, *NEAR[2:]]),
            "stage": stages[-1], "stages": stages, "stagesSince": days}  # fmt: skip


def _span(chance: random.Random, days: list[str]) -> Properties:
    return {"since": chance.choice([None, *days]), "until": chance.choice([None, *days])}


def _some(chance: random.Random, ids: Iterable[str]) -> list[str]:
    return [id for id in sorted(ids) if chance.random() < EDITED]


def _seats(chance: random.Random, graph: Graph) -> None:
    """Further seats, some with the position of the first one, and some with none."""
    cities = sorted(graph.of("City"))
    for university in _some(chance, graph.of("University")):
        held = {edge.target for edge in graph.at("LOCATED_IN", university)}
        for city in chance.sample([each for each in cities if each not in held], chance.randint(1, 3)):
            graph.edge("LOCATED_IN", university, city, {"position": chance.choice([None, 0, 1, 2])})


def _identifiers(chance: random.Random, graph: Graph) -> None:
    """Further identifiers of schemes that may have several, dated around today."""
    days = around(utc_today().isoformat(), -400, -1, 0, 1, 400)
    for number, university in enumerate(_some(chance, graph.of("University"))):
        for scheme in chance.sample(("SCHAC", "ERASMUS", "OGRN", "DOMAIN"), 2):
            value = f"odd{number:03}.example"
            facts = {"scheme": scheme, "value": value, "key": f"{scheme}:{value}", "origin": "test"}
            id = graph.node("Identifier", stable_id("iden", scheme, value), facts | _span(chance, days))
            graph.edge("IDENTIFIED_BY", university, id)


def _spans(chance: random.Random, graph: Graph) -> None:
    """Statuses, countries and stays that overlap others."""
    for office in _some(chance, graph.of("Office")):
        facts = {"status": chance.choice(["ACTIVE", "LIMITED", "SUSPENDED"]), "since": chance.choice(NEAR),
                 "until": chance.choice([None, *NEAR])}  # fmt: skip
        if all(graph.value(edge.target, "since") != facts["since"] for edge in graph.at("HAS_STATUS", office)):
            graph.edge("HAS_STATUS", office, graph.node("OfficeStatus", stable_id("ofst", office, "odd"), facts))
    for type in SPANS[1:]:
        for edge in [edge for edge in graph.edges if edge.type == type and chance.random() < EDITED]:
            span = _span(chance, NEAR)
            parallel = [each for each in graph.at(type, edge.source) if each.target == edge.target]
            if all(each.properties.get("since") != span["since"] for each in parallel):
                graph.edge(type, edge.source, edge.target, span)
