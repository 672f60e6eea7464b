"""Tells those who follow changes when there are new ones: one look at the store for all of a process."""

import asyncio
import contextlib
from collections.abc import Iterator

from graph.changes.pages import last_seq
from graph.store.errors import StoreError
from graph.store.store import Store

LOOK_SECONDS = 0.25
"""How often the store is asked for the number of its last change, while anybody follows."""


class ChangeFeed:
    """Knows the number of the last change, as long as anybody waits for the next one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seq, self._lineage = -1, ""
        self._followers = 0
        self._looking: asyncio.Task[None] | None = None
        self._rung = asyncio.Event()
        self._risen = asyncio.Condition()

    @contextlib.contextmanager
    def follow(self) -> Iterator[None]:
        """Has the store looked at while the block runs."""
        self._followers += 1
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            self._followers -= 1
            if not self._followers and self._looking:
                self._looking.cancel()
                self._looking = None

    def ring(self) -> None:
        """This process has written something: looks at once."""
        self._rung.set()

    async def wait(self, seq: int, lineage: str, seconds: float) -> bool:
        """Waits until there are changes after a number, or the graph is another one; False where the time is over."""
        try:
            async with asyncio.timeout(seconds), self._risen:
                await self._risen.wait_for(lambda: self._seq > seq or (self._seq >= 0 and self._lineage != lineage))
        except TimeoutError:
            return False
        return True

    async def _look(self) -> None:
        while True:
            with contextlib.suppress(StoreError):  # who asks the store is told; here it is asked again
                found = await last_seq(self._store)
                if found != (self._seq, self._lineage):
                    async with self._risen:
                        self._seq, self._lineage = found
                        self._risen.notify_all()
            self._rung.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._rung.wait(), LOOK_SECONDS)
