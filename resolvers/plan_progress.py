"""Plan and fact: the arguments."""

from typing import Any

from engine.analysis import DECIMALS, analysis_field, office_id
from engine.document import Info
from engine.variables import Arguments
from graph.analyses.plan_progress import INDICATORS, ROWS, TOTALS
from resolvers.institutions import university_id

PARTS = {"AREA": "byArea", "UNIVERSITY": "byUniversity", "OFFICE": "byOffice"}


async def _check_arguments(info: Info, given: Arguments, path: str) -> Arguments:
    return {
        "year": given["year"],
        "office": office_id(info, given.get("office"), f"{path}.office"),
        "university": await university_id(info.context, given.get("university"), f"{path}.university"),
        "asOf": given.get("asOf") or info.context.today,
        PARTS[given["by"]]: True,
    }


plan_progress_field = analysis_field(
    "PlanProgressResult", {"rows": ROWS, "totals": TOTALS, "indicators": INDICATORS}, _check_arguments, paged="rows"
)


def completion(row: dict[str, Any]) -> float | None:
    """The mean share that was reached."""
    return None if row["completion"] is None else round(row["completion"], DECIMALS)
