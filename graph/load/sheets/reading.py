"""Reads a table of any usual kind: CSV in the encodings of offices, with any delimiter, Excel, JSON Lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from graph.load.quoting import quote
from graph.load.report import LoadError
from graph.load.sheets.columns import Header, SheetColumns, check_complete, check_once, note_unread, read_header
from graph.load.sheets.delimited import Line, find_swallowed, physical_lines, read_delimited
from graph.load.sheets.encoding import decode
from graph.load.sheets.json_lines import SUFFIXES, read_json_lines
from graph.load.sheets.workbook import OLD_OFFICE, ZIP, WorkbookPage, read_pages

DELIMITERS = {",": "`,`", ";": "`;`", "\t": "tabs", "|": "`|`"}
SAID = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""The first line by which Excel tells itself the delimiter."""
MAX_LINES_ABOVE = 20
"""Rows in which the header is looked for."""
MAX_BYTES = 64 * 1024 * 1024
MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read.

    lines      its rows that are not blank: each is one row of the import, also those with a fault
    guessed    how it was read, in words
    notes      what was not read: lines above the header, other sheets, columns
    delimiter  what to write between cells in a file for the same people
    """

    header: Header
    lines: list[Line]
    guessed: str
    notes: list[str] = field(default_factory=list)
    delimiter: str = ";"

    def cells(self, line: Line) -> dict[str, str]:
        """The cells of a row by our columns."""
        return self.header.cells(line.cells)


def read_sheet(content: bytes, name: str, columns: SheetColumns) -> Sheet:
    """The rows of a file; `name` tells JSON Lines from all else, which is known by its content.

    Raises LoadError, in words for who sent it, where the file as a whole cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise LoadError(f"{name}: larger than {MAX_BYTES // 2**20} MB; send less at once")
    try:
        if name.lower().endswith(SUFFIXES):
            return _json_lines(content, columns)
        if content.startswith(ZIP):
            return _workbook(content, columns)
        if content.startswith(OLD_OFFICE):
            raise LoadError("an old Excel file (.xls), or one with a password; save it as .xlsx without one")
        return _text(content, columns)
    except LoadError as error:
        raise LoadError(f"{name}: {error}") from error


def _json_lines(content: bytes, columns: SheetColumns) -> Sheet:
    names, read = read_json_lines(content)
    header = read_header(names, columns)
    lines = [line if line.fault else replace(line, fault=_find_doubled(line, header, columns)) for line in read]
    return Sheet(header, lines, "read as JSON Lines", note_unread(header, columns))


