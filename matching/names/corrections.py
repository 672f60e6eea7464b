"""Words one typing error away, without a look at all words: what is left of both without one letter agrees.

The symmetric deletion of Garbe (SymSpell, 2012): two words are one error apart (a letter too many, too few, wrong, or
two exchanged) only if they agree after taking at most one letter from each.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

from matching.names.hashed import HashedRows, hashes_of

SHORTEST = 4  # letters; an error makes another word of a shorter one
MOST = 8  # words offered for one
KEPT = 20_000  # answers for words that come again


class Reading(NamedTuple):
    """What a word may be, as it is taken first, and what else if it is known and yet mistyped; nothing: left out."""

    first: tuple[str, ...]
    others: tuple[str, ...] = ()


class Corrections:
    """Words by what is left of them without one letter, as sorted hashes: twelve bytes each, not a hundred."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        long = [(at, word) for at, word in enumerate(self._words) if len(word) >= SHORTEST]
        ways = np.array([len(word) + 1 for _, word in long], np.int64)
        places = np.repeat(np.array([at for at, _ in long], np.int32), ways)
        self._places = HashedRows(hashes_of(chain.from_iterable(_left(word) for _, word in long)), places)
        self._readings: dict[str, Reading] = {}

    def ways(self, words: list[str]) -> Iterator[tuple[str, ...]]:
        """The words with unknown ones corrected.

        An unknown short word may be a mistyped article or preposition: it is left out, too.
        """
        yield from product(*(self._read(word).first for word in words))

    def exchanges(self, words: list[str]) -> Iterator[tuple[str, ...]]:
        """The same, with one known word taken for another that was mistyped."""
        readings = [self._read(word) for word in words]
        first = [reading.first for reading in readings]
        for at, reading in enumerate(readings):
            if reading.others:
                yield from product(*first[:at], reading.others, *first[at + 1 :])

    def _read(self, word: str) -> Reading:
        found = self._readings.get(word)
        if found is None:
            if len(self._readings) >= KEPT:
                self._readings.clear()
            found = self._readings[word] = self._reading(word)
        return found

    def _reading(self, word: str) -> Reading:
        near = self.near(word)
        if self._is_known(word):
            return Reading((word,), near)
        return Reading((word, "") if len(word) < SHORTEST else near or (word,))

    def near(self, word: str) -> tuple[str, ...]:
        """Known words one error away, at most MOST."""
        if len(word) < SHORTEST:
            return ()
        places = self._places.rows_of_any(hashes_of(_left(word)))
        found = {self._words[place] for place in places.tolist()} - {word}
        return tuple(sorted(near for near in found if OSA.distance(word, near, score_cutoff=1) <= 1)[:MOST])

    def _is_known(self, word: str) -> bool:
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word


def _left(word: str) -> list[str]:
    return [word, *[word[:at] + word[at + 1 :] for at in range(len(word))]]
