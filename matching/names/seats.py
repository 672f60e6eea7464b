"""Seats: where institutions are, and whether a part of a text says so."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.folding import fold
from graph.vocabularies.countries import country_code
from matching.model.records import Records
from matching.model.texts import Index
from matching.names.translation import cities
from matching.names.transliteration import skeleton

POSTAL = re.compile(r"(?<!\w)[A-Z]{0,2}-?\d[\d-]*(?!\w)")
"""Postal codes and house numbers, which stand beside regions and cities (`PA 15213`)."""

TOWN = re.compile(r"(?<!\w)(?:г\.|гор\.|город\s)\s*", re.IGNORECASE)
"""What Russian addresses write before the name of a city."""
_WITHIN = {"HK": "CN", "MO": "CN"}
"""Countries of ISO 3166-1 that addresses put in another one."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The country (ISO 3166-1), the region (ISO 3166-2), and the names of city and region, by `place_key`."""

    country: str = ""
    region: str = ""
    names: frozenset[str] = frozenset()

    def is_apart_from(self, other: "Seat") -> bool:
        """Whether the two are known to be in different places."""
        return bool(self.names and other.names) and self.names.isdisjoint(other.names)

    def is_said_by(self, part: str) -> bool:
        """Whether a part of a text names the city, the region or the country."""
        bare, code, key = _place_in(part)
        if code and code in (self.country, _WITHIN.get(self.country)):
            return True
        return key in self.names or (bool(self.region) and bare == self.region.partition("-")[2])


@lru_cache(maxsize=8_192)
def _place_in(part: str) -> tuple[str, str | None, str]:
    """The place that a part of a text may be, without what addresses have beside it, its country code and its key."""
    bare = TOWN.sub("", POSTAL.sub(" ", part)).strip(" .")
    return bare, country_code(bare), place_key(bare)


NOWHERE = Seat()
GONE = frozenset({"MERGED", "CLOSED", "WITHDRAWN"})
"""Statuses of institutions that are no longer."""


@lru_cache(maxsize=65_536)
def place_key(name: str) -> str:
    """What the spellings of a place have in common; what the CLDR names otherwise in Russian, by its English name."""
    folded = fold(name)
    return skeleton(cities().get(folded, (folded,))[0].replace(" ", ""))


@dataclass(frozen=True, slots=True)
class _Placed:
    """The seat of an institution as columns hold it."""

    id: str
    country: str
    region: str
    names: tuple[str, ...]

    def seat(self) -> Seat:
        return Seat(self.country, self.region, frozenset(self.names))


class Seats:
    """The seats of institutions, by their ids."""

    def __init__(self, seats: Mapping[str, Seat], gone: Collection[str] = ()) -> None:
        """`gone`: institutions that are no longer, in whose place another one may stand under the same name."""
        placed = (_Placed(id, seat.country, seat.region, tuple(sorted(seat.names))) for id, seat in seats.items())
        self._placed = Records.of(_Placed, placed)
        self.gone = frozenset(gone)
        self._names = Index(self._placed.table.texts_in("names")[0].known)
        self._regions = Index(self._placed.table.texts("region").known)

    @property
    def by_id(self) -> dict[str, Seat]:
        """The seats of all institutions."""
        return {placed.id: placed.seat() for placed in self._placed.values()}

    def of(self, university: str) -> Seat:
        """Where an institution is; NOWHERE where that is not known."""
        placed = self._placed.get(university)
        return placed.seat() if placed else NOWHERE

    def is_region(self, code: str) -> bool:
        """Whether institutions stand in this region of ISO 3166-2."""
        return self._regions.find(code) is not None

    def names_another(self, part: str, seat: Seat) -> bool:
        """Whether a part of a text has the name of a city or region that is not of this seat."""
        keys = (key for key in map(place_key, part.split()) if key not in seat.names)
        return any(self._names.find(key) is not None for key in keys)
