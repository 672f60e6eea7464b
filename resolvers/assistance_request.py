"""Assistance requests: what their declaration cannot say."""

from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Operator


def open_at(day: str) -> Filter:
    """Asked on or before the day, and answered after it or never."""
    unanswered = AnyOf((Compare("answered", Operator.IS_NULL), Compare("answered", Operator.GT, day)))
    return AllOf((Compare("asked", Operator.LTE, day), unanswered))


def late_at(day: str) -> Filter:
    """Open on the day, and due before it."""
    return AllOf((open_at(day), Compare("due", Operator.LT, day)))
