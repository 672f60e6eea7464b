"""How well each name answers what was typed: one function for each way to find a name, and their tiers."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from graph.folding import fold
from matching.names.abbreviations import abbreviates, expansions, is_mixed
from matching.names.hashed import RowArray, hash_of
from matching.names.initials import Initials
from matching.names.stems import stems_of
from matching.names.table import NameTable
from matching.names.token_search import SHARE_NEEDED, TokenMatches, match_tokens
from matching.names.translation import translations
from matching.names.transliteration import skeleton
from matching.names.word_matches import SHORTEST_BEGUN_SKELETON, FloatArray
from matching.names.words import bag_key, is_cyrillic, skeleton_of, spaced_skeleton_of, telling

ScoreArray = npt.NDArray[np.float64]


class MatchMethod(StrEnum):
    """How a name was found."""

    IDENTIFIER = "IDENTIFIER"
    EXACT = "EXACT"
    ACRONYM = "ACRONYM"
    SPELLING = "SPELLING"
    INITIALS = "INITIALS"
    PREFIX = "PREFIX"
    DECLENSION = "DECLENSION"
    CORRECTION = "CORRECTION"
    ABBREVIATION = "ABBREVIATION"
    TRANSLATION = "TRANSLATION"
    INSIDE = "INSIDE"
    TOKENS = "TOKENS"
    SEVERAL_NAMES = "SEVERAL_NAMES"
    FUZZY = "FUZZY"


class Tier:
    """Scores, best first. A band `(low, high)` is for finds of which there are better and worse ones."""

    EXACT = 1.0
    ACRONYM = 0.97
    SPELLING = 0.94  # the same name in another script or romanisation
    ABBREVIATION = 0.93  # the same words, some of them shortened
    SAME_WORDS = 0.92  # in another order, or another romanisation
    SPELLING_IN_SAME_SCRIPT = 0.921
    SAME_WORDS_AS_WRITTEN = 0.922  # in another order
    DECLENSION = 0.915  # a Russian name in another case
    INITIALS = 0.90  # of the whole name, asked for in capitals
    INITIALS_IN_PART = 0.88  # of the name up to "named after"
    CORRECTION = 0.876  # the same words, each with one typing error at most
    TRANSLATION = 0.873  # the words of a Russian name in English
    LONG_ACRONYM_IN_OTHER_SCRIPT = 0.872
    ACRONYM_IN_OTHER_SCRIPT = 0.87
    ROMANISED_INITIALS = 0.86
    WORD_LEFT_OUT = 0.856  # the same, without a short word that may be a mistyped article
    WORD_EXCHANGED = 0.855  # the same, if a word that other names have is taken for a mistyped one
    PREFIX = (0.80, 0.85)
    DOMAIN_LABEL = 0.79  # of an identifier, not of a name
    TOKENS = (0.72, 0.78)
    INSIDE = 0.715  # a whole name within a longer text
    ACRONYM_INSIDE = 0.714
    INITIALS_IN_SMALL = 0.71  # "mos" is more often the beginning of a word than an acronym
    SEVERAL_NAMES = 0.70  # all words asked for, but not in one name
    NAMESAKE = 0.69  # the person whom the text is named after, in a name that is otherwise unlike it
    FUZZY = 0.68  # the most; less for each letter amiss


WHOLE = Tier.ACRONYM_IN_OTHER_SCRIPT
"""Scores above this are of whole names; nobody writes an acronym in the letters of another script."""
_PAST = 0.005  # what a name of the past loses
_TRANSLITERATED = 0.005  # what a beginning in another script or romanisation loses
_SUPPORTED = 0.005  # what initials gain where the university has an acronym of the same shape in the record
_FUZZY_CANDIDATES = 200  # rows compared as a whole
_WORDS_SHARE, _WHOLE_SHARE = 0.7, 0.3  # of the fuzzy score: words one by one; likeness of the whole name
_SHORTEST_CORRECTED = 8  # letters; acronyms are not corrected
_LONG_ACRONYM = 5  # letters of an acronym that is hardly another one's in other letters
_MAX_CORRECTED = 64  # ways to correct the words of a name that are looked up
_FEW = 16  # rows that are put in order without arrays
_FIRST = 1_000  # rows put in order; the others, where they are asked for
_STEPS = 4  # finds within a band differ by quarters of the name, so that the prior decides between near ones


class Scores:
    """Rows found, each with a score for each way in which it was found."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._offers: list[tuple[RowArray, float | ScoreArray, MatchMethod]] = []

    def offer(self, rows: RowArray, score: float | ScoreArray, how: MatchMethod) -> None:
        """Rows found in this way. Names of the past stand behind those that hold."""
        if len(rows):
            self._offers.append((rows, score, how))

    def offer_exact(self, rows: RowArray) -> None:
        """Rows whose name the text is, but for case, marks and punctuation."""
        if len(rows):
            acronym = self._table.is_acronym[rows]
            self.offer(rows[acronym], Tier.ACRONYM, MatchMethod.ACRONYM)
            self.offer(rows[~acronym], Tier.EXACT, MatchMethod.EXACT)

    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self._offers)

    def best(self) -> Iterator[tuple[int, float, MatchMethod]]:
        """Rows with their scores and how they were found, best first; of a university not all."""
        if not self._offers:
            return
        if sum(len(rows) for rows, _, _ in self._offers) <= _FEW:
            yield from self._best_of_few()
            return
        rows = np.concatenate([rows for rows, _, _ in self._offers])
        score: ScoreArray = np.concatenate([np.broadcast_to(score, len(rows)) for rows, score, _ in self._offers])
        score -= _PAST * self._table.past[rows]
        offer = np.repeat(np.arange(len(self._offers)), [len(rows) for rows, _, _ in self._offers])
        # By score, then rank, then the earlier offer: as one number, which is ordered ten times as fast as three.
        place = np.rint(score * -1e6).astype(np.int64) * len(self._table.names) + self._table.rank[rows]
        keys = np.partition(place * len(rows) + np.arange(len(rows)), min(_FIRST, len(rows)) - 1)
        for part in filter(len, (keys[:_FIRST], keys[_FIRST:])):  # few ask for more than the first
            at = np.sort(part) % len(rows)
            at = at[np.sort(np.unique(self._table.university[rows[at]], return_index=True)[1])]
            for row, found, way in zip(rows[at].tolist(), score[at].tolist(), offer[at].tolist(), strict=True):
                yield row, round(found, 4), self._offers[way][2]

    def _best_of_few(self) -> Iterator[tuple[int, float, MatchMethod]]:
        """The same in the same order, without arrays, which take longer for few rows."""
        few: list[tuple[int, int, int, int, float]] = []
        for way, (rows, score, _) in enumerate(self._offers):
            own = [score] * len(rows) if isinstance(score, float) else score.tolist()
            ranks, past = self._table.rank[rows].tolist(), self._table.past[rows].tolist()
            for row, found, rank, is_past in zip(rows.tolist(), own, ranks, past, strict=True):
                least = found - _PAST * is_past
                few.append((round(least * -1e6), rank, way, row, least))
        for _, _, way, row, found in sorted(few):
            yield row, round(found, 4), self._offers[way][2]


