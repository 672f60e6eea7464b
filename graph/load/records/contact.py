"""What is special about rows of contacts between institutions."""

from graph.load.record import Record
from graph.load.report import RejectedError

CALLED = {"parties": "universities", "people": "persons", "agreements": "agreement"}
MIN_PARTIES = 2


def check(record: Record) -> None:
    """A contact stands between two institutions at least."""
    record.row.order("since", "until")
    record.row.order("since", "last_activity")
    if len(record.targets("BETWEEN")) < MIN_PARTIES:
        raise RejectedError("universities", "names fewer than two institutions")
