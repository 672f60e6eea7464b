"""Waiting for a store that is away for a moment: an election or a restart takes 5 to 25 seconds."""

import asyncio
import random
import time

QUICK_PAUSES = 2
RETRY_FROM, RETRY_TO = 0.005, 0.1
"""Bounds in seconds of a quick pause (docs/decisions/0001)."""
PAUSE_FROM, PAUSE_TO = 0.2, 3.0
"""Seconds of the first and of the longest of the other pauses, each twice as long as the one before."""


class Waiting:
    """The pauses of one call: some quick ones, then growing ones until its budget of seconds is spent."""

    def __init__(self, budget: float) -> None:
        """The time runs from the first pause."""
        self._budget = budget
        self._until: float | None = None
        self._pauses = 0

    async def pause(self) -> bool:
        """Pauses. False, at once, where there is no time left to try again."""
        now = time.monotonic()
        if self._until is None:
            self._until = now + self._budget
        self._pauses += 1
        if self._pauses <= QUICK_PAUSES:
            await back_off()
            return True
        longest = min(PAUSE_FROM * 2 ** (self._pauses - QUICK_PAUSES - 1), PAUSE_TO)
        if now >= self._until:
            return False
        await asyncio.sleep(min(random.uniform(longest / 2, longest), self._until - now))
        return True


async def back_off() -> None:
    """The pause before a call that met another one is tried again."""
    await asyncio.sleep(random.uniform(RETRY_FROM, RETRY_TO))
