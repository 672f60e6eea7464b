"""Programmes: what can be studied, where, in which language."""

from enum import Enum

from graph.vocabularies.fields import FIELDS
from graph.vocabularies.forms import ACADEMIC_YEAR, CURRENCY, OKSO
from graph.vocabularies.languages import LANGUAGES
from graph.vocabularies.levels import LEVELS
from resolvers.names import pick_bilingual_name
from schema.core.declare import by, extends, listed, localized, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed


@enumeration
class ProgrammeMode(Enum):
    """How a programme is taught."""

    FULL_TIME = "On the spot, as the main occupation."
    PART_TIME = "On the spot, beside work."
    ONLINE = "At a distance only."
    BLENDED = "Partly on the spot, partly at a distance."


@enumeration
class ProgrammeDegree(Enum):
    """Whose degree a graduate gets."""

    SINGLE = "One degree of one institution."
    JOINT = "One degree that several institutions award together."
    DOUBLE = "A degree of each of the institutions."


@node(prefix="prog", keys=("slug",), order=by("name"), plural="programmes")
class Programme(Keyed):
    """A programme of study that leads to a degree, taught by one institution or by several together."""

    name: str = localized("Name, in English where no language is asked for.", pick_bilingual_name)
    name_ru: str | None = stored("Name in Russian.")
    level: str = stored("Level of the degree, `EQF5` to `EQF8`: bachelor is 6, master 7, doctor 8.", vocabulary=LEVELS)
    field: str = stored("Its field, an ISCED-F 2013 code of 2, 3 or 4 digits.", indexed=True, vocabulary=FIELDS)
    languages: list[str] = stored(
        "Languages of teaching, with the CEFR level where one is asked: `en`, `ru-B2`.", vocabulary=LANGUAGES
    )
    mode: ProgrammeMode = stored("How it is taught.")
    degree: ProgrammeDegree = stored("Whose degree a graduate gets.")
    months: int | None = stored("How many months it takes.", between=(1, 120))
    fee: int | None = stored("What a year of it costs a student who pays; none: not known.", between=(0, 1_000_000_000))
    currency: str | None = stored("Currency of the fee, by its ISO 4217 code.", form=CURRENCY)
    free_places: int | None = stored(
        "How many places were free in `freePlacesYear`, when last reported.", between=(0, 100_000)
    )
    free_places_year: str | None = stored(
        "Academic year for which `freePlaces` is said: `2026/2027`.", form=ACADEMIC_YEAR, indexed=True
    )
    okso: str | None = stored("Code of the speciality in the Russian classifier (OKSO): `09.04.01`.", form=OKSO)
    universities = listed("University", "-[:OFFERED_BY]->", "The institutions that teach it.", required=True)
    agreement = one("Agreement", "-[:BASED_ON]->", "The agreement on which a joint programme rests.")


@extends("University")
class UniversityProgramme:
    """What leads from University to here."""

    programmes = many("Programme", "<-[:OFFERED_BY]-", "Programmes that it teaches, alone or with others.",
                      order=by("name"))  # fmt: skip


@extends("Agreement")
class AgreementProgramme:
    """What leads from Agreement to here."""

    programmes = many("Programme", "<-[:BASED_ON]-", "Programmes that rest on it.", order=by("name"))
