"""A registry on a real socket, and clients that send it bytes of their own making."""

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import orjson
from starlette.types import ASGIApp

from graph.store.store import Store
from process.application import application
from process.registry import registry_of
from settings import Settings
from tests.http.answering import NOBODY
from transport.listening import Server

HEAD = re.compile(rb"HTTP/1\.1 (\d+) [^\r]*\r\n((?:[^\r]+\r\n)*)\r\n")
PAUSE = 0.05
"""Seconds between two parts, so that they arrive apart."""
QUIET, PATIENCE = 0.3, 20.0
"""Seconds in which the rest of the answers comes, and the first of them."""
QUESTION = b'{"query":"{ __typename }"}'


@dataclass(frozen=True)
class Answer:
    """One answer, as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The code of its error."""
        error = orjson.loads(self.body)["errors"][0]["extensions"]
        assert error["requestId"] == self.headers["x-request-id"]
        assert self.headers["content-type"].startswith("application/json")
        return str(error["code"])


@asynccontextmanager
async def served(app: ASGIApp, settings: Settings) -> AsyncIterator[tuple[int, Server]]:
    """The port of an application, and the server."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = Server(app, settings)
        task = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.01)
        try:
            yield listening.getsockname()[1], server
        finally:
            server.should_exit = True
            await task


@asynccontextmanager
async def silent_store() -> AsyncIterator[Store]:
    """A store that takes connections and never says anything."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(100)
        address = replace(NOBODY, uri=f"bolt://127.0.0.1:{listening.getsockname()[1]}")
        store = Store.open(address)
        yield store
        await store.close()


@asynccontextmanager
async def registry(**settings: object) -> AsyncIterator[int]:
    """The port of a registry whose store is nowhere."""
    made = Settings.model_construct(**settings)  # type: ignore[arg-type]
    async with served(application(made, registry_of(Store.open(NOBODY), made)), made) as (port, _):
        yield port


async def exchange(port: int, *parts: bytes, ends: bool = True) -> list[Answer]:
    """All answers to bytes that are sent in parts.

    `ends`: the client goes away when no more comes; else it waits until the server ends the connection.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
    received = b""
    with contextlib.closing(writer):
        with contextlib.suppress(ConnectionError):  # the server has said all that it has to say
            for part in parts:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(PAUSE)
        with contextlib.suppress(ConnectionError):
            try:
                while more := await asyncio.wait_for(reader.read(2**20), QUIET if ends and received else PATIENCE):
                    received += more
            except TimeoutError:
                assert ends and received, "no answer, and the connection is open"
    return answers_of(received)


def answers_of(received: bytes) -> list[Answer]:
    """The answers in what was received."""
    answers = []
    while received:
        head = HEAD.match(received)
        assert head, received
        lines = (line.partition(": ") for line in head[2].decode().splitlines())
        headers = {name.lower(): value for name, _, value in lines}
        end = head.end() + int(headers.get("content-length", 0))
        answers.append(Answer(int(head[1]), headers, received[head.end() : end]))
        received = received[end:]
    return answers


def post(body: bytes = QUESTION, *headers: bytes, path: bytes = b"/graphql") -> bytes:
    """The head of a POST, and its body unless that is in chunks."""
    framing = (
        [] if any(each.lower().startswith(b"transfer") for each in headers) else [b"Content-Length: %d" % len(body)]
    )
    lines = [b"POST %b HTTP/1.1" % path, b"Host: registry", b"Content-Type: application/json", *framing, *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def get(path: bytes = b"/healthz", *headers: bytes) -> bytes:
    """A GET."""
    return b"\r\n".join([b"GET %b HTTP/1.1" % path, b"Host: registry", *headers]) + b"\r\n\r\n"
