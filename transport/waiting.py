"""Connections that wait for their clients, in the order in which they began to."""

import resource
from typing import Protocol

MAX_BY_ITSELF = 10_000


class Droppable(Protocol):
    """A connection that can be closed from our side."""

    def drop(self) -> None:
        """Closes it, whatever it still has to send."""


class IdleConnections:
    """The connections of one process that wait for a request or the rest of one. There are `most` at most."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._connections: dict[Droppable, None] = {}

    def __len__(self) -> int:
        return len(self._connections)

    def add(self, connection: Droppable) -> None:
        """Puts a connection behind all others. Where there are too many, drops the one that nobody has used longest."""
        self._connections.pop(connection, None)
        self._connections[connection] = None
        if len(self._connections) > self.most:
            longest = next(iter(self._connections))
            del self._connections[longest]
            longest.drop()

    def discard(self, connection: Droppable) -> None:
        """Takes out a connection that is being answered, or has ended."""
        self._connections.pop(connection, None)


def most_waiting(said: int) -> int:
    """How many may wait: as said, else half as many as this process may open files."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return said or min(files // 2 if files > 0 else MAX_BY_ITSELF, MAX_BY_ITSELF)
