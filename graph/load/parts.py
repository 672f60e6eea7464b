"""Questions about many ids, asked in parts."""

from collections.abc import Iterator
from typing import Any, TypeVar

from graph.store.store import Store

PART = 1000
"""Ids in a question."""

Item = TypeVar("Item")


def in_parts(items: list[Item]) -> Iterator[list[Item]]:
    """The items in their order, so many at a time."""
    return (items[start : start + PART] for start in range(0, len(items), PART))


async def rows_of(store: Store, text: str, ids: list[str]) -> list[dict[str, Any]]:
    """The rows of a statement that asks about `$ids`."""
    return [row for part in in_parts(ids) for row in await store.rows(text, {"ids": part})]
