"""The number up to which all changes can be read.

Neo4j shows a transaction in parts while it commits: its records first, then, index by index, the ways to find them. Of
reads beside writers some in a hundred saw the last number and not the changes up to it. Writers hold the node that has
the number until all of their transaction can be seen, so who locks it knows (docs/decisions/0039-torn-commits.md).
"""

from typing import NamedTuple
from uuid import uuid4

from graph.changes.statements import LAST_SEQ, LOCKED_SEQ, REGISTRY
from graph.store.store import Reader, Store, StoreRows, Transaction


class LastChange(NamedTuple):
    """The number of the last change of a graph, and the lineage that tells this graph from others; empty for none."""

    seq: int = 0
    lineage: str = ""


async def read_last_change(reader: Reader) -> LastChange:
    """The last change as the store tells it: others may not find it yet. Raises StoreError."""
    return _of(await reader.rows(LAST_SEQ, {"registry": REGISTRY, "none": 0}))


async def lock_last_change(transaction: Transaction) -> LastChange:
    """The last change; it and all before it can be read by everybody. No change is numbered until the transaction ends.

    Raises StoreError.
    """
    return _of(await transaction.run(LOCKED_SEQ, {"registry": REGISTRY, "none": 0, "lock": uuid4().hex}))


class LastChanges:
    """What one process knows of the last change of its store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = LastChange()

    async def look(self) -> LastChange:
        """The last change, which can be read as all before it can. Raises StoreError.

        One read where nothing has come; else also a transaction that waits for the one that is being committed.
        """
        told = await read_last_change(self._store)
        if told != self._known and self._store.dialect.tears:
            told = await self._store.write(lock_last_change)
        self._known = told
        return told

    def note(self, written: LastChange) -> None:
        """This process has committed a change, and so all before it can be read, too."""
        if written.lineage != self._known.lineage or written.seq > self._known.seq:
            self._known = written


def _of(rows: StoreRows) -> LastChange:
    return LastChange(rows[0]["seq"], rows[0]["lineage"] or "") if rows else LastChange()
