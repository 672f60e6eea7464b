"""What is special about rows of state-paid places."""

from graph.load.record import Record
from graph.load.report import RejectedError


def check(record: Record) -> None:
    """No more places are filled than there are."""
    row = record.row
    places, filled = int(row.text("places")), int(row.optional_text("filled") or 0)
    if filled > places:
        raise RejectedError("filled", f"{filled} is more than places ({places})")
