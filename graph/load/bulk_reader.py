"""Reads of a whole registry, with the time that they take."""

from typing import Any

from graph.load.export import DEADLINE
from graph.store.store import Store


class BulkReader:
    """Reads from a store with the deadline of a page of an export: nobody waits in a browser."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of a statement."""
        return await self._store.rows(statement, parameters, deadline=max(DEADLINE, self._store.deadline))
