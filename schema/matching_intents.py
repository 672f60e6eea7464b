"""Matching intents: which open intents of others meet those of an institution, and which of them end soon."""

from resolvers.partner_match import reason_sentence
from schema.core.declare import answer, computed, part, parts, reference, references, stored
from schema.introduction import LANGUAGE


@answer
class MetIntentInfo:
    """An intent of the institution that another one meets, and in what the two agree."""

    intent = reference("Intent", "The intent of the institution; of the same kind of cooperation, the other way.")
    score: float = stored("How well they meet, from 0 to 1: 0.4 for the kind, more for what both name and share.")
    fields: list[str] = stored("The narrowest fields that both share; none where one of them names none.")
    levels: list[str] = stored("The levels that both name; none where one of them names none.")
    languages: list[str] = stored(
        "The languages offered that are enough for one that is sought; none where one of them names none."
    )
    countries = references(
        "Country", "Of the countries of the two institutions, those at which the other's intent aims by name."
    )
    sentence: str = computed("Why they meet, in words.", reason_sentence, arguments=(LANGUAGE,))


@answer
class MatchingIntentEdge:
    """A matching intent in a connection."""

    cursor: str = stored("The place of the intent in the list.")
    node = reference("Intent", "The intent of the other institution.")
    days_left: int | None = stored("Days from `asOf` to its `until`; none where it has no end.")
    score: float = stored("How well the best of `met` meets it.")
    met_count: int = stored("How many intents of the institution it meets.")
    met = parts("MetIntentInfo", "The intents of the institution that it meets, the best first, 5 at most.")


@answer
class MatchingIntentConnection:
    """A page of matching intents, the first to end first."""

    edges = parts("MatchingIntentEdge", "The page, each intent with those that it meets.")
    nodes = references("Intent", "The page, the intents alone.")
    page_info = part("PageInfo", "Where the page lies.")
    total_count: int = stored("How many there are on all pages.")
