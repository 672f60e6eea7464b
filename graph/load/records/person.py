"""What is special about rows of people, with where and when they work."""

from graph.load.record import Record
from graph.load.report import RejectedError


def check(record: Record) -> None:
    """A person works somewhere, and does not leave before coming."""
    record.row.order("since", "until")
    if not record.unit.links:
        raise RejectedError("university", "is empty, and so is office")
