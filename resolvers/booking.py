"""Bookings: what their declaration cannot say."""

from collections.abc import Mapping

from errors import Code, RegistryError
from graph.plan.filters import AllOf, Compare, Filter, Has, Operator


def free_during(period: Mapping[str, str]) -> Filter:
    """No booking overlaps the period; both are half open. Raises RegistryError (BAD_USER_INPUT) for an empty period.

    A booking that who asks may not see takes the venue, too.
    """
    since, until = period["since"], period["until"]
    if since >= until:
        raise RegistryError(Code.BAD_USER_INPUT, "must be later than `since`.", field="until")
    overlaps = AllOf((Compare("since", Operator.LT, until), Compare("until", Operator.GT, since)))
    return Has("bookings", overlaps, none=True, unguarded=True)
