"""`server.py audit`: proves that nothing was altered."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from graph.changes.audit import AuditReport
from graph.changes.audit import audit as audit_store
from graph.migrations import migration_status
from graph.write.declared import declared_actions
from running import FAILED, MISUSED, open_store, run
from settings import Settings
from terminal import AsJson, bar, exit_with, print_json

audit = typer.Typer(help="Proofs that nothing was altered (docs/operation.md).", no_args_is_help=True)


@audit.callback()
def main() -> None:
    """What all commands of the audit have: nothing, but with it a single one keeps its name."""


@audit.command()
def verify(
    kept: Annotated[
        list[str] | None, typer.Option(help="Hash of a seal that was kept elsewhere: it must be among the seals.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every change, every seal, and every node that has changes; exit 1 where anything was altered.

    Writes nothing, and runs beside a registry that is served. Take down the last seal elsewhere.
    """

    async def work(settings: Settings) -> AuditReport | str:
        async with open_store(settings, shared=True) as (store, _):
            status = await migration_status(store)
            if not status.ready:
                return status.words()
            making = [each.kind for each in declared_actions() if each.opens]
            with bar("audit verify") as told:
                return await audit_store(store, making, kept or [], told)

    report = run(work)
    if isinstance(report, str):
        raise exit_with(report, MISUSED)
    if as_json:
        print_json(asdict(report))
    else:
        sys.stdout.write(_page(report) + "\n")
    if report.wrong:
        raise typer.Exit(FAILED)


def _page(report: AuditReport) -> str:
    lines = list(report.findings)
    if report.wrong > len(lines):
        lines.append(f"… and {report.wrong - len(lines):,} more.")
    looked = f"{report.changes:,} changes of {report.entities:,} entities, {report.seals:,} seals"
    lines.append(f"{looked}: {f'{report.wrong:,} wrong' if report.wrong else 'nothing was altered'}")
    last = report.last_seal
    lines.append(f"last seal: {last.number} {last.hash}" if last else "last seal: none")
    lines.append(f"changes after it: {report.unsealed:,}")
    return "\n".join(lines)
