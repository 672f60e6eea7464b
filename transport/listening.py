"""The socket we answer on, and the server behind it."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Iterator
from functools import partial
from types import FrameType
from typing import cast

import uvicorn
from starlette.types import ASGIApp

from settings import Settings
from transport.connection import Connection, Limits
from transport.sockets import PING_SECONDS, SocketConnection
from transport.waiting import Droppable, IdleConnections, most_waiting

GRACE_SECONDS = 5
"""How long the requests that are under way when we are told to stop may take."""
CUT_SECONDS = 1
"""How long those that are cut off then may take to say so."""
SETTLE_SECONDS = 3
"""How long writes may take after that, for which nobody waits any more."""
LONGEST_STOP = GRACE_SECONDS + 2 * CUT_SECONDS + SETTLE_SECONDS
"""Seconds from when we are told to stop until we have."""


@contextlib.contextmanager
def bind_socket(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that holds the address and does not listen yet: whether it is free is known before the store starts.

    Raises OSError with words for the person who chose the address.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        held = socket.socket(family, kind, protocol)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(address)
    except OSError as error:
        why = error.strerror or str(error)
        raise OSError(f"Cannot listen on {host} port {port}: {why} (REGISTRY_HOST, REGISTRY_PORT).") from error
    with held:
        yield held


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach an address to listen on."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Server(uvicorn.Server):
    """Leaves signals to `server.py`: uvicorn raises them again when it has ended, and then nothing is tidied up."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        limits = Limits(settings.max_head, settings.arrival_deadline)
        connection = partial(
            Connection, limits=limits, waiting=IdleConnections(most_waiting(settings.idle_connections))
        )
        super().__init__(
            uvicorn.Config(
                app,
                http=cast(type[Connection], connection),
                ws=SocketConnection,
                ws_max_size=settings.max_body,
                ws_ping_interval=PING_SECONDS,
                ws_ping_timeout=PING_SECONDS,
                ws_per_message_deflate=False,  # some bytes would become any number of them
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,  # uvicorn would trust whoever is on this machine; the application says whom
                timeout_keep_alive=settings.keep_alive,
                timeout_graceful_shutdown=GRACE_SECONDS + 2 * CUT_SECONDS,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stops taking requests; those under way have some seconds."""
        super().handle_exit(sig, frame)
        asyncio.get_running_loop().call_later(GRACE_SECONDS, self._cut_off)

    def _cut_off(self) -> None:
        """Ends the requests that are still under way: each is told so, in words of ours."""
        for task in self.server_state.tasks:
            task.cancel()
        asyncio.get_running_loop().call_later(CUT_SECONDS, self._drop)

    def _drop(self) -> None:
        """Ends the connections of those who do not take their answers."""
        for connection in list(self.server_state.connections):
            cast(Droppable, connection).drop()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
