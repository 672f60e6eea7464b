"""What is special about rows of conditions of agreements: how many may go, of what, between whom."""

from graph.load.record import Record
from graph.load.report import RejectedError


def check(record: Record) -> None:
    """Years follow one another, a stay is said in one unit, and two different institutions are named."""
    said = record.unit.properties
    first, last = str(said["firstYear"]), said["lastYear"]
    if last and str(last) < first:
        raise RejectedError("last_year", f"{last} is before first_year ({first})")
    if said["months"] and said["days"]:
        raise RejectedError("days", "stands beside months: say the stay in one of them")
    if record.targets("SENT_BY") == record.targets("RECEIVED_BY"):
        raise RejectedError("receiving", "is also the sending institution")
