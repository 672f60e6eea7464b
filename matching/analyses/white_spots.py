"""White spots: a country and a field with demand in which no home institution has a live contact."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from matching.model.facts import IntentFacts
from matching.model.network import Network
from matching.offices import OfficeBasis, covering
from matching.subjects import with_parents


@dataclass(slots=True)
class WhiteSpot:
    """A country and a field (ISCED-F) that nobody at home is in contact with, though it is wanted."""

    country: str
    code: str
    from_home: list[str] = field(default_factory=list)  # open intents of home institutions that aim at the country
    from_there: list[str] = field(default_factory=list)  # open intents of its institutions, aimed home or anywhere
    institutions: list[str] = field(default_factory=list)  # active institutions there that are strong in the field
    offices: list[str] = field(default_factory=list)  # active offices that cover the country

    @property
    def key(self) -> str:
        """Tells it apart from all others of one question."""
        return f"{self.country}.{self.code}"

    @property
    def demand(self) -> int:
        """How many open intents ask for it."""
        return len(self.from_home) + len(self.from_there)


Place = tuple[str, str]


def white_spots(
    network: Network, day: date, *, digits: int, countries: frozenset[str] | None = None
) -> list[WhiteSpot]:
    """White spots by demand, the greatest first, then by country and field.

    A code with fewer digits stands for itself. Institutions are strong in the fields they declare; where they declare
    none, in those at which their name hints.
    """
    spots: dict[Place, WhiteSpot] = {}
    for intent in network.intents.values():
        if not intent.is_open(day):
            continue
        for country, home in _aims(network, intent):
            if countries is not None and country not in countries:
                continue
            for code in sorted({code[:digits] for code in intent.fields}):
                spot = spots.setdefault((country, code), WhiteSpot(country, code))
                (spot.from_home if home else spot.from_there).append(intent.id)
    is_reached = _reached(network, day)
    found = [spot for place, spot in spots.items() if not is_reached(place)]
    _fill(network, found, day)
    found.sort(key=lambda spot: (-spot.demand, spot.country, spot.code))
    return found


def _aims(network: Network, intent: IntentFacts) -> Iterator[tuple[str, bool]]:
    """The countries abroad at which an intent shows demand, and whether it comes from home."""
    row = network.row_of.get(intent.university)
    if row is None:
        return
    own, home = network.universities[row].country, network.home_country
    if own == home:
        yield from ((country, True) for country in intent.countries if country != home)
    elif own and (not intent.countries or home in intent.countries):
        yield own, False


def _reached(network: Network, day: date) -> Callable[[Place], bool]:
    """Whether a home institution has a live contact with one that is strong in a field of a country."""
    columns, moment = network.columns, network.at(day)
    linked = moment.links_with(network.home_country)
    exact: set[Place] = set()
    wider: set[Place] = set()
    for row in np.flatnonzero((linked > 0) & ~columns.is_home):
        country = network.universities[row].country
        exact.update((country, code) for code in columns.fields[row])
        wider.update((country, code) for code in with_parents(columns.fields[row]))

    def reached(place: Place) -> bool:
        country, code = place
        return place in wider or any((country, code[:length]) in exact for length in range(2, len(code)))

    return reached


def _fill(network: Network, spots: list[WhiteSpot], day: date) -> None:
    """Adds the institutions that are strong there, and the offices through which they can be reached."""
    strong: defaultdict[Place, list[str]] = defaultdict(list)
    wanted = {spot.country for spot in spots}
    for row in np.flatnonzero(network.columns.is_active & ~network.columns.is_home):
        facts = network.universities[row]
        if facts.country in wanted:
            for code in with_parents(network.columns.fields[row]):
                strong[facts.country, code].append(facts.id)
    offices = {
        country: [office.id for office in covering(network, country, day, OfficeBasis.ACTIVE.value)]
        for country in wanted
    }
    for spot in spots:
        spot.institutions = strong.get((spot.country, spot.code), [])
        spot.offices = sorted(offices[spot.country])
