"""Find universities by any name, in Latin or Cyrillic, half typed or mistyped, or by an identifier.

What ranks above what is in `Tier`. Ties: the prior given to the index, then the size of the record (number of
names and identifiers: how well known the institution is), the shorter name, the smaller id.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from graph.folding import fold, fold_identifier, schemes_of
from matching.names.corrections import Corrections
from matching.names.hashed import hash_of
from matching.names.identifiers import IdentifierRecord, Identifiers
from matching.names.scores import How, Scores, Tier, score_names, score_whole_names
from matching.names.table import NameRecord, NameTable, name_table, ranked_anew
from matching.names.words import words_of

__all__ = ["How", "NameHit", "NameIndex", "NameRecord", "Tier"]

_LONGEST_TEXT = 200  # characters; longer names are in no register


@dataclass(frozen=True, slots=True)
class NameHit:
    """A university found, the name (or identifier key) by which it was found, and how."""

    university: str
    score: float
    value: str
    how: How


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
        self._identify(identifiers)
        self._table: NameTable = name_table(sorted(names), self._links, self._weights)

    def renewed(
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
            other._identify(identifiers)
        rows = self.records if names is None else sorted(names)
        if rows == self.records:
            other._table = ranked_anew(self._table, other._links, weights)
        else:
            other._table = name_table(rows, other._links, weights)
        return other

    def _identify(self, identifiers: Iterable[IdentifierRecord]) -> None:
        records = list(identifiers)
        self._identifiers = Identifiers(records)
        self._links = Counter(record.university for record in records)

    @property
    def records(self) -> Sequence[NameRecord]:
        """All names."""
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
        return self._best(score_names(self._table, text, words, typed=typed), self._by_domain_label(words), limit)

    def whole(self, text: str, limit: int = 10) -> list[NameHit]:
        """Those whose identifier or whole name this is, in some spelling; best first, each once."""
        text = text.strip()[:_LONGEST_TEXT]
        identified = self._by_identifier(text)
        if identified:
            return identified[:limit]
        words = words_of(text)
        return self._best(score_whole_names(self._table, text, words), [], limit) if words and self._table.names else []

    def resolve(self, value: str) -> list[str]:
        """Universities that hold exactly this identifier or, folded, this name; the best known first."""
        identified = self._by_identifier(value.strip())
        if identified:
            return [hit.university for hit in identified]
        rows = self._table.exact.rows(hash_of(fold(value)))
        ordered = rows[np.argsort(self._table.rank[rows])].tolist()
        return list(dict.fromkeys(self._table.names[row].university for row in ordered))

    def _by_identifier(self, value: str) -> list[NameHit]:
        """Holders of the identifier that this is by its form, or by a scheme before a colon (`OGRN:…`)."""
        scheme, colon, bare = value.partition(":")
        keys = [fold_identifier(scheme, bare)] if colon else []
        keys += [fold_identifier(scheme, value) for scheme in schemes_of(value)]
        return self._identified(keys, Tier.EXACT)

    def _by_domain_label(self, words: list[str]) -> list[NameHit]:
        """`kpfu` for kpfu.ru: what people call an institution is often its domain."""
        keys = self._identifiers.domains_labelled(words[0]) if len(words) == 1 else []
        return self._identified(keys, Tier.DOMAIN_LABEL)

    def _identified(self, keys: list[str], score: float) -> list[NameHit]:
        found = {holder: key for key in reversed(keys) for holder in self._identifiers.holders(key)}
        ordered = sorted(found, key=lambda holder: (-self._weights.get(holder, 0.0), holder))
        return [NameHit(holder, score, found[holder], How.IDENTIFIER) for holder in ordered]

    def _best(self, scores: Scores, labelled: list[NameHit], limit: int) -> list[NameHit]:
        hits: dict[str, NameHit] = {}
        for row, score, how in scores.best():
            if len(hits) == limit:
                break
            name = self._table.names[row]
            if name.university not in hits:
                hits[name.university] = NameHit(name.university, score, name.value, how)
        for hit in labelled:
            if hit.university not in hits or hits[hit.university].score < hit.score:
                hits[hit.university] = hit
        return sorted(hits.values(), key=lambda hit: -hit.score)[:limit]
