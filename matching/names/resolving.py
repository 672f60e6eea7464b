"""Which institution a name means: taken only where it is certain, else with the candidates.

Certain is, in this order:
1. an identifier (a domain and an e-mail address are such) that one institution has;
2. a name or an acronym, as it is written but for case, marks and punctuation, that one alone has, now or formerly: what
   an institution is called goes before the initials of what others are called;
3. another spelling (script, romanisation), order or case (in Russian) of a whole name, or one with a mistyped word,
   where no other institution is found by a whole name or its initials.
A country after a comma or in brackets leaves only its institutions. What is only begun or a part of a name is never
taken, however near.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from graph.vocabularies.countries import country_code
from matching.names.index import NameHit, NameIndex
from matching.names.scores import How, Tier

WHOLE = Tier.ACRONYM_IN_OTHER_SCRIPT
"""Scores above this are of whole names; nobody writes an acronym in the letters of another script."""
LIKELY = Tier.FUZZY * 0.85
"""From this score on a text may well name the candidate; below, candidates are only the nearest there are."""
LOOKED_AT, LOOKED_AT_IN_COUNTRY, SHOWN = 20, 500, 5
"""Institutions looked at, and shown."""
TAKEN = frozenset({How.ACRONYM, How.SPELLING, How.TOKENS, How.DECLENSION, How.CORRECTION})
"""How a whole name that is not written as it stands is taken, if no other is like it."""
PLACED = re.compile(r"(?P<name>.+?)\s*(?:,\s*(?P<after>[^,()]+)|\((?P<within>[^,()]+)\))\s*")


class Certainty(StrEnum):
    """How sure it is what a text means."""

    CERTAIN = "CERTAIN"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"


class Doubt(StrEnum):
    """Why it is not certain."""

    SEVERAL_HAVE_IT = "SEVERAL_HAVE_IT"  # the identifier or the name is that of several
    SEVERAL_ARE_LIKE_IT = "SEVERAL_ARE_LIKE_IT"
    NOT_WHOLE = "NOT_WHOLE"  # it is no whole name of any
    NOTHING_IS_LIKE_IT = "NOTHING_IS_LIKE_IT"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text means. `hits`: the institution where it is certain, else those that it may mean, best first."""

    certainty: Certainty
    doubt: Doubt | None
    hits: tuple[NameHit, ...]


CountryOf = Callable[[str], str | None]
"""The country of an institution."""


def resolve(index: NameIndex, text: str, country_of: CountryOf) -> Resolution:
    """What a text means, a name with or without a country, or an identifier."""
    place = placed(text)
    if place:
        there = [
            hit for hit in index.whole(place.name, LOOKED_AT_IN_COUNTRY) if country_of(hit.university) == place.country
        ]
        if there:
            return _resolved(there)
    found = index.whole(text, LOOKED_AT)
    if found:
        return _resolved(found)
    near = index.search(place.name if place else text, LOOKED_AT, typed=False)
    return _resolved([hit for hit in near if not place or country_of(hit.university) == place.country])


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and the code of the country that stands behind it."""

    name: str
    country: str


def placed(text: str) -> Placed | None:
    """A text that is a name with a country after a comma or in brackets."""
    found = PLACED.fullmatch(text.strip())
    code = country_code(found["after"] or found["within"]) if found else None
    return Placed(found["name"], code) if found and code else None


def _resolved(hits: list[NameHit]) -> Resolution:
    certain, doubt = certainty(hits)
    if certain:
        return Resolution(Certainty.CERTAIN, None, (certain,))
    if hits and hits[0].score >= LIKELY:
        return Resolution(Certainty.AMBIGUOUS, doubt, tuple(hits[:SHOWN]))
    return Resolution(Certainty.UNKNOWN, Doubt.NOTHING_IS_LIKE_IT, tuple(hits[:SHOWN]))


def certainty(hits: list[NameHit]) -> tuple[NameHit | None, Doubt | None]:
    """The hit that is certain, else why none is."""
    by_identifier = [hit for hit in hits if hit.how is How.IDENTIFIER and hit.score == Tier.EXACT]
    whole = [hit for hit in hits if hit.score > WHOLE]
    exact = by_identifier or [hit for hit in whole if hit.how in (How.EXACT, How.ACRONYM)]
    if len(exact) == 1:
        return exact[0], None
    if len(exact) > 1:
        return None, Doubt.SEVERAL_HAVE_IT
    if len(whole) == 1 and whole[0].how in TAKEN:
        return whole[0], None
    return None, Doubt.SEVERAL_ARE_LIKE_IT if len(whole) > 1 else Doubt.NOT_WHOLE
