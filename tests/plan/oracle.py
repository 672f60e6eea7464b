"""What a question means, in plain Python over a plain graph: the planner's answers are compared with this.

Written from docs/model.md and the words of the declarations, not from the statements. Dates are ISO texts, which
compare as dates do.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cmp_to_key
from typing import Any

from graph.model import DatedBy, Model, PropertyKind, Relationship, Sort
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Has, Not, Operator, StateAt
from graph.plan.selection import IdsRoot, KeyLookup, KeysRoot, NodeRoot, NodeSelection, Page, RelationSelection
from graph.plan.shape import ShapeBinding

Properties = dict[str, Any]
Row = dict[str, Any]

HOP = re.compile(r"(<?)-\[(edge)?:(\w+)\]-(>?)(\(via\))?")


@dataclass(frozen=True)
class Edge:
    """A relationship of the graph."""

    type: str
    source: str
    target: str
    properties: Properties = field(default_factory=dict)


@dataclass
class Graph:
    """Nodes by id, each with its label and its properties (without the id), and edges."""

    labels: dict[str, str] = field(default_factory=dict)
    properties: dict[str, Properties] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    _at: dict[tuple[str, str], list[Edge]] = field(default_factory=lambda: defaultdict(list))

    def node(self, label: str, id: str, properties: Properties) -> str:
        """Adds a node; a property that is None is missing."""
        self.labels[id] = label
        self.properties[id] = {name: value for name, value in properties.items() if value is not None}
        return id

    def edge(self, type: str, source: str, target: str, properties: Properties | None = None) -> None:
        """Adds an edge."""
        given = {name: value for name, value in (properties or {}).items() if value is not None}
        edge = Edge(type, source, target, given)
        self.edges.append(edge)
        for end in {source, target}:
            self._at[type, end].append(edge)

    def of(self, label: str) -> list[str]:
        """The ids of a label."""
        return [id for id, own in self.labels.items() if own == label]

    def at(self, type: str, id: str) -> list[Edge]:
        """The edges of a type at a node, whichever way they run."""
        return self._at[type, id]

    def value(self, id: str, name: str) -> Any:
        """A property of a node; None where it is missing."""
        return id if name == "id" else self.properties[id].get(name)


@dataclass(frozen=True)
class Walk:
    """One way from a node along a pattern: where it ends, the edge whose properties count and the middle node."""

    end: str
    edge: Edge
    via: str | None


End = tuple[str, Edge | None]
"""A related node, and the edge that leads to it where its properties count."""


def walks(graph: Graph, start: str, pattern: str, label: str) -> Iterator[Walk]:
    """All ways along a pattern to nodes of a label; no way takes one edge twice."""
    hops = HOP.findall(pattern)
    marked = next((number for number, hop in enumerate(hops) if hop[1]), len(hops) - 1)

    def follow(at: str, number: int, taken: tuple[Edge, ...], via: str | None) -> Iterator[Walk]:
        if number == len(hops):
            if graph.labels[at] == label:
                yield Walk(at, taken[marked], via)
            return
        left, _, type, right, named = hops[number]
        for edge in graph.at(type, at):
            if any(edge is other for other in taken):
                continue
            ends = [edge.target] * (not left and edge.source == at) + [edge.source] * (not right and edge.target == at)
            for end in ends:
                yield from follow(end, number + 1, (*taken, edge), end if named else via)

    yield from follow(start, 0, (), None)


def _counting(pattern: str) -> str:
    """The type of the hop whose properties count: the one marked, else the last."""
    hops = HOP.findall(pattern)
    marked: str = next((hop[2] for hop in hops if hop[1]), hops[-1][2])
    return marked


def holds_at(properties: Mapping[str, Any], day: str) -> bool:
    """Half open; a fact without `since` is not active at any date."""
    since, until = properties.get("since"), properties.get("until")
    return since is not None and since <= day and (until is None or until > day)


COMPARED: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: lambda stored, given: stored == given,
    Operator.GT: lambda stored, given: stored > given,
    Operator.GTE: lambda stored, given: stored >= given,
    Operator.LT: lambda stored, given: stored < given,
    Operator.LTE: lambda stored, given: stored <= given,
    Operator.IN: lambda stored, given: stored in given,
    Operator.STARTS_WITH: lambda stored, given: stored.startswith(given),
    Operator.CONTAINS: lambda stored, given: given in stored,
    Operator.EQ_IGNORE_CASE: lambda stored, given: stored.lower() == given.lower(),
    Operator.STARTS_WITH_IGNORE_CASE: lambda stored, given: stored.lower().startswith(given.lower()),
    Operator.CONTAINS_IGNORE_CASE: lambda stored, given: given.lower() in stored.lower(),
    Operator.INCLUDES: lambda stored, given: given in stored,
    Operator.INCLUDES_ANY: lambda stored, given: any(each in given for each in stored),
    Operator.INCLUDES_UNDER: lambda stored, given: any(each.startswith(given) for each in stored),
}
"""Of values that are there. A missing one satisfies nothing but IS_NULL and NOT_IN."""


class Oracle:
    """Answers selections over a graph."""

    def __init__(self, model: Model, graph: Graph) -> None:
        self.model = model
        self.graph = graph

    def answer(self, root: NodeRoot) -> tuple[list[Row], int | None]:
        """The rows of a root (one more than the page where there are more) and its total, as far as asked."""
        label = root.node.type.name
        if isinstance(root, IdsRoot):
            found = [id for id in root.ids if self.graph.labels.get(id) == label]
            return [self._row(root.node, id) for id in found], None
        if isinstance(root, KeysRoot):
            return self._by_keys(root, label), None
        fitting = [id for id in self.graph.of(label) if self.holds(root.where, id)]
        rows = self._paged([(id, None) for id in fitting], root.order, root.page) if root.rows else []
        return [self._row(root.node, id) for id, _ in rows], len(fitting) if root.total else None

    def _by_keys(self, root: KeysRoot, label: str) -> list[Row]:
        rows = []
        for id in sorted(self.graph.of(label)):
            own = {way: self._held(way, id, root.as_of) for way in root.keys}
            by = {f"by{i}": [key for key in keys if key in own[way]] for i, (way, keys) in enumerate(root.keys.items())}
            if any(by.values()):
                rows.append(self._row(root.node, id) | by)
        return rows

    def _held(self, way: KeyLookup, id: str, day: str) -> set[object]:
        """The keys of a node by a way: its own, or those of related nodes in force; they may have begun at any time."""
        if not way.relationship:
            return {self.graph.value(id, way.property)}
        relationship = self.model.types[self.graph.labels[id]].relationships[way.relationship]
        ends = [walk.end for walk in self._related(relationship, id, None)]
        held = (end for end in ends if (self.graph.value(end, "since") or "") <= day)
        return {self.graph.value(end, way.property) for end in held if (self.graph.value(end, "until") or "9999") > day}

    def holds(self, part: Filter | None, id: str) -> bool:
        """Whether a filter holds of a node."""
        match part:
            case None:
                return True
            case Compare():
                return self._compared(part, self.graph.value(id, part.name))
            case StateAt():
                return (self._state(part.name, id, part.as_of) in part.states) is not part.none
            case Has():
                return self._has(part, id)
            case Not():
                return not self.holds(part.part, id)
            case AllOf() | AnyOf():
                every = (self.holds(each, id) for each in part.parts)
                return all(every) if isinstance(part, AllOf) else any(every)

    def _compared(self, part: Compare, stored: Any) -> bool:
        if part.operator is Operator.IS_NULL:
            return stored is None
        if part.operator is Operator.IS_NOT_NULL:
            return stored is not None
        if part.operator is Operator.NOT_IN:
            return stored is None or stored not in part.value  # type: ignore[operator]
        return stored is not None and COMPARED[part.operator](stored, part.value)

    def _has(self, part: Has, id: str) -> bool:
        relationship = self.model.types[self.graph.labels[id]].relationships[part.relationship]
        ends = {walk.end for walk in self._related(relationship, id, part.as_of) if self.holds(part.part, walk.end)}
        if part.none:
            return not ends
        return len(ends) >= (1 if part.at_least is None else part.at_least)

    def _state(self, name: str, id: str, day: str) -> Any:
        """The last state that began by the day; where none is known, the one that is told without a day."""
        history = self.model.types[self.graph.labels[id]].properties[name].history
        assert history
        states, since = (self.graph.value(id, each) or [] for each in (history.states, history.since))
        begun = states[: sum(first <= day for first in since)]
        return begun[-1] if begun else self.graph.value(id, name)

    def _related(self, relationship: Relationship, id: str, day: str | None) -> list[Walk]:
        found = list(walks(self.graph, id, relationship.pattern.text, relationship.target))
        if relationship.first:
            found = self._over_the_first(relationship, id, found)
        return found if day is None else [walk for walk in found if self._joins(relationship, walk, day)]

    def _joins(self, relationship: Relationship, walk: Walk, day: str) -> bool:
        """Whether a relationship holds on a day; what is over on it joins nothing."""
        if not holds_at(self._dated(relationship, walk), day):
            return False
        living = relationship.living
        return not living or not walk.via or self._state(living.name, walk.via, day) not in relationship.over

    def _over_the_first(self, relationship: Relationship, id: str, found: list[Walk]) -> list[Walk]:
        """Those over the first of the edges that count: by their order, then by the id of the node they lead to."""
        (sort,) = relationship.order
        edges = [edge for edge in self.graph.at(_counting(relationship.pattern.text), id) if edge.source == id]

        def place(edge: Edge) -> tuple[bool, Any, str]:
            value = edge.properties.get(sort.name)
            return value is None, value if value is not None else 0, edge.target

        first = min(edges, key=place, default=None)
        return [walk for walk in found if walk.edge is first]

    def _dated(self, relationship: Relationship, walk: Walk) -> Properties:
        match relationship.dated:
            case DatedBy.EDGE:
                return walk.edge.properties
            case DatedBy.VIA:
                assert walk.via
                return self.graph.properties[walk.via]
            case _:
                return self.graph.properties[walk.end]

    def _row(self, selection: NodeSelection, id: str, edge: Edge | None = None) -> Row:
        row: Row = {"id": id} | {name: self.graph.value(id, name) for name in selection.type.properties}
        row["below"] = {key: self._relation(asked, id) for key, asked in selection.relations.items()}
        return row

    def _relation(self, asked: RelationSelection, id: str) -> tuple[Any, int | None]:
        """The rows of a relationship (of one that leads to one node: the row or None), and the total."""
        relationship = asked.relationship
        found = [walk for walk in self._related(relationship, id, asked.as_of) if self.holds(asked.where, walk.end)]
        ends: list[End] = [(walk.end, walk.edge) for walk in found]
        if relationship.distinct:
            ends = [(end, None) for end in {walk.end for walk in found}]
        total = len(ends) if asked.total else None
        if not asked.rows:
            return None, total
        rows = [self._related_row(asked, *end) for end in self._paged(ends, asked.order, asked.page)]
        return (rows if asked.page else next(iter(rows), None)), total

    def _related_row(self, asked: RelationSelection, id: str, edge: Edge | None) -> Row:
        row = self._row(asked.node, id)
        for stored in asked.relationship.edge:
            assert edge
            row[f"edge_{stored.name}"] = edge.properties.get(stored.name)
        return row

    def _paged(self, ends: list[End], order: tuple[Sort, ...], page: Page | None) -> list[End]:
        ways = [sort.descending for sort in order]
        ways.append(bool(order) and order[-1].descending)

        def place(end: End) -> tuple[Any, ...]:
            return (*(self._key(sort, end) for sort in order), end[0])

        def first(one: End, other: End) -> int:
            return compared(place(one), place(other), ways)

        ordered = sorted(ends, key=cmp_to_key(first))
        if page is None:
            return ordered
        if page.backward:
            ordered.reverse()
        if page.cursor:
            at, sign = page.cursor.values, -1 if page.backward else 1
            ordered = [end for end in ordered if compared(place(end), at, ways) == sign]
        return ordered[: page.size + 1]

    def _key(self, sort: Sort, end: End) -> Any:
        if not sort.on_edge:
            return self.graph.value(end[0], sort.name)
        assert end[1]
        return end[1].properties.get(sort.name)


def compared(one: tuple[Any, ...], other: tuple[Any, ...], descending: list[bool]) -> int:
    """-1, 0 or 1: which of two places comes first. Missing values stand last ascending and first descending."""
    for left, right, down in zip(one, other, descending, strict=True):
        if left == right:
            continue
        first = left is not None and (right is None or left < right)
        return -1 if first != down else 1
    return 0


def told(rows: list[list[Any]], shaped: ShapeBinding, selection: NodeSelection) -> list[Row]:
    """The rows of a store in the form of the oracle's: what the caller asked for under the caller's keys."""
    return [_told(row, shaped, selection) for row in rows]


def _told(values: list[Any], shaped: ShapeBinding, selection: NodeSelection) -> Row:
    row: Row = dict(zip(shaped.places, values, strict=True))
    slots = {f"{letter}{slot}" for slot, _ in shaped.slots.values() for letter in "st"}
    plain: Row = {name: value for name, value in row.items() if name not in slots}
    plain["below"] = {}
    for key, asked in selection.relations.items():
        slot, below = shaped.slots[key]
        found: Any = row.get(f"s{slot}")
        if asked.page and asked.rows:
            found = told(found, below, asked.node)
        elif found is not None:
            found = _told(found, below, asked.node)
        plain["below"][key] = (found, row.get(f"t{slot}"))
    return plain


def sortable(model: Model, type: str) -> list[str]:
    """The properties by which nodes of a type can be ordered."""
    own = model.types[type].properties.values()
    return [stored.name for stored in own if stored.kind not in (PropertyKind.STRINGS, PropertyKind.BOOLEAN)]
