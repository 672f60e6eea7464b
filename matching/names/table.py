"""All names, one a row, with what each way of finding them needs, and the order in which ties stand.

Whatever has an entry for each name or word is an array, or hashes in order: as dictionaries of lists and texts it took
five times the memory and three times the time to make.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph.folding import fold
from matching.model.records import Table
from matching.model.sparse import starts_of
from matching.model.texts import Index
from matching.names.beginnings import Beginnings
from matching.names.corrections import Corrections
from matching.names.hashed import HashedRows, IntArray, RowArray, hash_of, hashes_of
from matching.names.initials import ACRONYM, Initials
from matching.names.postings import Postings
from matching.names.stems import bare_words, stems_of
from matching.names.word_matches import FloatArray, WordMatches
from matching.names.word_rows import WordRows, distinct
from matching.names.words import bag_key, without_addition, words_of

BoolArray = npt.NDArray[np.bool_]


class NameRecord(NamedTuple):
    """One name of a university, as the graph holds it; `until` set: a name of the past."""

    university: str
    value: str
    language: str
    kind: str
    until: str | None


@dataclass(frozen=True, slots=True)
class NameTable:
    """Rows stand university by university; every array but `first_row` has one entry a row."""

    names: Table[NameRecord]
    words: WordRows
    bare: IntArray  # hashes of what the cases and spellings of each word of `words` have in common
    terms: Postings  # folded words and their skeletons
    matches: WordMatches  # of `terms`
    exact: HashedRows  # by `fold`
    spelled: HashedRows  # by skeleton
    bags: HashedRows  # by words in any order
    stems: HashedRows  # by stems in any order, of Russian names
    corrections: Corrections  # of the words of `bags`
    initials: Initials
    beginnings: Beginnings  # folded
    spelled_beginnings: Beginnings
    weight: FloatArray  # sum of the rarity of the words of each row
    past: BoolArray
    is_acronym: BoolArray
    numbers: Index  # of the universities, by their ids
    university: RowArray  # number of each row's university
    first_row: IntArray  # of each university, and behind them the number of rows
    rank: RowArray  # place of each row among rows with the same score

    def value(self, row: int) -> str:
        return str(self.names.column("value")[row])

    def holder(self, row: int) -> str:
        return str(self.names.column("university")[row])

    def number_of(self, university: str) -> int | None:
        """The number of a university; none where it has no names."""
        return self.numbers.find(university)


def name_table(rows: Sequence[NameRecord], links: Mapping[str, int], weights: Mapping[str, float]) -> NameTable:
    """The table of rows that are in order; `links` counts the identifiers of a university, `weights` are its prior."""
    folded = [fold(name.value) for name in rows]
    parted = [words_of(name.value, key) for name, key in zip(rows, folded, strict=True)]
    shorter = [without_addition(name.value, row) for name, row in zip(rows, parted, strict=True)]
    words = WordRows(parted)
    spelled = words.join_tokens(words.skeletons, "", words.start[:-1], words.start[1:])
    names = Table.of(NameRecord, rows)
    first_row = _first_rows(names)
    university = np.repeat(np.arange(len(first_row) - 1, dtype=np.int32), np.diff(first_row))
    word, row = words.words_in_rows()
    terms = _postings(words, word, row)
    return NameTable(
        names=names,
        words=words,
        bare=hashes_of(bare_words(words.vocabulary)),
        terms=terms,
        matches=WordMatches(terms, len(rows)),
        exact=_by_key(folded),
        spelled=_by_key(spelled),
        bags=_by_bag(words, shorter),
        stems=_by_key(map(stems_of, parted), map(stems_of, shorter)),
        corrections=Corrections(words.vocabulary),
        initials=Initials([(name.university, name.kind) for name in rows], parted, spelled),
        beginnings=Beginnings(words, words.vocabulary, " "),
        spelled_beginnings=Beginnings(words, words.skeletons, ""),
        weight=_weights(words, word, row),
        past=np.array([name.until is not None for name in rows], np.bool_),
        is_acronym=np.array([name.kind == ACRONYM for name in rows], np.bool_),
        numbers=Index(names.texts("university").known),
        university=university,
        first_row=first_row,
        rank=_ranks(names, first_row, links, weights),
    )


def rerank(table: NameTable, links: Mapping[str, int], weights: Mapping[str, float]) -> NameTable:
    """The same table where only identifiers and the prior have changed: all but the order of ties is shared."""
    return replace(table, rank=_ranks(table.names, table.first_row, links, weights))


def _by_key(*columns: Iterable[str]) -> HashedRows:
    """Rows by their keys; a row may have one in each column, and none where it is empty."""
    hashes = np.array([hashes_of(column) for column in columns])
    has = hashes != hash_of("")
    return HashedRows(hashes[has], np.nonzero(has)[1])


def _by_bag(words: WordRows, shorter: Sequence[list[str]]) -> HashedRows:
    """Rows by the words that they have in any order, and by those of their shorter names."""
    own = words.sums(np.where(words.is_stop, 0, hashes_of(words.skeletons)))
    rows = np.flatnonzero(words.sums(~words.is_stop))
    more = [(key, row) for row, key in enumerate(map(bag_key, shorter)) if key]
    return HashedRows([*own[rows].tolist(), *(key for key, _ in more)], [*rows.tolist(), *(row for _, row in more)])


def _postings(words: WordRows, word: IntArray, row: IntArray) -> Postings:
    terms = sorted({*words.vocabulary, *words.skeletons} - {""})
    place = {term: at for at, term in enumerate(terms)}
    folded = np.array([place[term] for term in words.vocabulary], np.int64)[word]
    spelled = np.array([place.get(term, -1) for term in words.skeletons], np.int64)[word]
    pairs = distinct(np.concatenate((folded * len(words) + row, (spelled * len(words) + row)[spelled >= 0])))
    term, rows = np.divmod(pairs, len(words))
    return Postings(terms, np.bincount(term, minlength=len(terms)), rows.astype(np.int32))


def _weights(words: WordRows, word: IntArray, row: IntArray) -> FloatArray:
    holders = np.bincount(word, minlength=len(words.vocabulary))
    tells = np.where(words.is_stop, 0.0, np.log1p(len(words) / np.maximum(holders, 1)))
    return np.bincount(row, tells[word], len(words)).astype(np.float32)


def _first_rows(names: Table[NameRecord]) -> IntArray:
    """The first row of each university, and the number of rows."""
    university = names.texts("university")
    return starts_of(np.bincount(university.codes, minlength=len(university.known)))


def _ranks(
    table: Table[NameRecord], first_row: IntArray, links: Mapping[str, int], weights: Mapping[str, float]
) -> RowArray:
    """Ties: prior, then size of the record (names, identifiers: how well known it is), shorter name, id."""
    ids = table.texts("university").known.to_list()
    names = np.diff(first_row)
    known = np.array([links.get(university, 0) for university in ids], np.int64) + names
    prior = np.array([weights.get(university, 0.0) for university in ids], np.float64)
    lengths = np.array(list(map(len, table.column("value"))), np.int64)
    rank = np.empty(len(table), np.int32)
    rank[np.lexsort((lengths, -np.repeat(known, names), -np.repeat(prior, names)))] = np.arange(len(table))
    return rank
