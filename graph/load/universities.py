"""Universities of the demo set, from two CSV files: facts, and names."""

from pathlib import Path
from types import MappingProxyType

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.holders import drop_held
from graph.load.places import Place, write_places
from graph.load.report import ImportReport, ProgressCallback, RejectedError
from graph.load.rows import InputRow, parse_rows
from graph.load.units import Checked, Unit, UnitLink, add_identifier, add_name, add_source, marks, write_units
from graph.natural_keys import city_id, slug_id, university_id
from graph.store.store import Store

COLUMNS = (
    "ror,wikidata,domain,isni,erasmus,kind,founded,website,studentBand,fields,country,region_code,region_name,"
    "federal_district,geonames,city,city_ru,latitude,longitude"
)
NAME_COLUMNS = "ror,value,language,kind,until,origin"
MARK = "rowHash"
ORIGIN = "curated"
REGISTER = "ror"
OF_REGISTER = ("WIKIDATA", "ISNI")
"""Schemes whose values the file has from ROR, so that ROR may correct them."""
LAST_YEAR = 2100

ORIGINS = (REGISTER, ORIGIN)
NEVER: Checked = MappingProxyType({})

NameKey = tuple[str, str, str, str, str | None, str]
"""ROR id, value, language, kind, until, origin."""


async def import_universities(
    store: Store, path: Path, names: Path, progress: ProgressCallback, checked: Checked = NEVER
) -> ImportReport:
    """Loads both files. What the ROR import has written of an institution stays: these files only add to it."""
    report = ImportReport(path.name)
    found = read_universities(path, names, report)
    await write_places(store, [place for _, place in found], wins=False)
    units = [unit for unit, _ in found]
    of_ror = await marks(store, "University", "rorHash", [unit.id for unit in units])
    for unit in units:
        for slug in ORIGINS:
            add_source(unit, slug, checked.get(slug))
        unit.mark = unit.digest()
        if of_ror.get(unit.id):
            _only_add(unit)
    await write_units(store, units, MARK, report, progress, drop_held(store, report))
    return report


def read_universities(path: Path, names: Path, report: ImportReport) -> list[tuple[Unit, Place]]:
    """The good rows; an institution without any name is rejected."""
    said: dict[str, list[NameKey]] = {}
    named = parse_rows(names, NAME_COLUMNS, name_of, report, key="")
    for _, name in named:
        said.setdefault(name[0], []).append(name)
    found = []
    rows = parse_rows(path, COLUMNS, university_of, report, key="ror")
    for row, (unit, place) in rows:
        ror = row.text("ror")
        if ror not in said:
            report.reject(row.line, ror, RejectedError("ror", f"has no name in {names.name}"), path.name)
            continue
        for _, value, language, kind, until, origin in said[ror]:
            add_name(unit, value, language, kind, until=until, settles=True, origin=origin)
        unit.properties["name"] = _display(said[ror])
        found.append((unit, place))
    known = {row.text("ror") for row, _ in rows}
    for row, name in named:
        if name[0] not in known:
            report.reject(row.line, name[0], RejectedError("ror", f"is not in {path.name}"), names.name)
    return found


def name_of(row: InputRow) -> NameKey:
    """One name."""
    language = row.language("language")
    kind = row.one_of("kind", values_of("Name", "kind"))
    return row.ror("ror"), row.text("value"), language, kind, row.optional_date("until"), row.one_of("origin", ORIGINS)


def university_of(row: InputRow) -> tuple[Unit, Place]:
    """One institution, still without its names."""
    ror = row.ror("ror")
    place = row.place(region=True)
    properties: dict[str, Value] = {
        "kind": row.one_of("kind", values_of("University", "kind")),
        "status": "ACTIVE",
        "founded": row.integer("founded", 1, LAST_YEAR),
        "website": row.website("website"),
        "studentBand": row.optional_one_of("studentBand", values_of("University", "studentBand")),
        "fields": row.isced_fields("fields"),
        "demo": False,
    }
    unit = Unit("University", university_id("ROR", ror), properties, origin=ORIGIN)
    unit.states, unit.renews = ("Name", "Identifier"), ("LOCATED_IN",)
    add_identifier(unit, "ROR", ror, REGISTER)
    for scheme in ("WIKIDATA", "ISNI", "DOMAIN", "ERASMUS"):
        if value := row.optional_text(scheme.lower()):
            add_identifier(unit, scheme, value, REGISTER if scheme in OF_REGISTER else ORIGIN)
    unit.links.append(UnitLink("LOCATED_IN", "City", city_id(place.geonames), {"position": 0}))
    return unit, place


def _display(names: list[NameKey]) -> str:
    """The English name, else the first official one, else the first."""
    for kind in ("ENGLISH", "OFFICIAL"):
        for _, value, _, each, until, _ in names:
            if each == kind and until is None:
                return value
    return names[0][1]


def _only_add(unit: Unit) -> None:
    unit.properties = {name: unit.properties[name] for name in ("studentBand", "fields")}
    of_ror = slug_id("srce", REGISTER)
    unit.links = [link for link in unit.links if link.type != "LOCATED_IN" and link.id != of_ror]
    unit.renews = ()
