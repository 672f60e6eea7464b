"""Reads as much at once as the store gives in good time: smaller pages where it is slow, then larger ones again."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from graph.store.errors import StoreMemoryError, StoreTimeoutError
from graph.store.store import Reader, StoreRows

log = logging.getLogger(__name__)

PAGE_SIZE = 2_500  # rows a statement: read before a deadline from a cold disk, and decoded before others notice
LEAST = 10  # rows; a store that does not give these in time gives nothing
QUICK, SLOW = 2.0, 7.0
"""Seconds: a page that came in fewer may be twice as large, and one that took more half as large."""
TRIES = 3
"""How often a statement is asked that gives all of its rows at once."""


class Pace:
    """A reader that knows how much the store gives at once. `read`: the rows of pages that it has given."""

    def __init__(self, reader: Reader) -> None:
        self.read = 0
        self._reader = reader
        self._size = PAGE_SIZE

    async def rows(self, statement: str, parameters: dict[str, Any]) -> StoreRows:
        """The rows of a statement that cannot be parted, asked again where they do not come in time."""
        for _ in range(1, TRIES):
            try:
                return await self._reader.rows(statement, parameters)
            except StoreTimeoutError:
                log.info("store is slow; retrying what timed out")
        return await self._reader.rows(statement, parameters)

    async def page(
        self, statement: str, parameters: Callable[[int], dict[str, Any]], most: int
    ) -> tuple[list[Any], int]:
        """The rows of a page of `most` rows, or of fewer, and of how many. `parameters` are those for so many rows.

        Raises what the reader raises, StoreTimeoutError or StoreMemoryError where it is for LEAST rows.
        """
        while True:
            size, started = min(most, self._size), monotonic()
            try:
                page = (await self._reader.rows(statement, parameters(size)))[0]["rows"]
            except (StoreTimeoutError, StoreMemoryError) as fault:
                if size <= LEAST:
                    raise
                self._size = max(LEAST, min(self._size, size // 2))
                log.info("page size reduced", extra={"rows": self._size, "reason": str(fault)})
                continue
            self._learn(size, monotonic() - started)
            self.read += len(page)
            return page, size

    def _learn(self, size: int, seconds: float) -> None:
        if seconds > SLOW:
            self._size = max(LEAST, min(self._size, size // 2))
        elif seconds < QUICK and size == self._size:
            self._size = min(PAGE_SIZE, 2 * size)


def ensure_pace(reader: Reader) -> Pace:
    """The reader itself where it knows its pace, so that all that it reads has one; else one that learns it."""
    return reader if isinstance(reader, Pace) else Pace(reader)
