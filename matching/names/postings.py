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
from matching.names.letters import count_differing, count_lacking, letters_of

AFTER_ALL = "\U0010ffff"
"""Sorts after every continuation of a prefix."""
# Typing errors allowed, by the length of the term: none in short words, where an error makes another word.
_ERRORS_FROM_LENGTH = ((12, 3), (7, 2), (4, 1))
_SHORTEST_PREFIX_WITH_ERROR = 5


class Near(NamedTuple):
    """Terms a number of typing errors away, by their places."""

    errors: int
    places: IntArray | RowArray


class Postings:
    """Sorted terms with their rows in one array, so that the rows of a prefix are one slice."""

    def __init__(self, terms: Sequence[str], counts: npt.ArrayLike, rows: RowArray) -> None:
        """Terms in order, none of them empty; of how many rows each is; these rows, term by term."""
        self._terms = terms
        self._start = starts_of(np.asarray(counts))
        self._rows = rows
        lengths = np.fromiter(map(len, terms), np.int32, len(terms))
        self._by_length: RowArray = np.argsort(lengths, kind="stable").astype(np.int32)
        self._place_by_length: RowArray = np.argsort(self._by_length).astype(np.int32)
        self._length_start = starts_of(np.bincount(lengths))
        letters = np.fromiter(map(letters_of, terms), np.uint64, len(terms))
        self._letters = letters[self._by_length]

    def rows(self, first: int, last: int) -> RowArray:
        """Rows of the terms `first` up to `last`; a row with several of them comes several times."""
        return self._rows[self._start[first] : self._start[last]]

    def rows_at(self, places: IntArray | RowArray) -> RowArray:
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
        lengths = range(max(0, len(term) - allowed), min(len(term) + allowed, len(self._length_start) - 2) + 1)
        if not lengths:
            return
        start = self._length_start[lengths.start : lengths.stop + 1]
        # An error that changes the length changes but one letter.
        most = np.array([2 * allowed - abs(length - len(term)) for length in lengths], np.uint8)
        likely = np.flatnonzero(
            count_differing(self._letters[start[0] : start[-1]], letters_of(term)) <= np.repeat(most, np.diff(start))
        )
        places = self._by_length[start[0] + likely]
        yield from _near(term, places, [self._terms[at] for at in places.tolist()], allowed)

    def near_prefix(self, term: str) -> Iterator[Near]:
        """Terms whose beginning is one typing error away; the first letter is taken to be right."""
        if len(term) < _SHORTEST_PREFIX_WITH_ERROR:
            return
        first, last = self.prefix(term[0])
        letters = self._letters[self._place_by_length[first:last]]
        likely = first + np.flatnonzero(count_lacking(letters, letters_of(term)) <= 1)
        yield from _near(term, likely, [self._terms[at][: len(term)] for at in likely.tolist()], 1)


def errors_allowed(term: str) -> int:
    """Typing errors that a term of this length may hold."""
    return next((errors for length, errors in _ERRORS_FROM_LENGTH if len(term) >= length), 0)


def _near(term: str, places: IntArray | RowArray, choices: list[str], allowed: int) -> Iterator[Near]:
    """The places whose choice is one up to `allowed` errors from the term."""
    if not choices:
        return
    errors = process.cdist([term], choices, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8)[0]
    for number in range(1, allowed + 1):
        yield Near(number, places[errors == number])
