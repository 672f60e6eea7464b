"""Names by their words, in any order: which rows hold enough of the words asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matching.model.sparse import ranges
from matching.names.hashed import IntArray, RowArray
from matching.names.table import BoolArray, NameTable
from matching.names.word_matches import MANY, FloatArray, WordMatch
from matching.names.words import STOP_WORDS

_FOUND = 0.85  # from here on, a word counts as found
# So many names hold the word: no typing error is looked for in it, the costly part of a long question.
_SPELLED_RIGHT, _SPELLED_RIGHT_IN_LONG = 100, 1
_LONG = 5  # words
SHARE_NEEDED = 0.55
"""Share of what was asked for, by rarity, below which a row is not found, unless its university has every word."""
_NEARLY = 0.999  # of it: shares are rounded
_MAX_WORDS = 12  # words asked for; what follows is not looked at


@dataclass(frozen=True, slots=True)
class TokenMatches:
    """The rows that may be found by their words, ascending; each other array has an entry for each of them."""

    rows: RowArray
    share: FloatArray  # of what was asked for, by rarity: 1 where every word is there
    name_share: FloatArray  # of the name, by rarity, that was asked for
    complete: BoolArray  # every word found in this name
    several: BoolArray  # every word found in the names of this row's university

    def name_share_of(self, rows: RowArray) -> FloatArray:
        """The same of some of the rows, in any order."""
        if len(rows) * MANY > len(self.rows):
            written = np.zeros(int(self.rows.max(initial=0)) + 1, np.float32)
            written[self.rows] = self.name_share
            return written[rows]
        return self.name_share[self.rows.searchsorted(rows)]


def match_tokens(table: NameTable, words: list[str], also: RowArray, *, typed: bool = True) -> TokenMatches:
    """Rows that hold enough of the words, and those of `also`; words that tell nothing count where there are no others.

    Where the text is not being typed, its last word is not begun, and a word that some name has is spelled right.
    """
    asked = [word for word in words if word not in STOP_WORDS][:_MAX_WORDS] or words[:_MAX_WORDS]
    spelled_right = _SPELLED_RIGHT if typed and len(asked) < _LONG else _SPELLED_RIGHT_IN_LONG
    matches = [
        table.matches.of(word, typed_last=typed and word == words[-1], spelled_right=spelled_right)
        for word in dict.fromkeys(asked)
    ]
    rows, first = _candidates(table, [*_telling(matches), also])
    found = np.zeros(len(rows), np.float32)
    complete, several = np.ones(len(rows), np.bool_), np.full(len(first), len(asked) > 1)
    for match in matches:
        own = match.at(rows)
        found += match.weight * own
        complete &= own >= _FOUND
        if several.any():
            several &= np.maximum.reduceat(own, first) >= _FOUND
    return TokenMatches(
        rows=rows,
        share=found / np.float32(sum(match.weight for match in matches)),
        name_share=np.minimum(found / np.maximum(table.weight[rows], 1e-6), 1.0),
        complete=complete,
        several=np.repeat(several, np.diff(first, append=len(rows))),
    )


def _telling(matches: Sequence[WordMatch]) -> Iterator[RowArray]:
    """Rows of the words without one of which no row is found: the other words together are too little."""
    left = sum(match.weight for match in matches)
    least = left * SHARE_NEEDED * _NEARLY
    for match in sorted(matches, key=lambda each: -each.weight):
        if left < least:
            return
        yield match.rows
        left -= match.weight


def _candidates(table: NameTable, found: Iterable[RowArray]) -> tuple[RowArray, IntArray]:
    """All rows of the universities of the rows found, and where those of each university begin among them."""
    is_found = np.zeros(len(table.first_row) - 1, np.bool_)
    for rows in found:
        is_found[table.university[rows]] = True
    universities = np.flatnonzero(is_found)
    first, last = table.first_row[universities], table.first_row[universities + 1]
    return ranges(first, last).astype(np.int32), np.cumsum(last - first) - (last - first)
