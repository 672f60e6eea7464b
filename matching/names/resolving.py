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

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.vocabularies.countries import country_code
from matching.names.abbreviations import is_abbreviation
from matching.names.cleaning import cleaned
from matching.names.forms import is_honour, variants_of, without_form
from matching.names.index import NameHit, NameIndex
from matching.names.parts import Part, parts_of
from matching.names.scores import How, Tier
from matching.names.seats import Seat, Seats
from matching.names.words import is_telling, words_of

WHOLE = Tier.ACRONYM_IN_OTHER_SCRIPT
"""Scores above this are of whole names; nobody writes an acronym in the letters of another script."""
LIKELY = Tier.FUZZY * 0.85
"""From this score on a text may well name the candidate; below, candidates are only the nearest there are."""
MAX_TEXT = 500
"""Characters of a text that are read; imports have longer cells."""
MAX_LIKENED = 3
"""Parts of a text that are compared with all names, the costly way."""
LOOKED_AT, LOOKED_AT_BESIDE_OTHERS, SHOWN = 20, 200, 5
"""Institutions looked at, where a text is a name alone or has other parts, and shown."""
EXACT = frozenset({How.EXACT, How.ACRONYM})
TAKEN = EXACT | {
    How.SPELLING, How.ABBREVIATION, How.TOKENS, How.DECLENSION, How.TRANSLATION, How.CORRECTION
}  # fmt: skip
"""How a whole name is taken, if no other is like it."""
OFTEN_OTHERS = frozenset({How.SPELLING, How.TOKENS, How.TRANSLATION})
"""How a whole name is found that may hide the right one, of which the text has other words."""
SURE = EXACT | {How.DECLENSION, How.ABBREVIATION}
"""How a whole name is taken without a sign beside it."""


class Certainty(StrEnum):
    """How sure it is what a text means."""

    CERTAIN = "CERTAIN"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"


class Doubt(StrEnum):
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
    doubt: Doubt | None
    hits: tuple[NameHit, ...]


class Said(StrEnum):
    """What a part beside a name is to an institution."""

    PLACE = "PLACE"
    NAME = "NAME"
    UNIT = "UNIT"
    NOTHING = "NOTHING"  # an address, an abbreviation, a legal form
    UNKNOWN = "UNKNOWN"
    OTHER = "OTHER"  # another institution
    ELSEWHERE = "ELSEWHERE"  # another country


SIGNS = frozenset({Said.PLACE, Said.NAME})
DOUBTS = frozenset({Said.UNKNOWN, Said.OTHER, Said.ELSEWHERE})


@dataclass(frozen=True, slots=True)
class Find:
    """An institution found by parts of a text, and what the other parts are to it."""

    hit: NameHit
    parts: tuple[Part, ...]
    beside: frozenset[Said]

    @property
    def is_whole(self) -> bool:
        """Whether these parts are a whole name."""
        return self.hit.score > WHOLE

    @property
    def has_sign(self) -> bool:
        """Whether something beside the name tells the same."""
        return not SIGNS.isdisjoint(self.beside)

    @property
    def is_beside_units(self) -> bool:
        """Whether it is a name within a text that has parts of institutions, or several parts."""
        return self.hit.how is How.INSIDE and (bool(self.beside) or any(part.is_unit for part in self.parts))

    @property
    def rank(self) -> tuple[float, ...]:
        """What goes before what, the greater the better."""
        return (
            Said.ELSEWHERE not in self.beside,
            self.is_whole,
            self.is_beside_units,
            self.hit.how not in (How.ACRONYM, How.INITIALS),
            not all(part.is_unit for part in self.parts),
            self.has_sign,
            self.is_whole and sum(len(part.text.split()) for part in self.parts),
            self.hit.score,
        )


def resolve(index: NameIndex, text: str, seats: Seats) -> Resolution:
    """What a text means: an identifier, a name, or a name among other things."""
    identified = index.identified(text)
    if identified:
        return _of_identifier(identified)
    plain = cleaned(text[:MAX_TEXT])
    if not is_telling(words_of(plain)):
        return Resolution(Certainty.UNKNOWN, Doubt.NOTHING_IS_LIKE_IT, ())
    reader = _Reader(index, plain, seats)
    found = reader.as_one_name() or reader.by_parts()
    whole = [find for find in found if find.is_whole]
    if whole:
        answer = _decided(whole, seats.gone)
        if answer.certainty is Certainty.CERTAIN or not any(find.hit.how in OFTEN_OTHERS for find in whole):
            return answer
        near = [find.hit for find in reader.by_likeness()]
        return replace(answer, hits=tuple({hit.university: hit for hit in (*answer.hits, *near)}.values())[:SHOWN])
    return _decided([*found, *reader.by_likeness()] or reader.by_acronyms_inside() or reader.by_asides(), seats.gone)


