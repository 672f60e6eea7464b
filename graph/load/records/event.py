"""Events, from CSV.

Who took part has a file of its own (`participation.py`); a row may also name the institutions in a cell `participants`.
"""

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record, RecordReference
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Child, Unit, UnitLink
from graph.natural_keys import city_id, participation_id, slug_id

FILE = "events.csv"
COLUMNS = "slug,name_en,name_ru,kind,mode,starts,ends,geonames,office,visitors"
ONLINE = "ONLINE"
MAX_VISITORS = 10_000_000


def record_of(row: InputRow) -> Record:
    """The event of a row; its city is one that the graph knows, and one that is online alone has none.

    A row that names participants names them all: others that the graph has go. One that names none says nothing.
    """
    row.order("starts", "ends")
    properties: dict[str, Value] = {
        "slug": row.slug(),
        "name": row.text("name_en"),
        "nameRu": row.optional("name_ru"),
        "kind": row.one_of("kind", values_of("Event", "kind")),
        "mode": row.optional_one_of("mode", values_of("Event", "mode")),
        "starts": row.date("starts"),
        "ends": row.date("ends"),
        "visitors": row.integer("visitors", 0, MAX_VISITORS),
    }
    unit = Unit("Event", slug_id("evnt", row.slug()), properties)
    unit.renews = ("HELD_IN", "HOSTED_BY")
    record = Record(row, unit)
    _hold(record, row.integer("geonames", 1, 10**9))
    record.link("office", "HOSTED_BY", "Office")
    participants = row.rors("participants")
    if participants:
        unit.states = ("Participation",)
    for ror in participants:
        _take_part(record, record.refer("participants", "University", ror))
    return record


def _hold(record: Record, geonames: int | None) -> None:
    """Says in which city the event is held, if in any."""
    unit, column = record.unit, "city" if record.row.namespace else "geonames"
    if unit.properties["mode"] == ONLINE:
        if geonames is not None:
            raise RejectedError(column, f"names a place, and the mode is {ONLINE}; one that is both is HYBRID")
        return
    if geonames is None:
        raise RejectedError(column, f"is empty; an event without a place has the mode {ONLINE}")
    record.references.append(RecordReference("geonames", str(geonames), "City", city_id(geonames)))
    unit.links.append(UnitLink("HELD_IN", "City", city_id(geonames)))


def _take_part(record: Record, university: str) -> None:
    unit = record.unit
    id = participation_id(unit.id, university)
    unit.children.append(Child("Participation", id, {}))
    unit.links.append(UnitLink("AT_EVENT", "Participation", id, reverse=True))
    unit.links.append(UnitLink("OF_UNIVERSITY", "University", university, source=("Participation", id)))
