"""Writes that are under way: they go on where nobody waits for them any more."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from graph.store.errors import StoreError
from graph.write.outcome import CredentialError, RefusedError

log = logging.getLogger(__name__)

Result = TypeVar("Result")
EXPECTED = (RefusedError, CredentialError, StoreError)
"""What a write raises that is no defect. Who was to be told may have gone away."""


class Writes:
    """Those of one process."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of a write. It is not cancelled with who waits for it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError:
            task.add_done_callback(_tell_defect)
            raise
        return task.result()

    async def settle(self, seconds: float) -> None:
        """Waits for all that are under way. Those that are not done in time are cancelled, and leave nothing behind."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


def _tell_defect(task: asyncio.Task[Any]) -> None:
    """Of a write for which nobody waits any more."""
    fault = None if task.cancelled() else task.exception()
    if fault and not isinstance(fault, EXPECTED):
        log.error("write failed", exc_info=fault)
