"""The terms of the score: what each is called in the file of weights, what its reason rests on, and its signal."""

from collections.abc import Callable
from dataclasses import dataclass

from matching.intents import they_offer, they_seek
from matching.model.typical import MANY_SPREADS
from matching.profiles import events_together, nearby, office_covers, shared_subjects, similar_profile
from matching.question import Question
from matching.reasons import ReasonKind, Signal
from matching.ties import (
    common_partners,
    country_affinity,
    in_contact,
    popularity,
    related_institutions,
    three_step_paths,
)

MIN_TOLD = 0.002


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the score."""

    name: str
    kind: ReasonKind
    signal: Callable[[Question], Signal]
    spread: float = 0.1
    """By how much the strengths of candidates usually differ: about a standard deviation in the networks of
    docs/matching.md. Weights are learned as shares of what tells candidates apart."""
    least: float = MIN_TOLD  # what gives less gives nothing: a weak reason convinces nobody


POPULARITY = "popularity"
TERMS = (
    Term("intent_offered", ReasonKind.INTENT_MET, they_offer),
    Term("intent_sought", ReasonKind.INTENT_MET, they_seek),
    Term("three_step_paths", ReasonKind.THREE_STEP_PATHS, three_step_paths, 1 / MANY_SPREADS),
    Term("shared_fields", ReasonKind.SHARED_FIELDS, shared_subjects, 0.03),
    Term(POPULARITY, ReasonKind.POPULARITY, popularity, 0.125),
    Term("common_partners", ReasonKind.COMMON_PARTNERS, common_partners, 1 / MANY_SPREADS),
    Term("country_affinity", ReasonKind.COUNTRY_AFFINITY, country_affinity, 0.11),
    Term("event_together", ReasonKind.EVENT_TOGETHER, events_together),
    Term("office_covers", ReasonKind.OFFICE_COVERS, office_covers),
    Term("similar_profile", ReasonKind.SIMILAR_PROFILE, similar_profile),
    Term("nearby", ReasonKind.NEARBY, nearby),
    Term("related_institution", ReasonKind.RELATED_INSTITUTION, related_institutions),
    Term("in_contact", ReasonKind.IN_CONTACT, in_contact, least=0.0),
)
