"""Filters, orders and page arguments that every noun has, made from its declaration."""

import dataclasses
from enum import Enum
from typing import Annotated, Any

import strawberry
from strawberry.schema.name_converter import NameConverter
from strawberry.types.base import StrawberryObjectDefinition

from graph.model import PropertyKind, Sort
from schema.core.declare import Argument
from schema.core.enumerations import choice, own_name
from schema.core.scalars import Date

COMPARISONS: dict[PropertyKind, tuple[str, ...]] = {
    PropertyKind.STRING: (
        "eq", "in", "notIn", "startsWith", "contains",
        "eqIgnoreCase", "startsWithIgnoreCase", "containsIgnoreCase", "isNull",
    ),
    PropertyKind.INTEGER: ("eq", "in", "gt", "gte", "lt", "lte", "isNull"),
    PropertyKind.FLOAT: ("gt", "gte", "lt", "lte", "isNull"),
    PropertyKind.DATE: ("eq", "gt", "gte", "lt", "lte", "isNull"),
    PropertyKind.STRINGS: ("includes", "includesAny", "includesUnder", "isNull"),
}  # fmt: skip
ENUM_COMPARISONS = ("eq", "in", "notIn", "isNull")

SAID = {
    "eq": "Equal to this value.",
    "in": "Equal to one of these values, 1,000 at most; nothing is where the list is empty.",
    "notIn": "Equal to none of these values; a missing value is equal to none, and no value to one of an empty list.",
    "gt": "Greater than this value.",
    "gte": "Greater than or equal to this value.",
    "lt": "Less than this value.",
    "lte": "Less than or equal to this value.",
    "startsWith": "Begins with this text, letter case counting.",
    "contains": "Holds this text, letter case counting.",
    "eqIgnoreCase": "Equal to this text but for letter case.",
    "startsWithIgnoreCase": "Begins with this text, whatever the letter case.",
    "containsIgnoreCase": "Holds this text, whatever the letter case.",
    "includes": "The list has this value.",
    "includesAny": "The list has at least one of these values; none has where this list is empty.",
    "includesUnder": "The list has a value that begins with this text: `06` finds `0613`.",
    "isNull": "True: the value is missing. False: it is there.",
    "asOf": "The date at which the state is compared; the last that is known where it is left out.",
}
OF_ONE_TYPE: dict[str, Any] = {"isNull": bool, "asOf": Date}
"""Words whose value is of one type, whatever is compared."""
PLURAL = ("in", "notIn", "includesAny")

NAMES: dict[PropertyKind, tuple[str, Any]] = {
    PropertyKind.STRING: ("StringFilter", str),
    PropertyKind.INTEGER: ("IntFilter", int),
    PropertyKind.FLOAT: ("FloatFilter", float),
    PropertyKind.DATE: ("DateFilter", Date),
    PropertyKind.STRINGS: ("StringListFilter", str),
}


OF_MUTATION = "Input"
"""How the inputs of mutations end: no other subgraph has the mutation."""


class OwnNames(NameConverter):
    """Names of the schema: an input type has one that no other subgraph would choose."""

    def from_input_object(self, input_type: StrawberryObjectDefinition) -> str:
        """`UniversityWhere` → `RegistryUniversityWhere`; that of a mutation is called as the mutation is."""
        name = super().from_input_object(input_type)
        return name if name.endswith(OF_MUTATION) else own_name(name)


def input_type(
    name: str,
    description: str,
    fields: dict[str, tuple[Any, str]],
    target: type | None = None,
    required: tuple[str, ...] = (),
) -> type:
    """An input type: GraphQL name → (type, description); what is not `required` may be left out."""
    made = target or type(name, (), {})
    made.__annotations__ = {
        _escape(key): annotation if key in required else annotation | None for key, (annotation, _) in fields.items()
    }
    for key, (_, said) in fields.items():
        default = dataclasses.MISSING if key in required else strawberry.UNSET
        setattr(made, _escape(key), strawberry.field(name=key, default=default, description=said))
    return strawberry.input(made, name=name, description=description)


