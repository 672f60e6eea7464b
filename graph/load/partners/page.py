"""What became of a partner's file, in a page for the person who sent it: what is alike is told once, with its rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.load.partners.outcome import Outcome, RowOutcome, RowStatus
from graph.load.partners.problems import Problem
from graph.load.quoting import quote, sanitize
from graph.load.report import SHOWN

ROWS_SHOWN = 5
"""Rows that are named where many have the same."""


def page(outcome: Outcome) -> str:
    """Counts and how the file was read; of a dry run what would be written, and why; what was left out; notes."""
    counts = outcome.counts
    first = f"{outcome.file}: {', '.join(f'{counts[fate]} {fate.value}' for fate in RowStatus)}"
    lines = [first if outcome.wrote else f"{first} (dry run: nothing was written)", outcome.sheet.guessed]
    if not outcome.wrote:
        lines += _list_understood(outcome.rows)
        lines += _list_written(outcome.rows)
    lines += _names(outcome.rows, "names that are not certain", lambda each: each.ambiguous, "perhaps")
    lines += _names(outcome.rows, "names that are not known", lambda each: not each.ambiguous, "nearest")
    lines += _mistakes(outcome)
    lines += [f"note  {note}" for note in (*outcome.notes, *outcome.sheet.notes, *_list_notes(outcome.rows))]
    return "\n".join(lines)


def _list_understood(rows: Sequence[RowOutcome]) -> Iterator[str]:
    """Each way to name something once, in the order of the file."""
    taken = Counter((each.label, each.text, each.found) for row in rows for each in row.named)
    if taken:
        yield "names understood"
    for (_, text, found), times in taken.items():
        yield f"  {sanitize(text)} = {found.text()}{f', {times} times' if times > 1 else ''}"


def _list_written(rows: Sequence[RowOutcome]) -> Iterator[str]:
    for fate in (RowStatus.CREATED, RowStatus.UPDATED):
        found = [row for row in rows if row.fate is fate]
        if found:
            yield f"would be {fate.value}"
        changed = {row.line: ", ".join(row.changed) for row in found}
        yield from _some([f"  row {row.title}{f': {changed[row.line]}' if changed[row.line] else ''}" for row in found])


def _names(rows: Sequence[RowOutcome], title: str, wanted: Callable[[Problem], bool], word: str) -> Iterator[str]:
    """Names in the order of how many rows wait for them."""
    found: dict[tuple[str | None, str], tuple[Problem, list[RowOutcome]]] = {}
    for row in rows:
        for problem in row.problems:
            if problem.label and wanted(problem):
                found.setdefault((problem.label, problem.reason), (problem, []))[1].append(row)
    if found:
        yield title
    told = []
    for problem, where in sorted(found.values(), key=lambda each: -len(each[1])):
        candidates = "".join(f"\n    {word}  {candidate.text()}" for candidate in problem.candidates)
        told.append(f"  {problem.reason}: {_rows(where)}{candidates}")
    yield from _some(told)


def _mistakes(outcome: Outcome) -> Iterator[str]:
    found: dict[tuple[str, str], list[RowOutcome]] = {}
    for row in outcome.rows:
        for problem in row.problems:
            if not problem.label:
                found.setdefault((problem.field, problem.reason), []).append(row)
    if found:
        yield "mistakes"
    ordered = sorted(found.items(), key=lambda each: -len(each[1]))
    yield from _some(
        [f"  {_column(outcome, column)}: {reason}: {_rows(rows)}" for (column, reason), rows in ordered],
    )


def _column(outcome: Outcome, column: str) -> str:
    """A column as the file calls it."""
    called = sanitize(outcome.sheet.header.name_of(column))
    return column if called.casefold() in ("", column) else f"{called} ({column})"


def _rows(rows: Sequence[RowOutcome]) -> str:
    once = list({row.line: row for row in rows}.values())
    shown = ", ".join(row.title for row in once[:ROWS_SHOWN])
    more = f" and {len(once) - ROWS_SHOWN} more" if len(once) > ROWS_SHOWN else ""
    return f"{'rows' if len(once) > 1 else 'row'} {shown}{more}"


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"  … and {len(lines) - SHOWN} more"


def _list_notes(rows: Iterable[RowOutcome]) -> Iterator[str]:
    found: dict[str, list[RowOutcome]] = {}
    for row in rows:
        notes = [f"{each.field}: {quote(each.text)} {each.found.note}" for each in row.named if each.found.note]
        for note in dict.fromkeys((*notes, *row.notes)):
            found.setdefault(note, []).append(row)
    yield from (line.strip() for line in _some([f"{note}: {_rows(where)}" for note, where in found.items()]))
