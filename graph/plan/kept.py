"""Statements that are kept, by shape: those asked for last, as many as a bound of characters takes."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import LRUCache

from graph.plan.statement import Statement

CHARACTERS_KEPT = 8_000_000
"""Of all texts together: some thousands of the usual length."""
Shape = TypeVar("Shape", bound=Hashable)


class Statements(Generic[Shape]):
    """What writes the statement of a shape, and keeps it."""

    def __init__(self, write: Callable[[Shape], Statement]) -> None:
        self._write = write
        self._kept: LRUCache[Shape, Statement] = LRUCache(CHARACTERS_KEPT, getsizeof=lambda each: len(each.text))

    def of(self, shape: Shape) -> tuple[Statement, bool]:
        """The statement, and whether it was known."""
        known = self._kept.get(shape)
        if known:
            return known, True
        made = self._write(shape)
        if len(made.text) <= CHARACTERS_KEPT:
            self._kept[shape] = made
        return made, False
