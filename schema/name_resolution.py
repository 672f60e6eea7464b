"""Names of institutions, resolved many at a time."""

from enum import Enum

import strawberry

from resolvers.name_resolution import MAX_NAMES, name_resolutions_field, resolution_sentence
from schema.core.declare import Argument, analysis, answer, computed, parts, reference, stored
from schema.core.enumerations import enumeration
from schema.introduction import LANGUAGE
from schema.search import SearchMatchKind


@enumeration
class NameCertainty(Enum):
    """How sure it is which institution a text means."""

    CERTAIN = "It means this institution and no other."
    AMBIGUOUS = "It may mean one of the candidates; a person should choose."
    UNKNOWN = "Nothing is much like it; candidates, if any, are only the nearest."


@enumeration
class NameDoubt(Enum):
    """Why it is not certain which institution a text means."""

    SEVERAL_HAVE_IT = "It is a name, or an identifier, of several institutions."
    SEVERAL_ARE_LIKE_IT = "Whole names of several institutions are like it."
    NOT_CONFIRMED = (
        "A whole name is only like it (in other words' order, spelling or letters), and nothing confirms it."
    )
    SOMETHING_ELSE = "Beside a whole name it has what is not of this institution: another country or institution."
    NOT_WHOLE = "It is no whole name of any institution, but a beginning, a part or unlike."
    NOTHING_IS_LIKE_IT = "No name is much like it."


@answer
class NameCandidateInfo:
    """An institution that a text may mean."""

    node = reference("University", "The institution.")
    score: float = stored("From 0 to 1: how well the text fits.")
    matched_name: str = stored("The name or identifier that fits.")
    kind: SearchMatchKind = stored("How it was found.")


@answer
class NameResolutionInfo:
    """What a text means."""

    name: str = stored("The text, as it was given.")
    certainty: NameCertainty = stored("How sure it is.")
    doubt: NameDoubt | None = stored("Why it is not certain; null where it is.")
    university = reference("University", "The institution; null where it is not certain.", optional=True)
    score: float | None = stored("From 0 to 1: how well the text fits the best candidate; null where there is none.")
    matched_name: str | None = stored(
        "The name or identifier of the best candidate that fits; null where there is none."
    )
    candidates = parts(
        "NameCandidateInfo", "Whom it may mean, best first, 5 at most; the one that it means, if certain."
    )
    reason: str = computed("Why it is taken so, in words.", resolution_sentence, arguments=(LANGUAGE,))


@answer
class NameResolutionsResult:
    """What many texts mean."""

    resolutions = parts("NameResolutionInfo", "What each text means, in the order in which they were given.")
    certain_count: int = stored("How many are certain.")
    ambiguous_count: int = stored("How many are ambiguous.")
    unknown_count: int = stored("How many are not known.")


analysis(
    "resolve",
    "NameResolutionsResult",
    "Which institutions texts mean: names in any script, case or spelling, with a country or without, and identifiers.",
    (
        Argument(
            "names",
            list[str],
            f"Names, acronyms, domains, e-mail addresses or identifiers, {MAX_NAMES:,} at most.",
            strawberry.UNSET,
        ),
    ),
    name_resolutions_field,
)
