"""Reads an export back into an empty store: all of it, or nothing where a line is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from graph.load import statements
from graph.load.batch import Batch
from graph.load.report import ImportReport, LoadError, Progress, Rejected
from graph.load.tables import EDGES, NODES
from graph.store.store import Store

BATCH = 2000
"""Lines in a transaction."""

LABELS = {table.prefix: label for label, table in NODES.items()}

Line = dict[str, Any]


@dataclass(slots=True)
class _Content:
    """The good lines of the file."""

    nodes: list[Line] = field(default_factory=list)
    edges: list[Line] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


async def import_export(store: Store, path: Path, progress: Progress) -> ImportReport:
    """Loads what `export` wrote; the graph is then the same. The report counts nodes and edges together.

    Raises LoadError where the file cannot be read or the store holds anything. If a line is wrong, nothing is written
    and the report says which. After a kill the store is not empty: clear it and start again.
    """
    report = ImportReport(path.name)
    content = _read(path, report)
    if await holds_anything(store):
        raise LoadError("the store is not empty; an export is read back only into an empty one")
    if report.rejected:
        report.notes.append("nothing was written: an export is read back whole or not at all")
        return report
    lines = [*content.nodes, *content.edges]
    for start in range(0, len(lines), BATCH):
        part = lines[start : start + BATCH]
        await _batch(part).write(store)
        report.created += len(part)
        progress(report.created, len(lines))
    return report


async def holds_anything(store: Store) -> bool:
    """Whether the store has any node of the registry's own labels."""
    for label in NODES:
        if await store.rows(statements.node_page(label), {"after": "", "limit": 1}):
            return True
    return False


def _batch(lines: list[Line]) -> Batch:
    batch = Batch()
    for line in lines:
        if "node" in line:
            batch.node(line["node"], line["id"], line["properties"])
        else:
            batch.edge(line["edge"], _end(line["from"]), _end(line["to"]), line["properties"])
    return batch


def _end(id: str) -> tuple[str, str]:
    return LABELS.get(id.partition("_")[0], ""), id


def _read(path: Path, report: ImportReport) -> _Content:
    content = _Content()
    for number, raw in _lines(path):
        try:
            _take(content, raw)
        except Rejected as error:
            report.reject(number, None, error)
    return content


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())
    except FileNotFoundError as error:
        raise LoadError(f"{path}: there is no such file") from error
    except OSError as error:
        raise LoadError(f"{path}: cannot be read ({error.strerror})") from error


def _take(content: _Content, raw: bytes) -> None:
    """Checks a line and keeps it."""
    try:
        line = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Rejected("line", "is not JSON") from error
    if not isinstance(line, dict) or not isinstance(line.get("properties"), dict):
        raise Rejected("line", "is not a node or an edge of an export")
    if "node" in line:
        _take_node(content, line)
    else:
        _take_edge(content, line)


def _take_node(content: _Content, line: Line) -> None:
    label, id = line["node"], line.get("id")
    if not isinstance(label, str) or label not in NODES:
        raise Rejected("node", "is no label of the registry")
    if not isinstance(id, str) or _end(id)[0] != label:
        raise Rejected("id", f"is not the id of a {label}")
    if id in content.ids:
        raise Rejected("id", "was there before")
    content.ids.add(id)
    content.nodes.append(line)


def _take_edge(content: _Content, line: Line) -> None:
    edge_type, source, target = line.get("edge"), line.get("from"), line.get("to")
    if not isinstance(edge_type, str) or edge_type not in EDGES:
        raise Rejected("edge", "is no relationship type of the registry")
    for name, id in (("from", source), ("to", target)):
        if id not in content.ids:
            raise Rejected(name, "is not the id of a node above")
    if (_end(str(source))[0], _end(str(target))[0]) not in EDGES[edge_type].ends:
        raise Rejected("edge", "does not run between these two labels")
    content.edges.append(line)
