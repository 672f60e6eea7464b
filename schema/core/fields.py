"""Fields of types that are made, not written."""

import inspect
from collections.abc import Callable
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from schema.core import inputs
from schema.core.declare import Argument

DeclaredRoot = tuple[str, StrawberryField, Callable[..., Any]]
"""A root field: its name, itself, and its resolver."""
DeclaredEvents = tuple[str, StrawberryField, Callable[..., Any], Callable[..., Any]]
"""A root field of subscriptions: its name, itself, what gives its events, and the resolver of one of them."""


def field(
    annotation: Any, description: str, arguments: tuple[Argument, ...] = (), name: str | None = None
) -> StrawberryField:
    """A field of a made type. Its resolver only carries the arguments: answers are read by response key."""

    def unused() -> None:
        raise AssertionError("answers are read by response key")

    unused.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                f"{each.name}_",
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if each.default is strawberry.UNSET else each.default,
                annotation=inputs.described_argument(each),
            )
            for each in arguments
        ],
        return_annotation=annotation,
    )
    unused.__annotations__ = {"return": annotation}
    return strawberry.field(unused, name=name, description=description)


def fill(target: type, fields: list[tuple[str, StrawberryField]]) -> None:
    """Gives a made type its fields."""
    target.__annotations__ = {}
    for name, made in fields:
        setattr(target, name, made)
