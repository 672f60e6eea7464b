"""Compliance checks before agreements are signed, from CSV."""

from itertools import pairwise

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "compliance_checks.csv"
COLUMNS = "slug,agreement,kind,rule,status,required,requested,decided,until"
DAYS = ("required", "requested", "decided", "until")
"""In the order in which they pass."""
REACHED = {
    "REQUIRED": ("required",),
    "REQUESTED": ("required", "requested"),
    "GRANTED": ("required", "requested", "decided"),
    "REFUSED": ("required", "requested", "decided"),
}
"""Status → the days that have passed by then."""
GRANTED = "GRANTED"


def record_of(row: InputRow) -> Record:
    """The check of a row."""
    status = row.one_of("status", values_of("ComplianceCheck", "status"))
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "kind": row.one_of("kind", values_of("ComplianceCheck", "kind")),
        "rule": row.text("rule"),
        "status": status,
        "required": row.date("required"),
        "requested": row.optional_date("requested"),
        "decided": row.optional_date("decided"),
        "until": row.optional_date("until"),
    }
    _fit(row, status)
    record = Record(row, Unit("ComplianceCheck", slug_id("cchk", row.slug()), properties, renews=("GATES",)))
    record.link_one("agreement", "GATES", "Agreement")
    return record


def _fit(row: InputRow, status: str) -> None:
    """Checks that the days fit the status and follow one another."""
    for field in DAYS[:-1]:
        if field in REACHED[status] and not row.optional(field):
            raise RejectedError(field, f"is empty, and the status is {status}")
        if field not in REACHED[status] and row.optional(field):
            raise RejectedError(field, f"is a day, and the status is {status}")
    if row.optional("until") and status != GRANTED:
        raise RejectedError("until", f"is a day, and the status is {status}, not {GRANTED}")
    for earlier, later in pairwise(DAYS):
        row.order(earlier, later)
