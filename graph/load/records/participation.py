"""Who takes part in events and as what, from CSV: one row for an institution at an event."""

import re

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.record import Record, Refusals
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.natural_keys import participation_id, slug_id, university_id
from graph.store.store import Store

FILE = "participations.csv"
COLUMNS = "event,university,role,booth,leads"
BOOTH = re.compile(r"[\w./ -]{1,20}")
MAX_LEADS = 1_000_000


def record_of(row: InputRow) -> Record:
    """The participation of a row; event and institution are its key."""
    booth = row.optional("booth")
    properties: dict[str, Value] = {
        "role": row.optional_one_of("role", values_of("Participation", "role")),
        "booth": booth and row.matching("booth", BOOTH, "the number of a booth (20 characters at most)"),
        "leads": row.integer("leads", 0, MAX_LEADS),
    }
    event, university = slug_id("evnt", row.slug("event")), university_id("ROR", row.ror("university"))
    record = Record(row, Unit("Participation", participation_id(event, university), properties))
    record.link("event", "AT_EVENT", "Event")
    record.link("university", "OF_UNIVERSITY", "University")
    return record


async def verified(store: Store, records: list[Record]) -> Refusals:
    """An institution takes part in an event once: of several rows, the first counts."""
    lines: dict[str, int] = {}
    refused: Refusals = {}
    for record in records:
        first = lines.setdefault(record.unit.id, record.row.line)
        if first != record.row.line:
            refused[record.row.line] = RejectedError("university", f"takes part in this event by line {first} already")
    return refused
