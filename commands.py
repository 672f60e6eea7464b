"""The command line of `server.py`.

A command imports what only it needs when it runs: the schema, the matching and the loads take longer than most of them.
"""

import json
import sys
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from audit_commands import audit
from graph.declared import declared_model
from graph.load.export import export as write_export
from graph.load.files import replace_file
from graph.load.report import ImportReport
from graph.load.restore import import_export
from graph.load.ror import import_ror
from graph.load.unfinished import NETWORK, refuse_part, unfinished_loads
from graph.load.whole import Tally
from graph.migrations import migration_status
from graph.migrations.making import make_migrations
from graph.totals import recount_totals
from key_commands import keys
from match_commands import match
from running import DONE, FAILED, MISUSED, migrate_store, open_store, run
from settings import Settings
from terminal import AsJson, bar, exit_with, print_json, say
from transport.queries import ExampleError, read_example
from version import NAME, VERSION

HELP = """The partner registry: one graph of universities, offices abroad and the contacts between them.

Settings come from the environment (docs/settings.md)."""
app = typer.Typer(help=HELP, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(match, name="match")
app.add_typer(keys, name="keys")
app.add_typer(audit, name="audit")


class Importable(Enum):
    """What can be imported."""

    ror = "ror"
    offices = "offices"
    export = "export"
    contacts = "contacts"
    agreements = "agreements"
    events = "events"


OF_PARTNERS = (Importable.contacts, Importable.agreements, Importable.events)
"""What partners send, with names that must be understood: NOUNS of graph/load/partners, which take long to import."""


def _show_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"{NAME} {VERSION}\n")
        raise typer.Exit


@app.command()
def serve() -> None:
    """Start the store if it is the embedded one, migrate, load the demo set into an empty store, and serve."""
    from serving import serve_registry

    run(serve_registry, stopped=DONE, service=True)


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """What all commands have."""


main.__doc__ = HELP


