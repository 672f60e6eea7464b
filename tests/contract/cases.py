"""Every statement that reads, with parameters that find something in the demo set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any

from graph.declared import declared_model
from graph.load.statements import statements as load_statements
from graph.migrations import APPLIED
from graph.model import DatedBy, Model, NodeType, Property, PropertyKind, Relationship, Sort
from graph.plan.filters import Compare, Filter, Has, Not, Operator
from graph.plan.guard import ACL, Sight, acl_of
from graph.plan.plan import Plan, Planner
from graph.plan.selection import (
    Cursor,
    IdsRoot,
    KeyLookup,
    KeysRoot,
    NodeRoot,
    NodeSelection,
    Page,
    PageRoot,
    RelationSelection,
)
from matching.model.reader import ALL_LEVELS
from matching.model.reading import LAST
from matching.model.statements import STATEMENTS as NETWORK
from matching.names.reading import STATEMENTS as NAMES
from matching.names.recognition import STATEMENTS as RECOGNITION
from resolvers.entities import key_lookups
from schema.query import assemble_schema
from tests.plan.oracle import Graph, sortable, told
from tests.plan.questions import OPERATORS, SEVERAL

BEGUN = (
    Operator.STARTS_WITH,
    Operator.CONTAINS,
    Operator.STARTS_WITH_IGNORE_CASE,
    Operator.CONTAINS_IGNORE_CASE,
    Operator.INCLUDES_UNDER,
)
"""Operators that take the beginning of a value for it."""

LABELS = declared_model().types
DAY = "2022-06-01"
PAGE = 5
READS = ("read", "page", "identifier holders", "any")
"""How the names of the loads' statements begin that only read."""
ORDERED = {"identifier holders", "read parties of Agreement in order", *(f"page {label}" for label in LABELS)}
"""Those of them that order their rows fully; edges between one pair of nodes come in any order."""


@dataclass(frozen=True)
class Case:
    """A statement with its parameters; `ordered` where its own ORDER BY leaves no tie.

    `read`, where set, tells what the values of its one record say.
    """

    name: str
    text: str
    parameters: dict[str, Any] = field(default_factory=dict)
    ordered: bool = True
    read: Callable[[list[Any]], Any] | None = None


BY_ID = ("University", "Office", "Name", "Contact", "Agreement", "Person")
"""Labels of the nodes that the read model reads by their ids."""


def matching_cases(graph: Graph | None = None) -> list[Case]:
    """What fills the read model: whole, a page from the middle, and what has changed."""
    ids = [id for label in BY_ID for id in sorted(graph.of(label))[::3]] if graph else []
    whole: dict[str, Any] = {
        "after": "",
        "last": LAST,
        "limit": 100_000,
        "registry": "registry",
        "version": 0,
        "now": 0,
    }
    whole |= {"ids": [*ids, "cont_x"], "sight": ALL_LEVELS}
    parties = sorted(graph.of("University")) if graph else []
    whole |= {"university": next(iter(parties), ""), ACL: acl_of(parties)}
    later = {**whole, "after": "offi", "limit": PAGE}
    found = []
    for name, text in (NETWORK | NAMES | RECOGNITION).items():
        found.append(Case(f"matching {name}", text, _used(text, whole)))
        if "$after" in text:
            found.append(Case(f"matching {name}, a page", text, _used(text, later)))
    return found


def load_cases(graph: Graph) -> list[Case]:
    """What loads and the export ask."""
    found = [Case("migrations applied", APPLIED)]
    keys = [graph.properties[id]["key"] for id in graph.of("Identifier")]
    for name, text in load_statements().items():
        if not name.startswith(READS):
            continue
        label = next((word for word in name.split() if word in declared_model().types), "")
        ids = sorted(graph.of(label))
        given = {
            "ids": [*ids[::2], "no_such_id"],
            "keys": [*sorted(keys)[:9], "ROR:none"],
            "after": ids[0] if ids else "",
            "last": ids[-1] if ids else "",
            "limit": 100_000 if name.startswith("any") else PAGE,
        }
        found.append(Case(f"load {name}", text, _used(text, given), ordered=name in ORDERED))
    return found


def _used(text: str, given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if f"${name}" in text}


def planned_cases(planner: Planner, roots: dict[str, NodeRoot]) -> Iterator[Case]:
    """The planner's statements for roots."""
    for name, root in roots.items():
        plan = planner.plan([root], Sight.ALL)
        yield Case(name, plan.statement.text, plan.parameters, read=partial(answer_of, plan, root))


def answer_of(plan: Plan, root: NodeRoot, record: list[Any]) -> tuple[list[dict[str, Any]], int | None]:
    """The record of a plan in the form of the oracle's answers; nodes by keys come in no order."""
    (found,) = plan.rows_of(record)
    rows = told(found.rows, plan.shaped[0], root.node)
    return sorted(rows, key=itemgetter("id")) if isinstance(root, KeysRoot) else rows, found.total


def generated(model: Model, graph: Graph, type: str) -> dict[str, NodeRoot]:
    """Each kind of question once for a type, by a name that says what is asked."""
    return {f"{type}: {name}": root for name, root in _Generated(model, graph, type).all()}


