"""Reads statements of the graph, page by page."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, NamedTuple, Protocol, TypeVar

from matching.model import rows
from matching.model.statements import DATA_VERSION

PAGE_SIZE = 2_500  # rows a statement: read before a deadline from a cold disk, and decoded before others notice
REGISTRY = "registry"  # id of the node that holds the data version

Thing = TypeVar("Thing")


class Reader(Protocol):
    """What runs a statement: the store, or a test."""

    def rows(self, statement: str, parameters: dict[str, Any]) -> Awaitable[list[dict[str, Any]]]:
        """The rows of a reading statement."""


class Version(NamedTuple):
    """The version of the data in a graph."""

    number: int = 0  # 0: nothing was loaded yet
    lineage: str = ""  # tells one graph from another: a store may be emptied and filled anew


async def data_version(reader: Reader) -> Version:
    """The version of what is in the graph now."""
    found = await reader.rows(DATA_VERSION, {"registry": REGISTRY})
    return Version(int(found[0]["dataVersion"] or 0), found[0]["lineage"] or "") if found else Version()


async def read_pages(
    reader: Reader, statement: str, make: Callable[[rows.Row], Thing], *, size: int = PAGE_SIZE
) -> list[Thing]:
    """What `make` makes of all rows of a statement that gives pages: of each page before the next one comes."""
    return [make(row) async for page in pages(reader, statement, {"after": ""}, size) for row in page]


async def pages(reader: Reader, statement: str, first: dict[str, Any], size: int) -> AsyncIterator[list[Any]]:
    """The rows of a statement after an id (`first["after"]`), page by page."""
    parameters = first | {"limit": size}
    while True:
        page = (await reader.rows(statement, parameters))[0]["rows"]
        yield page
        if len(page) < size:
            return
        parameters = parameters | {"after": rows.id_of(page[-1])}


async def read_by_id(reader: Reader, statement: str, ids: list[str], *, size: int = PAGE_SIZE) -> list[Any]:
    """The rows of the nodes with these ids, those that there are; ids that ascend give rows that ascend."""
    parts = [ids[start : start + size] for start in range(0, len(ids), size)]
    return [row for part in parts for row in (await reader.rows(statement, {"ids": part}))[0]["rows"]]
