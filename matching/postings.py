"""Which rows hold which term: exact, by prefix, and with typing errors."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

RowArray = npt.NDArray[np.int32]
_AFTER_ALL = "\U0010ffff"  # sorts after every continuation of a prefix
# Typing errors allowed, by the length of the term: none in short words, where an error makes another word.
_ERRORS_FROM_LENGTH = ((12, 3), (7, 2), (4, 1))
_SHORTEST_PREFIX_WITH_ERROR = 5


class Near(NamedTuple):
    """Terms `first` up to `last`, a number of typing errors away."""

    first: int
    last: int
    errors: int


class Postings:
    """Sorted terms with their rows in one array, so that the rows of a prefix are one slice."""

    def __init__(self, rows_of: Mapping[str, list[int]]) -> None:
        self._terms = sorted(rows_of)
        counts = [len(rows_of[term]) for term in self._terms]
        self._start = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        self._rows = np.fromiter((row for term in self._terms for row in rows_of[term]), np.int32, sum(counts))
        self._at_length: defaultdict[int, list[int]] = defaultdict(list)
        for at, term in enumerate(self._terms):
            self._at_length[len(term)].append(at)
        self._terms_at_length = {length: [self._terms[at] for at in ats] for length, ats in self._at_length.items()}

    def rows(self, first: int, last: int) -> RowArray:
        """Rows of the terms `first` up to `last`; a row with several of them comes several times."""
        return self._rows[self._start[first] : self._start[last]]

    def exact(self, term: str) -> tuple[int, int]:
        """The range of this term: one long, or empty."""
        at = bisect_left(self._terms, term)
        return at, at + (at < len(self._terms) and self._terms[at] == term)

    def prefix(self, term: str) -> tuple[int, int]:
        """The range of the terms that begin like this."""
        return bisect_left(self._terms, term), bisect_left(self._terms, term + _AFTER_ALL)

    def near(self, term: str) -> Iterator[Near]:
        """Terms that typing errors lead to: a letter too many, too few, wrong, or two of them exchanged."""
        allowed = errors_allowed(term)
        for length in range(len(term) - allowed, len(term) + allowed + 1) if allowed else ():
            choices = self._terms_at_length.get(length, [])
            for at, errors in _distances(term, choices, allowed):
                found = self._at_length[length][at]
                yield Near(found, found + 1, errors)

    def near_prefix(self, term: str) -> Iterator[Near]:
        """Terms whose beginning is one typing error away; the first letter is taken to be right."""
        if len(term) < _SHORTEST_PREFIX_WITH_ERROR:
            return
        first, last = self.prefix(term[0])
        beginnings = [found[: len(term)] for found in self._terms[first:last]]
        for at, errors in _distances(term, beginnings, 1):
            yield Near(first + at, first + at + 1, errors)


def errors_allowed(term: str) -> int:
    """Typing errors that a term of this length may hold."""
    return next((errors for length, errors in _ERRORS_FROM_LENGTH if len(term) >= length), 0)


def _distances(term: str, choices: list[str], allowed: int) -> list[tuple[int, int]]:
    """Places in `choices` one up to `allowed` errors from the term, with the number of errors."""
    if not choices:
        return []
    errors = process.cdist([term], choices, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8)[0]
    return [(int(at), int(errors[at])) for at in np.flatnonzero((errors > 0) & (errors <= allowed))]
