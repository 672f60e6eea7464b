"""Follows a subscription by server-sent events, as an EventSource does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import orjson


@dataclass
class Event:
    """One event; `id` is that of the stream so far, `name` is empty for one that is told to nobody."""

    name: str
    id: str
    data: str

    @property
    def body(self) -> dict[str, Any]:
        read: dict[str, Any] = orjson.loads(self.data)
        return read


@dataclass
class EventReader:
    """The events of an answer, by the rules of the HTML standard (9.2.6)."""

    response: httpx.Response
    id: str = ""

    async def events(self) -> AsyncIterator[Event]:
        """All events; those without data, which an EventSource does not tell of, with no name."""
        name, data = "message", None
        async for line in self.response.aiter_lines():
            key, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if line == "":
                yield Event(name if data is not None else "", self.id, data or "")
                name, data = "message", None
            elif key == "event":
                name = value
            elif key == "data":
                data = value if data is None else f"{data}\n{value}"
            elif key == "id":
                self.id = value


@asynccontextmanager
async def listening(
    port: int, query: str, *, last: str = "", key: str = "", by_get: bool = False, **variables: Any
) -> AsyncIterator[EventReader]:
    """The answer to a subscription; leaving the block cuts the connection."""
    headers = {"accept": "text/event-stream", "accept-encoding": "gzip"}
    headers |= {"last-event-id": last} if last else {}
    headers |= {"authorization": f"Bearer {key}"} if key else {}
    url = f"http://127.0.0.1:{port}/graphql"
    asked: dict[str, Any] = {"json": {"query": query, "variables": variables}}
    if by_get:
        asked = {"params": {"query": query, "variables": orjson.dumps(variables).decode()}}
    async with (
        httpx.AsyncClient(timeout=30, verify=False) as client,
        client.stream("GET" if by_get else "POST", url, headers=headers, **asked) as response,
    ):
        yield EventReader(response)
