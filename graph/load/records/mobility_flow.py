"""What is special about rows of flows: how many people went, in an academic year, from where to where."""

from graph.load.record import Record
from graph.load.report import RejectedError

FULL_DEGREE = "FULL_DEGREE"
STAFF = ("STAFF_TEACHING", "STAFF_TRAINING")


def check(record: Record) -> None:
    """Levels are those of students; who goes for a full degree comes of a campaign, if of no institution."""
    row, kind = record.row, record.unit.properties["kind"]
    if kind in STAFF and row.optional_text("level"):
        raise RejectedError("level", "is said of students only")
    if kind != FULL_DEGREE:
        row.text("sending")
    if not row.optional_text("sending") and not row.optional_text("campaign"):
        raise RejectedError("sending", "is empty, and so is campaign")
    if record.targets("FLOWS_TO") == record.targets("FLOWS_FROM"):
        raise RejectedError("receiving", "is also the sending institution")
