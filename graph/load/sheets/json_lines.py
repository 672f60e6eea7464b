"""JSON Lines: an object a line, the same keys as columns, a list where a cell holds several."""

import json
from collections.abc import Iterator
from typing import Any

import orjson

from graph.load.sheets.columns import SEPARATOR
from graph.load.sheets.delimited import Line

SUFFIXES = (".jsonl", ".ndjson")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class _RowError(Exception):
    """A line is no row, and why."""


def read_json_lines(content: bytes) -> tuple[tuple[str, ...], list[Line]]:
    """All keys in the order in which they come, and the rows with a cell for each."""
    read = [(number, *_object(line)) for number, line in _lines(content)]
    names = tuple(dict.fromkeys(name for _, cells, _ in read for name in cells))
    lines = []
    for (number, cells, fault), (_, raw) in zip(read, _lines(content), strict=True):
        texts = tuple(cells.get(name, "") for name in names) if not fault else (raw.decode("utf-8", "replace"),)
        lines.append(Line(number, texts, fault))
    return names, lines


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(content.removeprefix(BYTE_ORDER_MARK).split(b"\n"), 1):
        if line.strip():
            yield number, line.strip()


def _object(line: bytes) -> tuple[dict[str, str], str]:
    """The cells of an object, or why there are none."""
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}, "is not JSON"
    if not isinstance(found, dict):
        return {}, "is not an object"
    try:
        cells = {name: _cell(name, value) for name, value in found.items()}
        _check_once(line, len(cells))
    except _RowError as error:
        return {}, str(error)
    return cells, ""


def _check_once(line: bytes, keys: int) -> None:
    """Raises _RowError where a key stands twice in an object; orjson takes the last without a word."""
    if line.count(b":") == keys:
        return
    try:
        pairs = json.loads(line, object_pairs_hook=list, parse_int=str, parse_float=str)
    except RecursionError as error:
        raise _RowError("holds lists within lists") from error
    names: set[str] = set()
    for name, _ in pairs:
        if name in names:
            raise _RowError(f"has `{name}` twice")
        names.add(name)


def _cell(name: str, value: Any) -> str:
    if isinstance(value, list):
        items = [_cell(name, item) for item in value if not isinstance(item, list)]
        if len(items) < len(value) or any(SEPARATOR in item for item in items):
            raise _RowError(f"`{name}` is no list of texts without `{SEPARATOR}`")
        return SEPARATOR.join(items)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _RowError(f"`{name}` is neither a text nor a number nor a list of them")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
