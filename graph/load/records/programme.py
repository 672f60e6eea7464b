"""Programmes of study, from CSV."""

import re

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "programmes.csv"
COLUMNS = (
    "slug,name_en,name_ru,universities,agreement,level,field,languages,mode,degree,months,fee,currency,"
    "free_places,free_places_year,okso"
)
CURRENCY = re.compile(r"[A-Z]{3}")
OKSO = re.compile(r"[0-9]{1,2}\.[0-9]{2}\.[0-9]{2}")
MAX_MONTHS = 120
MAX_FEE = 1_000_000_000
MAX_PLACES = 100_000
MIN_FOR_SEVERAL = 2
"""Institutions that award a joint or double degree."""


def record_of(row: InputRow) -> Record:
    """The programme of a row."""
    _both(row, "fee", "currency")
    _both(row, "free_places", "free_places_year")
    row.text("languages")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "name": row.text("name_en"),
        "nameRu": row.optional("name_ru"),
        "level": row.level("level"),
        "field": row.isced_field("field"),
        "languages": row.languages("languages"),
        "mode": row.one_of("mode", values_of("Programme", "mode")),
        "degree": row.one_of("degree", values_of("Programme", "degree")),
        "months": row.integer("months", 1, MAX_MONTHS),
        "fee": row.integer("fee", 0, MAX_FEE),
        "currency": _coded(row, "currency", CURRENCY, "a currency code of ISO 4217"),
        "freePlaces": row.integer("free_places", 0, MAX_PLACES),
        "freePlacesYear": row.optional_academic_year("free_places_year"),
        "okso": _coded(row, "okso", OKSO, "a code of OKSO (09.04.01)"),
    }
    unit = Unit("Programme", slug_id("prog", row.slug()), properties, renews=("OFFERED_BY", "BASED_ON"))
    record = Record(row, unit)
    several = properties["degree"] != "SINGLE"
    count = record.link("universities", "OFFERED_BY", "University")
    if not count:
        raise RejectedError("universities", "is empty")
    if several and count < MIN_FOR_SEVERAL:
        raise RejectedError("universities", f"names one institution only, and the degree is {properties['degree']}")
    record.link_at_most_one("agreement", "BASED_ON", "Agreement")
    return record


def _both(row: InputRow, one: str, other: str) -> None:
    for name, beside in ((one, other), (other, one)):
        if row.optional(beside) and not row.optional(name):
            raise RejectedError(name, f"is empty, and {beside} is not")


def _coded(row: InputRow, field: str, form: re.Pattern[str], what: str) -> str | None:
    return row.matching(field, form, what) if row.optional(field) else None
