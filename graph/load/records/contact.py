"""Contacts between institutions, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "contacts.csv"
COLUMNS = "slug,universities,stage,since,until,last_activity,outcome,office,event,agreement,persons"
FEWEST = 2
"""Institutions in a contact."""
EDGES = ("BETWEEN", "FACILITATED_BY", "ORIGINATED_AT", "LED_TO", "HELD_BY")


def record_of(row: InputRow) -> Record:
    """The contact of a row."""
    row.order("since", "until")
    row.order("since", "last_activity")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "stage": row.one_of("stage", values_of("Contact", "stage")),
        "since": row.date("since"),
        "until": row.optional_date("until"),
        "lastActivity": row.optional_date("last_activity"),
        "outcome": row.optional_one_of("outcome", values_of("Contact", "outcome")),
    }
    record = Record(row, Unit("Contact", slug_id("cont", row.slug()), properties, renews=EDGES))
    if record.link("universities", "BETWEEN", "University") < FEWEST:
        raise RejectedError("universities", "names fewer than two institutions")
    record.link("office", "FACILITATED_BY", "Office")
    record.link("event", "ORIGINATED_AT", "Event")
    record.link("agreement", "LED_TO", "Agreement")
    record.link("persons", "HELD_BY", "Person")
    return record
