"""Reads an export back into an empty store: all of it, or nothing where a line is wrong.

The file is read twice: once to check every line, which keeps only the ids of the nodes, and once to write.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from graph.load import statements
from graph.load.batch import Batch
from graph.load.files import readable
from graph.load.report import ImportReport, LoadError, Progress, Rejected
from graph.load.tables import EDGES, NODES
from graph.store.store import Store

BATCH = 2000
"""Lines in a transaction."""

LABELS = {table.prefix: label for label, table in NODES.items()}

Line = dict[str, Any]


@dataclass(slots=True)
class _Seen:
    """What is kept of the lines above: ids of nodes, and how many lines were good."""

    ids: set[str] = field(default_factory=set)
    lines: int = 0


async def import_export(store: Store, path: Path, progress: Progress) -> ImportReport:
    """Loads what `export` wrote; the graph is then the same. The report counts nodes and edges together.

    Raises LoadError where the file cannot be read or the store holds anything. If a line is wrong, nothing is written
    and the report says which. After a kill the store is not empty: clear it and start again.
    """
    report = ImportReport(path.name)
    with _opened(path) as file:
        lines = _checked(file, report)
        if await holds_anything(store):
            raise LoadError("the store is not empty; an export is read back only into an empty one")
        if report.rejected:
            report.notes.append("nothing was written: an export is read back whole or not at all")
            return report
        file.seek(0)
        good = (orjson.loads(raw) for _, raw in _lines(file))
        while part := list(islice(good, BATCH)):
            await _batch(part).write(store)
            report.created += len(part)
            progress(report.created, lines)
    return report


def _opened(path: Path) -> BinaryIO:
    with readable(path):
        file = path.open("rb")
    if not file.seekable():
        file.close()
        raise LoadError(f"{path}: cannot be read twice; it must be a file")
    return file


async def holds_anything(store: Store) -> bool:
    """Whether the store has any node of the registry's own labels."""
    for label in NODES:
        if await store.rows(statements.node_page(label), {"after": "", "limit": 1}):
            return True
    return False


def _batch(lines: list[Line]) -> Batch:
    """Edges may lead to nodes of the same batch: nodes are written first."""
    batch = Batch()
    for line in lines:
        if "node" in line:
            batch.node(line["node"], line["id"], line["properties"])
        else:
            batch.edge(line["edge"], _end(line["from"]), _end(line["to"]), line["properties"])
    return batch


def _end(id: str) -> tuple[str, str]:
    return LABELS.get(id.partition("_")[0], ""), id


def _checked(file: BinaryIO, report: ImportReport) -> int:
    """How many lines there are; those that are wrong go to the report."""
    seen = _Seen()
    for number, raw in _lines(file):
        seen.lines += 1
        try:
            _check(seen, raw)
        except Rejected as error:
            report.reject(number, None, error)
    return seen.lines


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _check(seen: _Seen, raw: bytes) -> None:
    try:
        line = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Rejected("line", "is not JSON") from error
    if not isinstance(line, dict) or not isinstance(line.get("properties"), dict):
        raise Rejected("line", "is not a node or an edge of an export")
    if "node" in line:
        _check_node(seen, line)
    else:
        _check_edge(seen, line)


def _check_node(seen: _Seen, line: Line) -> None:
    label, id = line["node"], line.get("id")
    if not isinstance(label, str) or label not in NODES:
        raise Rejected("node", "is no label of the registry")
    if not isinstance(id, str) or _end(id)[0] != label:
        raise Rejected("id", f"is not the id of a {label}")
    if id in seen.ids:
        raise Rejected("id", "was there before")
    seen.ids.add(id)


def _check_edge(seen: _Seen, line: Line) -> None:
    edge_type, source, target = line.get("edge"), line.get("from"), line.get("to")
    if not isinstance(edge_type, str) or edge_type not in EDGES:
        raise Rejected("edge", "is no relationship type of the registry")
    for name, id in (("from", source), ("to", target)):
        if id not in seen.ids:
            raise Rejected(name, "is not the id of a node above")
    if (_end(str(source))[0], _end(str(target))[0]) not in EDGES[edge_type].ends:
        raise Rejected("edge", "does not run between these two labels")
