"""Lanes: how many heavy statements run at once, so that small ones always find the store free."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

CORES_A_LANE = 2
"""A heavy statement keeps one core busy; the other one is for everybody else."""


class Lanes:
    """Places for heavy statements; who finds none free waits, first come, first served."""

    def __init__(self, number: int) -> None:
        """`number` statements at once."""
        self._free: asyncio.Queue[str] = asyncio.Queue()
        for each in range(number):
            self._free.put_nowait(f"// lane {each} of process {os.getpid()}.")

    @asynccontextmanager
    async def lane(self) -> AsyncIterator[str]:
        """A lane of one's own, once there is one. Gives the comment that marks the statement in it: none that runs has
        the same or begins with it, and there are few of them, so the store keeps its plans."""
        mark = await self._free.get()
        try:
            yield mark
        finally:
            self._free.put_nowait(mark)


def lanes_for(workers: int) -> int:
    """How many lanes each of so many processes has beside a store that has as many cores as this machine."""
    return max(1, (os.cpu_count() or 1) // CORES_A_LANE // workers)
