"""Which column of a file is which of ours: by its name in any case, in other words, or in Russian."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import OSA

from graph.folding import fold
from graph.load.quoting import quote
from graph.load.report import LoadError

MIN_LETTERS_OF_A_TYPO = 5
MAX_TYPOS = 2
SEPARATOR = "|"
"""Between several things in one cell."""
REASONS = "reasons"
"""The column that the file of rejected rows has beside those of the sender; it is not read."""


@dataclass(frozen=True)
class SheetColumns:
    """The columns that a file may have.

    needed    those that it must have
    optional  those that it may have
    called    other names of a column
    instead   a needed column → one that may stand for it
    several   those that may stand in a file more than once, as `Our university` and `Partner` are both parties
    days      those that hold a day, which people put side by side under one name
    """

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    called: Mapping[str, Sequence[str]] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.needed, *self.optional)))

    @cached_property
    def _keys(self) -> dict[str, str]:
        other = {fold(name): column for column, names in self.called.items() for name in names}
        return other | {fold(column): column for column in self.all}

    def find(self, name: str) -> str | None:
        """The column that this name means; what stands in brackets behind it does not count."""
        found = self._keys.get(fold(name))
        return found or self._keys.get(fold(name.partition("(")[0]))

    def nearest(self, name: str) -> str | None:
        """The column of which this name may be a misspelling."""
        key = fold(name)
        if len(key) < MIN_LETTERS_OF_A_TYPO:
            return None
        near = (each for each in self._keys if 0 < OSA.distance(key, each, score_cutoff=MAX_TYPOS) <= MAX_TYPOS)
        return next((self._keys[each] for each in near if len(each) >= MIN_LETTERS_OF_A_TYPO), None)

    def missing(self, found: Mapping[str, object]) -> list[str]:
        """The needed columns that are not among these."""
        return [name for name in self.needed if name not in found and self.instead.get(name) not in found]


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a file's columns, and where each of ours stands."""

    names: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]

    def name_of(self, column: str) -> str:
        """What the file calls a column of ours."""
        return " + ".join(self.names[place].strip() for place in self.places.get(column, ()))

    def cells(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of a row by our columns; those of a column that stands more than once are joined."""
        return {
            column: SEPARATOR.join(cells[place] for place in places if place < len(cells) and cells[place].strip())
            for column, places in self.places.items()
        }


def read_header(names: Sequence[str], columns: SheetColumns) -> Header:
    """Where each of our columns stands among these names."""
    places: dict[str, tuple[int, ...]] = {}
    for place, name in enumerate(names):
        column = columns.find(name)
        if column:
            places[column] = (*places.get(column, ()), place)
    return Header(tuple(names), places)


def check_complete(header: Header, columns: SheetColumns) -> None:
    """Raises LoadError where a needed column is missing."""
    missing = columns.missing(header.places)
    if missing:
        there = ", ".join(quote(name) for name in header.names if name.strip())
        raise LoadError(f"unknown format: no column {', '.join(missing)}; there are {there or 'none'}")


def check_once(header: Header, columns: SheetColumns) -> None:
    """Raises LoadError where one of our columns stands twice."""
    for column, places in header.places.items():
        if len(places) > 1 and column not in columns.several:
            both = " and ".join(quote(header.names[place]) for place in places)
            raise LoadError(f"a column stands twice: {both} are both {column}")


def note_unread(header: Header, columns: SheetColumns) -> list[str]:
    """Notes of columns that are not read.

    Raises LoadError where one looks like a misspelling of ours: what is in it would be lost.
    """
    read = {place for places in header.places.values() for place in places}
    strange = [" ".join(name.split()) for place, name in enumerate(header.names) if place not in read and name.strip()]
    strange = [name for name in strange if fold(name) != REASONS]
    for name in strange:
        nearest = columns.nearest(name)
        if nearest and nearest not in header.places:
            raise LoadError(f"no such column: {quote(name)}; is it {nearest}? Others are {', '.join(columns.all)}")
    if not strange:
        return []
    named = ", ".join(map(quote, strange))
    return [f"{'columns that are' if len(strange) > 1 else 'a column that is'} not read: {named}"]
