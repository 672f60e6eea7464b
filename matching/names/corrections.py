"""Words one typing error away, without a look at all words: what is left of both without one letter agrees.

The symmetric deletion of Garbe (SymSpell, 2012): two words are one error apart (a letter too many, too few, wrong, or
two exchanged) only if they agree after taking at most one letter from each.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, product

import numpy as np
from rapidfuzz.distance import OSA

from matching.names.hashed import HashedRows, hashes_of

SHORTEST = 4  # letters; an error makes another word of a shorter one
MOST = 8  # words offered for one
KEPT = 20_000  # answers for words that come again


class Corrections:
    """Words by what is left of them without one letter, as sorted hashes: twelve bytes each, not a hundred."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        long = [(at, word) for at, word in enumerate(self._words) if len(word) >= SHORTEST]
        ways = np.array([len(word) + 1 for _, word in long], np.int64)
        places = np.repeat(np.array([at for at, _ in long], np.int32), ways)
        self._places = HashedRows(hashes_of(chain.from_iterable(_delete_letters(word) for _, word in long)), places)
        self._near: dict[str, tuple[str, ...]] = {}

    def ways(self, words: list[str]) -> Iterator[tuple[str, ...]]:
        """The words with unknown ones corrected.

        An unknown short word may be a mistyped article or preposition: it is left out, too.
        """
        yield from product(*map(self._choices, words))

    def exchanges(self, words: list[str]) -> Iterator[tuple[str, ...]]:
        """The same, with one known word taken for another that was mistyped."""
        choices = [self._choices(word) for word in words]
        for at, word in enumerate(words):
            if self._is_known(word):
                yield from product(*choices[:at], self.near(word), *choices[at + 1 :])

    def _choices(self, word: str) -> tuple[str, ...]:
        if self._is_known(word):
            return (word,)
        return (word, "") if len(word) < SHORTEST else self.near(word) or (word,)

    def near(self, word: str) -> tuple[str, ...]:
        """Known words one error away, at most MOST."""
        found = self._near.get(word)
        if found is None:
            if len(self._near) >= KEPT:
                self._near.clear()
            found = self._near[word] = self._find_near(word) if len(word) >= SHORTEST else ()
        return found

    def _find_near(self, word: str) -> tuple[str, ...]:
        places = self._places.rows_of_any(hashes_of(_delete_letters(word)))
        found = {self._words[place] for place in set(places.tolist())} - {word}
        return tuple(sorted(near for near in found if OSA.distance(word, near, score_cutoff=1) <= 1)[:MOST])

    def _is_known(self, word: str) -> bool:
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word


def _delete_letters(word: str) -> list[str]:
    return [word, *[word[:at] + word[at + 1 :] for at in range(len(word))]]
