"""Contacts: what their declaration cannot say."""

from graph.history import ENDED_STAGES
from graph.plan.filters import AllOf, Filter, StateAt
from resolvers.periods import holds_at


def live_at(day: str) -> Filter:
    """It holds on the day, and is neither dormant nor lost on it."""
    return AllOf((holds_at(day), StateAt("stage", day, ENDED_STAGES, none=True)))
