"""Open intents of others that meet one of an institution's own, in the order of the days on which they end."""

from dataclasses import dataclass

import numpy as np

from matching.constraints import candidates
from matching.intents import explain_pair, pairs_met
from matching.model.contacts import OPEN_END
from matching.model.facts import OFFERS, SEEKS, IntentFacts
from matching.model.network import Network
from matching.model.sparse import Rows, Vector
from matching.question import Question
from matching.reasons import DECIMALS, Direction, Reason, ReasonKind
from matching.request import MatchRequest, language_meets
from matching.subjects import shared_fields

THEIRS = {Direction.THEY_OFFER: OFFERS, Direction.THEY_SEEK: SEEKS}


@dataclass(frozen=True, slots=True)
class MetIntent:
    """One of the institution's own intents that another meets, and in what the two agree.

    What one of them does not name is open to any, so there is nothing in which they agree.
    """

    own: IntentFacts
    score: float
    fields: tuple[str, ...]  # the narrowest that both share
    levels: tuple[str, ...]
    languages: tuple[str, ...]  # those offered that are enough for one that is sought
    countries: tuple[str, ...]  # of the two institutions, those at which one of the intents aims by name
    reason: Reason


@dataclass(frozen=True, slots=True)
class MatchingIntent:
    """An intent of another institution, with the own ones that it meets, the best first."""

    intent: IntentFacts
    days_left: int | None  # none: without end
    score: float
    met: tuple[MetIntent, ...]


class MatchingIntents:
    """Those that end first come first, those without end last; of one day the best met first, then by id.

    Why they meet is worked out only for a page.
    """

    def __init__(
        self, network: Network, request: MatchRequest, *, days: int | None = None, direction: str | None = None
    ) -> None:
        """`days`: only those that end within so many; `direction`: only those that seek, or only those that offer."""
        self._question = Question(network, request)
        self._table = network.intent_table
        self._today = request.as_of.toordinal()
        self._own, own, lines, score = self._pairs(direction)
        kept = candidates(self._question)[self._table.university[lines]]
        if days is not None:
            kept &= self._table.until[lines] <= self._today + days
        self._number, self._line, self._score = own[kept], lines[kept], score[kept]
        self._lines = self._sort_lines()
        self.ids = [str(self._table.ids[line]) for line in self._lines.tolist()]
        """The ids of the intents, in their order."""

    def _pairs(self, direction: str | None) -> tuple[list[IntentFacts], Rows, Rows, Vector]:
        """The own intents, and the pairs: a place among these, a line of the table, how well they meet; best last."""
        own: list[IntentFacts] = []
        numbers, lines, scores = [], [], []
        for way, theirs in THEIRS.items():
            if direction in (None, theirs):
                pairs = pairs_met(self._question, way)
                numbers.append(pairs.numbers + len(own))
                lines.append(pairs.lines)
                scores.append(np.round(pairs.score, DECIMALS))
                own.extend(pairs.own)
        return own, np.concatenate(numbers), np.concatenate(lines), np.concatenate(scores)

    def _sort_lines(self) -> Rows:
        """The lines of the intents that meet any, each once."""
        lines, places = np.unique(self._line, return_inverse=True)
        best = np.zeros(len(lines))
        np.maximum.at(best, places, self._score)
        return np.asarray(lines[np.lexsort((lines, -best, self._table.until[lines]))])

    def page(self, start: int, count: int) -> list[MatchingIntent]:
        return [self._describe(int(line)) for line in self._lines[start : start + count]]

    def _describe(self, line: int) -> MatchingIntent:
        until = int(self._table.until[line])
        pairs = np.flatnonzero(self._line == line)[::-1]
        met = tuple(
            self._describe_pair(self._own[self._number[pair]], line, float(self._score[pair])) for pair in pairs
        )
        days_left = None if until == OPEN_END else until - self._today
        return MatchingIntent(self._table.intents[line], days_left, met[0].score, met)

    def _describe_pair(self, own: IntentFacts, line: int, score: float) -> MetIntent:
        other = self._table.intents[line]
        country = self._question.network.columns.country_of(int(self._table.university[line]))
        direction = Direction.THEY_OFFER if other.direction == OFFERS else Direction.THEY_SEEK
        sought, offered = (own, other) if direction is Direction.THEY_OFFER else (other, own)
        evidence, detail = explain_pair(own, other, direction)
        return MetIntent(
            own=own,
            score=score,
            fields=shared_fields(own.fields, other.fields),
            levels=tuple(sorted({*own.levels} & {*other.levels})),
            languages=_sufficient_languages(offered.languages, sought.languages),
            countries=_aimed_countries(((own, country), (other, self._question.me.country))),
            reason=Reason(ReasonKind.INTENT_MET, score, evidence, detail),
        )


def _sufficient_languages(offered: tuple[str, ...], sought: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(given for given in offered if any(language_meets(given, wanted) for wanted in sought)))


def _aimed_countries(aims: tuple[tuple[IntentFacts, str], ...]) -> tuple[str, ...]:
    return tuple(sorted(country for intent, country in aims if country in intent.countries))