def _escape(name: str) -> str:
    return f"{name}_"


def comparison_types() -> dict[PropertyKind, type]:
    """The filter of each kind of property."""
    return {
        kind: _comparisons(
            name, f"Comparisons of one property ({kind.value}); all that are given must hold.", scalar, words
        )
        for kind, words in COMPARISONS.items()
        for name, scalar in [NAMES[kind]]
    }


def enum_comparisons(kind: type[Enum], *, dated: bool = False) -> type:
    """The filter of a property with the values of this enumeration; `dated`: of a state that has a history."""
    words = (*ENUM_COMPARISONS, "asOf") if dated else ENUM_COMPARISONS
    return _comparisons(f"{kind.__name__}Filter", f"Comparisons of {kind.__name__} values.", kind, words)


def _comparisons(name: str, description: str, scalar: Any, words: tuple[str, ...]) -> type:
    typed = {word: OF_ONE_TYPE.get(word) or (list[scalar] if word in PLURAL else scalar) for word in words}
    return input_type(name, description, {word: (annotation, SAID[word]) for word, annotation in typed.items()})


@choice
class OrderDirection(Enum):
    """The direction of an order. Missing values stand last ascending and first descending."""

    ASC = "Smallest first."
    DESC = "Greatest first."


def order_type(noun: str, fields: dict[str, str]) -> Any:
    """The order input of a noun. `fields`: stored name → description."""
    members = {
        _constant(name): strawberry.enum_value(name, description=f"By {said[0].lower()}{said[1:]}")
        for name, said in fields.items()
    }
    kind: Any = Enum(f"{noun}OrderField", members)  # type: ignore[misc]
    field_enum = strawberry.enum(
        kind, name=own_name(kind.__name__), description=f"What {noun} nodes can be ordered by."
    )
    made: Any = type(f"{noun}Order", (), {})
    made.__annotations__ = {"field": field_enum, "direction": OrderDirection}
    made.field = strawberry.field(description="What to order by.")
    made.direction = strawberry.field(default=OrderDirection.ASC, description="Which way.")
    return strawberry.input(made, name=f"{noun}Order", description=f"One key of an order of {noun} nodes.")


def _constant(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).upper()


def connection_arguments(
    where: type, order: type, usual: tuple[Sort, ...], *, dated: bool
) -> list[tuple[str, Any, Any, str]]:
    """The arguments of a connection: (name, type, default, description).

    usual   the order where none is asked for
    dated   whether one node may come several times, each with a time of its own
    """
    ties = "the relationship's `since`, then by id" if dated else "id"
    return [
        ("where", where | None, None, "Only nodes for which all of this holds."),
        (
            "orderBy",
            list[order] | None,  # type: ignore[valid-type]
            None,
            f"The order: at most three keys; ties are broken by {ties}, in the direction of the last key. "
            f"Where left out or empty: {describe_order(usual)}.",
        ),
        *page_arguments("How many from the front, 100 at most; 20 where neither `first` nor `last` is given."),
    ]


def describe_order(order: tuple[Sort, ...]) -> str:
    """An order in words."""
    keys = [f"`{sort.name}`{' descending' if sort.descending else ''}" for sort in order]
    return f"by {', '.join(keys)}" if keys else "by id"


def page_arguments(first: str) -> list[tuple[str, Any, Any, str]]:
    """The arguments of a page; `first` is the description of that argument."""
    return [
        ("first", int | None, None, first),
        ("after", str | None, None, "Only what comes after this cursor."),
        ("last", int | None, None, "How many from the back, 100 at most."),
        ("before", str | None, None, "Only what comes before this cursor."),
    ]


def described_argument(argument: Argument) -> Any:
    """An annotation that carries an argument's description, and what to use instead where it is deprecated."""
    own = strawberry.argument(
        description=argument.description, name=argument.name, deprecation_reason=argument.deprecated
    )
    return Annotated[argument.annotation, own]
