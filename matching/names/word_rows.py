"""The words of all names: four bytes for each word of a name, as a number of one vocabulary."""

from collections.abc import Sequence
from itertools import chain, compress, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.model.sparse import ranges, starts_of
from matching.names.hashed import IntArray, RowArray
from matching.names.transliteration import skeletons
from matching.names.words import KIND_WORDS, STOP_WORDS


class WordRows:
    """Rows of words. Arrays of the vocabulary have an entry a word, those of tokens one for each word of each row."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        tokens = [*chain.from_iterable(rows)]
        self.vocabulary = sorted(set(tokens))
        self.skeletons = skeletons(self.vocabulary)
        self.is_stop = np.array([word in STOP_WORDS for word in self.vocabulary], np.bool_)
        self.is_telling = ~self.is_stop & np.array([word not in KIND_WORDS for word in self.vocabulary], np.bool_)
        number = {word: at for at, word in enumerate(self.vocabulary)}
        counts = np.fromiter(map(len, rows), np.int64, len(rows))
        self.start: IntArray = starts_of(counts)
        self.tokens: RowArray = np.fromiter(map(number.__getitem__, tokens), np.int32, len(tokens))

    def __len__(self) -> int:
        return len(self.start) - 1

    def join_tokens(self, forms: Sequence[str], joint: str, first: IntArray, last: IntArray) -> list[str]:
        """The tokens from each `first` up to its `last` as a text of what stands for the words of the vocabulary."""
        tokens = self.tokens.tolist()
        return [
            joint.join([forms[number] for number in tokens[at:end]])
            for at, end in zip(first.tolist(), last.tolist(), strict=True)
        ]

    def sums(self, values: npt.NDArray[Any]) -> IntArray:
        """Of each row the sum over its words, with 64 bits; `values`: one for each word of the vocabulary."""
        before = np.concatenate(([0], np.cumsum(values[self.tokens], dtype=np.int64)))
        return before[self.start[1:]] - before[self.start[:-1]]

    def row_of_token(self) -> IntArray:
        """The row of each token."""
        return np.repeat(np.arange(len(self)), np.diff(self.start))

    def words_in_rows(self) -> tuple[IntArray, IntArray]:
        """Each word of each row once: words and rows, row by row."""
        row, word = np.divmod(distinct(self.row_of_token() * len(self.vocabulary) + self.tokens), len(self.vocabulary))
        return word, row

    def first_telling(self) -> IntArray:
        """Of each row the first token that tells it from others; its first where none does."""
        found = self.start[:-1].copy()
        at = np.flatnonzero(self.is_telling[self.tokens])[::-1]
        found[self.row_of_token()[at]] = at  # the first is written last
        return found

    def spelled(self, rows: IntArray | RowArray) -> tuple[list[str], list[str]]:
        """The skeletons of the words of each row, parted by blanks; and of those that tell it, if any does."""
        tokens, place = self.tokens_of(rows)
        words = [self.skeletons[number] for number in tokens.tolist()]
        is_told = self.is_telling[tokens]
        is_told |= (np.bincount(place[is_told], minlength=len(rows)) == 0)[place]
        return _join_words(words, place, len(rows)), _join_words([*compress(words, is_told)], place[is_told], len(rows))

    def tokens_of(self, rows: IntArray | RowArray) -> tuple[RowArray, IntArray]:
        """The tokens of some rows, one row after the other, and the place of each one's row among them."""
        first, last = self.start[rows], self.start[rows + 1]
        return self.tokens[ranges(first, last)], np.repeat(np.arange(len(rows)), last - first)

    def of(self, row: int) -> list[str]:
        return [self.vocabulary[number] for number in self.tokens[self.start[row] : self.start[row + 1]].tolist()]


def _join_words(words: Sequence[str], place: IntArray, rows: int) -> list[str]:
    """The words of each row as one text; `place`: the row of each word, row by row."""
    ends = starts_of(np.bincount(place, minlength=rows)).tolist()
    return [" ".join(words[first:last]) for first, last in pairwise(ends)]


def distinct(numbers: IntArray) -> IntArray:
    """Each number once, ascending; NumPy's `unique` takes eight times as long."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]
