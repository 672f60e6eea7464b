"""What is special about rows of checks before agreements are signed."""

from itertools import pairwise

from graph.load.record import Record
from graph.load.report import RejectedError

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


def check(record: Record) -> None:
    """The days fit the status and follow one another."""
    row, status = record.row, str(record.unit.properties["status"])
    for field in DAYS[:-1]:
        if field in REACHED[status] and not row.optional_text(field):
            raise RejectedError(field, f"is empty, and the status is {status}")
        if field not in REACHED[status] and row.optional_text(field):
            raise RejectedError(field, f"is a day, and the status is {status}")
    if row.optional_text("until") and status != GRANTED:
        raise RejectedError("until", f"is a day, and the status is {status}, not {GRANTED}")
    for earlier, later in pairwise(DAYS):
        row.order(earlier, later)