def score_whole_names(table: NameTable, text: str, words: list[str]) -> Scores:
    """The names that are wholly what was typed, in some spelling, order, case or with typing errors.

    Only look-ups: a thousand times as fast as a comparison with all names.
    """
    scores = Scores(table)
    if len(words) == 1:
        _offer_initials(scores, table, words[0], text.isupper())
        if is_mixed(text):
            _offer_abbreviation(scores, table, text)
    _offer_same(scores, table, text, words)
    _offer_expanded(scores, table, words)
    if not scores.any():
        _offer_translated(scores, table, words)
    if not scores.any():
        _offer_corrected(scores, table, words)
    return scores


def score_names(table: NameTable, text: str, words: list[str], *, typed: bool = True) -> Scores:
    """Every name against a text, that is being typed or not; `words` are its words."""
    scores = Scores(table)
    same, spelled = _find_beginnings(table, words)
    tokens = match_tokens(table, words, np.concatenate((same, spelled)), typed=typed)
    _offer_fuzzy(scores, table, words, tokens)
    _offer_tokens(scores, tokens)
    scores.offer(same, _in_band(Tier.PREFIX, tokens.name_share_of(same)), MatchMethod.PREFIX)
    scores.offer(spelled, _in_band(Tier.PREFIX, tokens.name_share_of(spelled)) - _TRANSLITERATED, MatchMethod.PREFIX)
    if len(words) == 1:
        _offer_initials(scores, table, words[0], text.isupper())
    _offer_same(scores, table, text, words)
    return scores


