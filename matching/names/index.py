"""Find universities by any name, in Latin or Cyrillic, half typed or mistyped, or by an identifier.

What ranks above what is in `Tier`. Ties: the prior given to the index, then the size of the record (number of
names and identifiers: how well known the institution is), the shorter name, the smaller id.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from itertools import groupby
from typing import NamedTuple

import numpy as np

from graph.folding import fold, fold_identifier, identifier_keys
from matching.names.corrections import Corrections
from matching.names.hashed import hash_of, hashes_of
from matching.names.identifiers import IdentifierRecord, Identifiers, domains_above
from matching.names.own_names import filter_by_name
from matching.names.scores import WHOLE, MatchMethod, Scores, Tier, score_names, score_whole_names
from matching.names.stems import bare
from matching.names.table import NameRecord, NameTable, name_table, rerank
from matching.names.transliteration import skeleton
from matching.names.words import COMMON_SKELETONS, STOP_WORDS, is_cyrillic, telling, without_addition, words_of

__all__ = ["MatchMethod", "NameHit", "NameIndex", "NameRecord", "Tier"]

_LONGEST_TEXT = 200  # characters; longer names are in no register
_WEAK = frozenset({MatchMethod.SPELLING, MatchMethod.TOKENS, MatchMethod.CORRECTION})
_LONG_SPELLING, _LONG_ACRONYM = 12, 5  # letters of a name, and of an acronym, in other letters
_MANY_WORDS, _MANY_NAMES = 3, 100
_LONG_WORD = 9  # letters of a word that can hardly be another one
_MAX_INSIDE = 40  # words of a text in which names are looked for
_MIN_INSIDE = 2  # words of a name within a text
_LONG_NAMESAKE, _FEW_NAMESAKES = 6, 4  # letters of the name of a person, and institutions that have it


class NameHit(NamedTuple):
    """A university found, the name (or identifier key) by which it was found, and how.

    `is_sure`: whether the words alone tell the name, though it is not written as it stands.
    """

    university: str
    score: float
    value: str
    how: MatchMethod
    is_sure: bool = False


class NameIndex:
    """In memory, read only; a new one is built when names change."""

    def __init__(
        self,
        names: Iterable[NameRecord],
        identifiers: Iterable[IdentifierRecord] = (),
        weights: Mapping[str, float] | None = None,
    ) -> None:
        """`weights`: a prior, such as the number of contacts."""
        self._weights = weights or {}
        self._set_identifiers(identifiers)
        self._table: NameTable = name_table(sorted(names), self._links, self._weights)

    def rebuild(
        self,
        names: Iterable[NameRecord] | None,
        identifiers: Iterable[IdentifierRecord] | None,
        weights: Mapping[str, float],
    ) -> "NameIndex":
        """An index of other names, other identifiers (none: the same ones) and another prior.

        Where its names are the same, most of it is shared, as making it is the costly part.
        """
        other = copy(self)
        other._weights = weights
        if identifiers is not None:
            other._set_identifiers(identifiers)
        rows = self.records if names is None else sorted(names)
        if rows == self.records:
            other._table = rerank(self._table, other._links, weights)
        else:
            other._table = name_table(rows, other._links, weights)
        return other

    def _set_identifiers(self, identifiers: Iterable[IdentifierRecord]) -> None:
        records = list(identifiers)
        self._identifiers = Identifiers(records)
        self._links = Counter(record.university for record in records)

    @property
    def records(self) -> Sequence[NameRecord]:
        return self._table.names

    @property
    def corrections(self) -> Corrections:
        """What corrects the words of names."""
        return self._table.corrections

    def search(self, text: str, limit: int = 10, *, typed: bool = True) -> list[NameHit]:
        """The best universities for a text, that is being typed or not; best first, each once."""
        text = text.strip()[:_LONGEST_TEXT]
        identified = self._by_identifier(text)
        if identified:
            return identified[:limit]
        words = words_of(text)
        if not words or not self._table.names:
            return []
        scores = score_names(self._table, text, words, typed=typed)
        return self._best(scores, self._by_domain_label(words), limit, () if typed else words)

    def find_by_identifier(self, text: str) -> list[NameHit]:
        """Those whose identifier this is; for a host or an address below a known domain, those of the domain."""
        bare = text.strip()
        found = self._by_identifier(bare)
        if found or "." not in bare[bare.rfind(" ") + 1 :].rstrip("."):  # no domain has a blank
            return found
        key = fold_identifier("DOMAIN", bare)
        above = (f"DOMAIN:{domain}" for domain in domains_above(key.removeprefix("DOMAIN:")))
        return next(filter(None, (self._find_holders([domain], Tier.EXACT) for domain in above)), [])

    def find_exact(self, text: str) -> list[NameHit]:
        """Those whose name this is, but for case, marks and punctuation; each once."""
        rows = self._table.exact.rows(hash_of(fold(text)))
        if not len(rows):
            return []
        scores = Scores(self._table)
        scores.offer_exact(rows)
        return self._best(scores, [], len(rows))

    def filter_by_name(self, text: str, universities: Collection[str]) -> frozenset[str]:
        """Those of the universities of which a text is a name or an abbreviation, or words of a name."""
        return filter_by_name(self._table, text, universities)

    def find_acronym(self, word: str) -> list[NameHit]:
        """Those whose acronym this word of a text is."""
        rows = self._table.exact.rows(hash_of(fold(word)))
        scores = Scores(self._table)
        scores.offer(rows[self._table.is_acronym[rows]], Tier.ACRONYM_INSIDE, MatchMethod.INSIDE)
        return self._best(scores, [], len(rows))

    def find_rare_word(self, text: str) -> list[NameHit]:
        """Those whose names have a long word of a text, in any case and letters, that few institutions have."""
        terms, scores = self._table.terms, Scores(self._table)
        for word in words_of(text):
            form = bare(word)
            if len(form) < _LONG_NAMESAKE:
                continue
            rows = terms.rows(*terms.prefix(form))
            if len(np.unique(self._table.university[rows])) <= _FEW_NAMESAKES:
                scores.offer(rows, Tier.NAMESAKE, MatchMethod.TOKENS)
        return self._best(scores, [], _FEW_NAMESAKES)

    def find_inside(self, text: str) -> list[NameHit]:
        """Those whose name is the longest one within the text, acronyms left out; each once."""
        words = fold(text).split()[:_MAX_INSIDE]
        lengths = range(len(words) - 1, _MIN_INSIDE - 1, -1)
        spans = [(at, at + length) for length in lengths for at in range(len(words) - length + 1)]
        hashes = hashes_of(" ".join(words[first:last]) for first, last in spans)
        known = self._table.exact.known(hashes).tolist()
        for _, of_length in groupby(known, key=lambda at: spans[at][1] - spans[at][0]):
            rows = self._table.exact.rows_of_any(hashes[list(of_length)])
            rows = rows[~self._table.is_acronym[rows]]
            if len(rows):
                scores = Scores(self._table)
                scores.offer(rows, Tier.INSIDE, MatchMethod.INSIDE)
                return self._best(scores, [], len(rows))
        return []

    def find_whole(self, text: str, limit: int = 10) -> list[NameHit]:
        """Those whose whole name this is, in some spelling; best first, each once."""
        text = text.strip()[:_LONGEST_TEXT]
        words = words_of(text)
        if not words or not self._table.names:
            return []
        return self._best(score_whole_names(self._table, text, words), [], limit, words)

    def resolve(self, value: str) -> list[str]:
        """Universities that hold exactly this identifier or, folded, this name; the best known first."""
        identified = self._by_identifier(value.strip())
        if identified:
            return [hit.university for hit in identified]
        rows = self._table.exact.rows(hash_of(fold(value)))
        ordered = rows[np.argsort(self._table.rank[rows])].tolist()
        return list(dict.fromkeys(self._table.holder(row) for row in ordered))

    def _by_identifier(self, value: str) -> list[NameHit]:
        """Holders of the identifier that this is by its form, or by a scheme before a colon (`OGRN:…`).

        Of an Erasmus code that nobody has as it is written: of the same one in other padding.
        """
        found = self._find_holders(identifier_keys(value), Tier.EXACT)
        return found or self._find_holders(self._identifiers.erasmus_codes(value), Tier.EXACT)

    def _by_domain_label(self, words: list[str]) -> list[NameHit]:
        """`kpfu` for kpfu.ru: what people call an institution is often its domain."""
        keys = self._identifiers.domains_labelled(words[0]) if len(words) == 1 else []
        return self._find_holders(keys, Tier.DOMAIN_LABEL)

    def _find_holders(self, keys: list[str], score: float) -> list[NameHit]:
        found = {holder: key for key in reversed(keys) for holder in self._identifiers.holders(key)}
        ordered = sorted(found, key=lambda holder: (-self._weights.get(holder, 0.0), holder))
        return [NameHit(holder, score, found[holder], MatchMethod.IDENTIFIER) for holder in ordered]

    def _is_sure(self, words: Sequence[str], row: int, how: MatchMethod) -> bool:
        """Whether the words of a text tell a name that is not written so, without a sign beside it.

        They do in the order of the name, or where many tell it; in other letters, where they are not few; with a typing
        error, where this is in a word that many names have, or in a long one; and where a long word is this
        institution's alone.
        """
        value = self._table.value(row)
        own, asked = self._table.words.of(row), _without_stops(words)
        if how is MatchMethod.TOKENS:
            in_order = asked in (_without_stops(own), _without_stops(without_addition(value, own)))
            return in_order or len(set(telling(own))) >= _MANY_WORDS or self._has_own_word(words, own, row)
        if how is MatchMethod.SPELLING and is_cyrillic("".join(words)) != is_cyrillic(value):
            return len("".join(own)) >= (_LONG_ACRONYM if self._table.is_acronym[row] else _LONG_SPELLING)
        if how is MatchMethod.CORRECTION:
            there, here = set(map(skeleton, _without_stops(own))), set(map(skeleton, asked))
            wrong = there - here
            return len(wrong) == len(here - there) > 0 and all(
                len(word) >= _LONG_WORD or self._is_common(word) for word in wrong
            )
        return self._has_own_word(words, own, row)

    def _is_common(self, word: str) -> bool:
        """Whether many names have a word, given as a skeleton, or may have it."""
        return word in COMMON_SKELETONS or len(self._table.terms.rows(*self._table.terms.exact(word))) >= _MANY_NAMES

    def _has_own_word(self, words: Sequence[str], own: list[str], row: int) -> bool:
        """Whether one of the words is a long one of the name that its institution alone has."""
        terms, university = self._table.terms, self._table.university
        for word in {*map(skeleton, telling(own))} & {*map(skeleton, words)}:
            if len(word) >= _LONG_WORD and (university[terms.rows(*terms.exact(word))] == university[row]).all():
                return True
        return False

    def _best(self, scores: Scores, labelled: list[NameHit], limit: int, words: Sequence[str] = ()) -> list[NameHit]:
        hits: dict[str, NameHit] = {}
        for row, score, how in scores.best():
            if len(hits) == limit:
                break
            holder = self._table.holder(row)
            if holder not in hits:
                is_sure = score > WHOLE and how in _WEAK and bool(words) and self._is_sure(words, row, how)
                hits[holder] = NameHit(holder, score, self._table.value(row), how, is_sure)
        for hit in labelled:
            if hit.university not in hits or hits[hit.university].score < hit.score:
                hits[hit.university] = hit
        return sorted(hits.values(), key=lambda hit: -hit.score)[:limit]


def _without_stops(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in STOP_WORDS]
