"""Contact persons, from CSV: role and languages only, never a name or an address."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "people.csv"
COLUMNS = "slug,role,languages,university,office,since,until"


def record_of(row: InputRow) -> Record:
    """The person of a row, with where and when they work."""
    row.order("since", "until")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "role": row.one_of("role", values_of("Person", "role")),
        "languages": row.languages("languages"),
    }
    unit = Unit("Person", slug_id("pers", row.slug()), properties, renews=("WORKS_AT", "SERVES_AT"))
    record = Record(row, unit)
    dates: dict[str, Value] = {"since": row.date("since"), "until": row.optional_date("until")}
    places = record.link("university", "WORKS_AT", "University", dates) + record.link(
        "office", "SERVES_AT", "Office", dates
    )
    if not places:
        raise RejectedError("university", "is empty, and so is office")
    return record
