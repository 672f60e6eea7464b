"""Seeking meets offering."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from matching.model.facts import OFFERS, SEEKS, IntentFacts
from matching.question import Question
from matching.reasons import Detail, Direction, Shown, Signal
from matching.request import MatchRequest, languages_meet
from matching.subjects import fields_meet, shared_fields

# How well two intents meet: the same cooperation is the base, what both sides name and agree on is the rest.
# Shares chosen by us: a field says most about whether two faculties can work together.
SAME_COOPERATION = 0.4
SAME_FIELD = 0.3
SAME_LEVEL = 0.15
SAME_LANGUAGE = 0.15

Pair = tuple[float, str, str]  # how well they meet, my intent, their intent


def are_open_to(countries: tuple[str, ...], country: str) -> bool:
    """Whether the countries that an intent names leave it open to partners of a country."""
    return not countries or country in countries


def aims_at(intent: IntentFacts, country: str) -> bool:
    """Whether an intent is open to partners of a country."""
    return are_open_to(intent.countries, country)


def fit(sought: IntentFacts, offered: IntentFacts) -> float:
    """How well an offer meets what is sought, 0 to 1; 0 where both sides name something and do not agree."""
    if sought.cooperation_kind != offered.cooperation_kind:
        return 0.0
    score = SAME_COOPERATION
    aspects = (
        (sought.fields, offered.fields, fields_meet(sought.fields, offered.fields), SAME_FIELD),
        (sought.levels, offered.levels, not set(sought.levels).isdisjoint(offered.levels), SAME_LEVEL),
        (
            sought.languages,
            offered.languages,
            languages_meet(offered.languages, sought.languages),
            SAME_LANGUAGE,
        ),
    )
    for wanted, given, agree, share in aspects:
        if wanted and given:
            if not agree:
                return 0.0
            score += share
    return score


@lru_cache(maxsize=16)  # asked of every intent of a question
def demands(request: MatchRequest) -> dict[str, Callable[[Any], bool]]:
    """What a request demands of an intent: by aspect, whether a value fulfils it. An intent open to all always does."""
    found: dict[str, Callable[[Any], bool]] = {}
    if request.cooperation_kinds:
        found["cooperation_kind"] = request.cooperation_kinds.__contains__
    if request.fields:
        found["fields"] = lambda fields: not fields or fields_meet(fields, request.fields)
    if request.levels:
        found["levels"] = lambda levels: not levels or not request.levels.isdisjoint(levels)
    if request.languages:
        found["languages"] = lambda languages: not languages or languages_meet(request.languages, languages)
    return found


def is_within(intent: IntentFacts, request: MatchRequest) -> bool:
    """Whether an intent is open on the day and fulfils what the request demands of intents."""
    asked = demands(request).items()
    return intent.is_open(request.as_of) and all(is_met(getattr(intent, aspect)) for aspect, is_met in asked)


def best_pairs(question: Question, direction: Direction) -> dict[int, Pair]:
    """For each institution of the other side that meets one of my intents: the best pair of intents."""
    mine, theirs = (SEEKS, OFFERS) if direction is Direction.THEY_OFFER else (OFFERS, SEEKS)
    network, me = question.network, question.me
    best: dict[int, Pair] = {}
    for own in network.intents_of.get(me.id, ()):
        if own.direction != mine or not is_within(own, question.request):
            continue
        for row, other in network.intent_table.open_of(question.request.as_of, theirs, own.cooperation_kind):
            if not question.other_side[row] or not is_within(other, question.request):
                continue
            if not aims_at(own, network.universities[row].country) or not aims_at(other, me.country):
                continue
            met = fit(own, other) if mine == SEEKS else fit(other, own)
            if met:
                best[row] = max(best.get(row, (0.0, "", "")), (met, own.id, other.id))
    return best


def intents_met(question: Question, direction: Direction) -> Signal:
    """How well each institution meets my intents in one direction; evidence: the two intents."""
    pairs = best_pairs(question, direction)
    strength = np.zeros(len(question.network.universities))
    for row, pair in pairs.items():
        strength[row] = pair[0]

    def explain(row: int) -> Shown:
        _, own_id, other_id = pairs[row]
        own, other = question.network.intents[own_id], question.network.intents[other_id]
        detail = Detail(
            direction=direction,
            cooperation_kinds=(own.cooperation_kind,),
            fields=shared_fields(own.fields, other.fields),
            since=other.since,
        )
        return (own_id, other_id), detail

    return Signal(strength, explain)


def they_offer(question: Question) -> Signal:
    """They offer what I seek."""
    return intents_met(question, Direction.THEY_OFFER)


def they_seek(question: Question) -> Signal:
    """They seek what I offer."""
    return intents_met(question, Direction.THEY_SEEK)
