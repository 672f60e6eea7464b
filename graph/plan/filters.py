"""Filters: what must hold of a node. A filter without its values is a part of the shape."""

from dataclasses import dataclass
from enum import Enum


class Operator(Enum):
    """How a property is compared. The value of a comparison never stands in a statement's text."""

    EQ = "eq"
    IN = "in"
    NOT_IN = "notIn"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    STARTS_WITH = "startsWith"
    CONTAINS = "contains"
    EQ_IGNORE_CASE = "eqIgnoreCase"
    STARTS_WITH_IGNORE_CASE = "startsWithIgnoreCase"
    CONTAINS_IGNORE_CASE = "containsIgnoreCase"
    INCLUDES = "includes"
    INCLUDES_ANY = "includesAny"
    INCLUDES_UNDER = "includesUnder"
    IS_NULL = "isNull"
    IS_NOT_NULL = "isNotNull"


WITHOUT_VALUE = frozenset({Operator.IS_NULL, Operator.IS_NOT_NULL})


@dataclass(frozen=True, slots=True)
class Compare:
    """A property of the node compared with a value."""

    name: str
    operator: Operator
    value: object = None


@dataclass(frozen=True, slots=True)
class StateAt:
    """A state that has a history was one of `states` on an ISO date; with `none`, none of them."""

    name: str
    as_of: str
    states: tuple[str, ...] = ()
    none: bool = False


@dataclass(frozen=True, slots=True)
class Has:
    """At least `at_least` related nodes satisfy `part`; with `none`, no related node does.

    `as_of` is an ISO date: the relationship must be valid then. None: whenever. `over`: states in which the middle node
    of a relationship no longer joins anything (`Relationship.over`). `unguarded`: it counts related nodes that who asks
    may not see, too: a hall is taken whoever took it.
    """

    relationship: str
    part: "Filter | None" = None
    at_least: int | None = None
    none: bool = False
    as_of: str | None = None
    over: tuple[str, ...] = ()
    unguarded: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; with no part, true."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; with no part, false."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; a comparison with a missing property does not hold."""

    part: "Filter"


Filter = Compare | StateAt | Has | AllOf | AnyOf | Not


def conjuncts(part: Filter | None) -> tuple[Filter, ...]:
    """The filter as parts that must all hold."""
    if part is None:
        return ()
    return part.parts if isinstance(part, AllOf) else (part,)


def both(*parts: Filter | None) -> Filter | None:
    """All parts joined, flattened; None where nothing is asked."""
    flat = tuple(piece for part in parts for piece in conjuncts(part))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else AllOf(flat)
