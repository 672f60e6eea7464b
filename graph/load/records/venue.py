"""What is special about rows of venues."""

from graph.load.record import Record
from graph.load.report import RejectedError

OWN = "OWN"


def check(record: Record) -> None:
    """A venue that is not the agency's own is lent by a partner."""
    terms, partner = record.unit.properties["terms"], record.unit.properties["partner"]
    if terms == OWN and partner:
        raise RejectedError("partner", f"`{partner}` lends it, and the terms are {OWN}")
    if terms != OWN and not partner:
        raise RejectedError("partner", f"is empty, and the terms are {terms}")
