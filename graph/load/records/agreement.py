"""What is special about rows of agreements."""

from graph.load.record import Record
from graph.load.report import RejectedError

MIN_PARTIES = 2
"""An office that signs counts as one."""


def check(record: Record) -> None:
    """An agreement has two parties, an office that signs being one, and does not amend itself."""
    record.row.order("valid_from", "valid_to")
    if len(record.targets("HAS_PARTY")) + len(record.targets("SIGNED_BY")) < MIN_PARTIES:
        raise RejectedError("parties", "names one party only, and no office signs")
    if record.unit.id in record.targets("AMENDS"):
        raise RejectedError("amends", "is the agreement itself")
