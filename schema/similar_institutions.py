"""Similar institutions: which are like a partner that has proved good, and why."""

from enum import Enum

from resolvers.similar_institutions import likeness_sentence, similar_institutions_field
from schema.core.arguments import subject
from schema.core.declare import Argument, analysis, answer, computed, part, parts, reference, references, stored
from schema.core.enumerations import enumeration
from schema.core.inputs import input_type
from schema.core.paging import ranking_page
from schema.core.scalars import Date
from schema.introduction import LANGUAGE
from schema.university import UniversityKind


@enumeration
class SimilarityReasonKind(Enum):
    """What the likeness of two institutions rests on."""

    SHARED_FIELDS = "Both are strong in the same fields."
    COMMON_PARTNERS = "Both have live contacts with the same institutions."
    SAME_INTENTS = "Both seek the same kinds of cooperation, or both offer the same."
    SIMILAR_PROFILE = "Both are of the same kind and size."
    SAME_COUNTRY = "Both are in the same country."
    NEARBY = "They are not far from each other."


@answer
class SimilarityReasonInfo:
    """One reason to call two institutions alike."""

    kind: SimilarityReasonKind = stored("What it rests on.")
    weight: float = stored("Its part of the score; the weights of all reasons add up to the score.")
    evidence = references(
        "Node",
        "The nodes that show it: shared partners (5 at most), pairs of intents, or the two institutions.",
        types=("Intent", "University"),
    )
    sentence: str = computed("The reason in words.", likeness_sentence, arguments=(LANGUAGE,))


@answer
class SimilarInstitutionEdge:
    """A similar institution in a connection."""

    cursor: str = stored("The place of the institution in the ranking.")
    node = reference("University", "The institution.")
    score: float = stored("How like it is, from 0 to 1.")
    home_partners: int = stored("With how many institutions at home it has a live contact.")
    reasons = parts("SimilarityReasonInfo", "Why, the heaviest reason first.")


@answer
class SimilarInstitutionConnection:
    """A page of similar institutions, the most like first."""

    edges = parts("SimilarInstitutionEdge", "The page, each institution with its reasons.")
    nodes = references("University", "The page, the institutions alone.")
    page_info = part("PageInfo", "Where the page lies.")
    total_count: int = stored("How many institutions fulfil what was demanded.")


WHERE = input_type(
    "SimilarInstitutionWhere",
    "What a similar institution must fulfil. Whatever is left out demands nothing; nothing fits an empty list.",
    {
        "countries": (list[str], "In one of these countries, ISO 3166-1 alpha-2."),
        "regions": (list[str], "In one of these regions, ISO 3166-2; one whose region is not known is in none."),
        "kinds": (list[UniversityKind], "Only institutions of these kinds."),
        "minHomePartners": (int, "With live contacts with at least this many institutions at home."),
    },
)

analysis(
    "similar_institutions",
    "SimilarInstitutionConnection",
    "Institutions like another one, the most like first, each with its reasons: foreign ones for a foreign one, home "
    "ones for a home one; where countries or regions are named, whatever stands there.",
    (
        *subject("The institution that others should be like", "to"),
        Argument("where", WHERE | None, "What every similar institution must fulfil.", None),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *ranking_page(),
    ),
    similar_institutions_field,
)  # fmt: skip
