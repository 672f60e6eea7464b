"""Identifiers: which one speaks for an institution."""

from collections.abc import Iterable, Mapping
from typing import Any

from resolvers.where import today

Row = Mapping[str, Any]
UNKNOWN = "9999"
"""Stands for a date that is not known, after all that are."""


def identifier_in_force(scheme: str, _: Row, identifiers: Iterable[Row]) -> str | None:
    """The identifier of a scheme that is in force today; of several, the oldest, and of those the first by value."""
    day = today()
    open_ones = [each for each in identifiers if each["scheme"] == scheme and in_force(each, day)]
    first = min(open_ones, key=lambda each: (each["since"] or UNKNOWN, each["value"]), default=None)
    return None if first is None else first["value"]


def in_force(identifier: Row, day: str) -> bool:
    """Whether an identifier has not ended by a day; many registers do not say when one began."""
    return identifier["until"] is None or identifier["until"] > day
