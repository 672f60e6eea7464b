"""A line to a store, which can be cut in the middle of a commit."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from graph.store.store import Store
from tests.conftest import Server

COMMIT = bytes.fromhex("0002b0120000")
"""The message of Bolt that commits a transaction, in its chunk."""
UNHEARD = 0.2
"""Seconds in which a store does a commit that was sent."""


@dataclass
class Line:
    """A line to a store that is cut when a commit goes over it: before the store has it, or before its answer."""

    to: tuple[str, int]
    delivers: bool
    cuts: int = 1

    async def carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Carries one connection."""
        far, out = await asyncio.open_connection(*self.to)
        answering = asyncio.create_task(_copy(far, back))
        with contextlib.suppress(ConnectionError):
            while data := await near.read(2**16):
                cut = COMMIT in data and self.cuts > 0
                if cut:
                    self.cuts -= 1
                    answering.cancel()
                if not cut or self.delivers:
                    out.write(data)
                    await out.drain()
                if cut:
                    await asyncio.sleep(UNHEARD)
                    break
        answering.cancel()
        for each in (out, back):
            each.close()
            with contextlib.suppress(ConnectionError):
                await each.wait_closed()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await source.read(2**16):
            target.write(data)
            await target.drain()


@asynccontextmanager
async def through(line: Line, server: Server) -> AsyncIterator[Store]:
    """The store of a server, at the far end of a line."""
    listening = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    store = Store.open(replace(server.address, uri=f"bolt://127.0.0.1:{port}"), embedded=server.embedded)
    try:
        await store.ping()
        yield store
    finally:
        await store.close()
        listening.close()


def line_to(server: Server, *, delivers: bool) -> Line:
    parts = urlsplit(server.address.uri)
    assert parts.hostname and parts.port
    return Line((parts.hostname, parts.port), delivers)
