"""Fields asked for → selection of the plan, together with what reads them back from the rows.

For every node asked for there is one `NodeAsk`: the fields under their response keys. Several asks can share one
selection (`nodes` beside `edges { node }`), so each prefixes its relationships' keys.
"""

from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode

from access.principal import Role
from engine.constraints import WHERE, Constraints, WhereVariables
from engine.cursors import MAX_ROWS, page_of
from engine.document import Document
from engine.fields import Catalogue, Computed, Connected, FieldKind, Listed, One, Stored
from engine.variables import variables_in
from engine.where import order_of, where_filter
from errors import Code, RegistryError
from graph.model import DatedBy, NodeType, Relationship, Sort
from graph.plan.filters import Filter
from graph.plan.selection import NodeSelection, Page, RelationSelection

MAX_NEEDED = 100
"""Related rows fetched for a computed field, where they do not come in the row itself (graph/plan/inline.py)."""
EACH_PERIOD = Sort("since", on_edge=True)
"""Tells apart the periods in which one node was related: a cursor between two of them must not lose the second."""

MAX_LANGUAGES = 20
"""In one field's order of preference; each is looked for in every row."""


@dataclass(slots=True)
class NodeAsk:
    """The fields asked of a node: response key → kind, arguments, what is asked below."""

    type: str
    prefix: str
    fields: dict[str, tuple[FieldKind, dict[str, Any], Any]] = field(default_factory=dict)

    def reads(self, node: NodeType) -> frozenset[str]:
        """The properties of the row that these fields are made of."""
        return frozenset().union(*(_reads(kind, node) for kind, _, _ in self.fields.values()))


@dataclass(slots=True)
class ConnectionAsk:
    """The fields asked of a connection: response key → name, what is asked below."""

    order: tuple[Sort, ...]
    page: Page
    fields: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def reads(self, node: NodeType) -> frozenset[str]:
        """The properties of a row that its fields are made of: of its nodes, and of the order for cursors."""
        found: frozenset[str] = frozenset()
        for name, part in self.fields.values():
            if name == "nodes":
                found |= part.reads(node)
            elif name == "pageInfo":
                found |= self._order_properties(node)
            elif name == "edges":
                below = [ask.reads(node) if ask else self._order_properties(node) for _, ask in part.values()]
                found = found.union(*below)
        return found

    def _order_properties(self, node: NodeType) -> frozenset[str]:
        return frozenset(sort.name for sort in self.order if not sort.on_edge and sort.name in node.properties)


