"""Filters by valid time of a node's own `since` and `until`."""

from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Operator


def holds_at(day: str) -> Filter:
    """Since is on or before the day, and until after it or missing (docs/model.md)."""
    open_end = AnyOf((Compare("until", Operator.IS_NULL), Compare("until", Operator.GT, day)))
    return AllOf((Compare("since", Operator.LTE, day), open_end))
