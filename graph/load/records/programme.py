"""What is special about rows of programmes."""

from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow

MIN_FOR_SEVERAL = 2
"""Institutions that award a joint or double degree."""


def check(record: Record) -> None:
    """A fee has a currency, free places have a year, and a joint degree is awarded by two institutions at least."""
    _both(record.row, "fee", "currency")
    _both(record.row, "free_places", "free_places_year")
    degree = record.unit.properties["degree"]
    if degree != "SINGLE" and len(record.targets("OFFERED_BY")) < MIN_FOR_SEVERAL:
        raise RejectedError("universities", f"names one institution only, and the degree is {degree}")


def _both(row: InputRow, one: str, other: str) -> None:
    for name, beside in ((one, other), (other, one)):
        if row.optional_text(beside) and not row.optional_text(name):
            raise RejectedError(name, f"is empty, and {beside} is not")
