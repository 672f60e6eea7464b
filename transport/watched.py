"""Cancels a request's work, down to the store, on client disconnect or deadline."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

PATIENCE = 0.1
"""Seconds before somebody watches: most answers are there sooner, and need no watching."""

Result = TypeVar("Result")


async def run_until_disconnect(receive: Receive, work: Awaitable[Result], deadline: float) -> Result:
    """The result of the work. Raises ClientDisconnect, or TimeoutError after `deadline` seconds.

    The request's body must have been read.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task
    watches: list[asyncio.Task[None]] = []
    reason: Exception | None = None

    async def watch() -> None:
        nonlocal reason
        try:
            async with asyncio.timeout(max(0.0, deadline - patience)):
                while (await receive())["type"] != "http.disconnect":
                    pass
            reason = ClientDisconnect()
        except TimeoutError as over:
            reason = over
        task.cancel()

    patience = min(PATIENCE, deadline)
    timer = loop.call_later(patience, lambda: watches.append(loop.create_task(watch())))
    try:
        return await work
    except asyncio.CancelledError:
        if reason is None:
            raise
        task.uncancel()
        raise reason from None
    finally:
        timer.cancel()
        for each in watches:
            each.cancel()