class Selector:
    """Reads the document of one operation."""

    def __init__(
        self,
        catalogue: Catalogue,
        document: Document,
        today: str,
        role: Role,
        *,
        lean: bool = False,
        constraints: Constraints | None = None,
    ) -> None:
        """`today` is the day of all that names none; `role` is that of who asks.

        `lean`: the document is asked again and again, and worth statements that read no more than it asks for.
        `constraints` learn what the selections depend on, where these are kept for other values of the variables.
        """
        self.catalogue = catalogue
        self.document = document
        self.today = today
        self.role = role
        self.lean = lean
        self.constraints = constraints

    def node(
        self, node: NodeType, nodes: list[FieldNode], path: str, *, related: bool = False
    ) -> tuple[NodeAsk, NodeSelection]:
        """What these document nodes ask of a node of this type, which is `related` to another or stands at a root."""
        relations: dict[str, RelationSelection] = {}
        ask = self.ask(node, nodes, path, "", relations)
        return ask, NodeSelection(node, relations, self._properties_read(node, ask.reads(node), related=related))

    def _properties_read(self, node: NodeType, asked: frozenset[str], *, related: bool) -> tuple[str, ...] | None:
        """The properties to read where these are asked for: these alone of a document that is asked again and again.

        Of others all, or, of related nodes, those that lists show where that is enough: there are many of them.
        """
        if not self.lean:
            if not related or not asked <= node.brief:
                return None
            asked = node.brief
        return None if asked == node.properties.keys() else tuple(name for name in node.properties if name in asked)

    def ask(
        self,
        node: NodeType,
        nodes: list[FieldNode],
        path: str,
        prefix: str,
        relations: dict[str, RelationSelection],
    ) -> NodeAsk:
        """As `node`, adding to the relationships that other asks of the same nodes want, under keys of its own."""
        ask = NodeAsk(node.name, prefix)
        kinds = self.catalogue.of_node(node).fields
        for key, asked in self.document.below(nodes, node.name).items():
            name = asked[0].name.value
            if name == "__typename":
                continue
            arguments = self.document.arguments(node.name, asked[0])
            if self.constraints:
                self.constraints.decide(_deciding_variables(asked[0], kinds[name]))
            kind = _simplify(kinds[name], arguments)
            below = self._field(node, kind, arguments, asked, f"{path}.{key}", f"{prefix}{key}", relations)
            if isinstance(kind, Computed) and kind.dated:
                arguments = arguments | {"today": self.today}
            ask.fields[key] = (kind, arguments, below)
        return ask

    def _field(
        self,
        node: NodeType,
        kind: FieldKind,
        arguments: dict[str, Any],
        asked: list[FieldNode],
        path: str,
        key: str,
        relations: dict[str, RelationSelection],
    ) -> Any:
        """Adds what the field needs to `relations`; gives what is asked below it."""
        if len(arguments.get("languages") or ()) > MAX_LANGUAGES:
            raise RegistryError(
                Code.BAD_USER_INPUT, f"takes at most {MAX_LANGUAGES} languages.", field=f"{path}.languages"
            )
        match kind:
            case Computed(parts=parts):
                for name in kind.needs:
                    relations[needed_key(name)] = self._needed_selection(node.relationships[name])
                return (
                    {key: each[0].name.value for key, each in self.document.below(asked, parts).items()}
                    if parts
                    else None
                )
            case One():
                ask, selection = self.node(self._target(kind.relationship), asked, path, related=True)
                as_of = self._as_of(kind.relationship, arguments)
                order = kind.relationship.order
                relations[key] = RelationSelection(kind.relationship, selection, order=order, as_of=as_of)
                return ask
            case Listed():
                ask, selection = self.node(self._target(kind.relationship), asked, path, related=True)
                relations[key] = self._list_selection(kind.relationship, selection, arguments, asked[0], path)
                return ask
            case Connected():
                connection, relations[key] = self._connection_selection(kind.relationship, arguments, asked, path)
                return connection
        return None

    def where(self, node: NodeType, arguments: dict[str, Any], asked: FieldNode, path: str) -> Filter | None:
        """The filter of a field of nodes of this type. Raises RegistryError."""
        where, path = arguments.get(WHERE), f"{path}.{WHERE}"
        varying = WhereVariables(self.constraints, asked, where, path) if self.constraints else None
        return where_filter(self.catalogue, node, where, path, self.today, self.role, varying)

    def connection(
        self,
        node: NodeType,
        type_name: str,
        asked: list[FieldNode],
        order: tuple[Sort, ...],
        page: Page,
        path: str,
        *,
        related: bool = False,
    ) -> tuple[ConnectionAsk, NodeSelection, bool, bool]:
        """What is asked of a connection type; whether its rows and whether its total are wanted."""
        ask = ConnectionAsk(order, page)
        relations: dict[str, RelationSelection] = {}
        rows = total = False
        for key, below in self.document.below(asked, type_name).items():
            name = below[0].name.value
            part: Any = None
            if name == "totalCount":
                total = True
            elif name != "__typename":
                rows = True
                part = self._connection_part(node, name, below, f"{path}.{key}", type_name, f"{key}/", relations)
            ask.fields[key] = (name, part)
        reads = self._properties_read(node, ask.reads(node), related=related)
        return ask, NodeSelection(node, relations, reads), rows, total

    def _connection_part(
        self,
        node: NodeType,
        name: str,
        asked: list[FieldNode],
        path: str,
        type_name: str,
        prefix: str,
        relations: dict[str, RelationSelection],
    ) -> Any:
        if name == "nodes":
            return self.ask(node, asked, path, prefix, relations)
        if name == "pageInfo":
            return [(key, below[0].name.value) for key, below in self.document.below(asked, "PageInfo").items()]
        edge_type = type_name.removesuffix("Connection") + "Edge"
        parts = {}
        for key, below in self.document.below(asked, edge_type).items():
            own = below[0].name.value
            ask = self.ask(node, below, f"{path}.{key}", f"{prefix}{key}/", relations) if own == "node" else None
            parts[key] = (own, ask)
        return parts

    def _connection_selection(
        self, relationship: Relationship, arguments: dict[str, Any], asked: list[FieldNode], path: str
    ) -> tuple[ConnectionAsk, RelationSelection]:
        target = self._target(relationship)
        where = self.where(target, arguments, asked[0], path)
        order, page = order_and_page(target, arguments, self.role, path, relationship)
        as_of = self._as_of(relationship, arguments)
        type_name = relationship.connection or f"{relationship.target}Connection"
        ask, selection, rows, total = self.connection(target, type_name, asked, order, page, path, related=True)
        return ask, RelationSelection(relationship, selection, where, order, page, as_of, rows, total)

    def _list_selection(
        self,
        relationship: Relationship,
        selection: NodeSelection,
        arguments: dict[str, Any],
        asked: FieldNode,
        path: str,
    ) -> RelationSelection:
        first = arguments["first"]
        if not 0 <= first <= MAX_ROWS:
            raise RegistryError(Code.BAD_USER_INPUT, f"must be from 0 to {MAX_ROWS}.", field=f"{path}.first")
        target = self._target(relationship)
        where = self.where(target, arguments, asked, path)
        order = relationship.order or target.order
        as_of = self._as_of(relationship, arguments)
        return RelationSelection(relationship, selection, where, order, Page(first), as_of)

    def _needed_selection(self, relationship: Relationship) -> RelationSelection:
        target = self._target(relationship)
        order = relationship.order or target.order
        as_of = self.today if relationship.dated else None
        return RelationSelection(relationship, NodeSelection(target), None, order, Page(MAX_NEEDED), as_of, inner=True)

    def _target(self, relationship: Relationship) -> NodeType:
        return self.catalogue.model.types[relationship.target]

    def _as_of(self, relationship: Relationship, arguments: dict[str, Any]) -> str | None:
        """The date at which a dated relationship is asked; None where all of time is."""
        if not relationship.dated or arguments.get("allTime"):
            return None
        return arguments.get("asOf") or self.today


