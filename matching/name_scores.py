"""How well each name answers what was typed: one function for each way to find a name, and their tiers."""

from enum import StrEnum
from itertools import islice

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from graph.folding import fold
from matching.name_table import Initials, IntArray, NameTable
from matching.stems import stems_of
from matching.token_search import SHORTEST_BEGUN_SKELETON, TokenMatches, match_tokens
from matching.transliteration import skeleton
from matching.words import bag_of, skeleton_of, spaced_skeleton_of, telling

ScoreArray = npt.NDArray[np.float64]


class How(StrEnum):
    """How a name was found."""

    IDENTIFIER = "IDENTIFIER"
    EXACT = "EXACT"
    ACRONYM = "ACRONYM"
    SPELLING = "SPELLING"
    INITIALS = "INITIALS"
    PREFIX = "PREFIX"
    DECLENSION = "DECLENSION"
    CORRECTION = "CORRECTION"
    TOKENS = "TOKENS"
    SEVERAL_NAMES = "SEVERAL_NAMES"
    FUZZY = "FUZZY"


_HOWS = tuple(How)


class Tier:
    """Scores, best first. A band `(low, high)` is for finds of which there are better and worse ones."""

    EXACT = 1.0
    ACRONYM = 0.97
    SPELLING = 0.94  # the same name in another script or romanisation
    SAME_WORDS = 0.92  # in another order, or another romanisation
    DECLENSION = 0.915  # a Russian name in another case
    INITIALS = 0.90  # of the whole name, asked for in capitals
    INITIALS_IN_PART = 0.88  # of the name up to "named after"
    CORRECTION = 0.876  # the same words, each with one typing error at most
    ACRONYM_IN_OTHER_SCRIPT = 0.87
    ROMANISED_INITIALS = 0.86
    WORD_EXCHANGED = 0.855  # the same, if a word that other names have is taken for a mistyped one
    PREFIX = (0.80, 0.85)
    DOMAIN_LABEL = 0.79  # of an identifier, not of a name
    TOKENS = (0.72, 0.78)
    INITIALS_IN_SMALL = 0.71  # "mos" is more often the beginning of a word than an acronym
    SEVERAL_NAMES = 0.70  # all words asked for, but not in one name
    FUZZY = 0.68  # the most; less for each letter amiss


_PAST = 0.005  # what a name of the past loses
_TRANSLITERATED = 0.005  # what a beginning in another script or romanisation loses
_SUPPORTED = 0.005  # what initials gain where the university has an acronym of the same shape in the record
_FUZZY_CANDIDATES = 200  # rows compared as a whole
_FUZZY_MINIMUM = 0.55  # share of what was asked for, by rarity, below which nothing is offered
_WORDS_SHARE, _WHOLE_SHARE = 0.7, 0.3  # of the fuzzy score: words one by one; likeness of the whole name
_SHORTEST_CORRECTED = 8  # letters; acronyms are not corrected
_MOST_CORRECTED = 64  # ways to correct the words of a name that are looked up
_STEPS = 4  # finds within a band differ by quarters of the name, so that the prior decides between near ones


class Scores:
    """The best score of each row so far, and how it came about."""

    def __init__(self, rows: int) -> None:
        self._score = np.zeros(rows, np.float64)
        self._how = np.zeros(rows, np.int8)

    def offer(self, rows: IntArray | list[int], score: float | ScoreArray, how: How) -> None:
        """Rows found in this way; each keeps its better score."""
        if not len(rows):
            return
        at = np.asarray(rows, np.int64)
        offered = np.broadcast_to(np.asarray(score, np.float64), at.shape)
        better = offered > self._score[at]
        self._score[at[better]] = offered[better]
        self._how[at[better]] = _HOWS.index(how)

    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self._score.any())

    def lower(self, rows: npt.NDArray[np.bool_]) -> None:
        """Names of the past stand behind those that hold."""
        self._score[rows & (self._score > 0)] -= _PAST

    def ordered(self, rank: IntArray) -> list[int]:
        """Rows found, best first."""
        found = np.flatnonzero(self._score > 0)
        order: list[int] = found[np.lexsort((rank[found], -self._score[found].round(6)))].tolist()
        return order

    def of(self, row: int) -> tuple[float, How]:
        """The score of a row, and how it was found."""
        return round(float(self._score[row]), 4), _HOWS[self._how[row]]


def score_whole_names(table: NameTable, text: str, words: list[str]) -> Scores:
    """The names that are wholly what was typed, in some spelling, order, case or with typing errors.

    Only look-ups: a thousand times as fast as a comparison with all names.
    """
    scores = Scores(len(table.names))
    if len(words) == 1:
        _offer_initials(scores, table, words[0], text.isupper())
    _offer_same(scores, table, text, words)
    if not scores.any():
        _offer_corrected(scores, table, words)
    scores.lower(table.past)
    return scores


