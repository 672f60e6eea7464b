"""Sheets of an Excel workbook (.xlsx) as rows of text, within bounds of size."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from graph.load.report import LoadError
from graph.load.sheets.delimited import Line

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
"""A workbook of 100,000 agreements unpacks to 60 MB."""
MAX_PARTS = 2_000
MAX_CELLS = 20_000_000
"""Cells that are looked at, the empty ones before the last of each row too."""
MAX_ROWS = 1_048_576
"""Excel has no more."""
MAX_MERGED_ROWS = 1_000
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
NOT_COMPUTED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*/>)\s*</(?:\w+:)?c>")
"""A formula without even an empty value; some programs call its cell a text all the same."""
TEXT = "str"
"""What openpyxl says of a formula that gives a text, only where that is empty."""
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
NOT_A_WORKBOOK = "not a workbook that can be read; save it as .xlsx again, or as “CSV UTF-8”"


@dataclass(frozen=True, slots=True)
class WorkbookPage:
    """One sheet of a workbook."""

    name: str
    lines: list[Line]


def read_pages(content: bytes) -> list[WorkbookPage]:
    """The sheets that are not hidden, and not empty. Raises LoadError, in words, for what is no workbook."""
    _check_size(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_pages(content))
    except LoadError:
        raise
    except Exception as error:  # a damaged workbook raises whatever its damage leads to
        raise LoadError(NOT_A_WORKBOOK) from error


def _check_size(content: bytes) -> None:
    """A part is unpacked up to the size that the archive states, so the sum of these bounds the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise LoadError(NOT_A_WORKBOOK) from error
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        kind = "an OpenDocument file" if "content.xml" in names else "an archive and not a workbook"
        raise LoadError(f"{kind}; save it as .xlsx or as “CSV UTF-8”")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise LoadError(f"a workbook that unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB; send less at once")


def _pages(content: bytes) -> Iterator[WorkbookPage]:
    values = _open(content, computed=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible":
                continue
            source = archive.read(sheet._worksheet_path)  # type: ignore[attr-defined]  # nothing else tells merged cells
            sheet.reset_dimensions()
            rows = _rows(sheet)
            if FORMULA.search(source):
                told = _open(content, computed=False)[sheet.title]
                told.reset_dimensions()
                computed = not NOT_COMPUTED.search(source)
                cells = zip(_rows(sheet, values_only=False), _rows(told), strict=True)
                rows = (_with_formulas(row, other, computed=computed) for row, other in cells)
            lines = _fill_merged([_texts(row) for row in rows], source)
            found = [Line(number, cells) for number, cells in enumerate(lines, 1)]
            if any(not line.blank for line in found):
                yield WorkbookPage(sheet.title, found)
    values.close()


def _open(content: bytes, *, computed: bool) -> openpyxl.Workbook:
    """The workbook with the values of its formulas, or with these themselves."""
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)


def _rows(sheet: Any, *, values_only: bool = True) -> Iterator[tuple[Any, ...]]:
    looked_at = 0
    for number, row in enumerate(sheet.iter_rows(values_only=values_only), 1):
        looked_at += len(row)
        if number > MAX_ROWS or looked_at > MAX_CELLS:
            raise LoadError(f"a sheet of more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; send less at once")
        yield row


def _with_formulas(row: tuple[Any, ...], told: tuple[Any, ...], *, computed: bool) -> tuple[Any, ...]:
    """The values of these cells; a formula that no program has computed yet stands as it is, and not as an empty cell.

    computed  whether all of the sheet are, so that one of an empty text is known by its type
    """
    return tuple(
        _formula(other) if cell.value is None and not (computed and cell.data_type == TEXT) else cell.value
        for cell, other in zip(row, told, strict=True)
    )


def _formula(told: Any) -> Any:
    """A formula as one types it, or nothing where there is none."""
    if isinstance(told, DataTableFormula):
        return "=TABLE()"
    text = told.text if isinstance(told, ArrayFormula) else told
    return "=…" if text == "=" else text


def _texts(row: tuple[Any, ...]) -> list[str]:
    cells = [_text(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: Any) -> str:
    """A cell as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _fill_merged(lines: list[list[str]], source: bytes) -> list[tuple[str, ...]]:
    """The rows, what stands in cells that are merged downwards repeated in each of their rows."""
    for found in MERGED.finditer(source):
        left, top, _, bottom = range_boundaries(found[1].decode("ascii"))
        if left is None or top is None or bottom is None or bottom == top or bottom - top > MAX_MERGED_ROWS:
            continue
        rows = lines[top - 1 : bottom]
        value = rows[0][left - 1] if rows and len(rows[0]) >= left else ""
        for row in rows[1:] if value else ():
            row.extend([""] * (left - len(row)))
            row[left - 1] = value
    return [tuple(line) for line in lines]
