"""Random selections over a graph, for hypothesis."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from graph.model import DatedBy, Model, NodeType, Property, PropertyKind, Relationship, Sort
from graph.plan.filters import WITHOUT_VALUE, AllOf, AnyOf, Compare, Filter, Has, Not
from graph.plan.filters import Operator as O
from graph.plan.guard import Sight
from graph.plan.plan import Planner
from graph.plan.selection import Cursor, IdsRoot, NodeRoot, NodeSelection, Page, PageRoot, RelationSelection
from tests.plan.graphs import CODES, DAYS, WORDS
from tests.plan.oracle import Graph, sortable

DEPTH = 3
PAGES = 4
SIZES = [0, 1, 2, 3, 100]

RANGES = [O.EQ, O.GT, O.GTE, O.LT, O.LTE]
OPERATORS = {
    PropertyKind.STRING: [
        O.EQ,
        O.IN,
        O.NOT_IN,
        O.STARTS_WITH,
        O.CONTAINS,
        O.EQ_IGNORE_CASE,
        O.STARTS_WITH_IGNORE_CASE,
        O.CONTAINS_IGNORE_CASE,
        O.IS_NULL,
        O.IS_NOT_NULL,
    ],
    PropertyKind.INTEGER: [*RANGES, O.IN, O.IS_NULL, O.IS_NOT_NULL],
    PropertyKind.FLOAT: [*RANGES, O.IS_NULL, O.IS_NOT_NULL],
    PropertyKind.DATE: [*RANGES, O.IN, O.NOT_IN, O.IS_NULL, O.IS_NOT_NULL],
    PropertyKind.STRINGS: [O.INCLUDES, O.INCLUDES_ANY, O.INCLUDES_UNDER, O.IS_NULL, O.IS_NOT_NULL],
    PropertyKind.BOOLEAN: [O.EQ, O.IS_NULL],
}
POOLS: dict[PropertyKind, list[Any]] = {
    PropertyKind.STRING: WORDS,
    PropertyKind.INTEGER: [-1, 0, 1, 1900, 1901],
    PropertyKind.FLOAT: [-33.5, 0.0, 1, 1.25, 55.75],
    PropertyKind.DATE: [*DAYS, "1999-01-01", "2020-02-29"],
    PropertyKind.BOOLEAN: [True, False],
    PropertyKind.STRINGS: CODES,
}
SEVERAL = (O.IN, O.NOT_IN, O.INCLUDES_ANY)
ID = Property("id", PropertyKind.STRING)


class World:
    """What is asked about. Neither it nor a question prints whole: hypothesis shows them where it reports."""

    def __init__(self, model: Model, graph: Graph) -> None:
        self.model = model
        self.graph = graph


class Question:
    """Roots asked for at once; prints as its statement."""

    def __init__(self, world: World, roots: list[NodeRoot]) -> None:
        self.roots = roots
        self.plan = Planner(world.model).plan(roots, Sight.ALL)

    def __repr__(self) -> str:
        return f"\n{self.plan.statement.text}\n{self.plan.parameters}\n"


@st.composite
def questions(draw: st.DrawFn, world: World) -> Question:
    """One question: one or two roots."""
    drawing = _Drawing(draw, world.model, world.graph)
    return Question(world, [drawing.root() for _ in range(draw(st.integers(1, 2)))])


@st.composite
def pages(draw: st.DrawFn, world: World) -> Question:
    """One question of several pages without relationships: filters, orders and cursors, mostly."""
    drawing = _Drawing(draw, world.model, world.graph)
    return Question(world, [drawing.root(depth=0) for _ in range(PAGES)])


@dataclass
class _Drawing:
    """Draws the parts of a question."""

    draw: st.DrawFn
    model: Model
    graph: Graph

    def root(self, depth: int = DEPTH) -> NodeRoot:
        """A page of a type, or nodes by their ids."""
        node = self._one(list(self.model.types.values()))
        below = self.node(node, depth)
        if self._one([True, *[False] * 5]):
            ids = self._some([*self.graph.of(node.name), f"{node.prefix}_none"], 4)
            return IdsRoot(below, tuple(dict.fromkeys(ids)))
        order = self.order(node, None)
        page = self.page(node, order, None)
        rows, total = self._one([(True, False), (True, True), (False, True)])
        return PageRoot(below, page, self.where(node), order, rows, total)

    def node(self, node: NodeType, depth: int) -> NodeSelection:
        """A node with relationships, the fewer the deeper."""
        names = self._some(sorted(node.relationships), depth) if depth and node.relationships else []
        return NodeSelection(
            node,
            {f"key {i}": self.relation(node.relationships[name], depth - 1) for i, name in enumerate(names)},
        )

    def relation(self, relationship: Relationship, depth: int) -> RelationSelection:
        """A relationship, as its form allows."""
        target = self.model.types[relationship.target]
        below = self.node(target, depth)
        as_of = self._one([*DAYS, None]) if relationship.dated else None
        order = self.order(target, relationship)
        if not relationship.many:
            return RelationSelection(relationship, below, None, order, None, as_of)
        page = self.page(target, order, relationship)
        rows, total = self._one([(True, False), (True, True), (False, True), (False, False)])
        return RelationSelection(relationship, below, self.where(target), order, page, as_of, rows, total)

    def order(self, node: NodeType, relationship: Relationship | None) -> tuple[Sort, ...]:
        """An order; where several edges can lead to one node, it ends in a property that tells them apart."""
        names = dict.fromkeys(self._some([*sortable(self.model, node.name), "id"], 3))
        order = [Sort(name, self._flag()) for name in names]
        edge = [] if relationship is None or relationship.distinct else [each.name for each in relationship.edge]
        if edge and self._flag():
            order.insert(0, Sort(edge[0], self._flag(), on_edge=True))
        elif relationship and (relationship.dated is DatedBy.EDGE or "[edge:" in relationship.pattern.text):
            order.append(Sort(edge[0], on_edge=True))
        return tuple(order)

    def page(self, node: NodeType, order: tuple[Sort, ...], relationship: Relationship | None) -> Page:
        """A page, at times beyond a cursor: the place of some node of the type, wherever it hangs."""
        size, backward = self._one(SIZES), self._flag()
        known = self.graph.of(node.name)
        if not known or self._one([True, False, False]):
            return Page(size, None, backward)
        at = self._one(known)
        values = [self._place(sort, at, relationship) for sort in order]
        return Page(size, Cursor((*values, at)), backward)

    def _place(self, sort: Sort, at: str, relationship: Relationship | None) -> object:
        if not sort.on_edge:
            return self.graph.value(at, sort.name)
        assert relationship
        kind = next(each.kind for each in relationship.edge if each.name == sort.name)
        return self._one([*POOLS[kind], None])

    def where(self, node: NodeType, depth: int = 2) -> Filter | None:
        """No filter, or one."""
        return self.filter(node, depth) if self._flag() else None

    def filter(self, node: NodeType, depth: int) -> Filter:
        """A comparison, a relationship, or a word of logic over others."""
        kind = self._one(["compare"] if depth == 0 else ["compare", "compare", "not", "all", "any", "has", "has"])
        if kind == "has" and node.relationships:
            return self.has(node.relationships[self._one(sorted(node.relationships))], depth - 1)
        if kind == "not":
            return Not(self.filter(node, depth - 1))
        if kind in ("all", "any"):
            parts = tuple(self.filter(node, depth - 1) for _ in range(self._one([0, 1, 2, 2, 3])))
            return AllOf(parts) if kind == "all" else AnyOf(parts)
        return self.compare(node)

    def has(self, relationship: Relationship, depth: int) -> Has:
        """A relationship that exists, does not, or leads to some number of nodes."""
        part = self.where(self.model.types[relationship.target], depth)
        as_of = self._one([*DAYS, None]) if relationship.dated else None
        form = self._one(["some", "none", "atLeast"]) if relationship.many else "some"
        at_least = self._one([1, 2, 3]) if form == "atLeast" else None
        return Has(relationship.name, part, at_least, form == "none", as_of, relationship.over)

    def compare(self, node: NodeType) -> Compare:
        """A property compared with a value that some node has, or with another."""
        stored = self._one([ID, *node.properties.values()])
        operator = self._one(OPERATORS[stored.kind])
        if operator in WITHOUT_VALUE:
            return Compare(stored.name, operator)
        held = [self.graph.value(id, stored.name) for id in self.graph.of(node.name)]
        flat = {part for value in held if value is not None for part in (value if isinstance(value, list) else [value])}
        pool = [*sorted(flat), *POOLS[stored.kind]]
        return Compare(stored.name, operator, self._some(pool, 3) if operator in SEVERAL else self._one(pool))

    def _one(self, pool: list[Any]) -> Any:
        return self.draw(st.sampled_from(pool))

    def _some(self, pool: list[Any], most: int) -> list[Any]:
        return self.draw(st.lists(st.sampled_from(pool), max_size=most))

    def _flag(self) -> bool:
        return self.draw(st.booleans())
