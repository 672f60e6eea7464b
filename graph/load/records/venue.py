"""Venues, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record, RecordReference
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit, UnitLink
from graph.natural_keys import city_id, slug_id

FILE = "venues.csv"
COLUMNS = "slug,name_en,name_ru,kind,capacity,equipment,terms,partner,geonames,office"
MAX_PEOPLE = 200_000
OWN = "OWN"


def record_of(row: InputRow) -> Record:
    """The venue of a row; its city is one that the graph knows."""
    terms, partner = row.one_of("terms", values_of("Venue", "terms")), row.optional("partner")
    if terms == OWN and partner:
        raise RejectedError("partner", f"`{partner}` lends it, and the terms are {OWN}")
    if terms != OWN and not partner:
        raise RejectedError("partner", f"is empty, and the terms are {terms}")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "name": row.text("name_en"),
        "nameRu": row.optional("name_ru"),
        "kind": row.one_of("kind", values_of("Venue", "kind")),
        "capacity": _number(row, "capacity", MAX_PEOPLE),
        "equipment": row.items("equipment"),
        "terms": terms,
        "partner": partner,
    }
    record = Record(row, Unit("Venue", slug_id("venu", row.slug()), properties, renews=("RUN_BY", "STANDS_IN")))
    geonames = _number(row, "geonames", 10**9)
    record.references.append(RecordReference("geonames", str(geonames), "City", city_id(geonames)))
    record.unit.links.append(UnitLink("STANDS_IN", "City", city_id(geonames)))
    row.slug("office")
    record.link("office", "RUN_BY", "Office")
    return record


def _number(row: InputRow, field: str, most: int) -> int:
    value = row.integer(field, 1, most)
    if value is None:
        raise RejectedError(field, "is empty")
    return value
