"""What is asked of the matching."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.vocabularies.levels import LANGUAGE_LABELS
from matching.own_ties import NO_TIES, OwnTies


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """Who looks for partners, on which day, and what each must fulfil.

    None demands nothing; nothing fits an empty set.
    """

    university: str
    as_of: date
    countries: frozenset[str] | None = None  # ISO 3166-1 alpha-2
    fields: frozenset[str] | None = None  # ISCED-F; a code includes what lies under it: 06 includes 0613
    levels: frozenset[str] | None = None  # EQF5 … EQF8
    languages: frozenset[str] | None = None  # BCP 47, or with the CEFR level that the asker has: `ru-B2`
    cooperation_kinds: frozenset[str] | None = None
    kinds: frozenset[str] | None = None  # University.kind
    require_active_office: bool = False
    exclude_live_agreements: bool = True
    exclude_live_contacts: bool = False
    own: OwnTies = NO_TIES  # what the network does not hold of who asks, and counts as what it holds where ties exclude

    @property
    def fits_nothing(self) -> bool:
        """Whether one of the sets is empty."""
        sets = (self.countries, self.fields, self.levels, self.languages, self.cooperation_kinds, self.kinds)
        return frozenset() in sets


def _language_and_level(tag: str) -> tuple[str, str]:
    language, _, rest = tag.partition("-")
    return language.lower(), rest if rest in LANGUAGE_LABELS else ""


def language_meets(have: str, wanted: str) -> bool:
    """Whether a language known to a CEFR level is enough where one is wanted. No level: any level."""
    language, level = _language_and_level(have)
    wanted_language, wanted_level = _language_and_level(wanted)
    return language == wanted_language and (not level or not wanted_level or level >= wanted_level)


def languages_meet(have: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether one of the languages is enough for one of the wanted ones."""
    others = tuple(wanted)
    return any(language_meets(own, other) for own in have for other in others)
