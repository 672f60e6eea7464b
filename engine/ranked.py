"""Pages of what is ranked in memory: cursors hold the id of a hit, which keeps its place in the ranking."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from engine.cursors import check_size, not_beside, parse_opaque, write_opaque
from errors import Code, RegistryError

RANKED_ROWS = 10
"""Hits on a page where neither `first` nor `last` is given."""


def cursor_of(node_id: str) -> str:
    """The cursor of a hit."""
    return write_opaque(node_id.encode())


class Ranked(Protocol):
    """A ranking: how many there are, and where one stands (ValueError: nowhere). A list of ids is one."""

    def __len__(self) -> int:
        """How many there are."""

    def index(self, node_id: str, /) -> int:
        """The place of one, counted from 0."""


def window(ranked: Ranked, given: Mapping[str, Any], path: str) -> range:
    """The places of a ranking that `first`/`after` or `last`/`before` ask for.

    Raises RegistryError (BAD_USER_INPUT, BAD_CURSOR).
    """
    first, last, after, before = (given.get(name) for name in ("first", "last", "after", "before"))
    if first is not None and last is not None:
        raise not_beside("last", "first", path)
    for name, size in (("first", first), ("last", last)):
        if size is not None:
            check_size(size, f"{path}.{name}")
    low = _place(ranked, after, f"{path}.after") + 1 if after is not None else 0
    high = _place(ranked, before, f"{path}.before") if before is not None else len(ranked)
    if last is not None:
        return range(max(low, high - last), max(low, high))
    return range(low, max(low, min(high, low + (RANKED_ROWS if first is None else first))))


def _place(ranked: Ranked, cursor: str, path: str) -> int:
    try:
        return ranked.index(parse_opaque(cursor).decode("ascii"))
    except ValueError:
        raise RegistryError(
            Code.BAD_CURSOR, "is not a cursor of this ranking; begin again without it.", field=path
        ) from None


def page_value(edges: list[dict[str, Any]], places: range, total: int) -> dict[str, Any]:
    """The value of a connection over a ranking of `total` hits, of which `edges` stand at `places`."""
    facts = page_facts([edge["cursor"] for edge in edges], places, total)
    return {"edges": edges, "nodes": [edge["node"] for edge in edges], **facts}


def page_facts(page_cursors: Sequence[str], places: range, total: int) -> dict[str, Any]:
    """What the value of a page says of its place, given the cursors of what stands on it."""
    return {
        "pageInfo": {
            "hasNextPage": places.stop < total,
            "hasPreviousPage": places.start > 0,
            "startCursor": page_cursors[0] if page_cursors else None,
            "endCursor": page_cursors[-1] if page_cursors else None,
        },
        "totalCount": total,
    }
