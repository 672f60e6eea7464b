"""Imports offices: the project's own table, and the plain list of places where offices stand."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.known_places import KnownPlace, known_places
from graph.load.office_files import read_office_rows
from graph.load.places import Place, write_places
from graph.load.report import ImportReport, ProgressCallback, RejectedError
from graph.load.rows import SLUG, InputRow, Span
from graph.load.sources import OFFICES, write_sources
from graph.load.unfinished import mark_load
from graph.load.units import Checked, Child, Unit, UnitLink, add_name, add_source, write_units
from graph.natural_keys import city_id, country_id, slug_id, status_id
from graph.store.store import Store

MARK = "rowHash"
ORIGIN = "offices"
SOURCES: Checked = MappingProxyType({ORIGIN: None})

LISTED = {
    "RUSSIAN_HOUSE": ("russian-house", "Russian House in"),
    "PARTNER_HOUSE": ("partner-house", "Partner Russian House in"),
    "REPRESENTATION": ("representation", "Representation in"),
    "BRANCH": ("russian-house-branch", "Branch of the Russian House in"),
}
"""Kinds of the plain list: how slugs begin, how names begin."""

OfficeUnit = tuple[Unit, Place, list[Span]]
"""An office, its city, the countries it covers."""


async def import_offices(
    store: Store, path: Path, progress: ProgressCallback, *, sources: Checked = SOURCES
) -> ImportReport:
    """Loads the file as stated by these sources; a second run changes nothing.

    Raises LoadError for a file of another format.
    """
    report = ImportReport(path.name)
    offices = await _check_places(store, _read(path, report), report)
    for unit, _, _ in offices:
        for slug, day in sources.items():
            add_source(unit, slug, day)
    covered = {span.value for _, _, covers in offices for span in covers}
    async with mark_load(store, "import offices"):
        await write_sources(store, [OFFICES])
        await write_places(store, [place for _, place, _ in offices], covered, wins=False)
        await write_units(store, [unit for unit, _, _ in offices], MARK, report, progress)
    return report


def read_offices(path: Path, report: ImportReport) -> list[OfficeUnit]:
    """The good rows of the file; the others go to the report."""
    return [office for _, office in _read(path, report)]


def _read(path: Path, report: ImportReport) -> list[tuple[InputRow, OfficeUnit]]:
    found = read_office_rows(path, office_of, _listed_office, report)
    if any("slug" in row.cells for row, _ in found):
        return found
    return _drop_repeated(found, path, report)


async def _check_places(
    store: Store, offices: list[tuple[InputRow, OfficeUnit]], report: ImportReport
) -> list[OfficeUnit]:
    """Those whose city is the place of their GeoNames id, by the registry, else by the first row that has it.

    A city of another name in the same country may be another spelling: it is taken, with a note.
    """
    known = await known_places(store, {place.geonames for _, (_, place, _) in offices})
    found = []
    for row, office in offices:
        unit, place, _ = office
        said = KnownPlace.of(place, f"in line {row.line}")
        other = known.setdefault(place.geonames, said)
        words = f"`{place.geonames}` is {other.text} {other.where}, and the row has {said.text}"
        if said.is_called_like(other):
            found.append(office)
        elif other.country in (None, said.country):
            report.notes.append(f"line {row.line}: geonames: {words}")
            found.append(office)
        else:
            report.reject(row.line, str(unit.properties["slug"]), RejectedError("geonames", words), report.source)
    return found


def office_of(row: InputRow) -> OfficeUnit:
    """The office of a row of our own format."""
    slug = row.slug()
    place = row.place()
    properties: dict[str, Value] = {"slug": slug, "name": row.text("name_en"), "website": row.website("website")}
    unit = _unit(slug, properties | {"kind": row.one_of("kind", values_of("Office", "kind"))}, place)
    unit.states = ("Name", "OfficeStatus")
    unit.renews += ("COVERS",)
    add_name(unit, row.text("name_en"), "en", "ENGLISH")
    if name_ru := row.optional_text("name_ru"):
        add_name(unit, name_ru, "ru", "OFFICIAL")
    covers = row.spans("covers", None)
    for span in covers:
        dates: dict[str, Value] = {"since": span.since, "until": span.until}
        unit.links.append(UnitLink("COVERS", "Country", country_id(span.value), dates))
    for span in _order_statuses(row.spans("statuses", values_of("OfficeStatus", "status"))):
        id = status_id(unit.id, span.since)
        said: dict[str, Value] = {"status": span.value, "since": span.since, "until": span.until}
        unit.children.append(Child("OfficeStatus", id, said))
        unit.links.append(UnitLink("HAS_STATUS", "OfficeStatus", id))
    return unit, place, covers


def _unit(slug: str, properties: dict[str, Value], place: Place) -> Unit:
    unit = Unit("Office", slug_id("offi", slug), properties, {"demo": False}, renews=("HOUSED_IN",), origin=ORIGIN)
    unit.links.append(UnitLink("HOUSED_IN", "City", city_id(place.geonames)))
    return unit


def _order_statuses(statuses: list[Span]) -> list[Span]:
    """Checks that an office has one status at a time."""
    ordered = sorted(statuses, key=lambda span: span.since)
    for earlier, later in pairwise(ordered):
        if earlier.until is None or earlier.until > later.since:
            raise RejectedError("statuses", f"{later.value} begins on {later.since}, before {earlier.value} has ended")
    return ordered


def _drop_repeated(
    found: list[tuple[InputRow, OfficeUnit]], path: Path, report: ImportReport
) -> list[tuple[InputRow, OfficeUnit]]:
    """The offices of the plain list. Its `status` has no dates, so it is no fact of ours; the report says so."""
    offices: dict[str, tuple[InputRow, OfficeUnit]] = {}
    undated: dict[str, int] = {}
    for row, office in found:
        slug = str(office[0].properties["slug"])
        if slug in offices:
            report.reject(
                row.line, slug, RejectedError("city", "has an office of this kind in a line above"), path.name
            )
            continue
        offices[slug] = row, office
        status = row.optional_text("status") or "(none)"
        undated[status] = undated.get(status, 0) + 1
    if undated:
        counts = ", ".join(f"{count} {status}" for status, count in sorted(undated.items()))
        report.notes.append(f"status has no dates in this list and was not loaded: {counts}")
    return list(offices.values())


def _listed_office(row: InputRow) -> OfficeUnit:
    kind = row.one_of("kind", tuple(LISTED))
    begins, named = LISTED[kind]
    place = row.place()
    slug = f"{begins}-{_slug(place.name)}"
    if not SLUG.fullmatch(slug):
        raise RejectedError("city", f"`{place.name}` has no Latin letters, of which the slug is made")
    name = f"{named} {place.name}"
    unit = _unit(slug, {"slug": slug, "kind": kind}, place)
    unit.first["name"] = name
    add_name(unit, name, "en", "ENGLISH")
    return unit, place, []


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
