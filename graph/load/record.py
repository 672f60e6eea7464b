"""Rows that become units and point to other things by their natural keys; those must be in the graph."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.days import utc_today
from graph.declared import node_type_of
from graph.load.batch import Value
from graph.load.histories import add_histories
from graph.load.holders import drop_held
from graph.load.ordering import order_by_needs
from graph.load.quoting import quote
from graph.load.report import ImportReport, ProgressCallback, RejectedError, combine_reasons
from graph.load.rows import InputRow, parse_rows
from graph.load.units import Unit, UnitLink, find_existing, write_units
from graph.natural_keys import city_id, country_id, institution_id, slug_id
from graph.store.store import Store

MARK = "rowHash"
KEYS: dict[str, Callable[[str], str]] = {
    "University": institution_id,
    "Country": country_id,
    "City": lambda geonames: city_id(int(geonames)),
}
"""Labels that rows name by another key than a slug: the id of a key."""
ITEMS: dict[str, Callable[[InputRow, str], list[str]]] = {
    "University": InputRow.rors,
    "Country": InputRow.countries,
    "City": InputRow.geonames_ids,
}
"""How their keys are read."""


@dataclass(frozen=True, slots=True)
class RecordReference:
    """Something that a cell names: it must be in the graph when the row is loaded."""

    field: str
    value: str
    label: str
    id: str


@dataclass(slots=True)
class Record:
    """A row, the unit made of it, and what it points to."""

    row: InputRow
    unit: Unit
    references: list[RecordReference] = field(default_factory=list)

    def refer(self, field: str, label: str, value: str) -> str:
        """The id of what a cell names: an institution by ROR id, a country by its code, anything else by its slug."""
        id = KEYS[label](value) if label in KEYS else slug_id(node_type_of(label).prefix, value)
        self.references.append(RecordReference(field, value, label, id))
        return id

    def link(
        self,
        field: str,
        type: str,
        label: str,
        properties: Mapping[str, Value],
        *,
        reverse: bool = False,
        single: bool = False,
        ordered: bool = False,
    ) -> None:
        """Edges with these properties to all that the cell names (between `|`).

        `single`: it may name one at most. `ordered`: edges keep the place of what they lead to as their `position`.
        """
        items = ITEMS.get(label, InputRow.items)(self.row, field)
        if single and len(items) > 1:
            raise RejectedError(field, f"names more than one {label}")
        for place, item in enumerate(items):
            own = dict(properties) | ({"position": place} if ordered else {})
            self.unit.links.append(UnitLink(type, label, self.refer(field, label, item), own, reverse))

    def targets(self, type: str) -> list[str]:
        """The ids of what edges of a type lead to."""
        return [link.id for link in self.unit.links if link.type == type]


Refusals = dict[int, RejectedError]
"""Line of a row → why it is refused."""
Verify = Callable[[Store, list[Record]], Awaitable[Refusals]]


async def nothing_to_verify(store: Store, records: list[Record]) -> Refusals:
    """The default: a row is good by itself."""
    return {}


async def load_records(
    store: Store,
    path: Path,
    columns: str,
    parse: Callable[[InputRow], Record],
    progress: ProgressCallback,
    verify: Verify = nothing_to_verify,
) -> ImportReport:
    """Loads a file of rows of one label; rows that name something unknown, or that `verify` refuses, are rejected.

    A row may name others of the file.
    """
    report = ImportReport(path.name)
    records = [record for _, record in parse_rows(path, columns, parse, report)]
    sound, refused = await sound_records(store, records, verify)
    for record, wrong in refused:
        report.reject(record.row.line, record.row.optional_text("slug"), combine_reasons(wrong), path.name)
    units = [record.unit for record in sound]
    await add_histories(store, units, utc_today().isoformat())
    await write_units(store, units, MARK, report, progress, drop_held(store, report))
    return report


async def sound_records(
    store: Store, records: list[Record], verify: Verify
) -> tuple[list[Record], list[tuple[Record, list[RejectedError]]]]:
    """Those that can be written, in an order in which they can be, and those that cannot, each with all reasons.

    A record may name others of these: they come before it, wherever their rows stand.
    """
    known = await _find_known(store, records)
    places = {record.unit.id: place for place, record in enumerate(records)}
    order, circle = order_by_needs({place: _find_named(record, places) for place, record in enumerate(records)})
    sound: list[Record] = []
    refused = [(records[place], _in_a_circle(records[place], places, circle)) for place in sorted(circle)]
    for record in (records[place] for place in order):
        wrong = _unknown(record, known)
        if wrong:
            refused.append((record, wrong))
        else:
            sound.append(record)
            known.add(record.unit.id)
    reasons = await verify(store, sound)
    refused += [(record, [reasons[record.row.line]]) for record in sound if record.row.line in reasons]
    return [record for record in sound if record.row.line not in reasons], refused


async def unknown_references(store: Store, records: list[Record]) -> list[tuple[Record, list[RejectedError]]]:
    """What each of these names that the graph does not have."""
    known = await _find_known(store, records)
    return [(record, _unknown(record, known)) for record in records]


def _find_named(record: Record, places: Mapping[str, int]) -> set[int]:
    """Where those stand that a record names among the records themselves."""
    return {places[each.id] for each in record.references if each.id in places}


def _in_a_circle(record: Record, places: Mapping[str, int], circle: set[int]) -> list[RejectedError]:
    return [
        RejectedError(
            each.field, f"{quote(each.value)} names this row in its turn, itself or by others that it names: a circle"
        )
        for each in record.references
        if places.get(each.id) in circle
    ]


def _unknown(record: Record, known: Collection[str]) -> list[RejectedError]:
    """What a record names that is not there."""
    return [
        RejectedError(each.field, f"{quote(each.value)} is no {each.label} of the registry")
        for each in record.references
        if each.id not in known
    ]


async def _find_known(store: Store, records: list[Record]) -> set[str]:
    found: set[str] = set()
    wanted: dict[str, set[str]] = {}
    for record in records:
        for reference in record.references:
            wanted.setdefault(reference.label, set()).add(reference.id)
    for label, ids in wanted.items():
        found |= await find_existing(store, label, ids)
    return found
