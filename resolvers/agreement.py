"""Agreements: what their declaration cannot say."""

from graph.history import IN_FORCE
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Operator, StateAt


def live_at(day: str) -> Filter:
    """In force on the day, begun by then, and bound on it: `validTo` is the last day that binds."""
    open_end = AnyOf((Compare("validTo", Operator.IS_NULL), Compare("validTo", Operator.GTE, day)))
    return AllOf((StateAt("status", day, (IN_FORCE,)), Compare("validFrom", Operator.LTE, day), open_end))
