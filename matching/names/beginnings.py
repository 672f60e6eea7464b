"""Rows by how their names begin: from the first word, and from the first that tells the name from others."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from matching.names.hashed import RowArray
from matching.names.postings import AFTER_ALL
from matching.names.word_rows import WordRows

_SAMPLED = 64  # of how many texts one is kept, so that few must be made to find a place


class Beginnings:
    """The order of the texts, as their first tokens: the texts are made of the words when they are looked at."""

    def __init__(self, words: WordRows, forms: Sequence[str], joint: str) -> None:
        """`forms`: what stands for each word of the vocabulary; `joint`: what stands between two."""
        self._words, self._forms, self._joint = words, forms, joint
        first = words.start[:-1]
        telling = words.first_telling()
        later = np.flatnonzero(telling > first)
        rows = np.concatenate((np.arange(len(words)), later))
        tokens = np.concatenate((first, telling[later]))
        texts = words.join_tokens(forms, joint, tokens, words.start[rows + 1])
        order = np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int64)
        self._rows: RowArray = rows[order].astype(np.int32)
        self._tokens: RowArray = tokens[order].astype(np.int32)
        self._sampled = [texts[at] for at in order[::_SAMPLED].tolist()]

    def rows(self, text: str) -> RowArray:
        """Rows that begin with this text; some come twice."""
        first = self._place_of(text)
        if first == len(self._rows) or not self._text_at(first).startswith(text):
            return self._rows[:0]
        return self._rows[first : self._place_of(text + AFTER_ALL)]

    def _place_of(self, text: str) -> int:
        """The first place whose text does not stand before this one."""
        after = bisect_left(self._sampled, text) * _SAMPLED
        before = max(0, after - _SAMPLED)
        return bisect_left(range(len(self._rows)), text, before, min(after, len(self._rows)), key=self._text_at)

    def _text_at(self, place: int) -> str:
        return self._text(self._rows[place], self._tokens[place])

    def _text(self, row: int, token: int) -> str:
        tokens = self._words.tokens[token : self._words.start[row + 1]].tolist()
        return self._joint.join([self._forms[number] for number in tokens])
