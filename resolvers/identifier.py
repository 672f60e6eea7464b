"""Identifiers: which one speaks for an institution."""

from collections.abc import Iterable

from engine.fields import NodeRow
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Operator

EVER = ""
"""Stands for a beginning that is not known: before all that are."""


def identifier_in_force(scheme: str, _: NodeRow, identifiers: Iterable[NodeRow], *, today: str) -> str | None:
    """The identifier of a scheme that is in force today; of several, the oldest, and of those the first by value.

    One whose beginning is not known is older than any that began on a day.
    """
    open_ones = [each for each in identifiers if each["scheme"] == scheme and in_force(each, today)]
    first = min(open_ones, key=lambda each: (each["since"] or EVER, each["value"]), default=None)
    return None if first is None else first["value"]


def in_force(identifier: NodeRow, day: str) -> bool:
    """Whether an identifier holds on a day; many registers do not say when one began, so that need not be known."""
    begun = identifier["since"] is None or identifier["since"] <= day
    return begun and (identifier["until"] is None or identifier["until"] > day)


def key_filter(key: str, day: str) -> Filter:
    """The filter of identifiers: those with a key that hold on a day."""
    begun = AnyOf((Compare("since", Operator.IS_NULL), Compare("since", Operator.LTE, day)))
    lasts = AnyOf((Compare("until", Operator.IS_NULL), Compare("until", Operator.GT, day)))
    return AllOf((Compare("key", Operator.EQ, key), begun, lasts))
