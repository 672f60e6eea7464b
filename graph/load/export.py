"""The whole graph as JSON Lines: one node or edge a line, in one order, the same bytes from both stores.

Nodes come by label and id, edges by type, from and to; dates are texts. The last line tells how many there are and has
the hash of all lines above, so that a file that was cut or changed is known. Bookkeeping (Migration, Registry, …) stays
out.
What others write while an export runs may be in it or not.
"""

from collections.abc import AsyncIterator
from typing import Any, BinaryIO

import orjson

from graph.declared import declared_model, edge_type_of, node_type_of
from graph.load import statements
from graph.load.report import ProgressCallback
from graph.load.touched import BESIDE_FACTS
from graph.load.unfinished import refuse_part
from graph.load.whole import Tally
from graph.store.store import Store
from graph.store.values import plain_values

PAGE = 1000
"""Nodes in a page; of edges, those that leave as many nodes."""
DEADLINE = 60.0
"""Seconds for a page."""


async def export(store: Store, out: BinaryIO, progress: ProgressCallback) -> Tally:
    """Writes the graph to `out` and tells what it wrote; `progress` hears nodes and edges, their total is not known.

    Raises LoadError, before it writes anything, where the store holds only a part of what should be whole.
    """
    await refuse_part(store)
    tally = Tally()
    ends: dict[str, list[str]] = {}
    for label in sorted(declared_model().types):
        ends[label] = []
        async for page in _node_pages(store, label):
            _write(out, tally, [_line({"node": label, **row}) for row in page])
            ends[label].append(page[-1]["id"])
            tally.nodes += len(page)
            progress(tally.nodes, None)
    for edge_type in sorted(declared_model().edges):
        sources = {source for source, _ in edge_type_of(edge_type).ends}
        for label in sorted(sources, key=lambda each: node_type_of(each).prefix):
            async for page in _edge_pages(store, edge_type, label, ends[label]):
                _write(out, tally, [_line({"edge": edge_type, **row}) for row in page])
                tally.edges += len(page)
                progress(tally.nodes + tally.edges, None)
    out.write(tally.line())
    return tally


def _write(out: BinaryIO, tally: Tally, lines: list[bytes]) -> None:
    page = b"".join(lines)
    tally.add(page)
    out.write(page)


async def _node_pages(store: Store, label: str) -> AsyncIterator[list[dict[str, Any]]]:
    after = ""
    while True:
        parameters = {"after": after, "limit": PAGE}
        page = await store.rows(statements.node_page(label), parameters, deadline=DEADLINE)
        if not page:
            return
        after = page[-1]["id"]
        yield [{"id": row["id"], "properties": plain_properties(row["properties"])} for row in page]


async def _edge_pages(store: Store, edge_type: str, label: str, ends: list[str]) -> AsyncIterator[list[dict[str, Any]]]:
    """`ends`: the last ids of the pages of the nodes from which the edges leave."""
    text = statements.edge_page(edge_type, label)
    for after, last in zip(["", *ends], ends, strict=False):
        found = await store.rows(text, {"after": after, "last": last}, deadline=DEADLINE)
        rows = [
            {"from": row["source"], "to": row["target"], "properties": plain_properties(row["properties"])}
            for row in found
        ]
        yield sorted(rows, key=lambda row: (row["from"], row["to"], _line(row)))


def plain_properties(properties: dict[str, Any]) -> dict[str, Any]:
    """Properties as the store gives them: without the id and without bookkeeping, and with dates as texts."""
    told = {name: value for name, value in properties.items() if name not in BESIDE_FACTS}
    return plain_values(told)


def _line(row: dict[str, Any]) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
