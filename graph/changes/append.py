"""Gives changes their numbers and keeps them, in the transaction of the write that they tell of."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from graph.changes import statements
from graph.changes.change import RELOADED, Change
from graph.privacy import Level
from graph.store.store import Transaction

BOOKKEEPING = frozenset(("version", "head", "lock", "salt"))
"""What nodes keep of their changes, and of who writes to them: no part of an export or of a diff."""


async def append_changes(transaction: Transaction, changes: Sequence[Change], rules: str) -> int:
    """Keeps changes in this order, with the next numbers; gives the last number. Only totals are written after it."""
    (found,) = await transaction.run(statements.APPEND_CHANGES, append_parameters(changes, rules))
    return int(found["seq"])


def append_parameters(changes: Sequence[Change], rules: str) -> dict[str, Any]:
    """What a statement takes that raises the number and keeps changes (statements.RAISE_SEQ).

    The first change of a graph gives it a name of its own, drawn by lot; `rules` are the rules of visibility by which
    it was written.
    """
    rows = [
        {"key": each.key, "place": place, "properties": each.properties} for place, each in enumerate(changes, start=1)
    ]
    first = {"registry": statements.REGISTRY, "lineage": uuid4().hex, "rules": rules, "none": 0}
    return {**first, "count": len(rows), "rows": rows}


def reloaded(at: int, origin: str) -> Change:
    """The change that says that all is to be read anew."""
    return Change(RELOADED, at=at, origin=origin, batch=uuid4().hex, seen=Level.PUBLIC.name)
