"""Which institution a text means: taken only where it is certain, else with the candidates.

A text is an identifier, a name, or a name among other things: a legal form, an owner, an address, a unit, another name
in brackets. It is read part by part (parts.py). Certain is, in this order:
1. an identifier (a domain and an e-mail address are such) that one institution has;
2. a name or an acronym, as it is written but for case, marks and punctuation, that one alone has, now or formerly: what
   an institution is called goes before the initials of what others are called;
3. another spelling, order or case (in Russian) of a whole name, or one with shortened or mistyped words, where no other
   institution is found by a whole name or its initials. Case, shortened words and the letters of another script are
   sure by themselves; an order, a romanisation, a translation or a correction needs a sign beside it: the place,
   another name, or words that tell it alone (`NameIndex` says which).
What stands beside the name must be of the institution: its place, another name, a legal form, an address or a unit. A
country that is not its own, or the name of another institution, leaves it in doubt, and so does what nothing explains.
A name within a longer one, what is only begun and what lacks a word is never taken, however near.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from matching.names.finding import DOUBTS, Find, Finder, Said
from matching.names.index import NameHit, NameIndex
from matching.names.scores import MatchMethod, Tier
from matching.names.seats import Seats

LIKELY = Tier.FUZZY * 0.85
"""From this score on a text may well name the candidate; below, candidates are only the nearest there are."""
SHOWN = 5
"""Candidates."""
EXACT = frozenset({MatchMethod.EXACT, MatchMethod.ACRONYM})
TAKEN = EXACT | {
    MatchMethod.SPELLING,
    MatchMethod.ABBREVIATION,
    MatchMethod.TOKENS,
    MatchMethod.DECLENSION,
    MatchMethod.TRANSLATION,
    MatchMethod.CORRECTION,
}
"""How a whole name is taken, if no other is like it."""
OFTEN_OTHERS = frozenset({MatchMethod.SPELLING, MatchMethod.TOKENS, MatchMethod.TRANSLATION})
"""How a whole name is found that may hide the right one, of which the text has other words."""
SURE = EXACT | {MatchMethod.DECLENSION, MatchMethod.ABBREVIATION}
"""How a whole name is taken without a sign beside it."""


class Certainty(StrEnum):
    """How sure it is what a text means."""

    CERTAIN = "CERTAIN"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"


class Ambiguity(StrEnum):
    """Why it is not certain."""

    SEVERAL_HAVE_IT = "SEVERAL_HAVE_IT"  # the identifier or the name is that of several
    SEVERAL_ARE_LIKE_IT = "SEVERAL_ARE_LIKE_IT"
    NOT_CONFIRMED = "NOT_CONFIRMED"  # a whole name is only like it, and nothing beside it tells the same
    SOMETHING_ELSE = "SOMETHING_ELSE"  # beside a whole name stands what is not of the institution
    NOT_WHOLE = "NOT_WHOLE"  # it is no whole name of any
    NOTHING_IS_LIKE_IT = "NOTHING_IS_LIKE_IT"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text means. `hits`: the institution where it is certain, else those that it may mean, best first."""

    certainty: Certainty
    doubt: Ambiguity | None
    hits: tuple[NameHit, ...]


def resolve(index: NameIndex, text: str, seats: Seats) -> Resolution:
    """What a text means: an identifier, a name, or a name among other things."""
    identified = index.find_by_identifier(text)
    if identified:
        return _of_identifier(identified)
    finder = Finder(index, text, seats)
    found = finder.by_look_ups()
    whole = [find for find in found if find.is_whole]
    if whole:
        answer = _decide(whole, seats.gone)
        if answer.certainty is Certainty.CERTAIN or not any(find.hit.how in OFTEN_OTHERS for find in whole):
            return answer
        hits = {hit.university: hit for hit in (*answer.hits, *finder.nearest())}  # as the nearest are found
        return replace(answer, hits=tuple(hits.values())[:SHOWN])
    return _decide([*found, *finder.by_likeness()] or finder.by_acronym_or_aside(), seats.gone)


