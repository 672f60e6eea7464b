"""Tasks that go on when whoever began them does not wait any more."""

import asyncio
from collections.abc import Collection
from typing import Any


async def settle_tasks(tasks: Collection[asyncio.Task[Any]], seconds: float) -> None:
    """Waits until all have ended, so many seconds at most; then those that have not are cancelled."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
