"""Why an institution is proposed as a partner, or as one that is like another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.model.sparse import Vector

DECIMALS = 6  # of weights: what is compared is what is shown


class ReasonKind(StrEnum):
    """What a reason rests on."""

    INTENT_MET = "INTENT_MET"
    SHARED_FIELDS = "SHARED_FIELDS"
    THREE_STEP_PATHS = "THREE_STEP_PATHS"
    COMMON_PARTNERS = "COMMON_PARTNERS"
    COUNTRY_AFFINITY = "COUNTRY_AFFINITY"
    EVENT_TOGETHER = "EVENT_TOGETHER"
    OFFICE_COVERS = "OFFICE_COVERS"
    POPULARITY = "POPULARITY"
    SIMILAR_PROFILE = "SIMILAR_PROFILE"
    NEARBY = "NEARBY"
    RELATED_INSTITUTION = "RELATED_INSTITUTION"
    IN_CONTACT = "IN_CONTACT"
    LESSER_KNOWN = "LESSER_KNOWN"


class LikenessKind(StrEnum):
    """What a likeness of two institutions rests on."""

    SHARED_FIELDS = "SHARED_FIELDS"
    COMMON_PARTNERS = "COMMON_PARTNERS"
    SAME_INTENTS = "SAME_INTENTS"
    SIMILAR_PROFILE = "SIMILAR_PROFILE"
    SAME_COUNTRY = "SAME_COUNTRY"
    NEARBY = "NEARBY"


class Direction(StrEnum):
    """Which way an intent is met."""

    THEY_OFFER = "THEY_OFFER"
    THEY_SEEK = "THEY_SEEK"


@dataclass(frozen=True, slots=True)
class Detail:
    """What a sentence about a reason needs; each kind of reason fills what it has."""

    direction: Direction | None = None
    cooperation_kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()  # ISCED-F
    hinted: bool = False  # the fields come from words of a name
    count: int = 0
    total: int = 0  # of a country: contacts of all home institutions there
    theirs: bool = False  # of a country: the contacts are the candidate's, with my country
    country: str | None = None  # ISO code
    nodes: tuple[str, ...] = ()  # ids of what the sentence names
    since: date | None = None
    distance_km: int | None = None
    limited: bool = False  # of an office: works with limits
    same_kind: bool = False
    same_size: bool = False
    same_standing: bool = False  # both stand alone, or both are a part of another institution


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of the score, with the nodes that show it."""

    kind: ReasonKind
    weight: float
    evidence: tuple[str, ...]
    detail: Detail = Detail()


@dataclass(frozen=True, slots=True)
class Likeness:
    """One term of how like two institutions are, with the nodes that show it."""

    kind: LikenessKind
    weight: float
    evidence: tuple[str, ...]
    detail: Detail = Detail()


Shown = tuple[tuple[str, ...], Detail]  # ids of the evidence, and what to say about it


@dataclass(frozen=True, slots=True)
class Signal:
    """One term of the score over all institutions, 0 to 1, and how to show it for one of them."""

    strength: Vector
    explain: Callable[[int], Shown]
