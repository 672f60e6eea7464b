"""What kinds of fields a type can have, and the catalogue of all types with their fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import Model, NodeType, PropertyKind, Relationship
from graph.plan.filters import Filter

NodeRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A property of the row, as it is."""

    name: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A value worked out from the row, the related rows it needs, and the field's arguments.

    `needs` names relationships whose rows come along under their own names; `reads` the
    properties of the row, None where they are not told; `plain` the one that it is where no argument is given; `parts`
    the type of the parts, maps by the names of its fields, of which it is a list. `dated`: the function also takes the
    day of the question, as `today`.
    """

    function: Callable[..., Any]
    needs: tuple[str, ...] = ()
    reads: frozenset[str] | None = None
    plain: str = ""
    parts: str = ""
    dated: bool = False


@dataclass(frozen=True, slots=True)
class One:
    """At most one related node."""

    relationship: Relationship


@dataclass(frozen=True, slots=True)
class Listed:
    """A bounded list of related nodes."""

    relationship: Relationship


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection of related nodes."""

    relationship: Relationship


@dataclass(frozen=True, slots=True)
class OwnedPart:
    """A part of an answer, or a list of them: a type without a node."""

    type: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """An id, or a list of ids, in an answer, asked for as nodes; the id tells the type.

    `types`: those that it can be; the statement asks for all of them, so that what an answer holds does not change it.
    """

    many: bool = False
    types: tuple[str, ...] = ()


FieldKind = Stored | Computed | One | Listed | Connected | OwnedPart | Reference


@dataclass(frozen=True, slots=True)
class EntityKey:
    """A field that names one node to a gateway: a unique property, or its identifier of a scheme that is in force."""

    kind: PropertyKind
    scheme: str = ""


@dataclass(slots=True)
class TypeFields:
    """A GraphQL type: its fields by GraphQL name, and the node type behind it (None for parts of answers)."""

    name: str
    node: NodeType | None
    fields: dict[str, FieldKind] = field(default_factory=dict)
    filters: dict[str, Callable[[Any], Filter]] = field(default_factory=dict)
    keys: dict[str, EntityKey] = field(default_factory=dict)


@dataclass(slots=True)
class Catalogue:
    """All types and the model behind them."""

    model: Model = field(default_factory=Model)
    types: dict[str, TypeFields] = field(default_factory=dict)

    def of_node(self, node: NodeType) -> TypeFields:
        """The fields of a node type."""
        return self.types[node.name]
