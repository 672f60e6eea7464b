"""Search by name."""

from enum import Enum

from schema.core.declare import answer, part, parts, reference, references, stored
from schema.core.enumerations import enumeration


@enumeration
class SearchMatchKind(Enum):
    """How a hit was found, the surest first."""

    IDENTIFIER = "The text is one of its identifiers."
    EXACT = "The text is one of its names."
    ACRONYM = "The text is one of its acronyms."
    SPELLING = "The text is one of its names in another spelling or script."
    INITIALS = "The text is the initials of one of its names."
    PREFIX = "One of its names begins so."
    DECLENSION = "The text is one of its Russian names in another case."
    CORRECTION = "The text is one of its names with a typing error."
    ABBREVIATION = "The text is one of its names, of which some words are shortened."
    TRANSLATION = "The text is one of its English names in Russian."
    INSIDE = "One of its names stands within the text."
    TOKENS = "One of its names has all words of the text."
    SEVERAL_NAMES = "Its names together have all words of the text."
    FUZZY = "One of its names is much like the text."


@answer
class SearchEdge:
    """A hit."""

    cursor: str = stored("The place of the hit in the ranking.")
    node = reference("University", "The institution found.")
    score: float = stored("From 0 to 1: how well the text fits.")
    matched_name: str = stored("The name or identifier that fits.")
    kind: SearchMatchKind = stored("How it was found.")


@answer
class SearchConnection:
    """A page of hits, best first."""

    edges = parts("SearchEdge", "The page, each hit with what was found.")
    nodes = references("University", "The page, the institutions alone.")
    page_info = part("PageInfo", "Where the page lies.")
    total_count: int = stored("How many were found, 200 at most.")
