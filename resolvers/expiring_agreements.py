"""Agreements that end soon: the arguments."""

from datetime import date

from engine.analysis import analysis_field, office_id
from engine.document import Info
from engine.variables import Arguments
from engine.where import day_asked
from errors import Code, RegistryError
from graph.analyses.expiring_agreements import AGREEMENTS, OFFICES
from graph.days import shift_day
from graph.vocabularies.academic_year import academic_year_from, start_year, within

MAX_DAYS = 1_830
QUIET_DAYS = 365
"""How long nothing must have happened for an agreement to count as without activity."""


async def _check_arguments(info: Info, given: Arguments, path: str) -> Arguments:
    days = given["days"]
    if not 1 <= days <= MAX_DAYS:
        raise RegistryError(Code.BAD_USER_INPUT, f"must be from 1 to {MAX_DAYS:,}.", field=f"{path}.days")
    day = day_asked(given, info.context.today)
    return {
        "asOf": day.isoformat(),
        "last": shift_day(day, days).isoformat(),
        "quiet": shift_day(day, -QUIET_DAYS).isoformat(),
        "years": academic_years(day),
        "office": office_id(info, given.get("office"), f"{path}.office"),
        "onlyQuiet": given.get("onlyQuiet") or None,
    }


def academic_years(day: date) -> list[str]:
    """The academic years that run on the day, and the one before each."""
    return [
        academic_year_from(start_year(day) - 1),
        academic_year_from(start_year(day)),
        within(day.year - 1),
        within(day.year),
    ]


expiring_agreements_field = analysis_field(
    "ExpiringAgreementsResult", {"agreements": AGREEMENTS, "offices": OFFICES}, _check_arguments, paged="agreements"
)
