"""What institutions seek and offer, from CSV."""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import slug_id

FILE = "intents.csv"
COLUMNS = "slug,university,direction,cooperation_kind,fields,levels,languages,places,countries,since,until"
MAX_PLACES = 100_000


def record_of(row: InputRow) -> Record:
    """The intent of a row."""
    row.order("since", "until")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "direction": row.one_of("direction", values_of("Intent", "direction")),
        "cooperationKind": row.one_of("cooperation_kind", values_of("Intent", "cooperationKind")),
        "fields": row.isced_fields("fields"),
        "levels": row.levels("levels"),
        "languages": row.languages("languages"),
        "places": row.integer("places", 0, MAX_PLACES),
        "since": row.date("since"),
        "until": row.optional_date("until"),
    }
    unit = Unit("Intent", slug_id("intn", row.slug()), properties, renews=("AIMS_AT",), renews_in=("HAS_INTENT",))
    record = Record(row, unit)
    row.ror("university")
    record.link("university", "HAS_INTENT", "University", reverse=True)
    record.link("countries", "AIMS_AT", "Country")
    return record
