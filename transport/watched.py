"""Cancels a request's work, down to the store, on client disconnect or deadline."""

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any, TypeVar

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
                await _disconnected(receive)
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


async def run_until_stopped(receive: Receive, work: Coroutine[Any, Any, None], stopping: asyncio.Event | None) -> None:
    """Runs work that has no deadline until it ends, or the server stops. Raises ClientDisconnect.

    The request's body must have been read.
    """
    running, gone = asyncio.create_task(work), asyncio.create_task(_disconnected(receive))
    tasks: list[asyncio.Task[Any]] = [running, gone]
    if stopping:
        tasks.append(asyncio.create_task(stopping.wait()))
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        elif gone.done():
            raise ClientDisconnect
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
