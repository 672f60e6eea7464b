"""Conversion of events: its arguments, and the rates of a row."""

from collections.abc import Callable
from typing import Any

from engine.analysis import DECIMALS, analysis_field, check_span, office_id
from engine.document import Info
from engine.variables import Arguments
from graph.analyses.event_conversion import EVENTS, TOTALS

MAX_DAYS = 3_660
"""Ten years of events in one question."""


async def _check_arguments(info: Info, given: Arguments, path: str) -> Arguments:
    since, until = given["since"], given.get("until") or info.context.today
    check_span(since, until, path, MAX_DAYS)
    office = office_id(info, given.get("office"), f"{path}.office")
    return {"since": since, "until": until, "office": office, "kind": given.get("kind")}


event_conversion_field = analysis_field(
    "EventConversionResult", {"events": EVENTS, "totals": TOTALS}, _check_arguments, paged="events"
)


def share(part: str, whole: str) -> Callable[[dict[str, Any]], float | None]:
    """What computes one number of a row per another; None where there is nothing to divide by."""
    return lambda row: round(row[part] / row[whole], DECIMALS) if row[whole] else None
