"""What the graph is made of: node types, their properties and the relationships declared between them.

Plain data, filled from the declarations in `schema/` (schema/core/model.py). Statements of reads and of loads are made
from it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import Any

from graph.privacy import Privacy
from graph.vocabularies.forms import TextForm
from graph.vocabularies.vocabulary import Vocabulary, capitals


class PropertyKind(Enum):
    """What a stored property holds; decides how it is compared and how it leaves a statement."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    STRINGS = "strings"


class DatedBy(Enum):
    """Where the `since` and `until` of a relationship's valid time stand."""

    EDGE = "edge"
    VIA = "via"
    NODE = "node"


@dataclass(frozen=True, slots=True)
class StateHistory:
    """The properties that hold the history of a state (graph/history.py): its states, and the first day of each.

    `over`: the states in which the thing has come to its end.
    """

    states: str
    since: str
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A stored property of a node or of an edge; `unique` means that a constraint makes it a key.

    `capitals`: its texts are kept in capital letters, and asked for in any. `hidden`: it finds nodes, and is told to
    nobody. `vocabulary`: its texts are codes of it. `values`: the only texts it may be, where it is an enumeration.
    `between`: the least and the greatest number that is taken in. `form`: the form that its texts must have.
    `personal`: its values tell of a person, and are never kept in changes.
    """

    name: str
    kind: PropertyKind
    nullable: bool = False
    unique: bool = False
    indexed: bool = False
    capitals: bool = False
    hidden: bool = False
    vocabulary: Vocabulary | None = None
    history: StateHistory | None = None
    values: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    form: TextForm | None = None
    personal: bool = False

    def normalize(self, value: Any) -> Any:
        """A value, or a list of them, as the property keeps it."""
        if not self.capitals:
            return value
        return [capitals(each) for each in value] if isinstance(value, list) else capitals(value)


HOP = re.compile(r"(?P<left><?)-\[(?P<edge>edge)?:(?P<type>[A-Z_]+)\]-(?P<right>>?)")


@dataclass(frozen=True, slots=True)
class Hop:
    """A relationship of a pattern: its type, the labels it leads from and to, and whether its properties count."""

    type: str
    ends: tuple[str, str]
    counts: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A walk from one node to another, written `-[:TYPE]->` or `<-[:TYPE]-(via:Label)-[:TYPE]->`.

    `(via)` marks the middle node and `[edge:TYPE]` the hop whose properties count; without it, the last hop does.
    """

    text: str

    def between(self, left: str, right: str, edge: str = "", via: str = "") -> str:
        """The pattern as Cypher between two node texts, its hop and middle node named `edge` and `via`."""
        return f"({left}){_name_parts(self._marked, edge, via)}({right})"

    def reverse(self, left: str, right: str, edge: str = "", via: str = "") -> str:
        """The same pattern written from its far end: `left` is the text of the far node."""
        parts = re.split(r"(\([^)]*\))", self._marked)
        turned = "".join(part if part.startswith("(") else _turn(part) for part in reversed(parts))
        return f"({left}){_name_parts(turned, edge, via)}({right})"

    def beside(self, left: str, right: str, edge: str) -> str:
        """Another walk of the hop whose properties count, as Cypher."""
        hop = next(hop for hop in HOP.finditer(self._marked) if hop["edge"])
        return f"({left}){hop['left']}-[{edge}:{hop['type']}]-{hop['right']}({right})"

    @property
    def types(self) -> tuple[str, ...]:
        """The types of its hops."""
        return tuple(hop["type"] for hop in HOP.finditer(self._marked))

    @property
    def leads_right(self) -> tuple[bool, ...]:
        """Of each of its hops, whether it is stored as leading away from where the pattern begins."""
        return tuple(bool(hop["right"]) for hop in HOP.finditer(self._marked))

    @property
    def leads_away(self) -> bool:
        """Whether its last hop is stored as leading to the far node."""
        return self.text.endswith(">")

    def hops(self, start: str, end: str) -> Iterator["Hop"]:
        """Its hops, from the node with label `start` to that with label `end`, without those at a node of any label."""
        middles = [each.partition(":")[2] for each in re.findall(r"\(([^)]*)\)", self.text)]
        stops = [start, *middles, end]
        for hop, (left, right) in zip(HOP.finditer(self._marked), pairwise(stops), strict=True):
            if left and right:
                ends = (left, right) if hop["right"] else (right, left)
                yield Hop(hop["type"], ends, bool(hop["edge"]))

    @property
    def _marked(self) -> str:
        if "[edge:" in self.text:
            return self.text
        at = self.text.rindex("[:") + 1
        return f"{self.text[:at]}edge{self.text[at:]}"


def _name_parts(text: str, edge: str, via: str) -> str:
    return text.replace("[edge:", f"[{edge}:").replace("(via", f"({via}")


def _turn(hop: str) -> str:
    found = HOP.fullmatch(hop)
    if not found:
        raise ValueError(f"not a hop: {hop!r}")
    left, right = ("<" if found["right"] else ""), (">" if found["left"] else "")
    return f"{left}-[{found['edge'] or ''}:{found['type']}]-{right}"


@dataclass(frozen=True, slots=True)
class Sort:
    """One key of an order: a property of the node, or of the edge to it, and the direction."""

    name: str
    descending: bool = False
    on_edge: bool = False