class _Reader:
    """Finds institutions by the parts of a text."""

    def __init__(self, index: NameIndex, plain: str, seats: Seats) -> None:
        self._index = index
        self._whole = plain
        self._plain = without_form(plain)
        self._seats = seats
        self._parts = parts_of(self._plain)
        self._known: dict[str, list[NameHit]] = {}

    def as_one_name(self) -> list[Find]:
        """Those whose whole name is all of the text, commas and brackets included."""
        hits = self._exact(self._whole)
        hits = hits if len(hits) == 1 else self._named_so(self._whole)
        return [
            Find(hit, tuple(self._parts), frozenset() if hit.how is How.EXACT else self._places_in(hit))
            for hit in hits
            if hit.score > WHOLE
        ]

    def _places_in(self, hit: NameHit) -> frozenset[Said]:
        """What the parts that are places are to an institution of whose name they may be words."""
        seat, parts = self._seats.of(hit.university), self._parts if len(self._parts) > 1 else []
        said = [Said.PLACE for part in parts if seat.is_said_by(part.text)]
        return frozenset(said or [Said.ELSEWHERE for part in parts if country_code(part.text)])

    def by_parts(self) -> list[Find]:
        """Those whose name, or what is nearly one, are some parts of the text, side by side."""
        main = [at for at, part in enumerate(self._parts) if not part.aside]
        found: list[Find] = []
        for first in range(len(main)):
            for last in range(first + 1, len(main)):
                run = self._parts[main[first] : main[last] + 1]
                if not any(part.is_address for part in run):
                    written = self._plain[run[0].start : run[-1].end]
                    found += self._finds(self._exact(written) or self._exact(_joined(run)), run)
        for part in self._parts:
            if part.is_address and len(self._parts) > 1:
                found += self._finds(self._exact(part.text), [part])
            elif (
                not ((part.aside and (part.is_abbreviation or is_honour(part.text))) or country_code(part.text))
                or len(self._parts) == 1
            ):
                found += self._finds(self._named(part), [part])
        return [find for find in found if find.is_whole] or [*found, *self._inside()]

    def _named(self, part: Part) -> list[NameHit]:
        """Those whose whole name a part is, without its legal form."""
        variants = variants_of(part.text)
        near: list[NameHit] = []
        for find in (self._exact, self._named_so):
            for variant in variants:
                hits = find(variant)
                if any(hit.score > WHOLE for hit in hits):
                    return [hit for hit in hits if hit.score > WHOLE]
                near = near or hits
        return near

    def _named_so(self, text: str) -> list[NameHit]:
        """Those whose whole name the text is, in some spelling; each text is looked up once."""
        if text not in self._known:
            self._known[text] = self._index.whole(text)
        return self._known[text]

    def _exact(self, text: str) -> list[NameHit]:
        return self._index.exact(text) or self._index.exact(re.sub("^the ", "", text, flags=re.IGNORECASE))

    def by_acronyms_inside(self) -> list[Find]:
        """Those whose acronym is a word of the text."""
        return [
            find
            for part in self._parts
            for word in part.text.split()
            if is_abbreviation(word) and len(word) > 2
            for find in self._finds(self._index.acronym_inside(word), [part])
        ]

    def _inside(self) -> list[Find]:
        return [find for part in self._parts for find in self._finds(self._index.inside(part.text), [part])]

    def by_asides(self) -> list[Find]:
        """Those whose whole name or acronym stands aside."""
        return [find for part in self._parts if part.aside for find in self._finds(self._named(part), [part])]

    def by_likeness(self) -> list[Find]:
        """The nearest that there are."""
        parts = [
            part for part in self._parts if not (part.is_address or part.aside or country_code(part.text))
        ] or self._parts
        whole, most = Part(_joined(parts)), LOOKED_AT if len(self._parts) == 1 else LOOKED_AT_BESIDE_OTHERS
        return [
            find
            for part in (parts if len(parts) == 1 else [whole, *parts[:MAX_LIKENED]])
            if is_telling(words_of(part.text))
            for find in self._finds(
                self._index.search(variants_of(part.text)[-1], most, typed=False), parts if part is whole else [part]
            )
        ]

    def _finds(self, hits: Iterable[NameHit], parts: list[Part]) -> list[Find]:
        rest = [part for part in self._parts if part not in parts]
        return [Find(hit, tuple(parts), frozenset(self._said(part, hit.university) for part in rest)) for hit in hits]

    def _said(self, part: Part, university: str) -> Said:
        """What a part is to an institution."""
        seat = self._seats.of(university)
        if seat.is_said_by(part.text):
            return Said.PLACE
        if country_code(part.text):
            return Said.ELSEWHERE
        if self._index.is_name_of(part.text, university):
            return Said.NAME
        if self._is_other(part, seat) or (part.is_unit and self._seats.names_another(part.text, seat)):
            return Said.OTHER
        if is_honour(part.text) or part.is_address or part.is_abbreviation:
            return Said.NOTHING
        return Said.UNIT if part.is_unit else Said.UNKNOWN

    def _is_other(self, part: Part, seat: Seat) -> bool:
        """Whether a part is the name, or outside brackets the acronym, of another institution.

        A unit may have the name of an institution elsewhere.
        """
        return any(
            not part.aside
            if hit.how is How.ACRONYM
            else not (part.is_unit and seat.is_apart_from(self._seats.of(hit.university)))
            for hit in self._exact(part.text)
        )


