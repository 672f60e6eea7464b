"""What is special about rows of campaigns for students abroad."""

from graph.load.record import Record
from graph.load.report import RejectedError


def check(record: Record) -> None:
    """Only campaigns for scholars fill a quota, and no more people are admitted than apply."""
    row = record.row
    row.order("since", "until")
    if record.unit.properties["kind"] == "CONTRACT" and row.optional_text("quota"):
        raise RejectedError("quota", "is not filled by a campaign for contract students")
    applications, admitted = row.optional_text("applications"), row.optional_text("admitted")
    if applications and admitted and int(admitted) > int(applications):
        raise RejectedError("admitted", f"{admitted} is more than applications ({applications})")
