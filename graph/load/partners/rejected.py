"""The rows that were left out, as a table to mend and to send again: their own columns, and the reasons before them."""

from collections.abc import Iterable
from itertools import takewhile

from graph.folding import fold
from graph.load.partners.outcome import RowOutcome
from graph.load.sheets.columns import REASONS
from graph.load.sheets.reading import Sheet
from graph.load.sheets.writing import write_table

BETWEEN = "; "


def rejected_rows(sheet: Sheet, rows: Iterable[RowOutcome]) -> bytes:
    """The table; the column of reasons is not read when it comes back, and then written anew."""
    left_out = {row.line: row for row in rows if row.problems}
    old = len(list(takewhile(lambda name: fold(name) == REASONS, sheet.header.names)))
    names = sheet.header.names[old:]
    table = []
    for line in sheet.lines:
        if line.number in left_out:
            cells = line.cells[old:]
            table.append((_reasons(left_out[line.number]), *cells, *[""] * (len(names) - len(cells))))
    return write_table((REASONS, *names), table, sheet.delimiter)


def _reasons(row: RowOutcome) -> str:
    return BETWEEN.join(dict.fromkeys(f"{problem.field}: {problem.reason}" for problem in row.problems))