def _joined(parts: list[Part]) -> str:
    return " ".join(part.text for part in parts if not part.aside)


def _of_identifier(hits: list[NameHit]) -> Resolution:
    if len(hits) == 1:
        return Resolution(Certainty.CERTAIN, None, tuple(hits))
    return Resolution(Certainty.AMBIGUOUS, Doubt.SEVERAL_HAVE_IT, tuple(hits[:SHOWN]))


def _decided(finds: list[Find], gone: frozenset[str]) -> Resolution:
    """The institution that is certain, else all that were found, best first, each once."""
    if not finds:
        return Resolution(Certainty.UNKNOWN, Doubt.NOTHING_IS_LIKE_IT, ())
    finds = sorted(finds, key=lambda find: (find.rank, find.hit.university not in gone), reverse=True)
    certain, doubt = _certain(finds, gone)
    if certain:
        return Resolution(Certainty.CERTAIN, None, (certain.hit,))
    hits = tuple(_each_once(finds).values())
    if finds[0].hit.score >= LIKELY:
        return Resolution(Certainty.AMBIGUOUS, doubt, tuple(find.hit for find in hits[:SHOWN]))
    return Resolution(Certainty.UNKNOWN, Doubt.NOTHING_IS_LIKE_IT, tuple(find.hit for find in hits[:SHOWN]))


def _each_once(finds: Iterable[Find]) -> dict[str, Find]:
    """The first find of each institution."""
    found: dict[str, Find] = {}
    for find in finds:
        found.setdefault(find.hit.university, find)
    return found


def _certain(finds: list[Find], gone: frozenset[str]) -> tuple[Find | None, Doubt | None]:
    """The find that is certain, else why none is."""
    best = finds[0]
    if not best.is_whole:
        return None, Doubt.NOT_WHOLE
    rivals = [
        find for find in finds if find.is_whole and find.parts == best.parts and Said.ELSEWHERE not in find.beside
    ]
    if best.has_sign:
        rivals = [find for find in rivals if find.has_sign]
    exact = [find for find in rivals if find.hit.how in EXACT]
    pool = _each_once(exact or rivals)
    if not pool.keys() <= gone:
        pool = {university: find for university, find in pool.items() if university not in gone}
    if len(pool) > 1:
        return None, Doubt.SEVERAL_HAVE_IT if exact else Doubt.SEVERAL_ARE_LIKE_IT
    if not pool:
        return None, Doubt.SOMETHING_ELSE
    (best,) = pool.values()
    doubt = _doubt_of(best)
    return (None, doubt) if doubt else (best, None)


def _doubt_of(find: Find) -> Doubt | None:
    """Why a find without rivals is not certain; none where it is."""
    if find.hit.how not in TAKEN:
        return Doubt.NOT_WHOLE
    if not DOUBTS.isdisjoint(find.beside):
        return Doubt.SOMETHING_ELSE
    return None if find.hit.how in SURE or find.has_sign or find.hit.is_sure else Doubt.NOT_CONFIRMED
