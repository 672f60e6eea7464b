"""What is special about rows of joint actions of annual plans."""

from graph.load.record import Record
from graph.load.report import RejectedError

DONE, PLANNED = "DONE", "PLANNED"


def check(record: Record) -> None:
    """What is reported fits the status."""
    row, status = record.row, record.unit.properties["status"]
    if status == DONE:
        for field in ("completed", "actual"):
            if not row.optional_text(field):
                raise RejectedError(field, f"is empty, and the status is {DONE}")
    elif row.optional_text("completed"):
        raise RejectedError("completed", f"is a day, and the status is {status}, not {DONE}")
    if status == PLANNED and record.unit.properties["actual"]:
        raise RejectedError("actual", f"is more than 0, and the status is {PLANNED}")
