"""Seeking meets offering."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from matching.demands import may_serve
from matching.model.columns import is_among
from matching.model.facts import OFFERS, SEEKS, IntentFacts
from matching.model.intent_table import IntentTable
from matching.model.sparse import Rows, Vector
from matching.question import Question
from matching.reasons import Detail, Direction, Shown, Signal
from matching.request import language_meets
from matching.subjects import field_meets, shared_fields

# How well two intents meet: the same cooperation is the base, what both sides name and agree on is the rest.
# Shares chosen by us: a field says most about whether two faculties can work together.
SAME_COOPERATION = 0.4
SAME_FIELD = 0.3
SAME_LEVEL = 0.15
SAME_LANGUAGE = 0.15
NONE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Aspect:
    """In what two intents can agree: whether a code that is offered is enough for one that is sought, and its share."""

    name: str
    meets: Callable[[str, str], bool]
    share: float

    def agree(self, sought: tuple[str, ...], offered: tuple[str, ...]) -> bool:
        """Whether one of the codes that are offered is enough for one of those that are sought."""
        return any(self.meets(given, wanted) for given in offered for wanted in sought)


ASPECTS = (
    Aspect("fields", field_meets, SAME_FIELD),
    Aspect("levels", str.__eq__, SAME_LEVEL),
    Aspect("languages", language_meets, SAME_LANGUAGE),
)


def aims_at(intent: IntentFacts, country: str) -> bool:
    """Whether an intent is open to partners of a country."""
    return not intent.countries or country in intent.countries


def fit(sought: IntentFacts, offered: IntentFacts) -> float:
    """How well an offer meets what is sought, 0 to 1; 0 where both sides name something and do not agree."""
    if sought.cooperation_kind != offered.cooperation_kind:
        return 0.0
    score = SAME_COOPERATION
    for aspect in ASPECTS:
        wanted, given = getattr(sought, aspect.name), getattr(offered, aspect.name)
        if wanted and given:
            if not aspect.agree(wanted, given):
                return 0.0
            score += aspect.share
    return score


def _fits(own: IntentFacts, table: IntentTable, lines: Rows) -> Vector:
    """The same of an intent of mine and each of some of the other direction and the same kind of cooperation."""
    score = np.full(len(lines), SAME_COOPERATION)
    for aspect in ASPECTS:
        mine, theirs = getattr(own, aspect.name), table.aspects[aspect.name]
        if mine:
            agree = theirs.name(partial(_agrees, aspect, own.direction == SEEKS, mine))[lines]
            score[agree] += aspect.share
            score[theirs.any[lines] & ~agree] = -np.inf
    return np.asarray(np.maximum(score, 0.0))


def _agrees(aspect: Aspect, is_sought: bool, mine: tuple[str, ...], code: str) -> bool:
    return aspect.agree(mine, (code,)) if is_sought else aspect.agree((code,), mine)


def _candidate_lines(question: Question, own: IntentFacts, wanted: str) -> Rows:
    """Lines of the open intents of the other side that could meet one of mine."""
    table, columns = question.network.intent_table, question.network.columns
    lines = table.lines(question.open_intents, wanted, own.cooperation_kind)
    rows = table.university[lines]
    meant = question.other_side[rows]
    if own.countries:
        meant &= is_among(columns.country[rows], columns.countries, frozenset(own.countries))
    return np.asarray(lines[meant])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of intents that meet in one direction. The best come last; of equals, by their ids."""

    direction: Direction
    own: Sequence[IntentFacts]
    numbers: Rows  # places in `own`
    lines: Rows  # of the table of intents
    score: Vector  # how well they meet


def pairs_met(question: Question, direction: Direction) -> Pairs:
    """My open intents with those of the other side that meet them."""
    mine, wanted = (SEEKS, OFFERS) if direction is Direction.THEY_OFFER else (OFFERS, SEEKS)
    asked = (each for each in question.own_intents if each.direction == mine and may_serve(each, question.request))
    own = sorted(asked, key=lambda intent: intent.id)
    found = [(NONE, NONE, NONE.astype(np.float64))]
    for number, intent in enumerate(own):
        lines = _candidate_lines(question, intent, wanted)
        met = _fits(intent, question.network.intent_table, lines)
        found.append((np.full(np.count_nonzero(met), number), lines[met > 0], met[met > 0]))
    numbers, lines, met = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((lines, numbers, met))
    return Pairs(direction, own, numbers[order], lines[order], met[order])


def explain_pair(own: IntentFacts, other: IntentFacts, direction: Direction) -> Shown:
    """The two intents as evidence, and what to say of them."""
    detail = Detail(
        direction=direction,
        cooperation_kinds=(own.cooperation_kind,),
        fields=shared_fields(own.fields, other.fields),
        since=other.since,
    )
    return (own.id, other.id), detail


def intents_met(question: Question, direction: Direction) -> Signal:
    """How well each institution meets my intents in one direction; evidence: the two intents."""
    table = question.network.intent_table
    pairs = pairs_met(question, direction)
    rows = table.university[pairs.lines]
    strength = np.zeros(len(question.network.universities))
    strength[rows] = pairs.score  # of several the last, which is the best

    def explain(row: int) -> Shown:
        best = int(np.flatnonzero(rows == row)[-1])
        return explain_pair(pairs.own[pairs.numbers[best]], table.intents[pairs.lines[best]], direction)

    return Signal(strength, explain)


def they_offer(question: Question) -> Signal:
    """They offer what I seek."""
    return intents_met(question, Direction.THEY_OFFER)


def they_seek(question: Question) -> Signal:
    """They seek what I offer."""
    return intents_met(question, Direction.THEY_SEEK)
