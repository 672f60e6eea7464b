"""Of which institutions a text is a name, an abbreviation, or words of a name: asked of many of them at a time."""

from collections.abc import Collection, Iterator

import numpy as np

from matching.model.sparse import ranges
from matching.names.abbreviations import are_of, is_abbreviation, pieces_of
from matching.names.hashed import IntArray, hash_of
from matching.names.stems import bare
from matching.names.table import BoolArray, NameTable
from matching.names.words import STOP_WORDS, words_of


def filter_by_name(table: NameTable, text: str, universities: Collection[str]) -> frozenset[str]:
    """Those of the universities one of whose names has the words of the text, or is abbreviated by it."""
    wanted = {hash_of(bare(word)) for word in words_of(text) if word not in STOP_WORDS and len(word) > 1}
    known = (table.number_of(university) for university in universities)
    numbers = np.array([number for number in known if number is not None], np.int64)
    if not wanted or not len(numbers):
        return frozenset()
    rows = ranges(table.first_row[numbers], table.first_row[numbers + 1])
    named = _have_all_words(table, rows, wanted)
    found = [*rows[named].tolist(), *(_filter_abbreviated(table, text, rows[~named]) if is_abbreviation(text) else ())]
    return frozenset(map(table.holder, found))


def _filter_abbreviated(table: NameTable, text: str, rows: IntArray) -> Iterator[int]:
    """Those of the rows that an abbreviation is made of."""
    pieces, words = pieces_of(text), table.words
    tokens, place = words.tokens_of(rows)
    first = np.flatnonzero(np.diff(place, prepend=-1))  # token of each row
    for row, number in zip(rows[place[first]].tolist(), tokens[first].tolist(), strict=True) if pieces else ():
        may_begin = words.vocabulary[number][0] == pieces[0][0] or words.is_stop[number]
        if may_begin and are_of(pieces, words.of(row)):
            yield row


def _have_all_words(table: NameTable, rows: IntArray, wanted: Collection[int]) -> BoolArray:
    """Which of the rows have all words that are wanted, by their hashes in `bare`."""
    tokens, place = table.words.tokens_of(rows)
    own, holding = table.bare[tokens], np.ones(len(rows), np.bool_)
    for each in wanted:
        has = np.zeros(len(rows), np.bool_)
        has[place[own == each]] = True
        holding &= has
    return holding
