"""The command line of `server.py`."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import logs
from explain import explained
from graph.load.export import export as write_export
from graph.load.offices import import_offices
from graph.load.report import ImportReport, LoadError
from graph.load.report import Progress as Told
from graph.load.restore import import_export
from graph.load.ror import import_ror
from graph.migrations import Migration, migrate, standing
from graph.store.address import StoreAddress
from graph.store.embedded import EmbeddedStore
from graph.store.faults import StoreFault
from graph.store.store import Store
from schema.query import assembled
from settings import Settings
from transport.queries import read_example

app = typer.Typer(help="The partner registry.", no_args_is_help=True, add_completion=False)
console = Console(stderr=True)
Result = TypeVar("Result")

REFUSED, FAILED = 1, 2


class Importable(Enum):
    """What can be imported."""

    ror = "ror"
    offices = "offices"
    export = "export"


IMPORTERS: dict[Importable, Callable[[Store, Path, Told], Coroutine[Any, Any, ImportReport]]] = {
    Importable.ror: import_ror,
    Importable.offices: import_offices,
    Importable.export: import_export,
}


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[tuple[Store, EmbeddedStore | None]]:
    """The store of the settings; the embedded one is started, and stopped at the end."""
    if not settings.embedded:
        password = settings.neo4j_password.get_secret_value()
        address = StoreAddress(str(settings.neo4j_uri), settings.neo4j_user, password, settings.neo4j_database)
        store = Store.open(address)
        try:
            yield store, None
        finally:
            await store.close()
        return
    embedded = EmbeddedStore(settings.data_dir, heap=settings.store_heap, command_timeout=settings.read_deadline * 2)
    address = await asyncio.to_thread(embedded.start)
    store = Store.open(address, embedded=True)
    try:
        yield store, embedded
    finally:
        await store.close()
        await asyncio.to_thread(embedded.stop)


def run(work: Callable[[Settings], Coroutine[Any, Any, Result]]) -> Result:
    """Runs a command; what a person can mend ends it with a plain line."""
    settings = Settings()
    logs.configure(settings)
    try:
        return asyncio.run(work(settings))
    except (StoreFault, LoadError, RuntimeError, OSError) as error:
        console.print(f"[red]{error}[/red]", highlight=False)
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt:
        raise typer.Exit(REFUSED) from None


@contextlib.contextmanager
def bar(what: str) -> Iterator[Told]:
    """A progress bar on standard error."""
    said, done = TextColumn("{task.description}"), MofNCompleteColumn()
    columns = (SpinnerColumn(), said, BarColumn(), done, TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what, total=None)

        def told(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        yield told


def told_migration(migration: Migration) -> None:
    """Says which migration runs."""
    console.print(f"migration {migration.name}", highlight=False)


@app.command(name="migrate")
def migrate_command() -> None:
    """Run the migrations that are pending."""

    async def work(settings: Settings) -> None:
        async with opened(settings) as (store, _):
            ran = await migrate(store, told=told_migration)
            console.print(f"{len(ran)} migrations run" if ran else "nothing pending")

    run(work)


@app.command()
def check() -> None:
    """Tell whether the store may be served: exit 1 where a migration is pending or was edited."""

    async def work(settings: Settings) -> bool:
        async with opened(settings) as (store, _):
            found = await standing(store)
            console.print("ready" if found.ready else found.words(), highlight=False)
            return found.ready

    if not run(work):
        raise typer.Exit(REFUSED)


@app.command(name="import")
def import_command(
    what: Annotated[Importable, typer.Argument(help="What the file holds.")],
    file: Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False, readable=True)],
) -> None:
    """Import a ROR v2 dump, a CSV of offices, or an export of a registry. A second run changes nothing."""

    async def work(settings: Settings) -> ImportReport:
        async with opened(settings) as (store, _):
            await migrate(store, told=told_migration)
            with bar(f"import {what.value}") as told:
                return await IMPORTERS[what](store, file, told)

    sys.stdout.write(run(work).text() + "\n")


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

    lines = run(work)
    console.print(f"{lines} lines")


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

    async def work(settings: Settings) -> str:
        example = read_example(file)
        given = json.loads(variables) if variables else example.variables
        async with opened(settings) as (store, _):
            return await explained(settings, store, example.query, given)

    sys.stdout.write(run(work))
