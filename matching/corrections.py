"""Words one typing error away, without a look at all words: what is left of both without one letter agrees.

The symmetric deletion of Garbe (SymSpell, 2012): two words are one error apart (a letter too many, too few, wrong, or
two exchanged) only if they agree after taking at most one letter from each.
"""

from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; an error makes another word of a shorter one
MOST = 8  # words offered for one
KEPT = 20_000  # answers for words that come again


class Corrections:
    """Words by what is left of them without one letter, as sorted hashes: ten bytes each, not a hundred."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        kept = [
            (hash(left), at) for at, word in enumerate(self._words) if len(word) >= SHORTEST for left in _left(word)
        ]
        table = np.array(sorted(kept), dtype=np.int64).reshape(-1, 2)
        self._hashes, self._places = table[:, 0].copy(), table[:, 1].astype(np.int32)
        self._known = frozenset(self._words)
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
            if word in self._known:
                yield from product(*choices[:at], self.near(word), *choices[at + 1 :])

    def _choices(self, word: str) -> tuple[str, ...]:
        if word in self._known:
            return (word,)
        return (word, "") if len(word) < SHORTEST else self.near(word) or (word,)

    def near(self, word: str) -> tuple[str, ...]:
        """Known words one error away, at most MOST."""
        found = self._near.get(word)
        if found is None:
            if len(self._near) >= KEPT:
                self._near.clear()
            found = self._near[word] = self._found(word) if len(word) >= SHORTEST else ()
        return found

    def _found(self, word: str) -> tuple[str, ...]:
        found = {self._words[place] for left in _left(word) for place in self._at(hash(left))} - {word}
        return tuple(sorted(near for near in found if OSA.distance(word, near, score_cutoff=1) <= 1)[:MOST])

    def _at(self, left: int) -> list[int]:
        low, high = np.searchsorted(self._hashes, left, "left"), np.searchsorted(self._hashes, left, "right")
        places: list[int] = self._places[low:high].tolist()
        return places


def _left(word: str) -> Iterator[str]:
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
