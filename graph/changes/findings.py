"""What an audit has found, in words: the first of it, and how much there is."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_TOLD = 20

ReadCallback = Callable[[list[Mapping[str, Any]], int], Awaitable[None]]
"""Is given the changes of a page, as they are kept, and the number up to which all were read."""


@dataclass(slots=True)
class Findings:
    """What is wrong. Tells no values: some may be told to nobody."""

    told: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, words: str) -> None:
        """Notes that something is wrong."""
        self.count += 1
        if len(self.told) < MAX_TOLD:
            self.told.append(words)