@dataclass(frozen=True, slots=True)
class Relationship:
    """A declared relationship.

    many      a connection or a bounded list; otherwise at most one node
    dated     where valid time stands; such a relationship is asked as of a date
    labelled  whether the far node's label must be checked (the relationship type does not imply it)
    distinct  whether several walks can lead to one node
    edge      properties of the last hop that leave with the row
    order     the default order; the node's id always ends it
    connection the GraphQL type of its connection where it has one of its own (edges with properties)
    living    the state of the middle node in which it must not be over, where valid time stands there
    owned     the far nodes live and die with this one
    short     there are few far nodes by nature, so all of them may be read where some are asked for
    middle    the type of the node on the way, where there is one
    required  what is taken in must name a far node
    added     another noun adds it to this one, as a way back
    """

    name: str
    pattern: Pattern
    target: str
    many: bool
    dated: DatedBy | None = None
    labelled: bool = False
    distinct: bool = False
    edge: tuple[Property, ...] = ()
    order: tuple[Sort, ...] = ()
    connection: str = ""
    living: Property | None = None
    owned: bool = False
    required: bool = False
    added: bool = False
    short: bool = False
    middle: str = ""

    @property
    def over(self) -> tuple[str, ...]:
        """The states in which the middle node no longer joins anything."""
        return self.living.history.over if self.living and self.living.history else ()

    @property
    def first(self) -> bool:
        """Whether it leads over one edge alone: the first in its order, of equals the one to the smaller id."""
        return not self.many and any(sort.on_edge for sort in self.order)


@dataclass
class NodeType:
    """A type of node: its label is its name."""

    name: str
    prefix: str
    properties: dict[str, Property]
    relationships: dict[str, Relationship] = field(default_factory=dict)
    order: tuple[Sort, ...] = ()
    brief: frozenset[str] = frozenset()
    """The properties that lists show. In a new document a node at the end of a relationship has two projections, these
    and all; at the root there is one, so that statements stay few. The id belongs to both."""
    plural: str = ""
    """The name of the connection of all nodes, where there is one."""
    privacy: Privacy | None = None
    """Who may see its nodes; none where all of them are published."""

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The properties that are days."""
        return _dates(self.properties.values())

    @cached_property
    def personal(self) -> tuple[str, ...]:
        """The properties whose values tell of a person."""
        return tuple(each.name for each in self.properties.values() if each.personal)


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A relationship type as it is stored: the pairs of labels it leads from and to, and its properties that are days.

    parallel  one pair of nodes may have several, of different dates; written anew with their owner, never merged
    """

    ends: tuple[tuple[str, str], ...]
    dates: tuple[str, ...]
    parallel: bool


@dataclass(frozen=True, slots=True)
class Ownership:
    """Nodes of label `child` live and die with their owner.

    of_origin  only children of the same source are compared
    backwards  the relationship leads from the child to its owner
    """

    owner: str
    type: str
    child: str
    of_origin: bool
    backwards: bool


@dataclass
class Model:
    """All node types, by name."""

    types: dict[str, NodeType] = field(default_factory=dict)

    def by_prefix(self, prefix: str) -> NodeType | None:
        """The type whose ids begin with this prefix."""
        return self._prefixes.get(prefix)

    def values(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Label, property and values of each property that is an enumeration."""
        for label, node in self.types.items():
            for stored in node.properties.values():
                if stored.values:
                    yield label, stored.name, stored.values

    @cached_property
    def edges(self) -> dict[str, EdgeType]:
        """The relationship types, by name."""
        ends: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        dates: defaultdict[str, dict[str, None]] = defaultdict(dict)
        parallel = set()
        for node, relationship in self._relationships():
            for hop in relationship.pattern.hops(node.name, relationship.target):
                ends[hop.type].add(hop.ends)
                if hop.counts:
                    dates[hop.type] |= dict.fromkeys(_dates(relationship.edge))
                    if relationship.dated is DatedBy.EDGE:
                        parallel.add(hop.type)
        return {
            name: EdgeType(tuple(sorted(ends[name])), tuple(dates[name]), name in parallel) for name in sorted(ends)
        }

    @cached_property
    def private_types(self) -> tuple[str, ...]:
        """The types whose nodes are not all published, in the order of their names."""
        return tuple(sorted(name for name, node in self.types.items() if node.privacy))

    @cached_property
    def ownerships(self) -> tuple[Ownership, ...]:
        """Which nodes live and die with another."""
        found = []
        for node, relationship in self._relationships():
            if relationship.owned:
                (hop,) = relationship.pattern.hops(node.name, relationship.target)
                of_origin = "origin" in self.types[relationship.target].properties
                backwards = hop.ends[0] == relationship.target
                found.append(Ownership(node.name, hop.type, relationship.target, of_origin, backwards))
        return tuple(found)

    def owned_by(self, type: str, source: str, target: str) -> Ownership | None:
        """The ownership that relationships of this type between these labels tell, if any."""
        return self._ownerships.get((type, source, target))

    @cached_property
    def _ownerships(self) -> dict[tuple[str, str, str], Ownership]:
        found = {}
        for each in self.ownerships:
            ends = (each.child, each.owner) if each.backwards else (each.owner, each.child)
            found[each.type, *ends] = each
        return found

    @cached_property
    def _prefixes(self) -> dict[str, NodeType]:
        return {node.prefix: node for node in self.types.values()}

    def _relationships(self) -> Iterator[tuple[NodeType, Relationship]]:
        for node in self.types.values():
            for relationship in node.relationships.values():
                yield node, relationship


def field_name(name: str) -> str:
    """`AnnualPlan` → `annualPlan`: how a field is called that gives one node of a type."""
    return f"{name[0].lower()}{name[1:]}"


def snake_case(name: str) -> str:
    """`academicYear` → `academic_year`, `AnnualPlan` → `annual_plan`."""
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name).lstrip("_")


def _dates(properties: Iterable[Property]) -> tuple[str, ...]:
    return tuple(each.name for each in properties if each.kind is PropertyKind.DATE)
