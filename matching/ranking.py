"""Ranks the possible partners of an institution, with reasons that add up to the score.

    score(v) = Σ over terms t:  most[t] · strength[t](v)        strength in [0, 1]; the `most` add up to 1

Each summand above zero is one `Reason` with that weight: the reasons explain the order completely, and the
score is in [0, 1] without clipping. Where the terms come from:
* What both sides say of themselves comes first: an intent met both ways outweighs all that is only likely.
* On a network of home × foreign contacts common partners are zero for everybody and popularity is hard to
  beat: log popularity, three-step paths, affinity to the country and likeness of subjects together do
  (Horizon 2020 participations, CORDIS; 20 home countries, 677 queries: NDCG@10 .148 against .142 for
  popularity, .034 against .009 below the 80th percentile of popularity; the ratios of the weights were
  chosen on the same queries).
* Nearness, profile and words of names are weak, and there for institutions of which nothing else is known.
Ties in the score are broken by a digest of the pair of ids: neither fame nor the order of loading decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matching.constraints import candidates
from matching.intents import they_offer, they_seek
from matching.network import Network
from matching.offices import OfficeChoice, choose_office
from matching.paths import Path, PathFinder
from matching.profiles import events_together, nearby, office_covers, shared_subjects, similar_profile
from matching.question import Question, UnknownUniversityError
from matching.reasons import Detail, Direction, Reason, ReasonKind, Signal
from matching.request import MatchRequest
from matching.sparse import Rows, Vector
from matching.ties import (
    common_partners,
    country_affinity,
    in_contact,
    popularity,
    related_institutions,
    three_step_paths,
)

__all__ = [
    "Detail",
    "Direction",
    "Match",
    "MatchRequest",
    "Ranking",
    "Reason",
    "ReasonKind",
    "UnknownUniversityError",
    "rank",
]

DECIMALS = 6  # of weights: what is compared is what is shown


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the score and the most that it can give."""

    kind: ReasonKind
    most: float
    signal: Callable[[Question], Signal]


# The most each term can give; together 1. The ratio of three-step paths, popularity, subjects, affinity and
# common partners to one another is calibrated on H2020; the rest is judgement.
TERMS = (
    Term(ReasonKind.INTENT_MET, 0.18, they_offer),
    Term(ReasonKind.INTENT_MET, 0.18, they_seek),
    Term(ReasonKind.THREE_STEP_PATHS, 0.14, three_step_paths),
    Term(ReasonKind.SHARED_FIELDS, 0.11, shared_subjects),
    Term(ReasonKind.POPULARITY, 0.10, popularity),
    Term(ReasonKind.COUNTRY_AFFINITY, 0.05, country_affinity),
    Term(ReasonKind.COMMON_PARTNERS, 0.06, common_partners),
    Term(ReasonKind.EVENT_TOGETHER, 0.05, events_together),
    Term(ReasonKind.OFFICE_COVERS, 0.05, office_covers),
    Term(ReasonKind.SIMILAR_PROFILE, 0.03, similar_profile),
    Term(ReasonKind.NEARBY, 0.03, nearby),
    Term(ReasonKind.RELATED_INSTITUTION, 0.01, related_institutions),
    Term(ReasonKind.IN_CONTACT, 0.01, in_contact),
)


@dataclass(frozen=True, slots=True)
class Match:
    """A possible partner: why, through which office, and who can introduce the two."""

    university: str
    score: float
    reasons: tuple[Reason, ...]  # heaviest first
    office: OfficeChoice
    path: Path | None


class Ranking:
    """All matches in order. Reasons, offices and paths are worked out only for the page that is asked for."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._signals = [(term, term.signal(question)) for term in TERMS]
        self._weights = [np.round(term.most * signal.strength, DECIMALS) for term, signal in self._signals]
        self._scores: Vector = np.round(np.sum(self._weights, axis=0), DECIMALS)
        self._order = _ordered(question, np.flatnonzero(candidates(question)), self._scores)
        self._finder = PathFinder(question.network, question.me.id, question.request.as_of)

    @property
    def total(self) -> int:
        """How many candidates fulfil the request."""
        return len(self._order)

    def page(self, start: int, count: int) -> tuple[Match, ...]:
        """`count` matches from position `start`, counted from 0."""
        return tuple(self._match(int(row)) for row in self._order[start : start + count])

    def ids(self) -> tuple[str, ...]:
        """Ids of all candidates in order."""
        return tuple(self._question.network.universities[row].id for row in self._order)

    def _match(self, row: int) -> Match:
        question = self._question
        foreign = question.foreign(row)
        target = question.network.universities[row].id
        return Match(
            university=target,
            score=float(self._scores[row]),
            reasons=self._reasons(row),
            office=choose_office(question.network, foreign.country, foreign.place, question.request.as_of),
            path=next(iter(self._finder.paths(target, limit=1)), None),
        )

    def _reasons(self, row: int) -> tuple[Reason, ...]:
        reasons = [
            Reason(term.kind, float(weights[row]), *signal.explain(row))
            for (term, signal), weights in zip(self._signals, self._weights, strict=True)
            if weights[row] > 0
        ]
        return tuple(sorted(reasons, key=lambda reason: -reason.weight))


def _ordered(question: Question, rows: Rows, scores: Vector) -> Rows:
    digest = question.network.columns.digest
    pair = (digest[rows] ^ digest[question.row]) * np.uint64(0x9E3779B97F4A7C15)  # golden ratio: spreads the bits
    return rows[np.lexsort((pair, -scores[rows]))]


def rank(network: Network, request: MatchRequest) -> Ranking:
    """The ranking for a request. Raises UnknownUniversityError."""
    return Ranking(Question(network, request))
