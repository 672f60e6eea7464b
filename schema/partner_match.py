"""Partner matches: who an institution should approach, why, through which office, introduced by whom."""

from enum import Enum

from resolvers.partner_match import concern_sentence, office_sentence, reason_sentence
from schema.core.declare import answer, computed, part, parts, reference, references, stored
from schema.core.enumerations import enumeration
from schema.introduction import LANGUAGE


@enumeration
class MatchReasonKind(Enum):
    """What a reason for a match rests on."""

    INTENT_MET = "What one side seeks the other offers."
    SHARED_FIELDS = "Both are strong in the same fields."
    THREE_STEP_PATHS = "A partner's other partner works with it."
    COMMON_PARTNERS = "Both have contacts with the same institutions."
    COUNTRY_AFFINITY = "There are contacts with its country already."
    EVENT_TOGETHER = "Both took part in an event."
    OFFICE_COVERS = "A working office covers its country."
    POPULARITY = "It has many contacts with the other side; a weak reason."
    SIMILAR_PROFILE = "It is of the same kind and size."
    NEARBY = "It is not far away."
    RELATED_INSTITUTION = "It is related to an institution that is a partner."
    IN_CONTACT = "There is a contact already."
    LESSER_KNOWN = "Few know it: of such institutions the best, which wins a place among the first ten."


@enumeration
class OfficeBasis(Enum):
    """Why this office is proposed."""

    ACTIVE = "It covers the country and is active."
    LIMITED = "It covers the country and works with limits; no active office does."
    COVERS_FROM_NEIGHBOUR = "No working office covers the country; this is the nearest active one."
    HEADQUARTERS = "No office abroad can help; the head office can."
    NONE = "There is no office to go through."


@answer
class MatchReasonInfo:
    """One reason for a match."""

    kind: MatchReasonKind = stored("What it rests on.")
    weight: float = stored("Its part of the score; the weights of all reasons add up to the score.")
    evidence = references(
        "Node", "The nodes that show it.", types=("Contact", "Event", "Intent", "Office", "University")
    )
    sentence: str = computed("The reason in words.", reason_sentence, arguments=(LANGUAGE,))


@enumeration
class MatchConcernKind(Enum):
    """What speaks against a match."""

    NO_ACTIVE_OFFICE = "No office for its country is active, or only with limits."
    STALE_PARTNER = "You are in contact with it, but the contact has shown no activity for more than two years."
    LANGUAGE_GAP = "One seeks what the other offers, but they name no common language."


@answer
class MatchConcernInfo:
    """One thing that speaks against a match."""

    kind: MatchConcernKind = stored("What it is.")
    lost: float = stored("By how much the score would be higher if it were not so; the reasons already lack it.")
    evidence = references("Node", "The nodes that show it.", types=("Contact", "Intent", "Office", "University"))
    sentence: str = computed("The concern in words.", concern_sentence, arguments=(LANGUAGE,))


@answer
class OfficeRouteInfo:
    """The office to go through."""

    office = reference("Office", "The office; none where the basis is `NONE`.", optional=True)
    basis: OfficeBasis = stored("Why this one: the fallback that applies, if any.")
    sentence: str = computed("The choice in words.", office_sentence, arguments=(LANGUAGE,))


@answer
class PartnerMatchEdge:
    """A match in a connection."""

    cursor: str = stored("The place of the match in the ranking.")
    node = reference("University", "The institution to approach.")
    score: float = stored("From 0 to 1.")
    reasons = parts("MatchReasonInfo", "Why, the heaviest reason first.")
    concerns = parts("MatchConcernInfo", "What speaks against it, the gravest first.")
    office = part("OfficeRouteInfo", "The office to go through.")
    path = part("IntroductionPathResult", "A shortest chain of introductions, where there is one.", optional=True)


@answer
class PartnerMatchConnection:
    """A page of matches, best first."""

    edges = parts("PartnerMatchEdge", "The page, each match with its reasons.")
    nodes = references("University", "The page, the institutions alone.")
    page_info = part("PageInfo", "Where the page lies.")
    total_count: int = stored("How many institutions fulfil what was demanded.")