def _find_doubled(line: Line, header: Header, columns: SheetColumns) -> str:
    """Why an object that says the same under two keys is no row."""
    for column, places in header.places.items():
        said = [header.names[place] for place in places if line.cells[place]]
        if len(said) > 1 and column not in columns.several:
            return f"has {' and '.join(f'`{name}`' for name in said)}, which are both {column}"
    return ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A header in a text or on a sheet; `above`: the rows before it."""

    header: Header
    line: Line
    above: list[Line]
    complete: bool

    @property
    def rank(self) -> tuple[bool, int, int]:
        return self.complete, len(self.header.places), len(self.header.names)


def _find(lines: Iterable[Line], columns: SheetColumns) -> _Found | None:
    """The first line that has all needed columns, else the one that has most of ours."""
    best: _Found | None = None
    above: list[Line] = []
    for line in islice((line for line in lines if not line.blank), MAX_LINES_ABOVE):
        header = read_header(_trim(line.cells), columns)
        found = _Found(header, line, list(above), not columns.missing(header.places))
        if best is None or found.rank > best.rank:
            best = found
        if found.complete:
            break
        above.append(line)
    return best


def _text(content: bytes, columns: SheetColumns) -> Sheet:
    decoded = decode(content)
    lines = physical_lines(decoded.text)
    said = SAID.fullmatch(lines[0]) if lines else None
    first = 1 if said else 0
    delimiters = [said[1]] if said else list(DELIMITERS)
    tried = [(_find(read_delimited(lines, each, len(content), first), columns), each) for each in delimiters]
    known = [(found, delimiter) for found, delimiter in tried if found]
    if not known:
        raise LoadError("there is nothing in it")
    found, delimiter = max(known, key=lambda each: each[0].rank)
    header = found.header
    check_complete(header, columns)
    fewest = max(max(header.places[name]) for name in columns.needed if name in header.places) + 1
    begin = found.line.number - 1 + found.line.taken
    _check_closed(found, lines[found.line.number - 1 : begin], delimiter, fewest)
    rows = [
        _check_fewest(line, fewest, header)
        for line in read_delimited(lines, delimiter, fewest, begin)
        if not line.blank
    ]
    guessed = f"read as {decoded.encoding}, {DELIMITERS.get(delimiter, f'`{delimiter}`')}"
    guessed += f", header in line {found.line.number}"
    return _sheet(found, "line", columns, rows, guessed, delimiter if delimiter in ",;" else ";")


def _check_closed(found: _Found, lines: Sequence[str], delimiter: str, fewest: int) -> None:
    """Raises LoadError where a quote in the header has swallowed rows: no name of a column holds so much."""
    names = (name.strip() for name in found.header.names)
    if find_swallowed(lines, delimiter, fewest) or any("\n" in name and delimiter in name for name in names):
        line = found.line.number
        raise LoadError(
            f'a quote (") in the header in line {line} is closed in line {line + found.line.taken - 1} only; '
            "write the header in one line"
        )


def _workbook(content: bytes, columns: SheetColumns) -> Sheet:
    pages = read_pages(content)
    tried = [(_find(page.lines, columns), page) for page in pages]
    known = [(found, page) for found, page in tried if found]
    if not known:
        raise LoadError("there is nothing in it")
    found, page = next((each for each in known if each[0].complete), known[0])
    check_complete(found.header, columns)
    rows = [line for line in page.lines if line.number > found.line.number and not line.blank]
    guessed = f"read as .xlsx, sheet `{page.name}`, header in row {found.line.number}"
    sheet = _sheet(found, "row", columns, rows, guessed, ";")
    sheet.notes.extend(_others(pages, page))
    return sheet


def _sheet(
    found: _Found, what: str, columns: SheetColumns, rows: Sequence[Line], guessed: str, delimiter: str
) -> Sheet:
    lines = [_check_most(line, found.header) for line in rows]
    check_once(found.header, columns)
    nameless = _find_nameless(found.header, lines)
    _check_days_named(found.header, columns, nameless)
    notes = [*_above(found, what), *note_unread(found.header, columns)]
    for place, number in nameless.items():
        notes.append(f"column {place + 1} has no name and is not read; the first that is not empty is in row {number}")
    return Sheet(found.header, lines, guessed, notes, delimiter)


def _find_nameless(header: Header, lines: Sequence[Line]) -> dict[int, int]:
    """The columns without a name in which a sound row has something: place → the first such row."""
    sound = [line for line in lines if not line.fault]
    found: dict[int, int] = {}
    for place in (place for place, name in enumerate(header.names) if not name.strip()):
        full = (line.number for line in sound if len(line.cells) > place and line.cells[place].strip())
        if number := next(full, 0):
            found[place] = number
    return found


def _check_days_named(header: Header, columns: SheetColumns, nameless: Iterable[int]) -> None:
    """Raises LoadError where one name stands over two columns of days: which is which cannot be told."""
    days = [(column, place) for column, places in header.places.items() for place in places if column in columns.days]
    for column, place in days:
        if place + 1 in nameless:
            raise LoadError(
                f"column {place + 2} has no name and is not empty; is it a part of `{header.names[place].strip()}` "
                f"({column})? Each column needs a name of its own"
            )


def _others(pages: Sequence[WorkbookPage], read: WorkbookPage) -> list[str]:
    others = ", ".join(f"`{page.name}`" for page in pages if page is not read)
    return [f"other sheets are not read: {others}"] if others else []


def _above(found: _Found, what: str) -> Iterator[str]:
    for line in found.above:
        text = " ".join(" ".join(line.cells).split())
        yield f"{what} {line.number} is above the header and is not read: {quote(text, MAX_SHOWN)}"


def _check_fewest(line: Line, fewest: int, header: Header) -> Line:
    """A row of a text may lack cells at its end, but none that must be there: it may have been cut."""
    if line.fault or len(line.cells) >= fewest:
        return line
    return replace(line, fault=f"has {len(line.cells)} cells, the header has {len(header.names)}")


def _check_most(line: Line, header: Header) -> Line:
    cells = _trim(line.cells)
    if line.fault or len(cells) <= len(header.names):
        return line
    return replace(line, fault=f"has {len(cells)} cells, the header has {len(header.names)}")


def _trim(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells without the empty ones at the end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])
