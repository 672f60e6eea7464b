"""The demo set: well-known universities and offices as facts; contacts, agreements, events, people and intents
are invented.
"""

from collections.abc import Callable
from pathlib import Path

from graph.load import agreements, contacts, events, intents, people, statements
from graph.load.offices import import_offices
from graph.load.places import write_places
from graph.load.records import Record, load_records
from graph.load.report import ImportReport, Progress
from graph.load.rows import Row, parsed
from graph.load.sources import SourceFact, write_sources
from graph.load.tables import VALUES
from graph.load.units import add_source
from graph.load.universities import import_universities
from graph.store.store import Store

DATA = Path(__file__).parent / "data"
ORIGIN = "demo"
SOURCE_COLUMNS = "slug,name,kind,url,licence"

INVENTED: tuple[tuple[str, str, Callable[[Row], Record]], ...] = (
    ("people.csv", people.COLUMNS, people.person_of),
    ("events.csv", events.COLUMNS, events.event_of),
    ("agreements.csv", agreements.COLUMNS, agreements.agreement_of),
    ("contacts.csv", contacts.COLUMNS, contacts.contact_of),
    ("intents.csv", intents.COLUMNS, intents.intent_of),
)
"""Files of invented data, in an order in which each names only what is there already."""
STEPS = 2 + len(INVENTED)


async def is_empty(store: Store) -> bool:
    """Whether the store has no institution at all."""
    return not await store.rows(statements.ANY_UNIVERSITY, {"limit": 1})


async def load_demo(store: Store, progress: Progress, folder: Path = DATA) -> ImportReport:
    """Loads the demo set; a second run changes nothing. `progress` hears of files."""
    total = ImportReport("demo set")
    progress(0, STEPS)
    await write_sources(store, _sources(folder, total))
    names = folder / "university_names.csv"
    total.add(await import_universities(store, folder / "universities.csv", names, _silent))
    progress(1, STEPS)
    total.add(await import_offices(store, folder / "offices.csv", _silent, sources=("offices", ORIGIN)))
    progress(2, STEPS)
    await write_places(store, [], _countries(folder), wins=False)
    for done, (name, columns, parse) in enumerate(INVENTED, 3):
        total.add(await load_records(store, folder / name, columns, _invented(parse), _silent))
        progress(done, STEPS)
    return total


def _invented(parse: Callable[[Row], Record]) -> Callable[[Row], Record]:
    """Marks what a row becomes as demo data."""

    def marked(row: Row) -> Record:
        record = parse(row)
        record.unit.properties["demo"] = True
        add_source(record.unit, ORIGIN)
        return record

    return marked


def _sources(folder: Path, report: ImportReport) -> list[SourceFact]:
    return [fact for _, fact in parsed(folder / "sources.csv", SOURCE_COLUMNS, _source, report)]


def _source(row: Row) -> SourceFact:
    kind = row.one_of("kind", VALUES["Source.kind"])
    return SourceFact(row.slug(), row.text("name"), kind, row.website("url"), row.optional("licence"))


def _countries(folder: Path) -> set[str]:
    """Countries at which intents aim."""
    rows = parsed(folder / "intents.csv", intents.COLUMNS, lambda row: row.countries("countries"), ImportReport(""))
    return {code for _, codes in rows for code in codes}


def _silent(done: int, total: int | None) -> None:
    """Progress of one file, which the demo set does not tell of."""
