"""The command line of `server.py`."""

import asyncio
import contextlib
import datetime
import json
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
import uvloop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

import logs
from explain import Explanation, explained
from graph.load.export import DEADLINE
from graph.load.export import export as write_export
from graph.load.generate.network import generate
from graph.load.generate.world import World
from graph.load.offices import import_offices
from graph.load.partners.load import Sender, import_partners
from graph.load.partners.nouns import NOUNS
from graph.load.partners.outcome import Outcome
from graph.load.report import ImportReport, LoadError
from graph.load.report import Progress as Told
from graph.load.restore import import_export
from graph.load.ror import import_ror
from graph.migrations import Migration, MigrationFault, migrate, standing
from graph.store.address import StoreAddress
from graph.store.embedded import EmbeddedStore
from graph.store.faults import StoreFault
from graph.store.lanes import lanes_for
from graph.store.store import Store
from matching.fitting import Sample, fitted, most_of, popularity_alone, quality, samples
from matching.model.reader import data_version
from matching.model.reading import load_network
from matching.names.recognition import load_recogniser
from matching.weights import DEFAULT, Weights, WeightsError, read_weights
from schema.query import assembled
from settings import Settings, SettingsError, from_environment
from transport.queries import BadExample, read_example

HELP = """The partner registry: one graph of universities, offices abroad and the contacts between them.

Settings come from the environment (docs/settings.md)."""
app = typer.Typer(help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
match = typer.Typer(help="Weights of the ranking (docs/matching.md).", no_args_is_help=True)
app.add_typer(match, name="match")
console = Console(stderr=True, highlight=False, soft_wrap=True)
Result = TypeVar("Result")

DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
"""Exit codes: all is well; it could not be done; a setting or an argument is wrong; Ctrl-C or SIGTERM."""
LINE_SECONDS = 10.0
LEAST_PATIENCE = 30.0
"""Seconds that a statement may always take in the embedded store, as those of a load are not questions."""


LEARNED_DAYS = 365
CUT = typer.Option(formats=["%Y-%m-%d"], help="The day; else a year before the last contact.")


class Importable(Enum):
    """What can be imported."""

    ror = "ror"
    offices = "offices"
    export = "export"
    contacts = "contacts"
    agreements = "agreements"
    events = "events"


IMPORTERS: dict[Importable, Callable[[Store, Path, Told], Coroutine[Any, Any, ImportReport]]] = {
    Importable.ror: import_ror,
    Importable.offices: import_offices,
    Importable.export: import_export,
}


@contextlib.asynccontextmanager
async def opened(
    settings: Settings, *, patience: float = LEAST_PATIENCE
) -> AsyncIterator[tuple[Store, EmbeddedStore | None]]:
    """The store of the settings; the embedded one is started, and stopped at the end.

    There no statement takes longer than the deadline of a read, or `patience` seconds where those are more.
    """
    if not settings.embedded:
        password = settings.neo4j_password.get_secret_value()
        address = StoreAddress(str(settings.neo4j_uri), settings.neo4j_user, password, settings.neo4j_database)
        store = Store.open(address, pool=settings.connections, lanes=lanes_for(settings.workers))
        try:
            yield store, None
        finally:
            await store.close()
        return
    longest = max(patience, settings.read_deadline)
    embedded = EmbeddedStore(settings.data_dir, heap=settings.store_heap, command_timeout=longest)
    address = await asyncio.to_thread(embedded.start)
    store = Store.open(address, embedded=True, pool=settings.connections, lanes=lanes_for(settings.workers))
    try:
        yield store, embedded
    finally:
        await store.close()
        await asyncio.to_thread(embedded.stop)


def run(work: Callable[[Settings], Coroutine[Any, Any, Result]], stopped: int = STOPPED) -> Result:
    """Runs a command. What a person can mend ends it with a plain line; `stopped` is the exit code of Ctrl-C."""
    try:
        settings = from_environment()
        logs.configure(settings)
        return uvloop.run(_stoppable(work(settings)))
    except (SettingsError, BadExample, WeightsError) as error:
        raise _ended(str(error), MISUSED) from None
    except (StoreFault, MigrationFault, LoadError) as error:
        raise _ended(str(error), FAILED) from None
    except OSError as error:
        raise _ended(f"{error.filename}: {error.strerror}" if error.filename else str(error), FAILED) from None
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise typer.Exit(stopped) from None


async def _stoppable(work: Coroutine[Any, Any, Result]) -> Result:
    """SIGTERM does what Ctrl-C does: the work is cancelled, and cleans up."""
    task = asyncio.current_task()
    assert task
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await work


def _ended(words: str, code: int) -> typer.Exit:
    console.print(Text(words, style="red"))
    return typer.Exit(code)


@contextlib.contextmanager
def bar(what: str) -> Iterator[Told]:
    """A progress bar on standard error; where that is no terminal, a line now and then."""
    if not console.is_terminal:
        yield _lines(what)
        return
    said, done = TextColumn("{task.description}"), MofNCompleteColumn()
    columns = (SpinnerColumn(), said, BarColumn(), done, TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what, total=None)

        def told(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        yield told


def _lines(what: str) -> Told:
    last = time.monotonic()

    def told(done: int, total: int | None) -> None:
        nonlocal last
        if done == total or time.monotonic() - last >= LINE_SECONDS:
            last = time.monotonic()
            console.print(f"{what}: {done:,} of {total:,}" if total else f"{what}: {done:,}")

    return told


def told_migration(migration: Migration) -> None:
    """Says which migration runs."""
    console.print(f"migration {migration.name}")


@app.command(name="migrate")
def migrate_command() -> None:
    """Run the migrations that are pending."""

    async def work(settings: Settings) -> None:
        async with opened(settings) as (store, _):
            ran = await migrate(store, told=told_migration)
            console.print(f"{len(ran)} run" if ran else "nothing pending")

    run(work)


@app.command()
def check() -> None:
    """Tell whether the store may be served: exit 1 where a migration is pending or was edited."""

    async def work(settings: Settings) -> bool:
        async with opened(settings) as (store, _):
            found = await standing(store)
            console.print(Text("ready" if found.ready else found.words()))
            return found.ready

    if not run(work):
        raise typer.Exit(FAILED)


@app.command(name="import")
def import_command(
    what: Annotated[Importable, typer.Argument(help="What the file holds.")],
    file: Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False, readable=True)],
    source: Annotated[
        str | None, typer.Option(help="Who reports: the slug of a source, and the space of its slugs.")
    ] = None,
    source_name: Annotated[str | None, typer.Option(help="The name of the source, where it is new.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and write nothing.")] = False,
    report: Annotated[Path | None, typer.Option(help="Also write what became of each row, as JSON Lines.")] = None,
) -> None:
    """Import a ROR v2 dump, a CSV of offices, an export of a registry, or what a partner sends (docs/import.md).

    Contacts, agreements and events of a partner (CSV or JSON Lines) need --source; the other options are for them too.
    A second run changes nothing. Exit code 1: rows of a partner were left out.
    """
    if what.value in NOUNS:
        _import_partners(what, file, source, source_name, report, dry_run=dry_run)
        return
    if source or source_name or dry_run or report:
        raise _ended(f"options are for imports of {', '.join(NOUNS)} only", MISUSED)

    async def work(settings: Settings) -> ImportReport:
        async with opened(settings) as (store, _):
            await migrate(store, told=told_migration)
            with bar(f"import {what.value}") as told:
                return await IMPORTERS[what](store, file, told)

    sys.stdout.write(run(work).text() + "\n")