def _find_beginnings(table: NameTable, words: list[str]) -> tuple[RowArray, RowArray]:
    """Rows that begin with these words, as they are written and as they are spelled."""
    same, plain = table.beginnings.rows(" ".join(words)), skeleton_of(words)
    return same, table.spelled_beginnings.rows(plain) if len(plain) >= SHORTEST_BEGUN_SKELETON else same[:0]


def _offer_fuzzy(scores: Scores, table: NameTable, words: list[str], tokens: TokenMatches) -> None:
    candidates = np.flatnonzero((tokens.share >= SHARE_NEEDED) & ~tokens.complete)
    if not len(candidates):
        return
    rows, share = tokens.rows[candidates], tokens.share[candidates]
    if len(rows) > _FUZZY_CANDIDATES:
        place = -share.view(np.int32).astype(np.int64) * len(table.names) + table.rank[rows]  # shares, all above 0
        best = np.argpartition(place, _FUZZY_CANDIDATES)[:_FUZZY_CANDIDATES]
        rows, share = rows[best], share[best]
    whole, told = table.words.spelled(rows)
    likeness = np.maximum(
        _likeness(spaced_skeleton_of(words), whole), _likeness(spaced_skeleton_of(telling(words)), told)
    )
    scores.offer(
        rows, (Tier.FUZZY * (_WORDS_SHARE * share + _WHOLE_SHARE * likeness)).astype(np.float64), MatchMethod.FUZZY
    )


def _likeness(asked: str, names: list[str]) -> ScoreArray:
    likeness: ScoreArray = process.cdist([asked], names, scorer=fuzz.token_sort_ratio)[0].astype(np.float64)
    return likeness / 100


def _offer_tokens(scores: Scores, tokens: TokenMatches) -> None:
    scores.offer(tokens.rows[tokens.several], Tier.SEVERAL_NAMES, MatchMethod.SEVERAL_NAMES)
    share = tokens.name_share[tokens.complete]
    scores.offer(tokens.rows[tokens.complete], _in_band(Tier.TOKENS, share), MatchMethod.TOKENS)


def _offer_initials(scores: Scores, table: NameTable, acronym: str, capitals: bool) -> None:
    initials = table.initials
    native = initials.native.rows(hash_of(acronym))
    if len(native):
        whole = np.where(initials.whole[native], Tier.INITIALS, Tier.INITIALS_IN_PART)
        _offer_entries(scores, initials, native, whole if capitals else Tier.INITIALS_IN_SMALL)
    romanised = initials.romanised.rows(hash_of(skeleton(acronym))) if acronym.isascii() else native[:0]
    if len(romanised):
        _offer_entries(scores, initials, romanised, Tier.ROMANISED_INITIALS if capitals else Tier.INITIALS_IN_SMALL)


def _offer_abbreviation(scores: Scores, table: NameTable, text: str) -> None:
    """Names that an abbreviation of several letters a word is made of: КубГТУ, СПбГМТУ."""
    capitals = "".join(filter(str.isupper, text)).casefold()
    entries = table.initials.native.rows(hash_of(capitals))
    rows = table.initials.row[entries]
    made = [abbreviates(text, table.words.of(row)) for row in rows.tolist()]
    scores.offer(rows[np.array(made, np.bool_)], Tier.INITIALS, MatchMethod.ABBREVIATION)


def _offer_entries(scores: Scores, initials: Initials, entries: RowArray, tier: float | ScoreArray) -> None:
    scores.offer(
        initials.row[entries], tier + _SUPPORTED * initials.supported[entries].astype(np.float64), MatchMethod.INITIALS
    )


