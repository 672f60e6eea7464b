"""What is special about rows of events.

Who took part has a file of its own (`participation.py`); a row may also name the institutions in a cell `participants`.
"""

from graph.load.record import Record
from graph.load.report import RejectedError
from graph.load.units import Child, UnitLink
from graph.natural_keys import participation_id

ONLINE = "ONLINE"


def check(record: Record) -> None:
    """An event that is online alone has no city, any other has one.

    A row that names participants names them all: others that the graph has go. One that names none says nothing.
    """
    row, unit = record.row, record.unit
    row.order("starts", "ends")
    column = "city" if row.namespace else "geonames"
    if unit.properties["mode"] == ONLINE and record.targets("HELD_IN"):
        raise RejectedError(column, f"names a place, and the mode is {ONLINE}; one that is both is HYBRID")
    if unit.properties["mode"] != ONLINE and not record.targets("HELD_IN"):
        raise RejectedError(column, f"is empty; an event without a place has the mode {ONLINE}")
    participants = row.rors("participants")
    if participants:
        unit.states = ("Participation",)
    for ror in participants:
        _take_part(record, record.refer("participants", "University", ror))


def _take_part(record: Record, university: str) -> None:
    unit = record.unit
    id = participation_id(unit.id, university)
    unit.children.append(Child("Participation", id, {}))
    unit.links.append(UnitLink("AT_EVENT", "Participation", id, reverse=True))
    unit.links.append(UnitLink("OF_UNIVERSITY", "University", university, source=("Participation", id)))
