"""Intents as columns: a condition is looked at once for each of the few values that there are, not for each intent."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from matching.model.contacts import NEVER, OPEN_END
from matching.model.facts import IntentFacts
from matching.model.sparse import Mask, Rows

ASPECTS = ("direction", "cooperation_kind", "fields", "levels", "languages", "countries")


class IntentTable:
    """The intents of known institutions, a line each."""

    def __init__(self, intents: Iterable[IntentFacts], row_of: Mapping[str, int]) -> None:
        """`row_of`: the rows of the institutions by their ids."""
        known = tuple(intent for intent in intents if intent.university in row_of)
        self._intents = known
        self.university: Rows = np.asarray([row_of[intent.university] for intent in known], dtype=np.int64)
        """The row of each intent's institution."""
        self._since = np.asarray([_ordinal(intent.since, NEVER) for intent in known], dtype=np.int64)
        self._until = np.asarray([_ordinal(intent.until, OPEN_END) for intent in known], dtype=np.int64)
        self._aspects = {name: _numbered([getattr(intent, name) for intent in known]) for name in ASPECTS}

    def open(self, day: date) -> Mask:
        """Which stand on the day."""
        ordinal = day.toordinal()
        return np.asarray((self._since <= ordinal) & (ordinal < self._until))

    def open_of(self, day: date, direction: str, cooperation_kind: str) -> Iterator[tuple[int, IntentFacts]]:
        """Those of a direction and a kind of cooperation that stand on the day, with the rows of their institutions."""
        chosen = self.open(day) & self.where("direction", direction.__eq__)
        lines = np.flatnonzero(chosen & self.where("cooperation_kind", cooperation_kind.__eq__)).tolist()
        return ((int(self.university[line]), self._intents[line]) for line in lines)

    def where(self, aspect: str, fulfils: Callable[[Any], bool]) -> Mask:
        """Of which the value of an aspect (one of ASPECTS) fulfils a condition."""
        values, number = self._aspects[aspect]
        return np.asarray([fulfils(value) for value in values], dtype=np.bool_)[number]


def _ordinal(day: date | None, missing: int) -> int:
    return missing if day is None else day.toordinal()


def _numbered(values: Sequence[Any]) -> tuple[list[Any], Rows]:
    """The values that there are, and for each line the number of its own."""
    number: dict[Any, int] = {}
    lines = [number.setdefault(value, len(number)) for value in values]
    return list(number), np.asarray(lines, dtype=np.int64)
