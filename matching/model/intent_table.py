"""Intents as columns: a condition is looked at once for each of the few codes that there are, not for each intent."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain

import numpy as np

from matching.model.contacts import NEVER, OPEN_END
from matching.model.facts import IntentFacts
from matching.model.sparse import Mask, Rows


class Codes:
    """What the intents name in one aspect: for each of them some codes, or none."""

    def __init__(self, named: Iterable[tuple[str, ...]]) -> None:
        number: dict[tuple[str, ...], int] = {}
        self._number = np.asarray([number.setdefault(codes, len(number)) for codes in named], dtype=np.int64)
        place = {code: at for at, code in enumerate(dict.fromkeys(chain.from_iterable(number)))}
        self._codes = tuple(place)
        self._code = np.asarray([place[code] for codes in number for code in codes], dtype=np.int64)
        self._list = np.asarray([at for codes, at in number.items() for _ in codes], dtype=np.int64)
        self._lists = len(number)

    @cached_property
    def any(self) -> Mask:
        """Which intents name any."""
        return self.name(lambda _: True)

    def name(self, fulfils: Callable[[str], bool]) -> Mask:
        """Which intents name one that fulfils a condition."""
        found = np.asarray([fulfils(code) for code in self._codes], dtype=np.bool_)
        lists = np.zeros(self._lists, dtype=np.bool_)
        lists[self._list[found[self._code]]] = True
        return lists[self._number]


class IntentTable:
    """The intents of known institutions, a line each, ids ascending."""

    def __init__(self, intents: Iterable[IntentFacts], row_of: Mapping[str, int]) -> None:
        """`row_of`: the rows of the institutions by their ids."""
        known = sorted((intent for intent in intents if intent.university in row_of), key=lambda intent: intent.id)
        self.intents = tuple(known)
        self.university: Rows = np.asarray([row_of[intent.university] for intent in known], dtype=np.int64)
        """The row of each intent's institution."""
        self._since = np.asarray([_ordinal(intent.since, NEVER) for intent in known], dtype=np.int64)
        self.until: Rows = np.asarray([_ordinal(intent.until, OPEN_END) for intent in known], dtype=np.int64)
        """First days on which they no longer stand, counted as Python counts days, or OPEN_END."""
        self._direction = Codes((intent.direction,) for intent in known)
        self._kind = Codes((intent.cooperation_kind,) for intent in known)
        self.aspects = {
            "fields": Codes(intent.fields for intent in known),
            "levels": Codes(intent.levels for intent in known),
            "languages": Codes(intent.languages for intent in known),
            "countries": Codes(intent.countries for intent in known),
        }
        """What they name, of each nothing where they are open to any."""

    def open(self, day: date) -> Mask:
        """Which stand on the day."""
        ordinal = day.toordinal()
        return np.asarray((self._since <= ordinal) & (ordinal < self.until))

    def of_kinds(self, kinds: Iterable[str]) -> Mask:
        """Which are of one of some kinds of cooperation."""
        return self._kind.name(frozenset(kinds).__contains__)

    def lines(self, chosen: Mask, direction: str, kind: str) -> Rows:
        """Those of a direction and a kind of cooperation among the chosen ones."""
        return np.flatnonzero(chosen & self._direction.name(direction.__eq__) & self._kind.name(kind.__eq__))

    def open_of(self, day: date, direction: str, kind: str) -> Iterator[tuple[int, IntentFacts]]:
        """Those of a direction and a kind of cooperation that stand on the day, with the rows of their institutions."""
        lines = self.lines(self.open(day), direction, kind).tolist()
        return ((int(self.university[line]), self.intents[line]) for line in lines)

    def name(self, aspect: str, fulfils: Callable[[str], bool]) -> Mask:
        """Which name in an aspect a code that fulfils a condition."""
        return self.aspects[aspect].name(fulfils)

    def allow(self, aspect: str, fulfils: Callable[[str], bool]) -> Mask:
        """Which name in an aspect a code that fulfils a condition, or nothing: those are open to any."""
        named = self.aspects[aspect]
        return np.asarray(named.name(fulfils) | ~named.any)


def _ordinal(day: date | None, missing: int) -> int:
    return missing if day is None else day.toordinal()
