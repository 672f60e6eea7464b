"""The row: what a statement gives of one node, a list whose values are named by their places.

A list and not a map: names cost the store a tenth more time and the driver a quarter more, for each row again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import NodeType

Row = list[Any]
ID = 0
"""Where the id of a row stands."""


def columns(node: NodeType, reads: tuple[str, ...] | None, more: Iterable[str]) -> tuple[str, ...]:
    """The names of a row's values in their order: the id, the properties in `reads` or all, what comes with them."""
    return ("id", *(node.properties if reads is None else reads), *more)


def row_of(node: NodeType, reads: tuple[str, ...] | None, held: Mapping[str, Any]) -> Row:
    """The row of a node of which no relationship is asked, made of the properties that it holds."""
    return [held.get(name) for name in columns(node, reads, ())]


def places(names: Iterable[str]) -> dict[str, int]:
    """Where each value of a row stands."""
    return {name: place for place, name in enumerate(names)}


def row_by_name(names: Iterable[str], row: Row) -> Mapping[str, Any]:
    """The row by names, for what reads it so; the row may end in more than these, the keys that found its node."""
    return dict(zip(names, row, strict=False))


def rows_column(slot: int) -> str:
    """The name of the rows of a relationship."""
    return f"s{slot}"


def total_column(slot: int) -> str:
    """The name of the total of a relationship."""
    return f"t{slot}"


def edge_column(name: str) -> str:
    """The name in a row of a property of the edge that leads to the node."""
    return f"edge_{name}"


def key_column(number: int) -> str:
    """The name of the keys of one way that found a node (graph/plan/keys.py)."""
    return f"by{number}"