def resolve_certain(index: NameIndex, text: str, seats: Seats) -> NameHit | None:
    """The institution that a text means for certain, as `resolve` has it, without the candidates where there is none.

    Those are dear, as they are compared with the text.
    """
    identified = index.find_by_identifier(text)
    if identified:
        return identified[0] if len(identified) == 1 else None
    finder = Finder(index, text, seats)
    found = finder.by_look_ups()
    if not any(find.is_whole for find in found) and finder.has_several_parts:
        found = [*found, *finder.by_likeness()] or finder.by_acronym_or_aside()
    best = _choose_certain(_sort_finds(found, seats.gone), seats.gone)[0] if found else None
    return best.hit if best else None


def _of_identifier(hits: list[NameHit]) -> Resolution:
    if len(hits) == 1:
        return Resolution(Certainty.CERTAIN, None, tuple(hits))
    return Resolution(Certainty.AMBIGUOUS, Ambiguity.SEVERAL_HAVE_IT, tuple(hits[:SHOWN]))


def _decide(finds: list[Find], gone: frozenset[str]) -> Resolution:
    """The institution that is certain, else all that were found, best first, each once."""
    if not finds:
        return Resolution(Certainty.UNKNOWN, Ambiguity.NOTHING_IS_LIKE_IT, ())
    finds = _sort_finds(finds, gone)
    certain, doubt = _choose_certain(finds, gone)
    if certain:
        return Resolution(Certainty.CERTAIN, None, (certain.hit,))
    hits = _first_hits(find.hit for find in finds)
    if hits[0].score >= LIKELY:
        return Resolution(Certainty.AMBIGUOUS, doubt, hits)
    return Resolution(Certainty.UNKNOWN, Ambiguity.NOTHING_IS_LIKE_IT, hits)


def _sort_finds(finds: list[Find], gone: frozenset[str]) -> list[Find]:
    """The best first."""
    return sorted(finds, key=lambda find: (find.rank, find.hit.university not in gone), reverse=True)


def _first_hits(hits: Iterable[NameHit]) -> tuple[NameHit, ...]:
    """The first hits of the first institutions, as many as are shown."""
    found: dict[str, NameHit] = {}
    for hit in hits:
        found.setdefault(hit.university, hit)
        if len(found) == SHOWN:
            break
    return tuple(found.values())


def _each_once(finds: Iterable[Find]) -> dict[str, Find]:
    """The first find of each institution."""
    found: dict[str, Find] = {}
    for find in finds:
        found.setdefault(find.hit.university, find)
    return found


def _choose_certain(finds: list[Find], gone: frozenset[str]) -> tuple[Find | None, Ambiguity | None]:
    """The find that is certain, else why none is."""
    best = finds[0]
    if not best.is_whole:
        return None, Ambiguity.NOT_WHOLE
    rivals = [find for find in finds if find.is_whole and find.run == best.run and Said.ELSEWHERE not in find.beside]
    if best.has_sign:
        rivals = [find for find in rivals if find.has_sign]
    exact = [find for find in rivals if find.hit.how in EXACT]
    pool = _each_once(exact or rivals)
    if not pool.keys() <= gone:
        pool = {university: find for university, find in pool.items() if university not in gone}
    if len(pool) > 1:
        return None, Ambiguity.SEVERAL_HAVE_IT if exact else Ambiguity.SEVERAL_ARE_LIKE_IT
    if not pool:
        return None, Ambiguity.SOMETHING_ELSE
    (best,) = pool.values()
    doubt = _doubt_of(best)
    return (None, doubt) if doubt else (best, None)


def _doubt_of(find: Find) -> Ambiguity | None:
    """Why a find without rivals is not certain; none where it is."""
    if find.hit.how not in TAKEN:
        return Ambiguity.NOT_WHOLE
    if not DOUBTS.isdisjoint(find.beside):
        return Ambiguity.SOMETHING_ELSE
    return None if find.hit.how in SURE or find.has_sign or find.hit.is_sure else Ambiguity.NOT_CONFIRMED
