"""Interactions within contacts, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "interactions.csv"
COLUMNS = "slug,contact,kind,date,office,people,note,evidence"
EDGES = ("WITHIN", "HELD_BY_OFFICE", "ATTENDED_BY")


def record_of(row: InputRow) -> Record:
    """The interaction of a row."""
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "kind": row.one_of("kind", values_of("Interaction", "kind")),
        "date": row.date("date"),
        "note": row.optional("note"),
        "evidence": row.website("evidence"),
    }
    record = Record(row, Unit("Interaction", slug_id("intr", row.slug()), properties, renews=EDGES))
    row.slug("contact")
    record.link("contact", "WITHIN", "Contact")
    if row.optional("office"):
        row.slug("office")
    record.link("office", "HELD_BY_OFFICE", "Office")
    record.link("people", "ATTENDED_BY", "Person")
    return record
