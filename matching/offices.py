"""Which office to go through."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import inf

from matching.geography import distance_km
from matching.model.facts import Coordinates, OfficeFacts
from matching.model.network import Network

HEADQUARTERS_KIND = "HEADQUARTERS"
NEAR_KM = 2_000.0  # from there on an office of another country helps no more than headquarters do


class OfficeBasis(StrEnum):
    """Why this office: in the order in which they are tried."""

    ACTIVE = "ACTIVE"  # covers the country, works in full
    LIMITED = "LIMITED"  # covers the country, works with limits
    COVERS_FROM_NEIGHBOUR = "COVERS_FROM_NEIGHBOUR"  # nearest active office, which covers another country
    HEADQUARTERS = "HEADQUARTERS"  # no office abroad can help
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """The office to go through, and what a sentence about it needs."""

    office: str | None
    basis: OfficeBasis
    country: str  # the country in which help is needed
    since: date | None = None  # since when the office has the status that counts
    office_country: str | None = None  # where the office stands
    distance_km: int | None = None
    unavailable: str | None = None  # an office that covers the country, but is suspended or closed
    unavailable_status: str | None = None
    unavailable_since: date | None = None


def covering(network: Network, country: str, day: date, status: str) -> list[OfficeFacts]:
    """Offices that cover a country and have a status on a day."""
    return network.covering(day).get((country, status), [])


def _has(office: OfficeFacts, day: date, status: str) -> bool:
    current = office.status(day)
    return current is not None and current.value == status


def _distance(office: OfficeFacts, place: Coordinates | None) -> float:
    return inf if place is None or office.place is None else distance_km(*place, *office.place)


def _nearest(offices: Iterable[OfficeFacts], place: Coordinates | None) -> OfficeFacts | None:
    return min(offices, key=lambda office: (_distance(office, place), office.id), default=None)


def choose_office(network: Network, country: str, place: Coordinates | None, day: date) -> OfficeChoice:
    """The office for a partner at `place` in `country`: the nearest one of the first basis that applies."""
    place = place or network.columns.middle_of(country)
    for basis in (OfficeBasis.ACTIVE, OfficeBasis.LIMITED):
        office = _nearest(covering(network, country, day, basis.value), place)
        if office:
            return _chosen(office, basis, country, place, day)
    return _fallback(network, country, place, day)


def _chosen(
    office: OfficeFacts, basis: OfficeBasis, country: str, place: Coordinates | None, day: date
) -> OfficeChoice:
    status, away = office.status(day), _distance(office, place)
    return OfficeChoice(
        office=office.id,
        basis=basis,
        country=country,
        since=status.since if status else None,
        office_country=office.country,
        distance_km=None if away == inf else round(away),
    )


def _fallback(network: Network, country: str, place: Coordinates | None, day: date) -> OfficeChoice:
    offices = network.offices.values()
    abroad = [
        office
        for office in offices
        if office.kind != HEADQUARTERS_KIND and _has(office, day, "ACTIVE") and _distance(office, place) < inf
        if any(cover.holds(day) for cover in office.coverage)
    ]
    headquarters = [office for office in offices if office.kind == HEADQUARTERS_KIND and _has(office, day, "ACTIVE")]
    neighbour, head = _nearest(abroad, place), _nearest(headquarters, place)
    if neighbour and (head is None or _distance(neighbour, place) <= NEAR_KM):
        choice = _chosen(neighbour, OfficeBasis.COVERS_FROM_NEIGHBOUR, country, place, day)
    elif head:
        choice = _chosen(head, OfficeBasis.HEADQUARTERS, country, place, day)
    else:
        choice = OfficeChoice(None, OfficeBasis.NONE, country)
    return _with_unavailable(network, choice, country, day)


def _with_unavailable(network: Network, choice: OfficeChoice, country: str, day: date) -> OfficeChoice:
    """Names the office that would have been the one to ask, so that the answer can say why it is not."""
    covers = sorted((office for office in network.offices.values() if office.covers(country, day)), key=lambda o: o.id)
    for office in covers:
        status = office.status(day)
        if status:
            return replace(
                choice, unavailable=office.id, unavailable_status=status.value, unavailable_since=status.since
            )
    return choice
