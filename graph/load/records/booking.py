"""What is special about rows of bookings of venues. Two bookings of a venue never overlap."""

from collections.abc import Collection
from dataclasses import dataclass

from graph.load import statements
from graph.load.parts import rows_of
from graph.load.record import Record, Refusals
from graph.load.report import RejectedError
from graph.store.store import Store


@dataclass(frozen=True, slots=True)
class Taken:
    """The days on which a booking takes a venue: from `since` up to, and without, `until`."""

    id: str
    slug: str
    venue: str
    since: str
    until: str

    def overlaps(self, other: "Taken") -> bool:
        """Whether both take one venue on one day."""
        return self.venue == other.venue and self.since < other.until and other.since < self.until


def check(record: Record) -> None:
    """A booking takes a day at least, and says what it is for."""
    row = record.row
    row.order("since", "until")
    if row.date("since") == row.date("until"):
        raise RejectedError(
            "until", f"{row.date('until')} is the first day; it is the day on which the venue is free again"
        )
    if not (row.optional_text("event") or row.optional_text("university") or row.optional_text("purpose")):
        raise RejectedError("purpose", "is empty, and so are event and university")


async def verify(store: Store, records: list[Record]) -> Refusals:
    """Refuses a row that overlaps another booking of its venue: of the graph, or of a line above it.

    A booking of the graph that the file states anew does not count as it was, unless its row is refused and it stays.
    """
    wanted = {record.row.line: _read_taken(record) for record in sorted(records, key=lambda each: each.row.line)}
    held = await _read_held(store, {each.venue for each in wanted.values()})
    refused: Refusals = {}
    while True:
        moved = {each.id for line, each in wanted.items() if line not in refused}
        kept = [each for each in held if each.id not in moved]
        found = _refuse_overlaps({line: each for line, each in wanted.items() if line not in refused}, kept)
        if not found:
            return refused
        refused |= found


def _read_taken(record: Record) -> Taken:
    row, (venue,) = record.row, record.targets("BOOKS")
    return Taken(record.unit.id, row.slug(), venue, row.date("since"), row.date("until"))


async def _read_held(store: Store, venues: Collection[str]) -> list[Taken]:
    """The bookings that the graph has of these venues."""
    rows = await rows_of(store, statements.read_sources("BOOKS", "Booking", "Venue"), sorted(venues))
    return [
        Taken(row["source"], stored["slug"], row["id"], str(stored["since"]), str(stored["until"]))
        for row in rows
        for stored in [row["properties"]]
    ]


def _refuse_overlaps(wanted: dict[int, Taken], held: list[Taken]) -> Refusals:
    venues: dict[str, list[Taken]] = {}
    for taken in held:
        venues.setdefault(taken.venue, []).append(taken)
    refused: Refusals = {}
    for line, taken in wanted.items():
        others = venues.setdefault(taken.venue, [])
        other = next((each for each in others if each.overlaps(taken)), None)
        if other is None:
            others.append(taken)
            continue
        days = f"from {other.since} until {other.until}"
        refused[line] = RejectedError("since", f"the venue is booked {days} by `{other.slug}`")
    return refused
