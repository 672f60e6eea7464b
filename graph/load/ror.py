"""Imports a dump of the Research Organization Registry (ROR), schema v2.

First the places of all records, then the institutions, 250 a transaction, then the relations between them. Each
institution keeps the hash of what was written (`rorHash`): a second run writes nothing, and a run after a kill writes
what is missing and gives the same graph.
"""

from pathlib import Path

from graph.load.batch import Value
from graph.load.holders import drop_held
from graph.load.places import write_places
from graph.load.report import ImportReport, ProgressCallback, RejectedError
from graph.load.ror_claims import Claims
from graph.load.ror_file import raw_records
from graph.load.ror_record import Institution, institution, ror_of
from graph.load.ror_relations import RelationsReport, university_of, write_relations
from graph.load.sources import ROR, write_sources
from graph.load.unfinished import mark_load
from graph.load.units import Unit, UnitLink, add_identifier, add_name, add_source, write_units
from graph.natural_keys import city_id
from graph.store.store import Store

ORIGIN = "ror"
MARK = "rorHash"


async def import_ror(store: Store, path: Path, progress: ProgressCallback) -> ImportReport:
    """Loads the dump; `progress` hears how many institutions are done, and of how many.

    Raises LoadError where the file cannot be read at all; a bad record is reported and does not stop the rest.
    """
    report = ImportReport(path.name)
    institutions = read_ror(path, report)
    claims = Claims(institutions)
    report.notes += claims.notes()
    progress(0, len(institutions))
    async with mark_load(store, "import ror"):
        await write_sources(store, [ROR])
        await write_places(store, (place for each in institutions for place in each.places), wins=True)
        units = [institution_unit(each, claims) for each in institutions]
        settle = drop_held(store, report, {unit.id for unit in units})
        written = await write_units(store, units, MARK, report, progress, settle)
        relations = await write_relations(store, institutions, lambda *_: progress(len(units), len(units)))
    _tell(report, relations, {unit.id for unit in units} - written)
    return report


def read_ror(path: Path, report: ImportReport) -> list[Institution]:
    """The good records of the file in order; the others go to the report."""
    found: dict[str, Institution] = {}
    lines: dict[str, int] = {}
    for line, raw in raw_records(path):
        try:
            if isinstance(raw, RejectedError):
                raise raw
            record = institution(raw)
            if record.ror in found:
                raise RejectedError("id", f"is also that of record {lines[record.ror]}")
        except RejectedError as error:
            report.reject(line, ror_of(raw), error)
            continue
        found[record.ror] = record
        lines[record.ror] = line
    return list(found.values())


def institution_unit(record: Institution, claims: Claims) -> Unit:
    """What is written for one institution. What ROR does not know (no year, no website) leaves the graph's value."""
    properties: dict[str, Value] = {"name": record.name, "kind": record.kind, "status": record.status}
    if record.founded is not None:
        properties["founded"] = record.founded
    if record.website is not None:
        properties["website"] = record.website
    unit = Unit(
        label="University",
        id=university_of(record.ror),
        properties=properties,
        first={"fields": [], "demo": False},
        states=("Name", "Identifier"),
        renews=("LOCATED_IN",),
        origin=ORIGIN,
    )
    for value, language, kind in record.names:
        add_name(unit, value, language, kind)
    for scheme, value in claims.of(record.ror).values():
        add_identifier(unit, scheme, value)
    for position, place in enumerate({place.geonames: place for place in record.places}):
        unit.links.append(UnitLink("LOCATED_IN", "City", city_id(place), {"position": position}))
    add_source(unit, ORIGIN, record.checked)
    return unit


def _tell(report: ImportReport, relations: RelationsReport, unchanged: set[str]) -> None:
    """An institution of which only the relations changed counts as updated."""
    moved = len(relations.changed & unchanged)
    report.updated += moved
    report.unchanged -= moved
    if relations.elsewhere:
        report.notes.insert(0, f"{relations.elsewhere} relations to institutions that are not here were left out")
    if relations.added or relations.removed:
        report.notes.insert(0, f"relations between institutions: {relations.added} added, {relations.removed} removed")
