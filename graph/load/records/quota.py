"""State-paid places by country, year and level, from CSV."""

from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "quotas.csv"
COLUMNS = "slug,country,office,academic_year,level,places,filled"
MAX_PLACES = 100_000


def record_of(row: InputRow) -> Record:
    """The quota of a row."""
    places, filled = row.count("places", 0, MAX_PLACES), row.integer("filled", 0, MAX_PLACES)
    if filled is not None and filled > places:
        raise RejectedError("filled", f"{filled} is more than places ({places})")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "academicYear": row.academic_year("academic_year"),
        "level": row.level("level"),
        "places": places,
        "filled": filled,
    }
    unit = Unit("Quota", slug_id("quot", row.slug()), properties, renews=("GIVEN_TO", "DISTRIBUTED_BY"))
    record = Record(row, unit)
    record.link_one("country", "GIVEN_TO", "Country")
    record.link_at_most_one("office", "DISTRIBUTED_BY", "Office")
    return record
