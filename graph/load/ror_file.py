"""Reads the forms in which a ROR dump comes: `.json`, `.jsonl`, `.jsonl.gz`, and the release's `.zip`."""

import gzip
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from graph.load.files import convert_read_errors
from graph.load.report import LoadError, RejectedError

Numbered = tuple[int, object]
"""Line (or place in the array), from 1, and the decoded record, or a `RejectedError` where it is not JSON."""


def raw_records(path: Path) -> Iterator[Numbered]:
    """The records of the file in order. Raises LoadError where the file as a whole cannot be read."""
    with convert_read_errors(path):
        try:
            yield from _read(path)
        except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
            raise LoadError(f"{path}: the file is damaged or cut short; fetch it again") from error


def _read(path: Path) -> Iterator[Numbered]:
    name = path.name.lower()
    if name.endswith(".jsonl.gz"):
        with gzip.open(path, "rb") as lines:
            yield from _lines(lines)
    elif name.endswith(".jsonl"):
        with path.open("rb") as lines:
            yield from _lines(lines)
    elif name.endswith(".json"):
        yield from _array(path.read_bytes(), str(path))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path) as release:
            member = _member(release.namelist(), path)
            yield from _array(release.read(member), f"{path}, {member}")
    else:
        raise LoadError(f"{path}: not a ROR dump by its name; known are .json, .jsonl, .jsonl.gz and .zip")


def _member(names: list[str], path: Path) -> str:
    """The dump of schema v2 in a release; older releases hold one of schema v1 beside it."""
    dumps = [name for name in names if name.lower().endswith(".json") and not name.startswith("__MACOSX")]
    marked = [name for name in dumps if "schema_v2" in name.lower()]
    of_v2 = marked or [name for name in dumps if name.lower().endswith("ror-data.json") and len(dumps) == 1]
    if len(of_v2) == 1:
        return of_v2[0]
    raise LoadError(f"{path}: no dump of ROR schema v2 in it; it holds {', '.join(names) or 'nothing'}")


def _array(data: bytes, name: str) -> Iterator[Numbered]:
    try:
        records = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise LoadError(f"{name}: not JSON (line {error.lineno}, column {error.colno})") from error
    if not isinstance(records, list):
        raise LoadError(f"{name}: not a list of records")
    yield from enumerate(records, 1)


def _lines(lines: Iterable[bytes]) -> Iterator[Numbered]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError:
            record = RejectedError("record", "is not JSON")
        yield number, record
