"""Finds institutions by the parts of a text, and says what the other parts are to each.

Look-ups come first: the whole text, then parts side by side. Only what no look-up finds is compared with all names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from matching.names.abbreviations import is_abbreviation
from matching.names.cleaning import clean_name
from matching.names.forms import without_form
from matching.names.index import NameHit, NameIndex
from matching.names.parts import TextPart, parts_of
from matching.names.scores import WHOLE, MatchMethod
from matching.names.seats import Seat, Seats
from matching.names.words import is_telling, words_of

MAX_TEXT = 500
"""Characters of a text that are read; imports have longer cells."""
MAX_LIKENED = 3
"""Parts of a text that are compared with all names, the costly way."""
LOOKED_AT, LOOKED_AT_BESIDE_OTHERS = 20, 200
"""Institutions looked at, where a text is a name alone and where it has other parts."""
_ARTICLE = re.compile("^the ", re.IGNORECASE)


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


@dataclass(frozen=True)
class Run:
    """Parts of a text by which something is found; what they are is looked at once for all that is."""

    parts: tuple[TextPart, ...]

    @cached_property
    def has_unit(self) -> bool:
        """Whether one may be a part of an institution."""
        return any(part.is_unit for part in self.parts)

    @cached_property
    def is_of_units(self) -> bool:
        """Whether all of them may be."""
        return all(part.is_unit for part in self.parts)

    @cached_property
    def words(self) -> int:
        """How many words they have."""
        return sum(len(part.text.split()) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Find:
    """An institution found by parts of a text, and what the other parts are to it."""

    hit: NameHit
    run: Run
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
        return self.hit.how is MatchMethod.INSIDE and (bool(self.beside) or self.run.has_unit)

    @property
    def rank(self) -> tuple[float, ...]:
        """What goes before what, the greater the better."""
        return (
            Said.ELSEWHERE not in self.beside,
            self.is_whole,
            self.is_beside_units,
            self.hit.how not in (MatchMethod.ACRONYM, MatchMethod.INITIALS),
            not self.run.is_of_units,
            self.has_sign,
            self.is_whole and self.run.words,
            self.hit.score,
        )


class Finder:
    """Finds institutions by the parts of a text."""

    def __init__(self, index: NameIndex, text: str, seats: Seats) -> None:
        self._index = index
        self._whole = clean_name(text[:MAX_TEXT])
        self._plain = without_form(self._whole)
        self._seats = seats
        self._parts = parts_of(self._plain) if is_telling(words_of(self._whole)) else []
        self._known: dict[str, list[NameHit]] = {}
        self._known_exact: dict[str, list[NameHit]] = {}
        self._known_said: dict[TextPart, dict[str, Said]] = {}

    @property
    def has_several_parts(self) -> bool:
        """Whether the text is no name alone."""
        return len(self._parts) > 1

    def by_look_ups(self) -> list[Find]:
        """Those whose name is all of the text or, if none is, parts of it; none if no word tells it from others."""
        return (self._as_one_name() or self._by_parts()) if self._parts else []

    def _as_one_name(self) -> list[Find]:
        """Those whose whole name is all of the text, commas and brackets included."""
        hits = self._find_exact(self._whole)
        hits = hits if len(hits) == 1 else self._find_whole(self._whole)
        run = Run(tuple(self._parts))
        return [
            Find(hit, run, frozenset() if hit.how is MatchMethod.EXACT else self._places_in(hit))
            for hit in hits
            if hit.score > WHOLE
        ]

    def _places_in(self, hit: NameHit) -> frozenset[Said]:
        """What the parts that are places are to an institution of whose name they may be words."""
        if not self.has_several_parts:
            return frozenset()
        seat = self._seats.of(hit.university)
        said = [Said.PLACE for part in self._parts if seat.is_said_by(part.text)]
        return frozenset(said or [Said.ELSEWHERE for part in self._parts if part.country])

    def _by_parts(self) -> list[Find]:
        """Those whose name, or what is nearly one, are some parts of the text, side by side."""
        main = [at for at, part in enumerate(self._parts) if not part.aside]
        regions = self._regions()
        found: list[Find] = []
        for first in range(len(main)):
            for last in range(first + 1, len(main)):
                run = self._parts[main[first] : main[last] + 1]
                if not any(part.is_address for part in run):
                    written = self._plain[run[0].start : run[-1].end]
                    found += self._finds(self._find_exact(written) or self._find_exact(_join_parts(run)), run)
        for part in self._parts:
            if part.is_address and len(self._parts) > 1:
                found += self._finds(self._find_exact(part.text), [part])
            elif len(self._parts) == 1 or not (
                (part.aside and (part.is_abbreviation or part.is_honour)) or part.country or part in regions
            ):
                found += self._finds(self._find_part(part), [part])
        return [find for find in found if find.is_whole] or [*found, *self._inside(), *self._by_namesakes()]

    def _regions(self) -> list[TextPart]:
        """The parts that are codes of regions before their country (`Ames, IA, USA`)."""
        return [
            part
            for part, behind in pairwise(self._parts)
            if behind.country and self._seats.is_region(f"{behind.country}-{part.text}")
        ]

    def _find_part(self, part: TextPart) -> list[NameHit]:
        """Those whose whole name a part is, without its legal form."""
        variants = part.variants
        near: list[NameHit] = []
        for find in (self._find_exact, self._find_whole):
            for variant in variants:
                hits = find(variant)
                if any(hit.score > WHOLE for hit in hits):
                    return [hit for hit in hits if hit.score > WHOLE]
                near = near or hits
        return near

    def _find_whole(self, text: str) -> list[NameHit]:
        """Those whose whole name the text is, in some spelling; each text is looked up once."""
        if text not in self._known:
            self._known[text] = self._index.find_whole(text)
        return self._known[text]

    def _find_exact(self, text: str) -> list[NameHit]:
        """Those whose name the text is, with or without an article; each text is looked up once."""
        if text not in self._known_exact:
            bare = _ARTICLE.sub("", text)
            self._known_exact[text] = self._index.find_exact(text) or (
                self._index.find_exact(bare) if bare != text else []
            )
        return self._known_exact[text]

    def by_acronym_or_aside(self) -> list[Find]:
        """Where nothing is like the text: those whose acronym is a word of it, or whose whole name stands aside."""
        return self._by_acronyms_inside() or self._by_asides()

    def _by_acronyms_inside(self) -> list[Find]:
        return [
            find
            for part in self._parts
            for word in part.text.split()
            if is_abbreviation(word) and len(word) > 2
            for find in self._finds(self._index.find_acronym(word), [part])
        ]

    def _inside(self) -> list[Find]:
        return [find for part in self._parts for find in self._finds(self._index.find_inside(part.text), [part])]

    def _by_namesakes(self) -> list[Find]:
        """Those in whose names the person stands whom the text is named after, where few have it."""
        return [
            find
            for part in self._parts
            if part.namesake
            for find in self._finds(self._index.find_rare_word(part.text), [part])
        ]

    def _by_asides(self) -> list[Find]:
        return [find for part in self._parts if part.aside for find in self._finds(self._find_part(part), [part])]

    def by_likeness(self) -> list[Find]:
        """The nearest that there are."""
        return [find for hits, parts in self._search_nearest() for find in self._finds(hits, parts)]

    def nearest(self) -> list[NameHit]:
        """The same without what is beside them."""
        return [hit for hits, _ in self._search_nearest() for hit in hits]

    def _search_nearest(self) -> Iterator[tuple[list[NameHit], list[TextPart]]]:
        """The nearest to the text without what is beside its names, then to each of its first parts."""
        if not self._parts:
            return
        most = LOOKED_AT_BESIDE_OTHERS if self.has_several_parts else LOOKED_AT
        own = [part for part in self._parts if not (part.is_address or part.aside or part.country)] or self._parts
        asked = [own, *([part] for part in own[:MAX_LIKENED])] if len(own) > 1 else [own]
        for parts in asked:
            likened = TextPart(_join_parts(parts)) if len(parts) > 1 else parts[0]
            if is_telling(words_of(likened.text)):
                yield self._index.search(likened.variants[-1], most, typed=False), parts

    def _finds(self, hits: Sequence[NameHit], parts: list[TextPart]) -> list[Find]:
        """What is found by some parts, and what each other part is to it."""
        universities = [hit.university for hit in hits]
        beside = [self._classify(part, universities) for part in self._parts if part not in parts] if hits else []
        run = Run(tuple(parts))
        return [Find(hit, run, frozenset(said[hit.university] for said in beside)) for hit in hits]

    def _classify(self, part: TextPart, universities: Iterable[str]) -> dict[str, Said]:
        """What a part is to each of these institutions; each is looked at once."""
        said = self._known_said.setdefault(part, {})
        new = [university for university in universities if university not in said]
        said |= {university: self._classify_place(part, university) for university in new}
        others = [university for university in new if said[university] is Said.UNKNOWN]
        named = self._index.filter_by_name(part.text, others) if others else frozenset()
        said |= {
            university: Said.NAME if university in named else self._classify_rest(part, university)
            for university in others
        }
        return said

    def _classify_place(self, part: TextPart, university: str) -> Said:
        """What a part is as a place."""
        if self._seats.of(university).is_said_by(part.text):
            return Said.PLACE
        return Said.ELSEWHERE if part.country else Said.UNKNOWN

    def _classify_rest(self, part: TextPart, university: str) -> Said:
        """What a part is to an institution whose place or name it is not."""
        seat = self._seats.of(university)
        if self._is_other(part, seat) or (part.is_unit and self._seats.names_another(part.text, seat)):
            return Said.OTHER
        if part.is_honour or part.is_address or part.is_abbreviation:
            return Said.NOTHING
        return Said.UNIT if part.is_unit else Said.UNKNOWN

    def _is_other(self, part: TextPart, seat: Seat) -> bool:
        """Whether a part is the name, or outside brackets the acronym, of another institution.

        A unit may have the name of an institution elsewhere.
        """
        return any(
            not part.aside
            if hit.how is MatchMethod.ACRONYM
            else not (part.is_unit and seat.is_apart_from(self._seats.of(hit.university)))
            for hit in self._find_exact(part.text)
        )


def _join_parts(parts: list[TextPart]) -> str:
    return " ".join(part.text for part in parts if not part.aside)
