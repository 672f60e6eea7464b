"""Talks graphql-transport-ws to a registry on a real socket, message by message."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from graph.store.store import Store
from process.application import application
from process.registry import registry_of
from settings import Settings
from tests.http.wire import served

PROTOCOL = Subprotocol("graphql-transport-ws")
SECONDS = 20.0


@asynccontextmanager
async def registry_over(store: Store, settings: Settings) -> AsyncIterator[int]:
    """The port of a registry over a store."""
    async with served(application(settings, registry_of(store, settings)), settings) as (port, _):
        yield port


@asynccontextmanager
async def socket(port: int, **given: Any) -> AsyncIterator[ClientConnection]:
    """A socket at /graphql, whose conversation has not begun."""
    given = {"subprotocols": [PROTOCOL]} | given
    async with connect(f"ws://127.0.0.1:{port}/graphql", **given) as made:
        yield made


@asynccontextmanager
async def conversation(port: int, key: str = "", **given: Any) -> AsyncIterator[ClientConnection]:
    """A socket whose conversation has begun."""
    async with socket(port, **given) as made:
        await begin(made, key)
        yield made


async def begin(made: ClientConnection, key: str = "") -> None:
    payload = {"payload": {"Authorization": f"Bearer {key}"}} if key else {}
    await say(made, type="connection_init", **payload)
    assert await heard(made) == {"type": "connection_ack"}


async def say(made: ClientConnection, **message: Any) -> None:
    await made.send(orjson.dumps(message).decode())


async def subscribe(made: ClientConnection, query: str, id: str = "1", **variables: Any) -> None:
    await say(made, type="subscribe", id=id, payload={"query": query, "variables": variables})


async def heard(made: ClientConnection) -> dict[str, Any]:
    return cast(dict[str, Any], orjson.loads(await made.recv()))


async def closed(made: ClientConnection) -> tuple[int, str]:
    """The code and the reason with which the other side closes; what it says before is not listened to."""
    try:
        while True:
            await made.recv()
    except ConnectionClosed as end:
        assert end.rcvd, "the connection was cut"
        return end.rcvd.code, end.rcvd.reason
