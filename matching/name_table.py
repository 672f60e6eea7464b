"""All names, one a row, with what each way of finding them needs, and the order in which ties stand."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph.folding import fold
from matching.corrections import Corrections
from matching.postings import Postings
from matching.stems import stems_of
from matching.transliteration import skeleton
from matching.words import (
    STOP_WORDS,
    bag_of,
    initials_of,
    skeleton_of,
    spaced_skeleton_of,
    telling,
    without_addition,
    without_leading_kind,
    words_of,
)

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]
_AFTER_ALL = "\U0010ffff"


class NameRecord(NamedTuple):
    """One name of a university, as the graph holds it; `until` set: a name of the past."""

    university: str
    value: str
    language: str
    kind: str
    until: date | str | None


class Initials(NamedTuple):
    """A row whose initials give an acronym."""

    row: int
    whole: bool  # they take all its words
    supported: bool  # the university has an acronym of this length and first letter, as МГУ has in MSU


InitialsBy = Mapping[str, list[Initials]]


class Beginnings:
    """Rows by how their names begin: one slice of a sorted list."""

    def __init__(self, entries: set[tuple[str, int]]) -> None:
        ordered = sorted(entries)
        self._texts = [text for text, _ in ordered]
        self._rows = np.array([row for _, row in ordered], np.int64)

    def rows(self, text: str) -> IntArray:
        """Rows that begin with this text."""
        return self._rows[bisect_left(self._texts, text) : bisect_left(self._texts, text + _AFTER_ALL)]


@dataclass(frozen=True, slots=True)
class NameTable:
    """Rows stand university by university; every array has one entry a row."""

    names: Sequence[NameRecord]
    terms: Postings  # folded words and their skeletons
    exact: Mapping[str, list[int]]  # by `fold`
    spelled: Mapping[str, list[int]]  # by skeleton
    bags: Mapping[str, list[int]]  # by words in any order
    stems: Mapping[str, list[int]]  # by stems in any order, of Russian names
    corrections: Corrections  # of the words of `bags`
    initials: InitialsBy
    romanised_initials: InitialsBy
    beginnings: Beginnings  # folded, from the first word and from the first distinctive word
    spelled_beginnings: Beginnings
    skeletons: Sequence[str]  # words of each row as skeletons, parted by blanks
    telling: Sequence[str]  # those of them that tell one institution from another
    weight: FloatArray  # sum of the rarity of the words of each row
    past: npt.NDArray[np.bool_]
    university: IntArray  # number of each row's university
    first_row: IntArray  # of each university
    rank: IntArray  # place of each row among rows with the same score


def rarity(holders: int, rows: int) -> float:
    """How much a word tells that `holders` of `rows` names hold."""
    return log(1 + rows / max(1, holders))


def name_table(names: Iterable[NameRecord], links: Mapping[str, int], weights: Mapping[str, float]) -> NameTable:
    """The table of these names; `links` counts the identifiers of a university, `weights` are its prior."""
    rows = sorted(names)
    words = [words_of(name.value) for name in rows]
    holders = Counter(word for row in words for word in set(row) - STOP_WORDS)
    initials, romanised = _initials(rows, words)
    beginnings, spelled_beginnings = _beginnings(words)
    university, first_row = _groups([name.university for name in rows])
    shorter = [without_addition(name.value) for name in rows]
    return NameTable(
        names=rows,
        terms=_postings(words),
        exact=_rows_by([fold(name.value) for name in rows]),
        spelled=_rows_by([skeleton_of(row) for row in words]),
        bags=_rows_by(map(bag_of, words), map(bag_of, shorter)),
        stems=_rows_by(map(stems_of, words), map(stems_of, shorter)),
        corrections=Corrections(word for row in words for word in row),
        initials=initials,
        romanised_initials=romanised,
        beginnings=beginnings,
        spelled_beginnings=spelled_beginnings,
        skeletons=[spaced_skeleton_of(row) for row in words],
        telling=[spaced_skeleton_of(telling(row)) for row in words],
        weight=np.array([_weight(row, holders, len(rows)) for row in words], np.float32),
        past=np.array([name.until is not None for name in rows], np.bool_),
        university=university,
        first_row=first_row,
        rank=ranks(rows, links, weights),
    )


def _weight(words: list[str], holders: Mapping[str, int], rows: int) -> float:
    return sum(rarity(holders[word], rows) for word in set(words) if word in holders)


def _rows_by(*columns: Iterable[str]) -> dict[str, list[int]]:
    """Rows by their keys; a row may have one in each column."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row, keys in enumerate(zip(*columns, strict=True)):
        for key in set(keys) - {""}:
            found[key].append(row)
    return dict(found)


def _postings(words: list[list[str]]) -> Postings:
    rows_of: defaultdict[str, list[int]] = defaultdict(list)
    for row, row_words in enumerate(words):
        for term in {*row_words, *map(skeleton, row_words)} - {""}:
            rows_of[term].append(row)
    return Postings(rows_of)


def _beginnings(words: list[list[str]]) -> tuple[Beginnings, Beginnings]:
    folded: set[tuple[str, int]] = set()
    spelled: set[tuple[str, int]] = set()
    for row, row_words in enumerate(words):
        for part in (row_words, without_leading_kind(row_words)):
            folded.add((" ".join(part), row))
            spelled.add((skeleton_of(part), row))
    return Beginnings(folded), Beginnings(spelled)


def _initials(rows: list[NameRecord], words: list[list[str]]) -> tuple[InitialsBy, InitialsBy]:
    native: defaultdict[str, list[Initials]] = defaultdict(list)
    romanised: defaultdict[str, list[Initials]] = defaultdict(list)
    shapes = {
        (name.university, _shape(skeleton_of(words[row]))) for row, name in enumerate(rows) if name.kind == "ACRONYM"
    }
    for row, name in enumerate(rows):
        if name.kind == "ACRONYM":
            continue
        for acronym, whole in initials_of(words[row]).items():
            latin = skeleton(acronym)
            found = Initials(row, whole, (name.university, _shape(latin)) in shapes)
            native[acronym].append(found)
            if not acronym.isascii():
                romanised[latin].append(found)
    return dict(native), dict(romanised)


def _shape(acronym: str) -> tuple[int, str]:
    return len(acronym), acronym[:1]


def _groups(universities: list[str]) -> tuple[IntArray, IntArray]:
    if not universities:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    _, first_row, number = np.unique(universities, return_index=True, return_inverse=True)
    return number.astype(np.int64), first_row.astype(np.int64)


def ranks(rows: Sequence[NameRecord], links: Mapping[str, int], weights: Mapping[str, float]) -> IntArray:
    """Ties: prior, then size of the record (names, identifiers: how well known it is), shorter name, id."""
    names = Counter(name.university for name in rows)

    def order(row: int) -> tuple[float, int, int, str, int]:
        name = rows[row]
        known = names[name.university] + links.get(name.university, 0)
        return -weights.get(name.university, 0.0), -known, len(name.value), name.university, row

    rank = np.empty(len(rows), np.int64)
    rank[sorted(range(len(rows)), key=order)] = np.arange(len(rows))
    return rank
