"""How many streams a process holds open at once: sockets, and answers that go on (`text/event-stream`)."""

import contextlib
import resource
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Protocol

from starlette.types import Scope

from access.principal import ANONYMOUS
from errors import Code, RegistryError
from transport.addresses import address_of

MAX_BY_ITSELF = 1_000
SHARE = 10
"""Of all streams of a process one client may hold so many parts: others find room."""


class Via(Enum):
    """What a stream runs over."""

    SOCKET = "websocket"
    EVENTS = "sse"


class StreamCounter(Protocol):
    """Is told of streams."""

    def stream(self, via: str, more: int) -> None:
        """A stream has begun (1) or ended (-1)."""

    def event(self, via: str) -> None:
        """Something was sent to a subscriber."""


class Streams:
    """The streams that are open in one process. There are `most` at most."""

    def __init__(self, most: int, counted: StreamCounter | None = None) -> None:
        self.most = most
        self.each = max(1, most // SHARE)
        self._counted = counted
        self._by_client: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._by_client.total()

    @contextlib.contextmanager
    def open(self, scope: Scope, via: Via) -> Iterator[None]:
        """A stream for whoever asks, as long as the block runs. Raises RegistryError (TOO_MANY_STREAMS)."""
        client = scope["state"].get("principal", ANONYMOUS).id or address_of(scope)
        if len(self) >= self.most or self._by_client[client] >= self.each:
            raise RegistryError(Code.TOO_MANY_STREAMS, Code.TOO_MANY_STREAMS.meaning)
        self._by_client[client] += 1
        if self._counted:
            self._counted.stream(via.value, 1)
        try:
            yield
        finally:
            self._by_client[client] -= 1
            if not self._by_client[client]:
                del self._by_client[client]
            if self._counted:
                self._counted.stream(via.value, -1)

    def count_event(self, via: Via) -> None:
        """Something was sent to a subscriber."""
        if self._counted:
            self._counted.event(via.value)


def most_streams(said: int) -> int:
    """How many may be open: as said, else a quarter of what this process may open files."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return said or min(files // 4 if files > 0 else MAX_BY_ITSELF, MAX_BY_ITSELF)
