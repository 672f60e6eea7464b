"""Balance of exchange: the arguments, and the balance of a row."""

from typing import Any

from engine.analysis import DECIMALS, analysis_field
from engine.document import Info
from engine.variables import Arguments
from errors import Code, RegistryError
from graph.analyses.balance_of_exchange import PARTNERS, TOTALS
from resolvers.academic_year import check_academic_year
from resolvers.institutions import subject_name, university_id

EXCHANGE = ("STUDENT_STUDIES", "STUDENT_TRAINEESHIP", "STAFF_TEACHING", "STAFF_TRAINING")
"""What counts where no kinds are named: those who study for a whole degree are no exchange."""


async def _check_arguments(info: Info, given: Arguments, path: str) -> Arguments:
    name = subject_name(given, "of", path)
    for year in ("from", "to"):
        check_academic_year(given[year], f"{path}.{year}")
    if given["to"] < given["from"]:
        raise RegistryError(Code.BAD_USER_INPUT, "must not be before `from`.", field=f"{path}.to")
    if not 0 <= given["tolerance"] <= 1:
        raise RegistryError(Code.BAD_USER_INPUT, "must be from 0 to 1.", field=f"{path}.tolerance")
    kinds = given.get("kinds")
    return {
        "of": await university_id(info.context, given[name], f"{path}.{name}"),
        "from": given["from"],
        "to": given["to"],
        "tolerance": float(given["tolerance"]),
        "kinds": list(EXCHANGE) if kinds is None else kinds,
        "onlyOutOfBalance": given.get("onlyOutOfBalance") or None,
    }


balance_of_exchange_field = analysis_field(
    "BalanceOfExchangeResult", {"partners": PARTNERS, "totals": TOTALS}, _check_arguments, paged="partners"
)


def weighted_sent(row: dict[str, Any]) -> float:
    """What was sent, weighted."""
    return round(float(row["weightedSent"]), DECIMALS)


def weighted_received(row: dict[str, Any]) -> float:
    """What was received, weighted."""
    return round(float(row["weightedReceived"]), DECIMALS)


def balance(row: dict[str, Any]) -> float | None:
    """(sent − received) / (sent + received), weighted; None where nothing of weight moved."""
    both = row["weightedSent"] + row["weightedReceived"]
    return round((row["weightedSent"] - row["weightedReceived"]) / both, DECIMALS) if both else None
