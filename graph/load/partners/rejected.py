"""The rows that were left out, as a table to mend and to send again: their own columns, and the reasons before them."""

from collections.abc import Iterable

from graph.load.partners.outcome import RowOutcome
from graph.load.sheets.columns import REASONS
from graph.load.sheets.reading import Sheet
from graph.load.sheets.writing import write_table

BETWEEN = "; "


def rejected_rows(sheet: Sheet, rows: Iterable[RowOutcome]) -> bytes:
    """The table; the column of reasons is not read when it comes back."""
    left_out = {row.line: row for row in rows if row.problems}
    names = sheet.header.names
    table = [
        (_reasons(left_out[line.number]), *line.cells, *[""] * (len(names) - len(line.cells)))
        for line in sheet.lines
        if line.number in left_out
    ]
    return write_table((REASONS, *names), table, sheet.delimiter)


def _reasons(row: RowOutcome) -> str:
    return BETWEEN.join(dict.fromkeys(f"{problem.field}: {problem.reason}" for problem in row.problems))
