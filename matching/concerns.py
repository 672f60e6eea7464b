"""What speaks against a possible partner: what its score lacks, and why.

Each concern says by how much the score would be higher if it were not so. What it lacks it lacks already, so nothing is
taken off: the reasons alone add up to the score.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from matching.demands import fulfils, may_serve
from matching.intents import SAME_LANGUAGE, aims_at, fit
from matching.model.facts import OFFERS, SEEKS, IntentFacts
from matching.offices import OfficeChoice
from matching.question import Question
from matching.reasons import DECIMALS
from matching.request import languages_meet
from matching.weights import Weights


class ConcernKind(StrEnum):
    """What speaks against it."""

    NO_ACTIVE_OFFICE = "NO_ACTIVE_OFFICE"
    LANGUAGE_GAP = "LANGUAGE_GAP"
    STALE_PARTNER = "STALE_PARTNER"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that speaks against a partner, with the nodes that show it."""

    kind: ConcernKind
    lost: float
    evidence: tuple[str, ...]
    office: OfficeChoice | None = None
    mine: tuple[str, ...] = ()  # languages that the asker's intent names
    theirs: tuple[str, ...] = ()
    since: date | None = None  # the last day of which a contact with the partner gives evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible partner, what it got for each term of the score, and the office to go through."""

    question: Question
    row: int
    got: dict[str, float]
    weights: Weights
    office: OfficeChoice

    @property
    def id(self) -> str:
        return self.question.network.ids[self.row]

    def lost(self, term: str, strength: float) -> float:
        """What it would get for a term of this strength, above what it got."""
        return round(self.weights.most[term] * strength - self.got[term], DECIMALS)


def concerns(candidate: Candidate) -> tuple[Concern, ...]:
    """What speaks against it, the gravest first."""
    by_intent = {"intent_offered": SEEKS, "intent_sought": OFFERS}
    theirs = candidate.question.network.intents_of.get(candidate.id, ()) if candidate.question.own_intents else ()
    gaps = [gap for term, direction in by_intent.items() for gap in _language(candidate, theirs, term, direction)]
    found = [*_office(candidate), *_stale(candidate), *gaps]
    return tuple(sorted(found, key=lambda concern: -concern.lost))


def _office(candidate: Candidate) -> Iterator[Concern]:
    """No active office answers for the foreign country of the two, or only one that works with limits."""
    lost = candidate.lost("office_covers", 1.0)
    if lost <= 0:
        return
    shows = candidate.office.unavailable or candidate.office.office or candidate.id
    yield Concern(ConcernKind.NO_ACTIVE_OFFICE, lost, (shows,), office=candidate.office)


def _stale(candidate: Candidate) -> Iterator[Concern]:
    """They are in contact, but nothing has come of it for long."""
    moment = candidate.question.moment
    contacts = moment.contacts_between(candidate.question.row, candidate.row)[:1]
    lost = candidate.lost("in_contact", 1.0)
    if len(contacts) and lost > 0:
        yield Concern(ConcernKind.STALE_PARTNER, lost, moment.ids(contacts), since=moment.newest_day(contacts.tolist()))


def _language(candidate: Candidate, theirs: tuple[IntentFacts, ...], term: str, direction: str) -> Iterator[Concern]:
    """One seeks what the other offers, but they name no common language: the pair that would have met best."""
    pairs = [
        (_without_language(own, other), own, other)
        for own in candidate.question.own_intents
        for other in theirs
        if own.direction == direction and other.direction != direction and _only_language_parts(candidate, own, other)
    ]
    if not pairs:
        return
    strength, own, other = max(pairs, key=lambda pair: (pair[0], pair[1].id, pair[2].id))
    lost = candidate.lost(term, strength)
    if lost > 0:
        yield Concern(ConcernKind.LANGUAGE_GAP, lost, (own.id, other.id), mine=own.languages, theirs=other.languages)


def _sides(own: IntentFacts, other: IntentFacts) -> tuple[IntentFacts, IntentFacts]:
    """What is sought, and what is offered."""
    return (own, other) if own.direction == SEEKS else (other, own)


def _only_language_parts(candidate: Candidate, own: IntentFacts, other: IntentFacts) -> bool:
    question = candidate.question
    sought, offered = _sides(own, other)
    return (
        bool(own.languages and other.languages)
        and not languages_meet(offered.languages, sought.languages)
        and may_serve(own, question.request)
        and fulfils(other, question.request)
        and aims_at(own, question.network.columns.country_of(candidate.row))
        and aims_at(other, question.me.country)
    )


def _without_language(own: IntentFacts, other: IntentFacts) -> float:
    """How well two intents would meet if they named the same language."""
    sought, offered = _sides(own, other)
    met = fit(replace(sought, languages=()), replace(offered, languages=()))
    return met + SAME_LANGUAGE if met else 0.0
