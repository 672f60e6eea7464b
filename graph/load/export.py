"""The whole graph as JSON Lines: one node or edge a line, in one order, the same bytes from both stores.

Nodes come by label and id, edges by type, from and to; dates are texts. Bookkeeping stays out (Migration, Registry,
Revision).
What others write while an export runs may be in it or not.
"""

from collections.abc import AsyncIterator
from typing import Any, TextIO

import orjson
from neo4j.time import Date

from graph.load import statements
from graph.load.report import Progress
from graph.load.tables import EDGES, NODES
from graph.store.store import Store

PAGE = 1000
"""Nodes in a page; of edges, those that leave as many nodes."""
DEADLINE = 60.0
"""Seconds for a page."""


async def export(store: Store, out: TextIO, progress: Progress) -> int:
    """Writes the graph to `out` and gives the number of lines; `progress` hears them, their total is not known."""
    count = 0
    ends: dict[str, list[str]] = {}
    for label in sorted(NODES):
        ends[label] = []
        async for page in _node_pages(store, label):
            out.writelines(_line({"node": label, **row}) for row in page)
            ends[label].append(page[-1]["id"])
            count += len(page)
            progress(count, None)
    for edge_type in sorted(EDGES):
        for label in sorted({source for source, _ in EDGES[edge_type].ends}, key=lambda each: NODES[each].prefix):
            async for page in _edge_pages(store, edge_type, label, ends[label]):
                out.writelines(_line({"edge": edge_type, **row}) for row in page)
                count += len(page)
                progress(count, None)
    return count


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
    """Properties as the store gives them, without the id and with dates as texts."""
    return {
        name: value.iso_format() if isinstance(value, Date) else value
        for name, value in properties.items()
        if name != "id"
    }


def _line(row: dict[str, Any]) -> str:
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE).decode()