class _Generated:
    def __init__(self, model: Model, graph: Graph, type: str) -> None:
        self.model = model
        self.graph = graph
        self.node: NodeType = model.types[type]
        self.ids = sorted(graph.of(type))
        self.plain = NodeSelection(self.node)

    def all(self) -> Iterator[tuple[str, NodeRoot]]:
        """All questions of the type."""
        yield from self.pages()
        yield from self.keys()
        yield from self.filters()
        for relationship in self.node.relationships.values():
            yield from self.relations(relationship)
            yield f"with {relationship.name}", self.page(below=self.related(relationship))

    def page(
        self,
        page: Page | None = None,
        where: Filter | None = None,
        order: tuple[Sort, ...] | None = None,
        below: NodeSelection | None = None,
        total: bool = False,
    ) -> PageRoot:
        """A page with what is usual left out."""
        order = self.node.order if order is None else order
        return PageRoot(below or self.plain, page or Page(PAGE), where, order, total=total)

    def pages(self) -> Iterator[tuple[str, NodeRoot]]:
        """Pages at both ends and on both sides of cursors, cursors of missing values among them."""
        yield "page", self.page()
        yield "page and total", self.page(total=True)
        yield "total", PageRoot(self.plain, Page(PAGE), rows=False, total=True)
        yield "last page", self.page(Page(PAGE, backward=True))
        yield "by ids", IdsRoot(self.plain, (*self.ids[::7], f"{self.node.prefix}_none"))
        for name in [*sortable(self.model, self.node.name), "id"]:
            for descending in (False, True):
                order = (Sort(name, descending),)
                for at in self.places(name):
                    value = self.graph.value(at, name)
                    way = "descending" if descending else "ascending"
                    told = f"{name} {way} at {'no' if value is None else 'a'} value"
                    cursor = Cursor((value, at))
                    yield f"after, by {told}", self.page(Page(PAGE, cursor), order=order)
                    yield f"before, by {told}", self.page(Page(PAGE, cursor, backward=True), order=order)

    def keys(self) -> Iterator[tuple[str, NodeRoot]]:
        """By keys of every kind, at once and of none, as a gateway asks."""
        ways = key_lookups(assemble_schema()[1].of_node(self.node).keys)
        known = {way: tuple(sorted(self.held(way)))[::5] for way in ways}
        below = NodeSelection(self.node, {})
        for relationship in [*self.node.relationships.values()][:1]:
            below = self.related(relationship)
        yield "by keys", KeysRoot(self.plain, known, DAY)
        yield "by keys, with a relationship", KeysRoot(below, known, DAY)
        yield "by no key", KeysRoot(self.plain, dict.fromkeys(ways, ()), DAY)

    def held(self, way: KeyLookup) -> set[Any]:
        """The keys that some node has by a way."""
        if not way.relationship:
            return {self.graph.value(id, way.property) for id in self.ids} - {None}
        target = self.node.relationships[way.relationship].target
        return {self.graph.value(id, way.property) for id in self.graph.of(target)} - {None}

    def places(self, name: str) -> list[str]:
        """A node that has the property and one that has it not, as far as there are such."""
        some = [id for id in self.ids if self.graph.value(id, name) is not None]
        none = [id for id in self.ids if self.graph.value(id, name) is None]
        return [*some[len(some) // 2 :][:1], *none[:1]]

    def filters(self) -> Iterator[tuple[str, NodeRoot]]:
        """Each operator and its contrary once for each kind of property, on one that may be missing if there is one."""
        chosen: dict[PropertyKind, Property] = {}
        for stored in sorted(self.node.properties.values(), key=lambda each: not each.nullable):
            chosen.setdefault(stored.kind, stored)
        for kind, stored in chosen.items():
            for operator in OPERATORS[kind]:
                part = Compare(stored.name, operator, self.operand(stored, operator))
                yield f"{stored.name} {operator.value}", self.page(where=part, total=True)
                yield f"not {stored.name} {operator.value}", self.page(where=Not(part), total=True)

    def operand(self, stored: Property, operator: Operator) -> Any:
        """A value that some node has."""
        if operator in (Operator.IS_NULL, Operator.IS_NOT_NULL):
            return None
        held = [each for each in (self.graph.value(id, stored.name) for id in self.ids) if each is not None]
        flat = [part for each in held for part in (each if isinstance(each, list) else [each])]
        other: dict[PropertyKind, Any] = {
            PropertyKind.DATE: DAY,
            PropertyKind.INTEGER: 1,
            PropertyKind.FLOAT: 1.5,
            PropertyKind.BOOLEAN: True,
        }
        value = sorted(flat)[len(flat) // 2] if flat else other.get(stored.kind, "x")
        if operator in BEGUN:
            value = value[:2]
        return [value] if operator in SEVERAL else value

    def relations(self, relationship: Relationship) -> Iterator[tuple[str, NodeRoot]]:
        """Some, none and at least two, without a filter and with one that names a key."""
        name, day, over = relationship.name, DAY if relationship.dated else None, relationship.over
        far = sorted(self.graph.of(relationship.target))
        key = Compare("id", Operator.IN, far[::2])
        for part, said in [(None, ""), (key, " by key")]:
            yield f"some {name}{said}", self.page(where=Has(name, part, as_of=day, over=over), total=True)
            if relationship.many:
                yield f"no {name}{said}", self.page(where=Has(name, part, none=True, as_of=day, over=over), total=True)
        if relationship.many:
            yield f"two {name}", self.page(where=Has(name, key, at_least=2, as_of=day, over=over), total=True)

    def related(self, relationship: Relationship) -> NodeSelection:
        """The relationship one level deep: first rows and total, last rows, and rows of all time."""
        below = NodeSelection(self.model.types[relationship.target])
        order = relationship.order or below.type.order
        day = DAY if relationship.dated else None
        if not relationship.many:
            return NodeSelection(self.node, {"one": RelationSelection(relationship, below, order=order, as_of=day)})
        if relationship.dated is DatedBy.EDGE:
            order = (*order, Sort("since", on_edge=True))
        first = RelationSelection(relationship, below, None, order, Page(3), day, total=True)
        last = RelationSelection(relationship, below, None, order, Page(3, backward=True), None)
        return NodeSelection(self.node, {"first": first, "last of all time": last})
