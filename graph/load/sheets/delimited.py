"""Text with delimiters as rows. A quote that is not closed where it should be never swallows the rows after it."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LINE_END = re.compile(r"\r\n|\r|\n")
QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?!")')
"""A cell in quotes, those within it doubled."""
MAX_LINES_OF_A_ROW = 200
"""A quote that is open for longer is taken for a stray one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in the file.

    number  of the line where it begins, from 1
    fault   why it cannot be read, in words
    taken   of how many lines it is
    """

    number: int
    cells: tuple[str, ...]
    fault: str = ""
    taken: int = 1

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.fault and not any(cell.strip() for cell in self.cells)


def physical_lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    lines = LINE_END.split(text)
    return lines[:-1] if lines and not lines[-1] else lines


def split_line(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of one line, quotes taken as they stand."""
    return tuple(line.split(delimiter))


def read_delimited(lines: Sequence[str], delimiter: str, fewest: int, first: int = 0) -> Iterator[Line]:
    """The rows from the line with this index on.

    fewest  how many cells a line needs to be taken for a row of its own, where a quote has swallowed it
    """
    closing = 0
    at = first
    while at < len(lines):
        found = _row(lines, at, delimiter)
        if found is None:
            fault = 'a quote (") that begins a cell is not closed as it should be'
            yield Line(at + 1, split_line(lines[at], delimiter), fault)
            at += 1
            continue
        cells, taken = found
        if place := find_swallowed(lines[at : at + taken], delimiter, fewest):
            fault = f'a quote (") opens here and closes in line {at + taken}; line {at + 1 + place} is a row of its own'
            yield Line(at + 1, split_line(lines[at], delimiter), fault)
            closing = at + taken
            at += 1
            continue
        fault = 'holds the end of a quote (") that a line above opens' if at + 1 == closing else ""
        yield Line(at + 1, split_line(lines[at], delimiter) if fault else cells, fault, taken)
        at += taken


def _row(lines: Sequence[str], at: int, delimiter: str) -> tuple[tuple[str, ...], int] | None:
    """The cells of the row that begins there, and of how many lines it is; None where its quotes do not fit."""
    if '"' not in lines[at]:
        return split_line(lines[at], delimiter), 1
    window = (line + "\n" for line in lines[at : at + MAX_LINES_OF_A_ROW])
    reader = csv.reader(window, delimiter=delimiter, strict=True, doublequote=True)
    try:
        return tuple(next(reader)), reader.line_num
    except csv.Error:
        if reader.line_num > 1:
            return None
        return _as_it_stands(lines[at], delimiter)


def _as_it_stands(line: str, delimiter: str) -> tuple[tuple[str, ...], int] | None:
    """A row with quotes inside a cell, as `"МГУ" имени Ломоносова`: no cell may begin with one that is never closed.

    A cell that is quoted as it should be is read like that, whatever the others are.
    """
    cells, at = [], 0
    while at <= len(line):
        quoted = QUOTED.match(line, at)
        if quoted and line[quoted.end() : quoted.end() + 1] in ("", delimiter):
            cells.append(quoted[1].replace('""', '"'))
            at = quoted.end() + 1
            continue
        end = line.find(delimiter, at)
        cell = line[at:] if end < 0 else line[at:end]
        if cell.count('"') % 2:
            return None
        cells.append(cell)
        at += len(cell) + 1
    return tuple(cells), 1


def find_swallowed(lines: Sequence[str], delimiter: str, fewest: int) -> int:
    """The place of a line after the first one that has the cells of a row of its own, as the first one has; 0: none.

    Of a row with a line break in a cell only one line can have so many, unless a text is full of delimiters.
    """
    if len(split_line(lines[0], delimiter)) < fewest:
        return 0
    return next((place for place, line in enumerate(lines) if place and line.count(delimiter) + 1 >= fewest), 0)
