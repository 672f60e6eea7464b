"""Restrictions of countries, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "restrictions.csv"
COLUMNS = "slug,kind,title_en,title_ru,since,until,country,countries"
"""`country` is the one that imposes it."""


def record_of(row: InputRow) -> Record:
    """The restriction of a row."""
    since, until = row.date("since"), row.optional_date("until")
    if until and until <= since:
        raise RejectedError("until", f"{until} is not after since ({since})")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "kind": row.one_of("kind", values_of("Restriction", "kind")),
        "title": row.text("title_en"),
        "titleRu": row.optional("title_ru"),
        "since": since,
        "until": until,
    }
    unit = Unit("Restriction", slug_id("rest", row.slug()), properties, renews=("IMPOSED_BY", "APPLIES_TO"))
    record = Record(row, unit)
    imposing = row.country("country")
    record.link_one("country", "IMPOSED_BY", "Country")
    if not record.link("countries", "APPLIES_TO", "Country"):
        raise RejectedError("countries", "is empty")
    if imposing in row.countries("countries"):
        raise RejectedError("countries", f"`{imposing}` imposes it")
    return record