@app.command(name="migrate")
def migrate_command(
    make: Annotated[bool, typer.Option("--make", help="Write the migrations that nouns lack; run none.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the migrations that are pending, and count the totals that are kept anew."""
    if make:
        made = run(_make_migrations)
        if as_json:
            print_json({"made": made})
        else:
            say("\n".join(made) or "nothing lacking")
        return

    async def work(settings: Settings) -> list[str]:
        async with open_store(settings) as (store, _):
            ran = await migrate_store(store)
            await store.write(recount_totals)
            return [each.name for each in ran]

    ran = run(work)
    if as_json:
        print_json({"ran": ran})
    else:
        say(f"{len(ran)} run" if ran else "nothing pending")


async def _make_migrations(_: Settings) -> list[str]:
    import schema.nouns  # noqa: F401  # declares what migrations are made of

    return [path.name for path in make_migrations(declared_model())]


@app.command()
def check(as_json: AsJson = False) -> None:
    """Tell whether the store may be served: exit 1 where a migration is pending or was edited, or a load was cut."""

    async def work(settings: Settings) -> dict[str, Any]:
        async with open_store(settings) as (store, _):
            found, cut = await migration_status(store), await unfinished_loads(store)
        words = [found.words()] * (not found.ready) + [each.words() for each in cut]
        return {
            "ready": not words,
            "problems": words,
            "pending": [each.name for each in found.pending],
            "edited": [each.name for each in found.edited],
            "unknown": list(found.unknown),
            "unfinished": [each.name for each in cut],
        }

    told = run(work)
    if as_json:
        print_json(told)
    else:
        say("\n".join(told["problems"]) or "ready")
    if not told["ready"]:
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
    rejected: Annotated[
        Path | None, typer.Option(help="Also write the rows that were left out, with reasons, as CSV to mend and send.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="CSV of what names mean: read if it is there; open names are added to it.")
    ] = None,
    allow_incomplete: Annotated[
        bool, typer.Option("--allow-incomplete", help="Read an export that was cut or changed, as far as it goes.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a ROR v2 dump, a table of offices, an export of a registry, or what a partner sends (docs/import.md).

    Contacts, agreements and events of a partner (CSV, Excel or JSON Lines) need --source; --source-name, --dry-run,
    --report, --rejected and --mapping are for them too. A second run changes nothing. Exit code 1: something of the
    file was left out.
    """
    if allow_incomplete and what is not Importable.export:
        raise exit_with("--allow-incomplete is for imports of export only", MISUSED)
    if what in OF_PARTNERS:
        from graph.load.partners.outputs import Outputs
        from partner_import import import_file

        outputs = Outputs(report, rejected, mapping)
        import_file(what.value, file, source, source_name, outputs, dry_run=dry_run, as_json=as_json)
        return
    if source or source_name or dry_run or report or rejected or mapping:
        raise exit_with(f"options are for imports of {', '.join(each.value for each in OF_PARTNERS)} only", MISUSED)
    from graph.load.offices import import_offices

    async def work(settings: Settings) -> ImportReport:
        async with open_store(settings) as (store, _):
            await migrate_store(store)
            with bar(f"import {what.value}") as told:
                if what is Importable.export:
                    return await import_export(store, file, told, allow_incomplete=allow_incomplete)
                await refuse_part(store)
                return await (import_ror if what is Importable.ror else import_offices)(store, file, told)

    _print_report(run(work), as_json=as_json)


def _print_report(report: ImportReport, *, as_json: bool) -> None:
    """Prints what an import did; ends with 1 where a record was left out."""
    if as_json:
        print_json(asdict(report))
    else:
        sys.stdout.write(report.text() + "\n")
    if report.rejected:
        raise typer.Exit(FAILED)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output where left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole graph as JSON Lines, in a fixed order: the same graph gives the same bytes.

    A file that is there is replaced when the export is complete, and not before.
    """
    if as_json and file is None:
        raise exit_with("--json needs a file to export to: standard output has the export", MISUSED)

    async def work(settings: Settings) -> Tally:
        async with open_store(settings) as (store, _):
            with bar("export") as told:
                if file is None:
                    return await write_export(store, sys.stdout.buffer, told)
                with replace_file(file) as out:
                    return await write_export(store, out, told)

    tally = run(work)
    if as_json:
        print_json({"file": str(file), "nodes": tally.nodes, "edges": tally.edges, "sha256": tally.sha256})
    else:
        say(f"{tally.nodes:,} nodes and {tally.edges:,} edges")


@app.command()
def demo(
    universities: Annotated[int, typer.Option(help="How many institutions.", min=100, max=1_000_000)] = 2_000,
    contacts: Annotated[int, typer.Option(help="How many contacts.", min=100, max=20_000_000)] = 100_000,
    seed: Annotated[int, typer.Option(help="The same seed and sizes give the same network.", min=0)] = 7,
    ror: Annotated[
        Path | None, typer.Option(help="A ROR v2 dump to take institutions from.", exists=True, dir_okay=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Generate a large network into an empty store, for benchmarks and for trying out. All of it is invented."""
    from graph.load.generate.network import generate
    from graph.load.generate.world import World

    async def work(settings: Settings) -> ImportReport:
        async with open_store(settings) as (store, _):
            await migrate_store(store)
            await refuse_part(store, NETWORK)
            with bar("demo") as told:
                return await generate(store, World(universities, contacts, seed, ror), told)

    _print_report(run(work), as_json=as_json)


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    from schema.query import render_schema

    sys.stdout.write(render_schema())


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A GraphQL document.", exists=True, dir_okay=False)],
    variables: Annotated[str | None, typer.Option(help="Its variables as JSON; else those in its comments.")] = None,
) -> None:
    """Print what becomes of a document: selection, shape, statement, and the store's plan."""
    from explain import Explanation, explain_document

    async def work(settings: Settings) -> Explanation:
        example = read_example(file)
        given = _object(variables) if variables else example.variables
        async with open_store(settings) as (store, _):
            return await explain_document(settings, store, example.query, given)

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
        raise ExampleError("--variables must be a JSON object")
    return found
