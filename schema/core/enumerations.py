"""The words in which enumerations are declared: a member's value is its description.

@enumeration
class OfficeKind(Enum):
    ...
    BRANCH = "A part of another office."
"""

import inspect
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

import strawberry

Listing = TypeVar("Listing", bound=type[Enum])


def enumeration(kind: Listing) -> Listing:
    """Declares an enumeration that fields give: its docstring describes it, and the value of each member that member.

    Raises ValueError where two members have one description: Python would take them for one.
    """
    return strawberry.enum(_with_descriptions(kind), description=inspect.cleandoc(kind.__doc__ or ""))


def choice(kind: Listing) -> Listing:
    """Declares an enumeration that only arguments take, in the same way."""
    return strawberry.enum(
        _with_descriptions(kind), name=own_name(kind.__name__), description=inspect.cleandoc(kind.__doc__ or "")
    )


def listed_enumeration(name: str, description: str, members: Mapping[str, str]) -> Any:
    """An enumeration that fields give, of members that are known by other declarations: name → description."""
    values = {each: strawberry.enum_value(each, description=said) for each, said in members.items()}
    kind: Any = Enum(name, values)  # type: ignore[misc]
    return strawberry.enum(kind, description=description)


def _with_descriptions(kind: Listing) -> Listing:
    """The enumeration whose members have their names as values, with the descriptions that were their values."""
    if len(kind) < len(kind.__members__):
        raise ValueError(f"two values of {kind.__name__} have one description")
    values = {name: strawberry.enum_value(name, description=member.value) for name, member in kind.__members__.items()}
    return Enum(kind.__name__, values, module=kind.__module__)  # type: ignore[return-value]


def own_name(name: str) -> str:
    """The name in the schema of a type that only arguments take.

    Federation merges such types of all subgraphs by intersection and says nothing: of two types called `StringFilter`,
    clients would only keep what both have. See docs/decisions/0021-names-of-inputs.md.
    """
    return f"Registry{name}"
