"""Ranks the possible partners of an institution, with reasons that add up to the score.

    score(v) = Σ over terms t:  most[t] · strength[t](v)        strength in [0, 1]; the `most` add up to 1

Each summand above zero is one `Reason` with that weight: the reasons explain the order completely, and the
score is in [0, 1] without clipping. The `most` are in `weights.json`, which says how they were found. Where the
terms come from:
* What both sides say of themselves comes first: an intent met both ways outweighs all that is only likely.
* On a network of home × foreign contacts common partners are zero for everybody and popularity is hard to beat.
  Popularity, three-step paths, likeness of subjects and, for those with many partners, common partners together
  do (`python -m bench.matching`, docs/matching.md).
* Nearness, profile and words of names are weak, and there for institutions of which nothing else is known.
A list of those with few partners would hold famous names alone: one place among its first ten is won for a
lesser-known institution, and a reason says so (`exposure.py`).
Ties in the score are broken by a digest of the pair of ids (`order.py`).
"""

from dataclasses import dataclass

import numpy as np

from matching.concerns import Candidate, Concern, concerns
from matching.constraints import candidates
from matching.exposure import promote_lesser_known
from matching.introductions.paths import Path, PathFinder
from matching.model.network import Network
from matching.model.sparse import Rows
from matching.offices import OfficeChoice
from matching.order import Order
from matching.question import Question, UnknownUniversityError
from matching.reasons import DECIMALS, Detail, Direction, Reason, ReasonKind
from matching.request import MatchRequest
from matching.summands import Summands
from matching.terms import POPULARITY, TERMS
from matching.weights import Weights, read_weights

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


@dataclass(frozen=True, slots=True)
class Match:
    """A possible partner: why, through which office, and who can introduce the two."""

    university: str
    score: float
    reasons: tuple[Reason, ...]  # heaviest first
    concerns: tuple[Concern, ...]  # gravest first
    office: OfficeChoice
    path: Path | None


class Ranking:
    """All matches in order. Reasons, offices and paths are worked out only for the page that is asked for."""

    def __init__(self, question: Question, weights: Weights) -> None:
        self._question = question
        self._used = weights
        parts = ((term, weights.most[term.name], term.signal(question)) for term in TERMS)
        self._summands = Summands(parts, lambda term: term.least)
        self._scores = self._summands.scores()
        self._order = Order(question.network.columns, question.row, np.flatnonzero(candidates(question)), self._scores)
        self._won = self._promote_lesser_known(weights.lesser_known_places)
        self._finder = PathFinder(question.network, question.me.id, question.request.as_of)

    def __len__(self) -> int:
        """How many candidates fulfil the request."""
        return len(self._order)

    def index(self, university: str) -> int:
        """The place of a candidate, counted from 0. Raises ValueError where it is none."""
        return self._order.index(self._question.network.row_of.get(university), university)

    def page(self, start: int, count: int) -> tuple[Match, ...]:
        """`count` matches from position `start`, counted from 0."""
        return tuple(self._match(int(row)) for row in self._order.first(start + count)[start:])

    def rows(self) -> Rows:
        """Rows of all candidates in order."""
        return self._order.first(len(self._order))

    def ids(self) -> tuple[str, ...]:
        """Ids of all candidates in order."""
        return tuple(self._question.network.ids[row] for row in self.rows().tolist())

    def _match(self, row: int) -> Match:
        question = self._question
        target = question.network.ids[row]
        office = question.office(row)
        got = {term.name: given for term, given in self._summands.summands_of(row)}
        return Match(
            university=target,
            score=float(self._scores[row]),
            reasons=self._reasons(row),
            concerns=concerns(Candidate(question, row, got, self._used, office)),
            office=office,
            path=next(iter(self._finder.paths(target, limit=1)), None),
        )

    def _promote_lesser_known(self, places: int) -> dict[int, float]:
        """Gives places to lesser-known institutions: each gets the score of the one that stood in the first of them."""
        own = self._summands.scores([term for term in TERMS if term.name != POPULARITY])
        found, place = promote_lesser_known(self._question, self._order, own, places)
        if not len(found):
            return {}
        reached = float(self._scores[self._order.first(place + 1)[place]])
        won = {row: round(reached - float(self._scores[row]), DECIMALS) for row in found.tolist()}
        self._scores[found] = reached
        self._order.promote(found, place)
        return won

    def _lesser_known(self, row: int) -> list[Reason]:
        if not self._won.get(row):
            return []
        partners = int(self._question.moment.partners[row])
        evidence = (self._question.network.ids[row],)
        return [Reason(ReasonKind.LESSER_KNOWN, self._won[row], evidence, Detail(count=partners))]

    def _reasons(self, row: int) -> tuple[Reason, ...]:
        reasons = [Reason(term.kind, weight, *shown) for term, weight, shown in self._summands.explain(row)]
        return tuple(sorted(reasons + self._lesser_known(row), key=lambda reason: -reason.weight))


def rank(network: Network, request: MatchRequest, weights: Weights | None = None) -> Ranking:
    """The ranking for a request, by these weights or else the project's own. Raises UnknownUniversityError."""
    return Ranking(Question(network, request), weights or read_weights())
