"""Mobility flows: how many people went from where to where, counted; never a person."""

from enum import Enum

from graph.privacy import Level, Privacy, Threshold
from graph.vocabularies.fields import FIELDS
from graph.vocabularies.forms import ACADEMIC_YEAR
from graph.vocabularies.levels import LEVELS
from resolvers.mobility_flow import weighted_count
from schema.core.declare import by, computed, extends, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed

MIN_PUBLISHED = 5
"""How many people a flow has at least that everybody sees: who the one or two are that went is easily found out."""


@enumeration
class MobilityFlowKind(Enum):
    """Who went abroad, and for what."""

    STUDENT_STUDIES = "Students who studied for a part of their programme."
    STUDENT_TRAINEESHIP = "Students who worked as trainees."
    STAFF_TEACHING = "Teachers who taught."
    STAFF_TRAINING = "Teachers and other staff who learned."
    FULL_DEGREE = "Students who came for a whole programme and began it in that year."


@node(
    prefix="mobi",
    keys=("slug",),
    order=by("-academicYear"),
    plural="mobilityFlows",
    privacy=Privacy(Level.NETWORK, ("sending", "receiving"), (Threshold("count", MIN_PUBLISHED, Level.PUBLIC),)),
)
class MobilityFlow(Keyed):
    """How many people went in one academic year, in one direction, for one purpose: a count, never a person."""

    academic_year: str = stored(
        "Academic year in which they went: `2026/2027`; `2026/2026` lies within one calendar year.",
        form=ACADEMIC_YEAR,
        indexed=True,
    )
    kind: MobilityFlowKind = stored("Who went, and for what.")
    level: str | None = stored(
        "Level of the studies, `EQF5` to `EQF8`; none for staff, or where it is not known.", vocabulary=LEVELS
    )
    field: str | None = stored("Their field, an ISCED-F 2013 code; none: several, or not known.", vocabulary=FIELDS)
    count: int = stored("How many people went.", between=(1, 1_000_000))
    weight: float = stored(
        "What one of them counts in a balance: months of stay / 10, so 1.0 for a year.", between=(0.01, 10)
    )
    weighted: float = computed("What all of them count in a balance: `count` times `weight`.", weighted_count)
    sending = one("University", "-[:FLOWS_FROM]->", "The institution they came from; none where they came from school.")
    receiving = one("University", "-[:FLOWS_TO]->", "The institution they went to.", required=True)
    agreement = one("Agreement", "-[:FLOWS_UNDER]->", "The agreement under which they went.")
    campaign = one("RecruitmentCampaign", "-[:FLOWS_THROUGH]->", "The campaign that recruited them.")


@extends("University")
class UniversityMobilityFlow:
    """What leads from University to here."""

    outgoing_flows = many("MobilityFlow", "<-[:FLOWS_FROM]-", "Its people who went elsewhere, latest year first.",
                          order=by("-academicYear"))  # fmt: skip
    incoming_flows = many("MobilityFlow", "<-[:FLOWS_TO]-", "People who came to it, latest year first.",
                          order=by("-academicYear"))  # fmt: skip


@extends("Agreement")
class AgreementMobilityFlow:
    """What leads from Agreement to here."""

    mobility_flows = many("MobilityFlow", "<-[:FLOWS_UNDER]-", "Who went under it, latest year first.",
                          order=by("-academicYear"))  # fmt: skip


@extends("RecruitmentCampaign")
class RecruitmentCampaignMobilityFlow:
    """What leads from RecruitmentCampaign to here."""

    mobility_flows = many("MobilityFlow", "<-[:FLOWS_THROUGH]-", "Who came through it, latest year first.",
                          order=by("-academicYear"))  # fmt: skip
