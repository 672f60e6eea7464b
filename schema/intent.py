"""Intents: what institutions seek and offer."""

from enum import Enum

from graph.vocabularies.fields import FIELDS
from graph.vocabularies.languages import LANGUAGES
from graph.vocabularies.levels import LEVELS
from resolvers.periods import holds_at
from schema.core.declare import by, extends, filtering, listed, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class IntentDirection(Enum):
    """Which way an intent goes."""

    SEEKS = "The institution looks for it."
    OFFERS = "The institution has it to give."


@enumeration
class CooperationKind(Enum):
    """What kind of cooperation is meant."""

    STUDENT_EXCHANGE = "Exchange of students."
    STAFF_EXCHANGE = "Exchange of teachers or other staff."
    JOINT_PROGRAMME = "A joint programme or double degree."
    RESEARCH = "Joint research."
    LANGUAGE_COURSE = "Language courses."
    STUDENT_RECRUITMENT = "Recruitment of students."
    SUMMER_SCHOOL = "A summer school."


@node(prefix="intn", keys=("slug",), order=by("until"), plural="intents")
class Intent(Keyed):
    """What an institution seeks or offers, for a time."""

    direction: IntentDirection = stored("Whether it is sought or offered.")
    cooperation_kind: CooperationKind = stored("What kind of cooperation is meant.")
    fields: list[str] | None = stored(
        "ISCED-F 2013 codes of 2, 3 or 4 digits; a shorter one includes the longer.", vocabulary=FIELDS
    )
    levels: list[str] | None = stored("Levels, `EQF5` to `EQF8`: bachelor is 6, master 7, doctor 8.", vocabulary=LEVELS)
    languages: list[str] | None = stored(
        "Languages of work, with a CEFR level where one is asked: `en`, `ru-B2`.", vocabulary=LANGUAGES
    )
    places: int | None = stored("How many places there are.", between=(0, 100_000))
    since: Date = stored("First day on which it holds.")
    until: Date | None = stored("First day on which it no longer holds; none: it still does.", indexed=True)
    open_at = filtering(Date, "Only intents that hold on this date.", holds_at)
    university = one("University", "<-[:HAS_INTENT]-", "The institution that seeks or offers.", required=True)
    countries = listed("Country", "-[:AIMS_AT]->", "The countries it is meant for; none: any.")


@extends("University")
class UniversityIntent:
    """What leads from University to here."""

    intents = many("Intent", "-[:HAS_INTENT]->", "What it seeks and offers.")
