"""What is special about rows of requests of universities for help of an office."""

from graph.load.record import Record
from graph.load.report import RejectedError

ANSWERED = ("DONE", "DECLINED")


def check(record: Record) -> None:
    """A request has a day of answer and a result when, and only when, it is done or declined."""
    record.row.order("asked", "due")
    record.row.order("asked", "answered")
    said = record.unit.properties
    status = said["status"]
    if status in ANSWERED and not said["answered"]:
        raise RejectedError("answered", f"is empty, and the status is {status}")
    if status not in ANSWERED:
        for field in ("answered", "result"):
            if said[field]:
                raise RejectedError(field, f"`{said[field]}` is given, and the status is {status}")
    if status == "DECLINED" and not said["result"]:
        raise RejectedError("result", "is empty; it says why the request is declined")
