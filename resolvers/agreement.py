"""Agreements: what their declaration cannot say."""

from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Operator

IN_FORCE = "IN_FORCE"


def live_at(day: str) -> Filter:
    """In force, begun on or before the day, and bound on it: `validTo` is the last day that binds."""
    open_end = AnyOf((Compare("validTo", Operator.IS_NULL), Compare("validTo", Operator.GTE, day)))
    in_force = Compare("status", Operator.EQ, IN_FORCE)
    return AllOf((in_force, Compare("validFrom", Operator.LTE, day), open_end))
