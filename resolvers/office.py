"""Offices: what their declaration cannot say."""

from graph.plan.filters import Compare, Filter, Has, Operator

ACTIVE = "ACTIVE"


def active_at(day: str) -> Filter:
    """The status in force on the day is active."""
    return Has("statuses", Compare("status", Operator.EQ, ACTIVE), as_of=day)
