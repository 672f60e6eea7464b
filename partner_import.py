"""`server.py import` of what partners send: names are understood, rows are told one by one."""

import sys
from pathlib import Path

import typer

from graph.days import utc_today
from graph.load.bulk_reader import BulkReader
from graph.load.partners.load import ImportSource, check_source, import_partners
from graph.load.partners.mapping import Mapping
from graph.load.partners.nouns import NOUNS
from graph.load.partners.outcome import Outcome
from graph.load.partners.outputs import Outputs
from graph.load.partners.page import page
from graph.load.report import LoadError
from graph.load.unfinished import refuse_part
from graph.migrations import migration_status
from graph.store.store import Store
from matching.names.recognition import load_recogniser
from running import FAILED, MISUSED, migrate_store, open_store, run
from settings import Settings
from terminal import bar, exit_with, print_json


def import_file(
    what: str,
    file: Path,
    source: str | None,
    source_name: str | None,
    outputs: Outputs,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Imports what a partner sent of one noun, and prints what became of its rows.

    Ends the command with 1 where a row was left out or a file could not be written, with 2 without a source.
    """
    if not source:
        raise exit_with(f"import {what} needs --source: who reports", MISUSED)
    try:
        check_source(source)
    except LoadError as error:
        raise exit_with(str(error), MISUSED) from None
    sender = ImportSource(source, source_name, utc_today().isoformat())

    async def work(settings: Settings) -> tuple[Outcome, str]:
        """What became of the rows, and which files beside the graph could not be written then, in words."""
        known = outputs.read_mapping()
        with outputs.open(file) as write_outputs:
            outcome = await run_import(settings, known)
            try:
                write_outputs(outcome, known)
            except LoadError as error:
                return outcome, str(error)
            return outcome, ""

    async def run_import(settings: Settings, known: Mapping) -> Outcome:
        async with open_store(settings) as (store, _):
            await _prepare_store(store, dry_run=dry_run)
            understand = known.wrap(await load_recogniser(BulkReader(store)))
            with bar(f"import {what}") as told:
                return await import_partners(store, file, NOUNS[what], sender, understand, told, write=not dry_run)

    outcome, unwritten = run(work)
    if as_json:
        print_json(outcome.to_object())
    else:
        sys.stdout.write(page(outcome) + "\n")
    if unwritten:
        sys.stdout.flush()
        raise exit_with(unwritten + ("" if dry_run else "; the rows that were taken are in the registry"), FAILED)
    if not outcome.complete:
        raise typer.Exit(FAILED)


async def _prepare_store(store: Store, *, dry_run: bool) -> None:
    await refuse_part(store)
    if not dry_run:
        await migrate_store(store)
        return
    found = await migration_status(store)
    if not found.ready:
        raise LoadError(found.words())
