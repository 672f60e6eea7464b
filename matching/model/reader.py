"""Reads statements of the graph, page by page."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from graph.privacy import Level
from graph.store.store import Reader
from matching.model import rows
from matching.model.pace import PAGE_SIZE, ensure_pace

__all__ = ["PAGE_SIZE", "LevelReader", "pages", "read_by_id", "read_pages"]

SIGHT = "sight"
"""The parameter that says what is read: nodes of these levels, and `none` for one that has no level."""
ALL_LEVELS = {"levels": ["", *(each.name for each in Level)], "none": ""}

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class LevelReader:
    """Reads only what has one of some levels, of nodes that are not all published."""

    reader: Reader
    levels: tuple[Level, ...]

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of a statement."""
        own = {SIGHT: {"levels": [each.name for each in self.levels], "none": ""}} if SIGHT in parameters else {}
        return await self.reader.rows(statement, parameters | own)


async def read_pages(
    reader: Reader, statement: str, make: Callable[[rows.GraphRow], Thing], *, size: int = PAGE_SIZE
) -> list[Thing]:
    """What `make` makes of all rows of a statement that gives pages: of each page before the next one comes."""
    return [make(row) async for page in pages(reader, statement, {"after": ""}, size) for row in page]


async def pages(reader: Reader, statement: str, first: dict[str, Any], size: int) -> AsyncIterator[list[Any]]:
    """The rows of a statement after an id (`first["after"]`), page by page: of `size` rows, or of fewer if need be."""
    pace, after = ensure_pace(reader), first["after"]
    while True:
        page, asked = await pace.page(statement, partial(_page_parameters, first, after), size)
        yield page
        if len(page) < asked:
            return
        after = rows.id_of(page[-1])


def _page_parameters(first: dict[str, Any], after: str, limit: int) -> dict[str, Any]:
    return first | {SIGHT: ALL_LEVELS, "after": after, "limit": limit}


async def read_by_id(reader: Reader, statement: str, ids: list[str], *, size: int = PAGE_SIZE) -> list[Any]:
    """The rows of the nodes with these ids, those that there are; ids that ascend give rows that ascend."""
    pace, found = ensure_pace(reader), list[Any]()
    while ids:
        page, asked = await pace.page(statement, partial(_id_parameters, ids), size)
        found += page
        ids = ids[asked:]
    return found


def _id_parameters(ids: list[str], limit: int) -> dict[str, Any]:
    return {SIGHT: ALL_LEVELS, "ids": ids[:limit]}