def score_names(table: NameTable, text: str, words: list[str], *, typed: bool = True) -> Scores:
    """Every name against a text, that is being typed or not; `words` are its words."""
    scores = Scores(len(table.names))
    tokens = match_tokens(table, words, typed=typed)
    _offer_fuzzy(scores, table, words, tokens)
    _offer_tokens(scores, tokens)
    _offer_beginnings(scores, table, words, tokens)
    if len(words) == 1:
        _offer_initials(scores, table, words[0], text.isupper())
    _offer_same(scores, table, text, words)
    scores.lower(table.past)
    return scores


def _offer_fuzzy(scores: Scores, table: NameTable, words: list[str], tokens: TokenMatches) -> None:
    share = tokens.share
    candidates = np.flatnonzero((share >= _FUZZY_MINIMUM) & ~tokens.complete)
    if not len(candidates):
        return
    best = candidates[np.lexsort((table.rank[candidates], -share[candidates]))[:_FUZZY_CANDIDATES]]
    likeness = np.maximum(
        _likeness(spaced_skeleton_of(words), [table.skeletons[row] for row in best]),
        _likeness(spaced_skeleton_of(telling(words)), [table.telling[row] for row in best]),
    )
    score = Tier.FUZZY * (_WORDS_SHARE * share[best] + _WHOLE_SHARE * likeness)
    scores.offer(best, score.astype(np.float64), How.FUZZY)


def _likeness(asked: str, names: list[str]) -> ScoreArray:
    likeness: ScoreArray = process.cdist([asked], names, scorer=fuzz.token_sort_ratio)[0].astype(np.float64)
    return likeness / 100


def _offer_tokens(scores: Scores, tokens: TokenMatches) -> None:
    scores.offer(np.flatnonzero(tokens.several), Tier.SEVERAL_NAMES, How.SEVERAL_NAMES)
    complete = np.flatnonzero(tokens.complete)
    scores.offer(complete, _in_band(Tier.TOKENS, tokens, complete), How.TOKENS)


def _offer_beginnings(scores: Scores, table: NameTable, words: list[str], tokens: TokenMatches) -> None:
    same = table.beginnings.rows(" ".join(words))
    scores.offer(same, _in_band(Tier.PREFIX, tokens, same), How.PREFIX)
    plain = skeleton_of(words)
    if len(plain) >= SHORTEST_BEGUN_SKELETON:
        spelled = table.spelled_beginnings.rows(plain)
        scores.offer(spelled, _in_band(Tier.PREFIX, tokens, spelled) - _TRANSLITERATED, How.PREFIX)


def _offer_initials(scores: Scores, table: NameTable, acronym: str, capitals: bool) -> None:
    for found in table.initials.get(acronym, ()):
        scores.offer([found.row], _initials_tier(found, capitals) + _SUPPORTED * found.supported, How.INITIALS)
    for found in table.romanised_initials.get(skeleton(acronym), ()) if acronym.isascii() else ():
        tier = Tier.ROMANISED_INITIALS if capitals else Tier.INITIALS_IN_SMALL
        scores.offer([found.row], tier + _SUPPORTED * found.supported, How.INITIALS)


def _initials_tier(found: Initials, capitals: bool) -> float:
    if not capitals:
        return Tier.INITIALS_IN_SMALL
    return Tier.INITIALS if found.whole else Tier.INITIALS_IN_PART


def _offer_same(scores: Scores, table: NameTable, text: str, words: list[str]) -> None:
    if len(words) > 1:
        scores.offer(table.bags.get(bag_of(words), []), Tier.SAME_WORDS, How.TOKENS)
        scores.offer(table.stems.get(stems_of(words), []), Tier.DECLENSION, How.DECLENSION)
    for row in table.spelled.get(skeleton_of(words), ()):
        acronym = table.names[row].kind == "ACRONYM"
        scores.offer([row], Tier.ACRONYM_IN_OTHER_SCRIPT if acronym else Tier.SPELLING, How.SPELLING)
    for row in table.exact.get(fold(text), ()):
        if table.names[row].kind == "ACRONYM":
            scores.offer([row], Tier.ACRONYM, How.ACRONYM)
        else:
            scores.offer([row], Tier.EXACT, How.EXACT)


def _offer_corrected(scores: Scores, table: NameTable, words: list[str]) -> None:
    """Names whose words are those asked for, but for one typing error in a word."""
    if sum(map(len, words)) < _SHORTEST_CORRECTED:
        return
    ways = ((Tier.CORRECTION, table.corrections.ways(words)), (Tier.WORD_EXCHANGED, table.corrections.exchanges(words)))
    for tier, corrections in ways:
        for corrected in islice(corrections, _MOST_CORRECTED):
            rows = table.bags.get(bag_of([*filter(None, corrected)]), [])
            scores.offer([row for row in rows if table.names[row].kind != "ACRONYM"], tier, How.CORRECTION)


def _in_band(band: tuple[float, float], tokens: TokenMatches, rows: IntArray) -> ScoreArray:
    low, high = band
    steps = np.floor(tokens.name_share[rows].astype(np.float64) * _STEPS) / _STEPS
    return low + (high - low) * steps
