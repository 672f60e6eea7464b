"""How well names answer one word, whole, begun or mistyped: which rows hold it, and how much it tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from matching.names.hashed import RowArray
from matching.names.postings import Near, Postings
from matching.names.transliteration import skeleton

FloatArray = npt.NDArray[np.float32]
RowsByQuality = tuple[float, RowArray]  # how well these rows answer; some come twice

# How well a word of a name answers a word asked for.
_WHOLE, _WHOLE_TRANSLITERATED = 1.0, 0.96
_BEGUN, _BEGUN_TRANSLITERATED = 0.90, 0.86
_MISTYPED, _MISTYPED_BEGINNING = 0.80, 0.75  # times the share of letters that are right
SHORTEST_BEGUN_SKELETON = 3  # letters; shorter ones begin too much (ETH has the skeleton `et`)
_KEPT = 8  # times the rows of the table: so many rows are kept of words that come again
_BITS = 8  # for the numbers of the answers of a word, of which there are a dozen
MANY = 16  # of how many rows one must answer for all to be written down, and not searched


@dataclass(frozen=True, slots=True)
class WordMatch:
    """The rows that answer a word, ascending, how well each does, above 0 and up to 1, and how much the word tells."""

    rows: RowArray
    quality: FloatArray
    weight: float

    def at(self, rows: RowArray) -> FloatArray:
        """How well these rows, which ascend, answer; 0 where they do not."""
        if not (len(rows) and len(self.rows)):
            return np.zeros(len(rows), np.float32)
        size = int(max(rows[-1], self.rows[-1])) + 1
        if min(len(rows), len(self.rows)) * MANY > size:
            written = np.zeros(size, np.float32)
            written[self.rows] = self.quality
            return written[rows]
        if len(rows) <= len(self.rows):  # the shorter are looked up in the longer
            places = self.rows.searchsorted(rows)
            shared = self.rows.take(places, mode="clip") == rows
            return np.where(shared, self.quality.take(places, mode="clip"), np.float32(0))
        places = rows.searchsorted(self.rows)
        shared = rows.take(places, mode="clip") == self.rows
        found = np.zeros(len(rows), np.float32)
        found[places[shared]] = self.quality[shared]
        return found


class WordMatches:
    """The matches of words with the names of a table. Those of words that are not being typed are kept, as they recur:
    in the parts of a text, and in other texts.
    """

    def __init__(self, terms: Postings, rows: int) -> None:
        """`rows`: how many names there are."""
        self._terms = terms
        self._rows = rows
        self._known: dict[tuple[str, int], WordMatch] = {}
        self._kept = 0

    def of(self, word: str, *, typed_last: bool, spelled_right: int) -> WordMatch:
        """The rows that answer a word; the last one typed may be begun, and mistyped.

        `spelled_right`: so many names hold a word in which no typing error is looked for.
        """
        if typed_last:
            return self._match(word, True, spelled_right)
        known = self._known.get((word, spelled_right))
        if known is None:
            known = self._match(word, False, spelled_right)
            if self._kept > _KEPT * self._rows:
                self._known.clear()
                self._kept = 0
            self._known[word, spelled_right] = known
            self._kept += len(known.rows)
        return known

    def _match(self, word: str, typed_last: bool, spelled_right: int) -> WordMatch:
        answers = sorted(_answers(self._terms, word, typed_last, spelled_right), key=lambda each: each[0])
        rows, quality = _best(answers, self._rows)
        best = quality.max(initial=0)
        holders = int(np.count_nonzero(quality == best)) if len(rows) else 1
        return WordMatch(rows, quality, rarity(holders, self._rows))


def rarity(holders: int, rows: int) -> float:
    """How much a word tells that `holders` of `rows` names hold."""
    return log(1 + rows / max(1, holders))


def _answers(terms: Postings, word: str, typed_last: bool, spelled_right: int) -> Iterator[RowsByQuality]:
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


def _mistyped(terms: Postings, found: Iterator[Near], length: int, best: float) -> Iterator[RowsByQuality]:
    for errors, places in found:
        yield best * (1 - errors / length), terms.rows_at(places)


def _best(answers: list[RowsByQuality], rows: int) -> tuple[RowArray, FloatArray]:
    """Each row of the answers once, ascending, with the best of its qualities; the answers come worst first."""
    sizes = [len(found) for _, found in answers]
    if sum(sizes) * MANY > rows:
        written = np.zeros(rows, np.float32)
        for quality, found in answers:
            written[found] = quality
        ascending = np.flatnonzero(written).astype(np.int32)
        return ascending, written[ascending]
    qualities = np.array([quality for quality, _ in answers], np.float32)
    keys = np.concatenate([found for _, found in answers]).astype(np.int64) << _BITS
    keys |= np.repeat(np.arange(len(answers)), sizes)
    keys.sort()
    row = keys >> _BITS
    last = np.flatnonzero(np.diff(row, append=-1))
    return row[last].astype(np.int32), qualities[keys[last] & (1 << _BITS) - 1]
