"""Cooperation conditions: what an agreement allows each year, and in which direction."""

from enum import Enum

from graph.privacy import Level, Privacy
from graph.vocabularies.fields import FIELDS
from graph.vocabularies.forms import ACADEMIC_YEAR
from graph.vocabularies.languages import LANGUAGES
from graph.vocabularies.levels import LEVELS
from resolvers.cooperation_condition import in_year
from schema.core.declare import by, extends, filtering, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed


@enumeration
class CooperationConditionKind(Enum):
    """Who goes abroad, and for what."""

    STUDENT_STUDIES = "Students who study for a part of their programme."
    STUDENT_TRAINEESHIP = "Students who work as trainees."
    STAFF_TEACHING = "Teachers who teach."
    STAFF_TRAINING = "Teachers and other staff who learn."


@node(
    prefix="cond",
    keys=("slug",),
    order=by("-firstYear"),
    plural="cooperationConditions",
    privacy=Privacy(Level.OWNERS, ("agreement.parties", "agreement.office")),
)
class CooperationCondition(Keyed):
    """What an agreement allows each year in one direction: who may go, how many, for how long, in what."""

    kind: CooperationConditionKind = stored("Who goes abroad, and for what.")
    places_per_year: int | None = stored(
        "How many people may go in an academic year; none: it is not limited.", between=(1, 10_000)
    )
    months: float | None = stored("How many months one of them stays, at most.", between=(0.1, 60))
    days: int | None = stored(
        "How many days one of them stays, at most; said of short stays instead of months.", between=(1, 366)
    )
    blended: bool | None = stored(
        "Whether a stay abroad goes with learning or teaching together online (blended mobility); none: it is not told."
    )
    first_year: str = stored(
        "First academic year for which it holds: `2026/2027`; `2026/2026` lies within one calendar year.",
        form=ACADEMIC_YEAR,
    )
    last_year: str | None = stored(
        "Last academic year for which it holds; none: as long as the agreement does.", form=ACADEMIC_YEAR
    )
    fields: list[str] | None = stored(
        "ISCED-F 2013 codes of 2, 3 or 4 digits; a shorter one includes the longer. Empty: any field.",
        vocabulary=FIELDS,
    )
    levels: list[str] | None = stored(
        "Levels, `EQF5` to `EQF8`: bachelor is 6, master 7, doctor 8. Empty: any level, or staff.", vocabulary=LEVELS
    )
    languages: list[str] | None = stored(
        "Languages of teaching, with the CEFR level where one is asked of those who come: `en-B2`.",
        vocabulary=LANGUAGES,
    )
    in_year = filtering(str, "Only conditions that hold in this academic year: `2026/2027` or `2026/2026`.", in_year)
    agreement = one("Agreement", "-[:CONDITION_OF]->", "The agreement of which it is a part.", required=True)
    sending = one("University", "-[:SENT_BY]->", "The institution whose people go.", required=True)
    receiving = one("University", "-[:RECEIVED_BY]->", "The institution to which they go.", required=True)


@extends("Agreement")
class AgreementCooperationCondition:
    """What leads from Agreement to here."""

    conditions = many("CooperationCondition", "<-[:CONDITION_OF]-", "What it allows each year, by direction.",
                      order=by("-firstYear"))  # fmt: skip


@extends("University")
class UniversityCooperationCondition:
    """What leads from University to here."""

    sending_conditions = many("CooperationCondition", "<-[:SENT_BY]-", "Conditions under which its people may go.",
                              order=by("-firstYear"))  # fmt: skip
    receiving_conditions = many("CooperationCondition", "<-[:RECEIVED_BY]-", "Conditions under which it takes others.",
                                order=by("-firstYear"))  # fmt: skip
