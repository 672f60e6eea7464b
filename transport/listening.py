"""The socket we answer on, and the server behind it."""

import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

GRACE_SECONDS = 5
"""How long the requests that are under way when we are told to stop may take."""


@contextlib.contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
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


class Server(uvicorn.Server):
    """Leaves signals to `server.py`: uvicorn raises them again when it has ended, and then nothing is tidied up."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app, http="httptools", log_config=None, access_log=False, timeout_graceful_shutdown=GRACE_SECONDS
            )
        )

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield
