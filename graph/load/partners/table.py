"""Files of partners as rows: CSV as spreadsheets write it, or JSON Lines with the same keys."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from graph.load.files import readable
from graph.load.report import LoadError, Rejected
from graph.load.rows import Row

JSON_LINES = (".jsonl", ".ndjson")
DELIMITERS = ",;\t"
SEPARATOR = "|"

Read = Row | tuple[int, str | None, Rejected]
"""A row, or the line, the slug and the reason why there is none."""


def read_table(path: Path, columns: Sequence[str], needed: Sequence[str], namespace: str) -> Iterator[Read]:
    """The rows of the file; slugs are in the namespace.

    Raises LoadError where the file cannot be read, a needed column is missing, or one is there that nobody reads.
    """
    rows = _json_lines(path, namespace) if path.suffix.lower() in JSON_LINES else _csv(path, needed, columns, namespace)
    try:
        with readable(path):
            yield from (_known(row, columns) if isinstance(row, Row) else row for row in rows)
    except (UnicodeDecodeError, csv.Error) as error:
        raise LoadError(f"{path}: not a file of rows in UTF-8") from error


def _known(row: Row, columns: Sequence[str]) -> Read:
    """The row, unless it has a key that nobody reads."""
    unknown = next((name for name in row.cells if name not in columns), None)
    if unknown is None:
        return row
    return row.line, row.optional("slug"), Rejected(unknown, "is no key of such a row")


def _csv(path: Path, needed: Sequence[str], columns: Sequence[str], namespace: str) -> Iterator[Read]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        lines = csv.reader(file, delimiter=max(DELIMITERS, key=first.count))
        names = [name.strip() for name in next(lines, [])]
        _check(path, names, needed, columns)
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(names):
                yield Row(lines.line_num, dict(zip(names, cells, strict=True)), namespace)
                continue
            yield lines.line_num, None, Rejected("row", f"has {len(cells)} cells, the header has {len(names)}")


def _check(path: Path, names: list[str], needed: Sequence[str], columns: Sequence[str]) -> None:
    missing = [name for name in needed if name not in names]
    if missing:
        raise LoadError(f"{path}: unknown format: no column {', '.join(missing)}")
    strange = [name or "without a name" for name in names if name not in columns]
    if strange:
        raise LoadError(f"{path}: no such column: {', '.join(strange)}; there are {', '.join(columns)}")
    if len(set(names)) < len(names):
        raise LoadError(f"{path}: a column stands twice")


def _json_lines(path: Path, namespace: str) -> Iterator[Read]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield Row(number, _cells(line.removeprefix(b"\xef\xbb\xbf")), namespace)
            except Rejected as error:
                yield number, None, error


def _cells(line: bytes) -> dict[str, str]:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise Rejected("line", "is not JSON") from error
    if not isinstance(found, dict):
        raise Rejected("line", "is not an object")
    return {name: _cell(name, value) for name, value in found.items()}


def _cell(name: str, value: Any) -> str:
    if isinstance(value, list):
        items = [_cell(name, item) for item in value if not isinstance(item, list)]
        if len(items) < len(value) or any(SEPARATOR in item for item in items):
            raise Rejected(name, f"is no list of texts without `{SEPARATOR}`")
        return SEPARATOR.join(items)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Rejected(name, "is neither a text nor a number nor a list of them")
    return str(value)
