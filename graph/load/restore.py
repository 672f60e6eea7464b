"""Reads an export back into an empty store: all of it, or nothing where a line is wrong.

The file is read twice: once to check every line, which keeps only the ids of the nodes, and once to write. Each
transaction notes how many lines are written, so a run that was cut goes on where it stopped.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from graph.declared import declared_model, edge_type_of
from graph.load import statements
from graph.load.batch import Batch
from graph.load.files import convert_read_errors
from graph.load.report import ImportReport, LoadError, ProgressCallback, RejectedError
from graph.load.unfinished import EXPORT, advance, find_unfinished, mark_load
from graph.load.whole import Tally
from graph.store.store import Store

MIN_INTEGER, GREATEST_INTEGER = -(2**31), 2**31 - 1
"""What an `Int` of GraphQL can be."""
BATCH = 2000
"""Lines in a transaction."""

ExportLine = dict[str, Any]


@dataclass(slots=True)
class _Seen:
    """What is kept of the lines above: ids of nodes, the tally, and what the last line says of it."""

    ids: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)
    end: ExportLine | None = None


async def import_export(
    store: Store, path: Path, progress: ProgressCallback, *, allow_incomplete: bool = False
) -> ImportReport:
    """Loads what `export` wrote; the graph is then the same. The report counts nodes and edges together.

    If a line is wrong, nothing is written and the report says which. `allow_incomplete`: the file need not end with
    the line that tells that it is whole. A run that was cut is completed by another one with the same file.

    Raises LoadError where the file cannot be read or is not whole, or the store holds anything else.
    """
    report = ImportReport(path.name)
    with _open(path) as file:
        seen = _check_lines(file, report)
        await _check_store(store, seen.tally.sha256)
        wrong = _wrong_end(seen)
        if wrong and not allow_incomplete:
            raise LoadError(f"{path}: {wrong}. Nothing was written; --allow-incomplete reads it all the same")
        report.notes += [f"read all the same: {wrong}"] if wrong else []
        if report.rejected:
            report.notes.append("nothing was written: an export is read back whole or not at all")
            return report
        file.seek(0)
        async with mark_load(store, EXPORT, seen.tally.sha256) as done:
            await _write(store, file, report, done, progress, seen.tally.nodes + seen.tally.edges)
    return report


async def _write(
    store: Store, file: BinaryIO, report: ImportReport, done: int, progress: ProgressCallback, total: int
) -> None:
    """Writes the lines after the first `done`, which an earlier run has written."""
    if done:
        report.notes.append(f"went on after the first {done:,}, which an earlier run had written")
    good = islice((orjson.loads(raw) for _, raw in _lines(file)), done, total)
    while part := list(islice(good, BATCH)):
        done += len(part)
        await _batch(part).write(store, partial(advance, name=EXPORT, done=done), report.source)
        report.created += len(part)
        progress(done, total)


async def _check_store(store: Store, sha256: str) -> None:
    cut = await find_unfinished(store, EXPORT)
    if cut and cut.of != sha256:
        raise LoadError("the store holds a part of another export; go on with that one, or begin with an empty store")
    if not cut and await holds_anything(store):
        raise LoadError("the store is not empty; an export is read back only into an empty one")


def _wrong_end(seen: _Seen) -> str:
    """Why the file is not what was written; empty where it is."""
    if seen.end is None:
        return "the last line, which tells that an export is whole, is missing: the file was cut"
    if seen.end == seen.tally.told:
        return ""
    told, found = seen.end["end"], seen.tally.told["end"]
    if not isinstance(told, dict) or not isinstance(found, dict):
        return "the last line is not that of an export"
    differs = [name for name in found if told.get(name) != found[name]]
    return f"the file was changed after it was written: {', '.join(differs)} of the last line do not fit"


def _open(path: Path) -> BinaryIO:
    with convert_read_errors(path):
        file = path.open("rb")
    if not file.seekable():
        file.close()
        raise LoadError(f"{path}: cannot be read twice; it must be a file")
    return file


async def holds_anything(store: Store) -> bool:
    """Whether the store has any node of the registry's own labels."""
    for label in declared_model().types:
        if await store.rows(statements.node_page(label), {"after": "", "limit": 1}):
            return True
    return False


def _batch(lines: list[ExportLine]) -> Batch:
    """Edges may lead to nodes of the same batch: nodes are written first."""
    batch = Batch()
    for line in lines:
        if "node" in line:
            batch.node(line["node"], line["id"], line["properties"])
        else:
            batch.edge(line["edge"], _end(line["from"]), _end(line["to"]), line["properties"])
    return batch


def _end(id: str) -> tuple[str, str]:
    node = declared_model().by_prefix(id.partition("_")[0])
    return node.name if node else "", id


def _check_lines(file: BinaryIO, report: ImportReport) -> _Seen:
    """What the lines say of themselves; those that are wrong go to the report."""
    seen = _Seen()
    for number, raw in _lines(file):
        try:
            _check(seen, raw)
        except RejectedError as error:
            report.reject(number, None, error)
    return seen


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _check(seen: _Seen, raw: bytes) -> None:
    if seen.end is not None:
        raise RejectedError("line", "stands after the end of the export")
    try:
        line = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise RejectedError("line", "is not JSON") from error
    if isinstance(line, dict) and "end" in line:
        seen.end = line
        return
    seen.tally.add(raw)
    if not isinstance(line, dict) or not isinstance(line.get("properties"), dict):
        raise RejectedError("line", "is not a node or an edge of an export")
    if "node" in line:
        _check_node(seen, line)
        seen.tally.nodes += 1
    else:
        _check_edge(seen, line)
        seen.tally.edges += 1


def _check_node(seen: _Seen, line: ExportLine) -> None:
    label, id = line["node"], line.get("id")
    if not isinstance(label, str) or label not in declared_model().types:
        raise RejectedError("node", "is no label of the registry")
    if not isinstance(id, str) or _end(id)[0] != label:
        raise RejectedError("id", f"is not the id of a {label}")
    if id in seen.ids:
        raise RejectedError("id", "was there before")
    _check_numbers(line["properties"])
    seen.ids.add(id)


def _check_numbers(properties: ExportLine) -> None:
    """Raises RejectedError for an integer that no field can tell."""
    for name, value in properties.items():
        for each in value if isinstance(value, list) else [value]:
            if type(each) is int and not MIN_INTEGER <= each <= GREATEST_INTEGER:
                raise RejectedError(name, f"{each} is not an integer of 32 bits")


def _check_edge(seen: _Seen, line: ExportLine) -> None:
    edge_type, source, target = line.get("edge"), line.get("from"), line.get("to")
    if not isinstance(edge_type, str) or edge_type not in declared_model().edges:
        raise RejectedError("edge", "is no relationship type of the registry")
    for name, id in (("from", source), ("to", target)):
        if id not in seen.ids:
            raise RejectedError(name, "is not the id of a node above")
    if (_end(str(source))[0], _end(str(target))[0]) not in edge_type_of(edge_type).ends:
        raise RejectedError("edge", "does not run between these two labels")
