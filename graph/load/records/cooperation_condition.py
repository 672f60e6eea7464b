"""What agreements allow each year in each direction, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "cooperation_conditions.csv"
COLUMNS = (
    "slug,agreement,kind,sending,receiving,places_per_year,months,days,blended,first_year,last_year,fields,levels,"
    "languages"
)
EDGES = ("CONDITION_OF", "SENT_BY", "RECEIVED_BY")
MAX_PLACES = 10_000
MIN_MONTHS, MAX_MONTHS = 0.1, 60
MAX_DAYS = 366


def record_of(row: InputRow) -> Record:
    """The condition of a row."""
    first, last = row.academic_year("first_year"), row.optional_academic_year("last_year")
    if last and last < first:
        raise RejectedError("last_year", f"{last} is before first_year ({first})")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "kind": row.one_of("kind", values_of("CooperationCondition", "kind")),
        "placesPerYear": row.integer("places_per_year", 1, MAX_PLACES),
        "months": row.number("months", MIN_MONTHS, MAX_MONTHS),
        "days": row.integer("days", 1, MAX_DAYS),
        "blended": row.optional_boolean("blended"),
        "firstYear": first,
        "lastYear": last,
        "fields": row.isced_fields("fields"),
        "levels": row.levels("levels"),
        "languages": row.languages("languages"),
    }
    if properties["months"] and properties["days"]:
        raise RejectedError("days", "stands beside months: say the stay in one of them")
    if row.ror("sending") == row.ror("receiving"):
        raise RejectedError("receiving", "is also the sending institution")
    record = Record(row, Unit("CooperationCondition", slug_id("cond", row.slug()), properties, renews=EDGES))
    record.link_one("agreement", "CONDITION_OF", "Agreement")
    record.link_one("sending", "SENT_BY", "University")
    record.link_one("receiving", "RECEIVED_BY", "University")
    return record
