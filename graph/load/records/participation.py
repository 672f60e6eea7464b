"""What is special about rows of participations: one row for an institution at an event."""

from graph.load.record import Record, Refusals
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.natural_keys import institution_id, participation_id, slug_id
from graph.store.store import Store


def identify(row: InputRow) -> str:
    """Event and institution are the key."""
    row.text("university")
    return participation_id(slug_id("evnt", row.slug("event")), institution_id(row.rors("university")[0]))


async def verify(store: Store, records: list[Record]) -> Refusals:
    """An institution takes part in an event once: of several rows, the first counts."""
    lines: dict[str, int] = {}
    refused: Refusals = {}
    for record in records:
        first = lines.setdefault(record.unit.id, record.row.line)
        if first != record.row.line:
            refused[record.row.line] = RejectedError("university", f"takes part in this event by line {first} already")
    return refused
