"""Turns: long work that clients cause, one at a time and with rests."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

RESTS = 5
"""How many times as long as the work the rest after it is: Python runs one thread at a time, and others want to."""


class Turns:
    """Work waits its turn, first come, first served; work that is alone does not wait."""

    def __init__(self) -> None:
        self._free = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A turn of one's own. The next one begins after a rest."""
        await self._free.acquire()
        began = time.monotonic()
        try:
            yield
        finally:
            rest = RESTS * (time.monotonic() - began)
            asyncio.get_running_loop().call_later(rest, self._free.release)
