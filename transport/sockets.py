"""A client's connection once it has become a WebSocket: uvicorn's, with the limits that it leaves to its user."""

import re

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

MAX_PIECES = 1_000
"""Frames of one message: empty ones cost memory too, and do not count for its size."""
PING_SECONDS = 20.0
"""How often a client is asked whether it is there, and how long it may take to say so."""
VERSION = b"13"
KEY = re.compile(rb"[A-Za-z0-9+/]{22}==", re.ASCII)


def is_handshake(method: bytes, version: str, headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether a request asks for a WebSocket as it should (RFC 6455, 4.2.1); what is within a body never does."""

    def only(name: bytes) -> bytes:
        values = [value.strip() for each, value in headers if each == name]
        return values[0] if len(values) == 1 else b""

    bodied = any(name in (b"content-length", b"transfer-encoding") for name, _ in headers)
    return (
        (method, version, bodied) == (b"GET", "1.1", False)
        and only(b"upgrade").lower() == b"websocket"
        and only(b"sec-websocket-version") == VERSION
        and KEY.fullmatch(only(b"sec-websocket-key")) is not None
    )


class SocketConnection(WebSocketsSansIOProtocol):
    """One socket, for as long as it lasts."""

    pieces = 0

    def handle_text(self, event: Frame) -> None:
        """A message has come, or its first frame."""
        self.pieces = 1
        super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        self.pieces = 1
        super().handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        """A further frame of a message has come."""
        self.pieces += 1
        if self.pieces <= MAX_PIECES:
            super().handle_cont(event)
            return
        self.conn.fail(CloseCode.MESSAGE_TOO_BIG, "Too many frames.")
        self.handle_parser_exception()

    def keepalive_timeout(self) -> None:
        """The client does not say that it is there: it may not read either, so that closing would wait for ever."""
        super().keepalive_timeout()
        self.drop()

    def drop(self) -> None:
        """Ends the connection, whatever it still has to send."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            self.transport.close()