def _offer_same(scores: Scores, table: NameTable, text: str, words: list[str]) -> None:
    spelled = table.spelled.rows(hash_of(skeleton_of(words)))
    if len(words) > 1:
        _offer_same_words(scores, table, words, spelled)
    if len(spelled):
        scores.offer(spelled, _spelled_tiers(table, text, words, spelled), MatchMethod.SPELLING)
    scores.offer_exact(table.exact.rows(hash_of(fold(text))))


def _offer_same_words(scores: Scores, table: NameTable, words: list[str], spelled: RowArray) -> None:
    """Names that have the words in any order, or in other cases; `spelled`: those that are spelled like the text."""
    key, stems = bag_key(words), stems_of(words)
    rows = table.bags.rows(key) if key else spelled[:0]
    if len(rows):
        asked, same = set(words), set(spelled.tolist())
        written = [row not in same and asked.issuperset(telling(table.words.of(row))) for row in rows.tolist()]
        scores.offer(rows, np.where(written, Tier.SAME_WORDS_AS_WRITTEN, Tier.SAME_WORDS), MatchMethod.TOKENS)
    if stems:
        scores.offer(table.stems.rows(hash_of(stems)), Tier.DECLENSION, MatchMethod.DECLENSION)


def _spelled_tiers(table: NameTable, text: str, words: list[str], spelled: RowArray) -> ScoreArray:
    """How good it is to be spelled like the text, for each of these rows."""
    long = len(words) == 1 and len(words[0]) >= _LONG_ACRONYM
    acronym_tier = Tier.LONG_ACRONYM_IN_OTHER_SCRIPT if long else Tier.ACRONYM_IN_OTHER_SCRIPT
    cyrillic = is_cyrillic(text)
    other_script = np.array([is_cyrillic(table.value(row)) != cyrillic for row in spelled.tolist()], np.bool_)
    tier = np.where(other_script, Tier.SPELLING, Tier.SPELLING_IN_SAME_SCRIPT)
    return np.where(table.is_acronym[spelled], acronym_tier, tier)


def _offer_expanded(scores: Scores, table: NameTable, words: list[str]) -> None:
    """Names that have the words in full of which some are shortened here."""
    for full in expansions(words):
        stems = stems_of(full)
        rows = table.stems.rows(hash_of(stems)) if stems else table.bags.rows(bag_key(full))
        scores.offer(rows, Tier.ABBREVIATION, MatchMethod.ABBREVIATION)


def _offer_translated(scores: Scores, table: NameTable, words: list[str]) -> None:
    """Names in English that have the words of a Russian one."""
    _offer_bags(scores, table, translations(words), Tier.TRANSLATION, MatchMethod.TRANSLATION)


def _offer_corrected(scores: Scores, table: NameTable, words: list[str]) -> None:
    """Names whose words are those asked for, but for one typing error in a word.

    Known words are not taken for mistyped ones where the unknown ones, once corrected, make a whole name.
    """
    if sum(map(len, words)) < _SHORTEST_CORRECTED:
        return
    ways = [*islice(table.corrections.ways(words), _MAX_CORRECTED)]
    _offer_bags(scores, table, [way for way in ways if all(way)], Tier.CORRECTION, MatchMethod.CORRECTION)
    if not scores.any():
        _offer_bags(scores, table, [way for way in ways if not all(way)], Tier.WORD_LEFT_OUT, MatchMethod.CORRECTION)
        exchanges = islice(table.corrections.exchanges(words), _MAX_CORRECTED)
        _offer_bags(scores, table, exchanges, Tier.WORD_EXCHANGED, MatchMethod.CORRECTION)


def _offer_bags(scores: Scores, table: NameTable, ways: Iterable[Iterable[str]], tier: float, how: MatchMethod) -> None:
    """Names, but no acronyms, that have the words of one of the ways to read what was asked for."""
    keys = set(map(bag_key, ways)) - {0}
    rows = table.bags.rows_of_any([*keys]) if keys else table.rank[:0]
    if len(rows):
        scores.offer(rows[~table.is_acronym[rows]], tier, how)


def _in_band(band: tuple[float, float], share: FloatArray) -> ScoreArray:
    low, high = band
    steps: ScoreArray = np.floor(share.astype(np.float64) * _STEPS) / _STEPS
    return low + (high - low) * steps