def order_and_page(
    node: NodeType, arguments: dict[str, Any], role: Role, path: str, relationship: Relationship | None = None
) -> tuple[tuple[Sort, ...], Page]:
    """The order and the page of a connection of nodes of this type. Raises RegistryError."""
    order = order_of(node, arguments.get("orderBy"), role, f"{path}.orderBy")
    if relationship and relationship.order and not arguments.get("orderBy"):
        order = relationship.order
    if relationship and relationship.dated is DatedBy.EDGE:
        order = (*order, EACH_PERIOD)
    return order, page_of(arguments, order, node, path, relationship)


def _deciding_variables(node: FieldNode, kind: FieldKind) -> set[str]:
    """The variables in the arguments of a field, but for those of a filter."""
    filtered = isinstance(kind, Listed | Connected)
    given = (each for each in node.arguments or () if not (filtered and each.name.value == WHERE))
    return set[str]().union(*(variables_in(each) for each in given))


def needed_key(name: str) -> str:
    """The key of a relationship that a computed field needs; no response key has a blank."""
    return f"needed {name}"


def _reads(kind: FieldKind, node: NodeType) -> frozenset[str]:
    match kind:
        case Stored(name=name):
            return frozenset((name,)) & node.properties.keys()
        case Computed(reads=reads):
            return frozenset(node.properties) if reads is None else reads
    return frozenset()


def _simplify(kind: FieldKind, arguments: dict[str, Any]) -> FieldKind:
    """A field without its languages or its day is the property that the row holds already."""
    if isinstance(kind, Computed) and kind.plain and not any(arguments.values()):
        return Stored(kind.plain)
    return kind
