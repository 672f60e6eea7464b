"""Contacts: what their declaration cannot say."""

from graph.plan.filters import AllOf, Compare, Filter, Operator
from resolvers.periods import holds_at

ENDED = ["DORMANT", "LOST"]


def live_at(day: str) -> Filter:
    """It holds on the day, and is neither dormant nor lost."""
    return AllOf((holds_at(day), Compare("stage", Operator.NOT_IN, ENDED)))
