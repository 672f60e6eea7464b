"""Clashes of events: the arguments."""

from datetime import date
from typing import Any

from engine.analysis import analysis_field, check_span, office_id
from engine.document import Info
from engine.variables import Arguments
from errors import Code, RegistryError
from graph.analyses.event_clashes import CLASHES
from graph.vocabularies.countries import COUNTRIES

MAX_DAYS = 366
"""A year of events in one question."""


async def _check_arguments(info: Info, given: Arguments, path: str) -> Arguments:
    since, until = given["since"], given["until"]
    check_span(since, until, path, MAX_DAYS)
    country, office = given.get("country"), given.get("office")
    if (country is None) == (office is None):
        raise RegistryError(Code.BAD_USER_INPUT, "takes exactly one of `country` and `office`.", field=path)
    written = None if country is None else COUNTRIES.written(country)
    if country is not None and written is None:
        raise RegistryError(Code.BAD_USER_INPUT, "must be a country code of ISO 3166-1.", field=f"{path}.country")
    office = office_id(info, office, f"{path}.office")
    return {"since": since, "until": until, "country": written, "office": office, "kind": given.get("kind")}


event_clashes_field = analysis_field("EventClashesResult", {"clashes": CLASHES}, _check_arguments, paged="clashes")


def common_days(row: dict[str, Any]) -> int:
    """The days on which both events are held."""
    return (date.fromisoformat(row["last"]) - date.fromisoformat(row["since"])).days + 1
