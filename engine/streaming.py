"""Subscriptions: what is told as it happens, one response for each event."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

SUBSCRIPTION = "subscription"
"""The kind of an operation that goes on as long as its client listens."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Nothing has happened for a while; `cursor` says up to where."""

    cursor: str


class SourceEvent(Protocol):
    """Something that has happened."""

    @property
    def cursor(self) -> str:
        """Where to go on after it."""


@dataclass(frozen=True, slots=True)
class StreamItem:
    """What a subscriber is sent.

    content  the GraphQL response as JSON; None for a heartbeat
    cursor   the place after it
    """

    content: bytes | None
    cursor: str


EventStream = AsyncIterator[StreamItem]
