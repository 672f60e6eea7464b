"""Tells those who follow changes when there are new ones: one look at the store for all of a process."""

import asyncio
import contextlib
from collections.abc import Iterator

from graph.changes.last import LastChange, LastChanges
from graph.store.errors import StoreError
from graph.store.store import Store
from graph.tasks import settle_tasks

LOOK_SECONDS = 0.25
"""How often the store is asked for the number of its last change, while anybody follows."""


class ChangeFeed:
    """Knows the number of the last change, as long as anybody waits for the next one."""

    def __init__(self, store: Store) -> None:
        self._last = LastChanges(store)
        self._known: LastChange | None = None
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
            if not self._followers:
                self._rung.set()

    async def settle(self, seconds: float) -> None:
        """Waits until the store is not asked any more, once nobody follows; so many seconds at most."""
        await settle_tasks((self._looking,) if self._looking else (), seconds)

    async def look(self) -> LastChange:
        """The last change that can be read. Raises StoreError."""
        return await self._last.look()

    def ring(self, written: LastChange) -> None:
        """This process has written a change: looks at once."""
        self._last.note(written)
        self._rung.set()

    async def wait(self, seen: LastChange, seconds: float) -> bool:
        """Waits until there are changes after one, or the graph is another one; False where the time is over."""

        def has_risen() -> bool:
            known = self._known
            return known is not None and (known.seq > seen.seq or known.lineage != seen.lineage)

        try:
            async with asyncio.timeout(seconds), self._risen:
                await self._risen.wait_for(has_risen)
        except TimeoutError:
            return False
        return True

    async def _look(self) -> None:
        """Looks until nobody follows. Who cancels a driver that connects just then leaves a socket open, so none is."""
        try:
            while self._followers:
                with contextlib.suppress(StoreError):  # who asks the store is told; here it is asked again
                    found = await self.look()
                    if found != self._known:
                        async with self._risen:
                            self._known = found
                            self._risen.notify_all()
                self._rung.clear()
                if self._followers:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._rung.wait(), LOOK_SECONDS)
        finally:
            self._looking = None
