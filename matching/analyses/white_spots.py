"""White spots: a country and a field with demand in which no home institution has a live contact."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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


Spot = tuple[str, str]


def white_spots(
    network: Network, day: date, *, digits: int, countries: frozenset[str] | None = None
) -> list[WhiteSpot]:
    """White spots by demand, the greatest first, then by country and field.

    A code with fewer digits stands for itself. Institutions are strong in the fields they declare; where they declare
    none, in those at which their name hints.
    """
    spots: dict[Spot, WhiteSpot] = {}
    for intent, own in _open_intents(network, day):
        for country, home in _aims(network.home_country, own, intent):
            if countries is not None and country not in countries:
                continue
            for code in sorted({code[:digits] for code in intent.fields}):
                spot = spots.setdefault((country, code), WhiteSpot(country, code))
                (spot.from_home if home else spot.from_there).append(intent.id)
    is_reached = _make_is_reached(network, day)
    found = [spot for place, spot in spots.items() if not is_reached(place)]
    _fill(network, found, day)
    found.sort(key=lambda spot: (-spot.demand, spot.country, spot.code))
    return found


def _open_intents(network: Network, day: date) -> Iterable[tuple[IntentFacts, str]]:
    """The intents of known institutions that stand on the day, in the order of all, and the country of each."""
    table = network.intent_table
    lines = np.flatnonzero(table.open(day))
    lines = lines[np.argsort(table.intents.rows[lines])]
    intents = network.intents.table.take(table.intents.rows[lines].astype(np.int64))
    return zip(intents, network.columns.countries_of(table.university[lines]), strict=True)


def _aims(home: str, own: str, intent: IntentFacts) -> Iterator[tuple[str, bool]]:
    """The countries abroad at which an intent shows demand, and whether it comes from home; `own`: its country."""
    if own == home:
        yield from ((country, True) for country in intent.countries if country != home)
    elif own and (not intent.countries or home in intent.countries):
        yield own, False


def _make_is_reached(network: Network, day: date) -> Callable[[Spot], bool]:
    """Whether a home institution has a live contact with one that is strong in a field of a country."""
    columns, moment = network.columns, network.at(day)
    linked = moment.links_with(network.home_country)
    exact: set[Spot] = set()
    wider: set[Spot] = set()
    fields = list(columns.fields)
    rows = np.flatnonzero((linked > 0) & ~columns.is_home)
    for row, country in zip(rows.tolist(), columns.countries_of(rows), strict=True):
        exact.update((country, code) for code in fields[row])
        wider.update((country, code) for code in with_parents(fields[row]))

    def is_reached(place: Spot) -> bool:
        country, code = place
        return place in wider or any((country, code[:length]) in exact for length in range(2, len(code)))

    return is_reached


def _fill(network: Network, spots: list[WhiteSpot], day: date) -> None:
    """Adds the institutions that are strong there, and the offices through which they can be reached."""
    strong: defaultdict[Spot, list[str]] = defaultdict(list)
    columns, wanted = network.columns, {spot.country for spot in spots}
    fields = list(columns.fields)
    rows = np.flatnonzero(columns.is_active & ~columns.is_home)
    for row, country in zip(rows.tolist(), columns.countries_of(rows), strict=True):
        if country in wanted:
            for code in with_parents(fields[row]):
                strong[country, code].append(network.ids[row])
    offices = {
        country: [office.id for office in covering(network, country, day, OfficeBasis.ACTIVE.value)]
        for country in wanted
    }
    for spot in spots:
        spot.institutions = strong.get((spot.country, spot.code), [])
        spot.offices = sorted(offices[spot.country])