def _import_partners(
    what: Importable, file: Path, source: str | None, source_name: str | None, report: Path | None, *, dry_run: bool
) -> None:
    if not source:
        raise _ended(f"import {what.value} needs --source: who reports", MISUSED)
    sender = Sender(source, source_name, datetime.datetime.now(datetime.UTC).date().isoformat())

    async def work(settings: Settings) -> Outcome:
        async with opened(settings) as (store, _):
            await _made_ready(store, dry_run=dry_run)
            understand = await load_recogniser(_Patient(store))
            with bar(f"import {what.value}") as told:
                return await import_partners(
                    store, file, NOUNS[what.value], sender, understand, told, write=not dry_run
                )

    outcome = run(work)
    if report:
        report.write_bytes(outcome.json_lines())
    sys.stdout.write(outcome.text() + "\n")
    if not outcome.complete:
        raise typer.Exit(FAILED)


class _Patient:
    """Reads of a whole registry, for which nobody waits in a browser."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        return await self._store.rows(statement, parameters, deadline=DEADLINE)


async def _made_ready(store: Store, *, dry_run: bool) -> None:
    if not dry_run:
        await migrate(store, told=told_migration)
        return
    found = await standing(store)
    if not found.ready:
        raise LoadError(found.words())


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output where left out.")] = None,
) -> None:
    """Write the whole graph as JSON Lines, in a fixed order: the same graph gives the same bytes."""

    async def work(settings: Settings) -> int:
        async with opened(settings) as (store, _):
            with bar("export") as told:
                if file is None:
                    return await write_export(store, sys.stdout, told)
                with file.open("w", encoding="utf-8") as out:
                    return await write_export(store, out, told)

    console.print(f"{run(work)} lines")


@app.command()
def demo(
    universities: Annotated[int, typer.Option(help="How many institutions.", min=100, max=1_000_000)] = 2_000,
    contacts: Annotated[int, typer.Option(help="How many contacts.", min=100, max=20_000_000)] = 100_000,
    seed: Annotated[int, typer.Option(help="The same seed and sizes give the same network.", min=0)] = 7,
    ror: Annotated[
        Path | None, typer.Option(help="A ROR v2 dump to take institutions from.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Generate a large network into an empty store, for benchmarks and for trying out. All of it is invented."""

    async def work(settings: Settings) -> ImportReport:
        async with opened(settings) as (store, _):
            await migrate(store, told=told_migration)
            with bar("demo") as told:
                return await generate(store, World(universities, contacts, seed, ror), told)

    sys.stdout.write(run(work).text() + "\n")


