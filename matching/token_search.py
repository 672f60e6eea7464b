"""Names by their words, in any order: which rows hold the words asked for, whole, begun or mistyped."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.name_table import FloatArray, NameTable, rarity
from matching.postings import Near, Postings
from matching.transliteration import skeleton
from matching.words import STOP_WORDS

Range = tuple[float, int, int]  # how well the terms `first` up to `last` answer

# How well a word of a name answers a word asked for.
_WHOLE, _WHOLE_TRANSLITERATED = 1.0, 0.96
_BEGUN, _BEGUN_TRANSLITERATED = 0.90, 0.86
_MISTYPED, _MISTYPED_BEGINNING = 0.80, 0.75  # times the share of letters that are right
_FOUND = 0.85  # from here on, a word counts as found
SHORTEST_BEGUN_SKELETON = 3  # letters; shorter ones begin too much (ETH has the skeleton `et`)
# So many names hold the word: no typing error is looked for in it, the costly part of a long question.
_SPELLED_RIGHT, _SPELLED_RIGHT_IN_LONG = 100, 1
_LONG = 5  # words
_MOST_WORDS = 12  # words asked for; what follows is not looked at


@dataclass(frozen=True, slots=True)
class TokenMatches:
    """One entry a row."""

    share: FloatArray  # of what was asked for, by rarity: 1 where every word is there
    name_share: FloatArray  # of the name, by rarity, that was asked for
    complete: npt.NDArray[np.bool_]  # every word found in this name
    several: npt.NDArray[np.bool_]  # every word found in the names of this row's university


def match_tokens(table: NameTable, words: list[str], *, typed: bool = True) -> TokenMatches:
    """Every row against every word; words that tell nothing are left out unless there are no others.

    Where the text is not being typed, its last word is not begun, and a word that some name has is spelled right.
    """
    rows = len(table.names)
    asked = [word for word in words if word not in STOP_WORDS][:_MOST_WORDS] or words[:_MOST_WORDS]
    found, total = np.zeros(rows, np.float32), 0.0
    complete, several = np.ones(rows, np.bool_), np.ones(len(table.first_row), np.bool_)
    spelled_right = _SPELLED_RIGHT if typed and len(asked) < _LONG else _SPELLED_RIGHT_IN_LONG
    for word in dict.fromkeys(asked):
        match = match_word(table.terms, word, rows, typed_last=typed and word == words[-1], spelled_right=spelled_right)
        weight = _rarity_of(match, rows)
        found += weight * match
        total += weight
        complete &= match >= _FOUND
        several &= np.maximum.reduceat(match, table.first_row) >= _FOUND
    return TokenMatches(
        share=found / np.float32(total),
        name_share=np.minimum(found / np.maximum(table.weight, 1e-6), 1.0),
        complete=complete,
        several=several[table.university] & (len(asked) > 1),
    )


def match_word(terms: Postings, word: str, rows: int, *, typed_last: bool, spelled_right: int) -> FloatArray:
    """How well the best word of each row answers this one, 0 to 1; the last may be begun, and mistyped."""
    match = np.zeros(rows, np.float32)
    for quality, first, last in sorted(_ranges(terms, word, typed_last, spelled_right)):  # the best are written last
        match[terms.rows(first, last)] = quality
    return match


def _ranges(terms: Postings, word: str, typed_last: bool, spelled_right: int) -> Iterator[Range]:
    plain = skeleton(word)
    yield _WHOLE, *terms.exact(word)
    yield _BEGUN, *terms.prefix(word)
    if plain:
        yield _WHOLE_TRANSLITERATED, *terms.exact(plain)
    if len(plain) >= SHORTEST_BEGUN_SKELETON:
        yield _BEGUN_TRANSLITERATED, *terms.prefix(plain)
    if max(len(terms.rows(*terms.exact(form))) for form in (word, plain)) >= spelled_right:
        return
    for form in {word, plain} if typed_last else {plain or word}:
        yield from _mistyped(terms.near(form), len(form), _MISTYPED)
        if typed_last:
            yield from _mistyped(terms.near_prefix(form), len(form), _MISTYPED_BEGINNING)


def _mistyped(found: Iterator[Near], length: int, best: float) -> Iterator[Range]:
    for first, last, errors in found:
        yield best * (1 - errors / length), first, last


def _rarity_of(match: FloatArray, rows: int) -> float:
    """The rarity of a word, by the rows that answer it best; of a word nobody holds, the greatest."""
    best = float(match.max())
    holders = int(np.count_nonzero(match == best)) if best else 1
    return rarity(holders, rows)
