"""Server-sent events: a subscription as an answer that goes on, in the distinct connections mode of graphql-sse.

Each event has the cursor after it as its id; a client that comes back sends the last one as `Last-Event-ID`. A
heartbeat has an id and nothing else: it moves that cursor on, and tells nobody anything.
"""

import asyncio
from collections.abc import AsyncIterator, Callable

import orjson
from starlette.types import Receive, Scope, Send

from access.errors import TokenError
from engine.faults import error_body
from engine.operation import OperationResult
from engine.streaming import EventStream, StreamItem
from errors import Code
from transport.connection import STOPPING
from transport.watched import run_until_stopped

HEADERS = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",  # nginx would wait until a buffer is full
}
COMPLETE = b"event: complete\ndata:\n\n"


def next_event(item: StreamItem) -> bytes:
    """What is sent for an item; no response has the end of a line in it."""
    id = b"id: %b\n" % item.cursor.encode() if item.cursor else b""
    data = b"" if item.content is None else b"event: next\ndata: %b\n" % item.content
    return id + data + b"\n"


async def only(answer: OperationResult) -> EventStream:
    """The answer to an operation that is answered once, as a stream."""
    yield StreamItem(answer.content, "")


async def send_events(
    scope: Scope, receive: Receive, send: Send, items: EventStream, vary: str, told: Callable[[], None]
) -> None:
    """Sends a stream until it, the client or the server ends. `told` is called for each event.

    Raises ClientDisconnect. The request's body must have been read.
    """
    headers = HEADERS | {"vary": vary}
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    stopping: asyncio.Event | None = scope["state"].get(STOPPING)
    try:
        await run_until_stopped(receive, _send_all(scope, send, items, told), stopping)
    finally:
        await items.aclose()  # type: ignore[attr-defined]
    await send({"type": "http.response.body", "body": b""})


async def _send_all(scope: Scope, send: Send, items: EventStream, told: Callable[[], None]) -> None:
    async for item in _until_refused(scope, items):
        await send({"type": "http.response.body", "body": next_event(item), "more_body": True})
        if item.content is not None:
            told()
        await asyncio.sleep(0)  # a page of events that are ready is no reason to keep others waiting
    await send({"type": "http.response.body", "body": COMPLETE, "more_body": True})


async def _until_refused(scope: Scope, items: EventStream) -> AsyncIterator[StreamItem]:
    """The items, and an error as the last one where the key or token ends."""
    try:
        async for item in items:
            yield item
    except TokenError as error:
        scope["state"]["told"].codes = (Code.UNAUTHENTICATED.name,)
        body = error_body(Code.UNAUTHENTICATED, str(error), scope["state"]["request_id"])
        yield StreamItem(orjson.dumps(body), "")
