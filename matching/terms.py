"""The terms of the score: what each is called in the file of weights, what its reason rests on, and its signal."""

from collections.abc import Callable
from dataclasses import dataclass

from matching.intents import they_offer, they_seek
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

LEAST_TOLD = 0.002


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the score."""

    name: str
    kind: ReasonKind
    signal: Callable[[Question], Signal]
    least: float = LEAST_TOLD  # what gives less gives nothing: a weak reason convinces nobody


POPULARITY, ROUTES = "popularity", "three_step_paths"
FAME = frozenset({POPULARITY, ROUTES})  # names of terms that mostly favour who has many partners
TERMS = (
    Term("intent_offered", ReasonKind.INTENT_MET, they_offer),
    Term("intent_sought", ReasonKind.INTENT_MET, they_seek),
    Term(ROUTES, ReasonKind.THREE_STEP_PATHS, three_step_paths),
    Term("shared_fields", ReasonKind.SHARED_FIELDS, shared_subjects),
    Term(POPULARITY, ReasonKind.POPULARITY, popularity),
    Term("common_partners", ReasonKind.COMMON_PARTNERS, common_partners),
    Term("country_affinity", ReasonKind.COUNTRY_AFFINITY, country_affinity),
    Term("event_together", ReasonKind.EVENT_TOGETHER, events_together),
    Term("office_covers", ReasonKind.OFFICE_COVERS, office_covers),
    Term("similar_profile", ReasonKind.SIMILAR_PROFILE, similar_profile),
    Term("nearby", ReasonKind.NEARBY, nearby),
    Term("related_institution", ReasonKind.RELATED_INSTITUTION, related_institutions),
    Term("in_contact", ReasonKind.IN_CONTACT, in_contact, least=0.0),
)
