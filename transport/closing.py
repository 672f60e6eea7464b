"""How sockets end: the codes of graphql-transport-ws, and one of RFC 6455."""

from enum import Enum

MAX_REASON = 120
"""Bytes of a reason; a frame has room for 123."""


class Closing(Enum):
    """Why a socket is closed."""

    BAD_MESSAGE = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    BAD_SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    ID_TAKEN = 4409
    TOO_MANY_INITS = 4429
    TRY_LATER = 1013


REASONS = {
    Closing.UNAUTHORIZED: "Unauthorized",
    Closing.BAD_SUBPROTOCOL: "Subprotocol not acceptable",
    Closing.INIT_TIMEOUT: "Connection initialisation timeout",
    Closing.TOO_MANY_INITS: "Too many initialisation requests",
}
"""In the words of the protocol."""


class CloseSocketError(Exception):
    """The conversation ends, and the client is told why."""

    def __init__(self, closing: Closing, reason: str = "") -> None:
        super().__init__(reason)
        self.closing = closing
        self.reason = (reason or REASONS[closing]).encode()[:MAX_REASON].decode(errors="ignore")


class SocketGoneError(Exception):
    """The client has gone, or the server stops."""
