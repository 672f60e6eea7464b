"""Names by their words, in any order: which rows hold the words asked for, whole, begun or mistyped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from matching.model.sparse import ranges
from matching.names.hashed import IntArray, RowArray
from matching.names.postings import Near, Postings
from matching.names.table import BoolArray, FloatArray, NameTable, rarity
from matching.names.transliteration import skeleton
from matching.names.words import STOP_WORDS

Answer = tuple[float, RowArray]  # how well these rows answer; some come twice

# How well a word of a name answers a word asked for.
_WHOLE, _WHOLE_TRANSLITERATED = 1.0, 0.96
_BEGUN, _BEGUN_TRANSLITERATED = 0.90, 0.86
_MISTYPED, _MISTYPED_BEGINNING = 0.80, 0.75  # times the share of letters that are right
_FOUND = 0.85  # from here on, a word counts as found
SHORTEST_BEGUN_SKELETON = 3  # letters; shorter ones begin too much (ETH has the skeleton `et`)
# So many names hold the word: no typing error is looked for in it, the costly part of a long question.
_SPELLED_RIGHT, _SPELLED_RIGHT_IN_LONG = 100, 1
_LONG = 5  # words
SHARE_NEEDED = 0.55
"""Share of what was asked for, by rarity, below which a row is not found, unless its university has every word."""
_NEARLY = 0.999  # of it: shares are rounded
_MOST_WORDS = 12  # words asked for; what follows is not looked at


@dataclass(frozen=True, slots=True)
class TokenMatches:
    """The rows that may be found by their words; but for `name_share`, each array has an entry for each of them."""

    rows: IntArray
    share: FloatArray  # of what was asked for, by rarity: 1 where every word is there
    name_share: FloatArray  # of the name, by rarity, that was asked for; of every row of the table, else 0
    complete: BoolArray  # every word found in this name
    several: BoolArray  # every word found in the names of this row's university


def match_tokens(table: NameTable, words: list[str], also: RowArray, *, typed: bool = True) -> TokenMatches:
    """Rows that hold enough of the words, and those of `also`; words that tell nothing count where there are no others.

    Where the text is not being typed, its last word is not begun, and a word that some name has is spelled right.
    """
    asked = [word for word in words if word not in STOP_WORDS][:_MOST_WORDS] or words[:_MOST_WORDS]
    spelled_right = _SPELLED_RIGHT if typed and len(asked) < _LONG else _SPELLED_RIGHT_IN_LONG
    matches = [
        match_word(table, word, typed_last=typed and word == words[-1], spelled_right=spelled_right)
        for word in dict.fromkeys(asked)
    ]
    weights = [_rarity_of(match) for match in matches]
    rows, first = _candidates(table, [*_telling(matches, weights), also])
    found = np.zeros(len(rows), np.float32)
    complete, several = np.ones(len(rows), np.bool_), np.full(len(first), len(asked) > 1)
    for match, weight in zip(matches, weights, strict=True):
        own = match[rows]
        found += weight * own
        complete &= own >= _FOUND
        if several.any():
            several &= np.maximum.reduceat(own, first) >= _FOUND
    name_share = np.zeros(len(table.names), np.float32)
    name_share[rows] = np.minimum(found / np.maximum(table.weight[rows], 1e-6), 1.0)
    return TokenMatches(
        rows=rows,
        share=found / np.float32(sum(weights)),
        name_share=name_share,
        complete=complete,
        several=np.repeat(several, np.diff(first, append=len(rows))),
    )


def _telling(matches: list[FloatArray], weights: list[float]) -> Iterator[IntArray]:
    """Rows of the words without one of which no row is found: the other words together are too little."""
    left = sum(weights)
    least = left * SHARE_NEEDED * _NEARLY
    for match, weight in sorted(zip(matches, weights, strict=True), key=lambda each: -each[1]):
        if left < least:
            return
        yield np.flatnonzero(match > 0)
        left -= weight


def _candidates(table: NameTable, found: Iterable[IntArray | RowArray]) -> tuple[IntArray, IntArray]:
    """All rows of the universities of the rows found, and where those of each university begin among them."""
    is_found = np.zeros(len(table.first_row) - 1, np.bool_)
    for rows in found:
        is_found[table.university[rows]] = True
    universities = np.flatnonzero(is_found)
    first, last = table.first_row[universities], table.first_row[universities + 1]
    return ranges(first, last), np.cumsum(last - first) - (last - first)


def match_word(table: NameTable, word: str, *, typed_last: bool, spelled_right: int) -> FloatArray:
    """How well the best word of each row answers this one, 0 to 1; the last may be begun, and mistyped."""
    match = np.zeros(len(table.names), np.float32)
    answers = _answers(table.terms, word, typed_last, spelled_right)
    for quality, rows in sorted(answers, key=lambda each: each[0]):  # the best are written last
        match[rows] = quality
    return match


def _answers(terms: Postings, word: str, typed_last: bool, spelled_right: int) -> Iterator[Answer]:
    plain = skeleton(word)
    whole, spelled = terms.rows(*terms.exact(word)), terms.rows(*terms.exact(plain))
    yield _WHOLE, whole
    yield _BEGUN, terms.rows(*terms.prefix(word))
    if plain:
        yield _WHOLE_TRANSLITERATED, spelled
    if len(plain) >= SHORTEST_BEGUN_SKELETON:
        yield _BEGUN_TRANSLITERATED, terms.rows(*terms.prefix(plain))
    if max(len(whole), len(spelled)) >= spelled_right:
        return
    for form in {word, plain} if typed_last else {plain or word}:
        yield from _mistyped(terms, terms.near(form), len(form), _MISTYPED)
        if typed_last:
            yield from _mistyped(terms, terms.near_prefix(form), len(form), _MISTYPED_BEGINNING)


def _mistyped(terms: Postings, found: Iterator[Near], length: int, best: float) -> Iterator[Answer]:
    for errors, places in found:
        yield best * (1 - errors / length), terms.rows_at(places)


def _rarity_of(match: FloatArray) -> float:
    """The rarity of a word, by the rows that answer it best; of a word nobody holds, the greatest."""
    best = float(match.max())
    holders = int(np.count_nonzero(match == best)) if best else 1
    return rarity(holders, len(match))
