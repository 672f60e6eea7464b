"""Cooperation conditions: what their declaration cannot say."""

from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Operator
from resolvers.academic_year import check_academic_year


def in_year(year: str) -> Filter:
    """Begun in or before the academic year, and not ended before it; such texts compare as the years do.

    Raises RegistryError (BAD_USER_INPUT) where the text is no academic year.
    """
    check_academic_year(year)
    open_end = AnyOf((Compare("lastYear", Operator.IS_NULL), Compare("lastYear", Operator.GTE, year)))
    return AllOf((Compare("firstYear", Operator.LTE, year), open_end))
