"""What is special about rows of restrictions. `country` is the one that imposes it."""

from graph.load.record import Record
from graph.load.report import RejectedError

CALLED = {"imposedBy": "country"}


def check(record: Record) -> None:
    """A restriction ends after it begins, and is imposed on other countries."""
    row = record.row
    since, until = row.date("since"), row.optional_date("until")
    if until and until <= since:
        raise RejectedError("until", f"{until} is not after since ({since})")
    (imposing,) = row.countries("country")
    if imposing in row.countries("countries"):
        raise RejectedError("countries", f"`{imposing}` imposes it")
