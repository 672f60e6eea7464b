"""Rows that become units and point to other things by their natural keys; those must be in the graph."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.load.batch import Value
from graph.load.holders import without_held
from graph.load.keys import slug_id, university_id
from graph.load.report import ImportReport, Progress, Rejected
from graph.load.rows import Row, parsed
from graph.load.tables import NODES
from graph.load.units import Link, Unit, existing, write_units
from graph.store.store import Store

MARK = "rowHash"


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that a cell names: it must be in the graph when the row is loaded."""

    field: str
    value: str
    label: str
    id: str


@dataclass(slots=True)
class Record:
    """A row, the unit made of it, and what it points to."""

    row: Row
    unit: Unit
    references: list[Reference] = field(default_factory=list)

    def refer(self, field: str, label: str, value: str) -> str:
        """The id of what the cell names: a university by its ROR id, anything else by its slug."""
        id = university_id("ROR", value) if label == "University" else slug_id(NODES[label].prefix, value)
        self.references.append(Reference(field, value, label, id))
        return id

    def link(
        self, field: str, type: str, label: str, properties: Mapping[str, Value] | None = None, *, reverse: bool = False
    ) -> int:
        """Edges to all that the cell names (between `|`); gives how many."""
        items = self.row.rors(field) if label == "University" else self.row.items(field)
        for item in items:
            self.unit.links.append(Link(type, label, self.refer(field, label, item), dict(properties or {}), reverse))
        return len(items)


async def load_records(
    store: Store, path: Path, columns: str, parse: Callable[[Row], Record], progress: Progress
) -> ImportReport:
    """Loads a file of rows of one label; rows that name something unknown are rejected."""
    report = ImportReport(path.name)
    records = [record for _, record in parsed(path, columns, parse, report)]
    known = await _known(store, records)
    units = []
    for record in records:
        missing = next((each for each in record.references if each.id not in known), None)
        if missing is None:
            units.append(record.unit)
            continue
        error = Rejected(missing.field, f"`{missing.value}` is no {missing.label} of the registry")
        report.reject(record.row.line, record.row.optional("slug"), error, path.name)
    await write_units(store, units, MARK, report, progress, without_held(store, report))
    return report


async def _known(store: Store, records: list[Record]) -> set[str]:
    found: set[str] = set()
    wanted: dict[str, set[str]] = {}
    for record in records:
        for reference in record.references:
            wanted.setdefault(reference.label, set()).add(reference.id)
    for label, ids in wanted.items():
        found |= await existing(store, label, ids)
    return found
