"""Partners that are known through one office or through one person only."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from matching.model.contacts import UNKNOWN
from matching.model.moment import Moment
from matching.model.network import Network
from matching.model.sparse import Mask, Numbers, Rows


class PointKind(StrEnum):
    """Through what a partner is known."""

    OFFICE = "OFFICE"
    PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A partner all of whose live contacts go through one office, or are kept by one person and nobody else."""

    partner: str
    kind: PointKind
    through: str  # id of the office or of the person
    contacts: tuple[int, ...]  # rows of the live contacts

    @property
    def key(self) -> str:
        """Tells it apart from all others of one question."""
        return f"{self.partner}.{self.kind}"


def single_points(
    network: Network, day: date, *, university: str | None = None, office: str | None = None
) -> list[SinglePoint]:
    """Those of the whole network or of one institution's partners; those with most contacts first, then by id.

    With `office`, only those that go through it or are kept by a person who serves there.
    """
    moment = network.at(day)
    contacts, partners = _pairs(network, moment, university)
    found = [*_offices(network, contacts, partners), *_persons(network, contacts, partners)]
    if office is not None:
        found = [each for each in found if _hangs_on(network, each, office, day)]
    found.sort(key=lambda each: (-len(each.contacts), each.partner, each.kind))
    return found


def most_partners(points: list[SinglePoint], limit: int) -> list[tuple[PointKind, str, int]]:
    """The offices and persons on which most partners hang, each with their number."""
    counted = Counter((each.kind, each.through) for each in points)
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return [(kind, through, number) for (kind, through), number in ranked[:limit]]


def _pairs(network: Network, moment: Moment, university: str | None) -> tuple[Rows, Rows]:
    """Live contacts and the partners in them, a pair a line: the partners of the institution, else all abroad."""
    is_home = network.columns.is_home
    rows = np.flatnonzero(moment.live) if university is None else moment.contacts_of(network.row_of[university])
    places, parties = network.contacts.parties_in(rows)
    if university is None:
        at_home = np.bincount(places, weights=is_home[parties], minlength=len(rows)) > 0
        kept: Mask = at_home[places] & ~is_home[parties]
    else:
        kept = parties != network.row_of[university]
    return rows[places[kept]], parties[kept].astype(np.int64)


def _offices(network: Network, contacts: Rows, partners: Rows) -> Iterator[SinglePoint]:
    ids = list(network.offices)
    for partner, office, rows in _find_single(contacts, partners, network.contacts.office):
        yield SinglePoint(network.ids[partner], PointKind.OFFICE, ids[office], rows)


def _persons(network: Network, contacts: Rows, partners: Rows) -> Iterator[SinglePoint]:
    for partner, person, rows in _find_single(contacts, partners, network.contacts.only_person):
        yield SinglePoint(network.ids[partner], PointKind.PERSON, network.persons.id_of(person), rows)


def _find_single(contacts: Rows, partners: Rows, through: Numbers) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Partners all of whose contacts have the same known value in `through`, with it and with the contacts."""
    if not len(contacts):
        return
    order = np.lexsort((contacts, partners))
    contacts, partners = contacts[order], partners[order]
    values = through[contacts]
    starts = np.flatnonzero(np.r_[True, partners[1:] != partners[:-1]])
    ends = np.r_[starts[1:], len(partners)]
    lowest, highest = np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)
    for group in np.flatnonzero((lowest == highest) & (lowest != UNKNOWN)):
        low, high = starts[group], ends[group]
        yield int(partners[low]), int(lowest[group]), tuple(map(int, contacts[low:high]))


def _hangs_on(network: Network, point: SinglePoint, office: str, day: date) -> bool:
    if point.kind is PointKind.OFFICE:
        return point.through == office
    person = network.persons.get(point.through)
    return person is not None and any(stay.value == office and stay.holds(day) for stay in person.serves_at)
