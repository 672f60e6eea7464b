"""The demo set: well-known universities and offices as facts; contacts, agreements, events, people and intents
are invented.
"""

from collections.abc import Callable
from pathlib import Path

from graph.declared import values_of
from graph.load import statements
from graph.load.offices import import_offices
from graph.load.places import write_places
from graph.load.record import Record, load_records
from graph.load.records import DEMO_FILES, record_kinds
from graph.load.report import ImportReport, ProgressCallback
from graph.load.rows import InputRow, parse_rows
from graph.load.sources import SourceFact, write_sources
from graph.load.unfinished import DEMO_SET, find_unfinished, mark_load
from graph.load.units import add_source
from graph.load.universities import import_universities
from graph.store.store import Store

ORIGIN = "demo"
SOURCE_COLUMNS = "slug,name,kind,url,licence,checked"
"""`checked`: the day on which the source was consulted for the demo set; empty where nothing was."""

BEFORE_RECORDS = 2
"""Steps of the demo set that come before its records."""


async def is_empty(store: Store) -> bool:
    """Whether the store has no institution at all."""
    return not await store.rows(statements.ANY_UNIVERSITY, {"limit": 1})


async def is_cut(store: Store) -> bool:
    """Whether a load of the demo set has begun and not ended."""
    return await find_unfinished(store, DEMO_SET) is not None


async def load_demo(store: Store, progress: ProgressCallback, folder: Path = DEMO_FILES) -> ImportReport:
    """Loads the demo set, or what a run that was cut has left out of it; a second run changes nothing.

    `progress` hears of files.
    """
    async with mark_load(store, DEMO_SET):
        return await _load(store, progress, folder)


async def _load(store: Store, progress: ProgressCallback, folder: Path) -> ImportReport:
    total = ImportReport(DEMO_SET)
    steps = BEFORE_RECORDS + len(record_kinds())
    progress(0, steps)
    sources = _sources(folder, total)
    await write_sources(store, [fact for fact, _ in sources])
    checked = {fact.slug: day for fact, day in sources}
    names = folder / "university_names.csv"
    total.add(await import_universities(store, folder / "universities.csv", names, _ignore_progress, checked))
    progress(1, steps)
    of_offices = {slug: checked.get(slug) for slug in ("offices", ORIGIN)}
    total.add(await import_offices(store, folder / "offices.csv", _ignore_progress, sources=of_offices))
    progress(2, steps)
    await write_places(store, [], _countries(folder), wins=False)
    for done, kind in enumerate(record_kinds(), BEFORE_RECORDS + 1):
        path = folder / kind.file
        total.add(await load_records(store, path, kind.columns, _mark_demo(kind.parse), _ignore_progress, kind.verify))
        progress(done, steps)
    return total


def _mark_demo(parse: Callable[[InputRow], Record]) -> Callable[[InputRow], Record]:
    """Marks what a row becomes as demo data."""

    def parse_and_mark(row: InputRow) -> Record:
        record = parse(row)
        record.unit.properties["demo"] = True
        add_source(record.unit, ORIGIN)
        return record

    return parse_and_mark


def _sources(folder: Path, report: ImportReport) -> list[tuple[SourceFact, str | None]]:
    """Each with the day on which it was consulted."""
    return [fact for _, fact in parse_rows(folder / "sources.csv", SOURCE_COLUMNS, _source, report)]


def _source(row: InputRow) -> tuple[SourceFact, str | None]:
    kind = row.one_of("kind", values_of("Source", "kind"))
    fact = SourceFact(row.slug(), row.text("name"), kind, row.website("url"), row.optional_text("licence"))
    return fact, row.optional_date("checked")


def _countries(folder: Path) -> set[str]:
    """Countries that rows name."""
    columns = [
        (kind, column) for kind in record_kinds() for column in kind.columns.split(",") if column.startswith("countr")
    ]
    return {code for kind, column in columns for code in _codes(folder / kind.file, column)}


def _codes(path: Path, column: str) -> set[str]:
    rows = parse_rows(path, column, lambda row: row.countries(column), ImportReport(""))
    return {code for _, codes in rows for code in codes}


def _ignore_progress(done: int, total: int | None) -> None:
    """Progress of one file, which the demo set does not tell of."""
