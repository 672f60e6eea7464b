"""Graphs for the planner's tests: small random ones, and what a store holds as a plain graph."""

import io
import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from graph.declared import declared_model, edge_type_of, node_type_of
from graph.ids import stable_id
from graph.load.batch import Batch
from graph.load.export import export
from graph.model import Property, PropertyKind
from graph.store.store import Store
from schema.query import assemble_schema
from tests.plan.oracle import Graph

COUNTS = {
    "Country": 3,
    "Region": 2,
    "City": 5,
    "Source": 2,
    "University": 8,
    "Name": 10,
    "Identifier": 6,
    "Office": 4,
    "OfficeStatus": 7,
    "Person": 5,
    "Event": 4,
    "Agreement": 6,
    "Contact": 9,
    "Intent": 8,
}
USUAL_COUNT = 5
"""Nodes of a noun that is not counted above."""
PARTICIPATION = ("AT_EVENT", "OF_UNIVERSITY")
"""Edges that every Participation has once."""
DAYS = [(date(2019, 12, 31) + timedelta(days=each)).isoformat() for each in (0, 1, 60, 366, 367, 900)]
WORDS = ["", "a", "aa", "ab", "B", "Ab", "МГУ", "мгу", "Ёлка", "x'y", 'x"y', "ﬁ", "1.5"]
CODES = ["06", "061", "0613", "07", "0711"]
HELD: dict[PropertyKind, Sequence[Any]] = {
    PropertyKind.STRING: WORDS,
    PropertyKind.INTEGER: [0, 1, 1900, 1901],
    PropertyKind.FLOAT: [-33.5, 0.0, 1.0, 1.5, 55.75],
    PropertyKind.BOOLEAN: [True, False],
    PropertyKind.DATE: DAYS,
}
FEWEST = {"IN_COUNTRY": 1, "BETWEEN": 2, "HAS_PARTY": 1, "HAS_STATUS": 1, "COVERS": 1}
MAX_EDGES = 3
VERSION = "version"
"""How many changes a node has had: the store counts it."""
MISSING = 0.35
"""How often a property that may be missing is."""


def random_graph(seed: int) -> Graph:
    """A graph with missing properties, equal sort keys and facts that begin and end on the same days."""
    chance = random.Random(seed)
    graph = Graph()
    others = sorted(assemble_schema()[1].model.types.keys() - COUNTS.keys() - {"Participation"})
    for label, count in (COUNTS | dict.fromkeys(others, USUAL_COUNT)).items():
        for number in range(chance.randint(count - 2, count)):
            graph.node(label, stable_id(node_type_of(label).prefix, seed, number), _properties(chance, label, number))
    _participations(chance, graph)
    for type in [type for type in declared_model().edges if type not in PARTICIPATION]:
        for source, target in edge_type_of(type).ends:
            _edges(chance, graph, type, source, target)
    return graph


def _properties(chance: random.Random, label: str, number: int) -> dict[str, Any]:
    declared = assemble_schema()[1].model.types.get(label)
    own = declared.properties if declared else {}
    return {name: _value(chance, label, stored, number) for name, stored in own.items()}


def _value(chance: random.Random, label: str, stored: Property, number: int) -> Any:
    if stored.name == VERSION:
        return 1
    if stored.nullable and chance.random() < MISSING:
        return None
    if stored.unique:
        return 1000 + number if stored.kind is PropertyKind.INTEGER else f"{chance.choice(WORDS)}{number}"
    if stored.kind is PropertyKind.STRINGS:
        return chance.sample(CODES, chance.randint(0, 3))
    return chance.choice(stored.values[:4] or HELD[stored.kind])


def _edges(chance: random.Random, graph: Graph, type: str, source: str, target: str) -> None:
    targets = graph.of(target)
    for near in graph.of(source):
        count = min(len(targets), chance.randint(FEWEST.get(type, 0), MAX_EDGES))
        for place, far in enumerate(chance.sample(targets, count)):
            if near == far or (type == "RELATED_TO" and near > far):
                continue
            _edge(chance, graph, type, near, far, place)
            if edge_type_of(type).parallel and chance.random() < MISSING:
                _edge(chance, graph, type, near, far, place)


def _edge(chance: random.Random, graph: Graph, type: str, near: str, far: str, place: int) -> None:
    properties: dict[str, Any] = {}
    for name in edge_type_of(type).dates:
        properties[name] = None if chance.random() < MISSING / 2 else chance.choice(DAYS)
    if type in ("LOCATED_IN", "HAS_PARTY"):
        properties["position"] = chance.choice([place, None])
    if any(edge.properties.get("since") == properties.get("since") for edge in _between(graph, type, near, far)):
        return
    graph.edge(type, near, far, properties)


def _between(graph: Graph, type: str, near: str, far: str) -> list[Any]:
    return [edge for edge in graph.at(type, near) if edge.target == far]


def _participations(chance: random.Random, graph: Graph) -> None:
    """A university takes part in an event at most once (docs/model.md: the natural key of a Participation)."""
    for event in graph.of("Event"):
        for university in graph.of("University"):
            if chance.random() < MISSING:
                properties = _properties(chance, "Participation", 0)
                id = graph.node("Participation", stable_id("part", event, university), properties)
                graph.edge("OF_UNIVERSITY", id, university)
                graph.edge("AT_EVENT", id, event)


async def write(graph: Graph, store: Store) -> None:
    """Puts the graph into a store."""
    batch = Batch()
    for id, label in graph.labels.items():
        batch.node(label, id, graph.properties[id])
    for edge in graph.edges:
        ends = [(graph.labels[id], id) for id in (edge.source, edge.target)]
        batch.edge(edge.type, ends[0], ends[1], edge.properties)
    await batch.write(store)


async def read(store: Store) -> Graph:
    """All that a store holds."""
    out = io.BytesIO()
    await export(store, out, lambda done, total: None)
    graph = Graph()
    for line in map(json.loads, out.getvalue().splitlines()):
        if "node" in line:
            graph.node(line["node"], line["id"], line["properties"])
        elif "edge" in line:
            graph.edge(line["edge"], line["from"], line["to"], line["properties"])
    for label, node in declared_model().types.items():
        if VERSION in node.properties:  # which is no part of an export
            for row in await store.rows(f"MATCH (n:{label}) RETURN n.id AS id, n.version AS version", {}):
                graph.properties[row["id"]][VERSION] = row["version"]
    return graph
