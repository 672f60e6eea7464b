"""A client that goes away before its answer is there: the work is cancelled, down to the store."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

PATIENCE = 0.1
"""Seconds before somebody watches the connection: most answers are sooner, and need no watching."""

Result = TypeVar("Result")


async def unless_gone(receive: Receive, work: Awaitable[Result]) -> Result:
    """The result of the work. Raises ClientDisconnect, and cancels the work, where the client goes away meanwhile.

    The request's body must have been read.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task
    watches: list[asyncio.Task[None]] = []
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        task.cancel()

    timer = loop.call_later(PATIENCE, lambda: watches.append(loop.create_task(watch())))
    try:
        return await work
    except asyncio.CancelledError:
        if not gone:
            raise
        task.uncancel()
        raise ClientDisconnect from None
    finally:
        timer.cancel()
        for each in watches:
            each.cancel()