@match.command()
def fit(
    cut: Annotated[datetime.datetime | None, CUT] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; standard output where left out.")] = None,
) -> None:
    """Learn weights of the ranking from this registry: who first met after a day, by what was known until it."""
    found, weights, day = run(lambda settings: _samples(settings, cut))
    made = f"by `server.py match fit`: {len(found)} institutions that first met after {day}"
    text = fitted(found, weights, made, console.print).text()
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


@match.command(name="eval")
def evaluate(
    cut: Annotated[datetime.datetime | None, CUT] = None,
    weights: Annotated[Path | None, typer.Option(help="A file of weights; else those in use.")] = None,
) -> None:
    """Tell how high the ranking puts those who first met after a day, and how high popularity alone does."""
    found, used, day = run(lambda settings: _samples(settings, cut))
    compared = {"popularity": popularity_alone(), "these weights": read_weights(weights) if weights else used}
    sys.stdout.write(f"{len(found)} institutions that first met after {day}: NDCG@10 of all candidates, of a country\n")
    for name, each in compared.items():
        everywhere, by_country = quality(found, most_of(each))
        sys.stdout.write(f"{name:14} {everywhere:.4f}  {by_country:.4f}\n")


async def _samples(settings: Settings, cut: datetime.datetime | None) -> tuple[list[Sample], Weights, datetime.date]:
    weights = read_weights(settings.match_weights or DEFAULT)
    async with opened(settings) as (store, _):
        reader = _Patient(store)
        network = await load_network(reader, await data_version(reader))
    until = network.contacts.last_day(datetime.date.today())
    day = cut.date() if cut else until - datetime.timedelta(days=LEARNED_DAYS)
    found = await asyncio.to_thread(samples, network, day, until)
    if not found:
        raise LoadError(f"nobody first met after {day}: there is nothing to learn from")
    return found, weights, day


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    sys.stdout.write(assembled()[0].as_str() + "\n")


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A GraphQL document.", exists=True, dir_okay=False)],
    variables: Annotated[str | None, typer.Option(help="Its variables as JSON; else those in its comments.")] = None,
) -> None:
    """Print what becomes of a document: selection, shape, statement, and the store's plan."""

    async def work(settings: Settings) -> Explanation:
        example = read_example(file)
        given = _object(variables) if variables else example.variables
        async with opened(settings) as (store, _):
            return await explained(settings, store, example.query, given)

    explanation = run(work)
    sys.stdout.write(explanation.text)
    if explanation.failed:
        raise typer.Exit(FAILED)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise BadExample("--variables must be a JSON object")
    return found
