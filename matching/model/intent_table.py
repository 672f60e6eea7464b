"""Intents as columns: a condition is looked at once for each of the few codes that there are, not for each intent."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain

import numpy as np

from matching.model.contacts import NEVER, OPEN_END
from matching.model.facts import IntentFacts
from matching.model.fields import Column, column
from matching.model.records import Chosen, Table
from matching.model.sparse import Mask, Rows, Vector


class Codes:
    """What the intents name in one aspect: for each of them some codes, or none."""

    def __init__(self, named: Iterable[tuple[str, ...]]) -> None:
        number: dict[tuple[str, ...], int] = {}
        self._number = np.asarray([number.setdefault(codes, len(number)) for codes in named], dtype=np.int64)
        place = {code: at for at, code in enumerate(dict.fromkeys(chain.from_iterable(number)))}
        self._codes = tuple(place)
        self._code = np.asarray([place[code] for codes in number for code in codes], dtype=np.int64)
        self._list = np.asarray([at for codes, at in number.items() for _ in codes], dtype=np.int64)
        self._named = column(tuple[str, ...], list(number))

    @cached_property
    def any(self) -> Mask:
        """Which intents name any."""
        return self.name(lambda _: True)

    def name(self, fulfils: Callable[[str], bool]) -> Mask:
        """Which intents name one that fulfils a condition."""
        found = np.asarray([fulfils(code) for code in self._codes], dtype=np.bool_)
        lists = np.zeros(len(self._named), dtype=np.bool_)
        lists[self._list[found[self._code]]] = True
        return lists[self._number]

    def measured(self, lines: Rows, measure: Callable[[tuple[str, ...]], float]) -> Vector:
        """What a measure gives for what some intents name, of which it is asked once for each list of codes."""
        numbers, places = np.unique(self._number[lines], return_inverse=True)
        found = [measure(self._named[number]) for number in numbers.tolist()]
        return np.asarray(found, dtype=np.float64)[places]


ASPECTS = ("fields", "levels", "languages", "countries")
"""Of the facts of intents, in what they name codes."""


class IntentTable:
    """The intents of known institutions, a line each, ids ascending."""

    def __init__(self, intents: Table[IntentFacts], row_of: Mapping[str, int]) -> None:
        """`row_of`: the rows of the institutions by their ids."""
        ids, of = list(intents.column("id")), list(intents.column("university"))
        rows = sorted((row for row in range(len(ids)) if of[row] in row_of), key=ids.__getitem__)
        known = intents.take(np.asarray(rows, dtype=np.int64))
        self.intents = Chosen(intents, np.asarray(rows, dtype=np.int32))
        self.ids: Column = known.column("id")
        self.university: Rows = np.asarray([row_of[each] for each in known.column("university")], dtype=np.int64)
        """The row of each intent's institution."""
        self._since = np.asarray([_ordinal(day, NEVER) for day in known.column("since")], dtype=np.int64)
        self.until: Rows = np.asarray([_ordinal(day, OPEN_END) for day in known.column("until")], dtype=np.int64)
        """First days on which they no longer stand, counted as Python counts days, or OPEN_END."""
        self._direction = Codes((direction,) for direction in known.column("direction"))
        self._kind = Codes((kind,) for kind in known.column("cooperation_kind"))
        self.aspects = {name: Codes(known.column(name)) for name in ASPECTS}
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

    def measured(self, aspect: str, lines: Rows, measure: Callable[[tuple[str, ...]], float]) -> Vector:
        """What a measure gives for the codes that some lines name in an aspect."""
        return self.aspects[aspect].measured(lines, measure)

    def name(self, aspect: str, fulfils: Callable[[str], bool]) -> Mask:
        """Which name in an aspect a code that fulfils a condition."""
        return self.aspects[aspect].name(fulfils)

    def allow(self, aspect: str, fulfils: Callable[[str], bool]) -> Mask:
        """Which name in an aspect a code that fulfils a condition, or nothing: those are open to any."""
        named = self.aspects[aspect]
        return np.asarray(named.name(fulfils) | ~named.any)


def _ordinal(day: date | None, missing: int) -> int:
    return missing if day is None else day.toordinal()
