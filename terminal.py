"""What commands say: on standard error lines for a person or for the log, on standard output results as JSON."""

import contextlib
import json
import logging
import sys
import time
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

import logs
from graph.load.report import ProgressCallback as Told
from graph.migrations import Migration

log = logging.getLogger(__name__)
console = Console(stderr=True, highlight=False, soft_wrap=True)
LINE_SECONDS = 10.0

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one object of JSON on standard output.")]


def say(words: str, level: int = logging.INFO) -> None:
    """One line, which may have several parts; what is wrong is red on a terminal."""
    if logs.as_json:
        log.log(level, words)
        return
    console.print(Text(words, style="red" if level >= logging.ERROR else ""))


def exit_with(words: str, code: int) -> typer.Exit:
    """Says why a command ends; gives what to raise."""
    say(words, logging.ERROR)
    return typer.Exit(code)


def say_migration(migration: Migration) -> None:
    """Says which migration runs."""
    say(f"migration {migration.name}")


@contextlib.contextmanager
def bar(what: str) -> Iterator[Told]:
    """A progress bar; where there is no terminal, a line now and then."""
    if logs.as_json or not console.is_terminal:
        yield _lines(what)
        return
    said, done = TextColumn("{task.description}"), MofNCompleteColumn()
    columns = (SpinnerColumn(), said, BarColumn(), done, TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what, total=None)

        def update(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        yield update


def _lines(what: str) -> Told:
    last = time.monotonic()

    def say_progress(done: int, total: int | None) -> None:
        nonlocal last
        if done == total or time.monotonic() - last >= LINE_SECONDS:
            last = time.monotonic()
            say(f"{what}: {done:,} of {total:,}" if total else f"{what}: {done:,}")

    return say_progress


def print_json(told: dict[str, Any]) -> None:
    """Prints the result of a command as one object."""
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
