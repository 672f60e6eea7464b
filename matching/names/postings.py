"""Which rows hold which term: exact, by prefix, and with typing errors."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.model.sparse import ranges, starts_of
from matching.names.hashed import IntArray, RowArray
from matching.names.letters import differing, lacking, letters_of

AFTER_ALL = "\U0010ffff"
"""Sorts after every continuation of a prefix."""
# Typing errors allowed, by the length of the term: none in short words, where an error makes another word.
_ERRORS_FROM_LENGTH = ((12, 3), (7, 2), (4, 1))
_SHORTEST_PREFIX_WITH_ERROR = 5


class Near(NamedTuple):
    """Terms a number of typing errors away, by their places."""

    errors: int
    places: IntArray


class Postings:
    """Sorted terms with their rows in one array, so that the rows of a prefix are one slice."""

    def __init__(self, terms: Sequence[str], counts: npt.ArrayLike, rows: RowArray) -> None:
        """Terms in order, none of them empty; of how many rows each is; these rows, term by term."""
        self._terms = terms
        self._start = starts_of(np.asarray(counts))
        self._rows = rows
        self._letters = np.fromiter(map(letters_of, terms), np.uint64, len(terms))
        lengths = np.fromiter(map(len, terms), np.int64, len(terms))
        self._at_length = {length: np.flatnonzero(lengths == length) for length in np.unique(lengths).tolist()}

    def rows(self, first: int, last: int) -> RowArray:
        """Rows of the terms `first` up to `last`; a row with several of them comes several times."""
        return self._rows[self._start[first] : self._start[last]]

    def rows_at(self, places: IntArray) -> RowArray:
        """Rows of the terms at these places; a row with several of them comes several times."""
        return self._rows[ranges(self._start[places], self._start[places + 1])]

    def exact(self, term: str) -> tuple[int, int]:
        """The range of this term: one long, or empty."""
        at = bisect_left(self._terms, term)
        return at, at + (at < len(self._terms) and self._terms[at] == term)

    def prefix(self, term: str) -> tuple[int, int]:
        """The range of the terms that begin like this."""
        return bisect_left(self._terms, term), bisect_left(self._terms, term + AFTER_ALL)

    def near(self, term: str) -> Iterator[Near]:
        """Terms that typing errors lead to: a letter too many, too few, wrong, or two of them exchanged."""
        allowed = errors_allowed(term)
        if not allowed:
            return
        own = letters_of(term)
        for length in range(len(term) - allowed, len(term) + allowed + 1):
            places = self._at_length.get(length)
            if places is None:
                continue
            most = 2 * allowed - abs(length - len(term))  # an error that changes the length changes but one letter
            likely = places[differing(self._letters[places], own) <= most]
            yield from _near(term, likely, [self._terms[at] for at in likely.tolist()], allowed)

    def near_prefix(self, term: str) -> Iterator[Near]:
        """Terms whose beginning is one typing error away; the first letter is taken to be right."""
        if len(term) < _SHORTEST_PREFIX_WITH_ERROR:
            return
        first, last = self.prefix(term[0])
        likely = first + np.flatnonzero(lacking(self._letters[first:last], letters_of(term)) <= 1)
        yield from _near(term, likely, [self._terms[at][: len(term)] for at in likely.tolist()], 1)


def errors_allowed(term: str) -> int:
    """Typing errors that a term of this length may hold."""
    return next((errors for length, errors in _ERRORS_FROM_LENGTH if len(term) >= length), 0)


def _near(term: str, places: IntArray, choices: list[str], allowed: int) -> Iterator[Near]:
    """The places whose choice is one up to `allowed` errors from the term."""
    if not choices:
        return
    errors = process.cdist([term], choices, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8)[0]
    for number in range(1, allowed + 1):
        yield Near(number, places[errors == number])
