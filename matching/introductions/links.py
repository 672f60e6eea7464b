"""Candidate links of the path search, packed as numbers: thousands are looked at for one answer.

A node is a number: the offices come first, by their rows, then the institutions. What a link rests on is looked up
for the few that are told (`evidence.py`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from matching.introductions.bonds import Bonds
from matching.introductions.steps import StepKind
from matching.model.contacts import UNKNOWN
from matching.model.facts import USABLE_OFFICE
from matching.model.network import Network
from matching.model.sparse import Mask, Numbers, Rows, intersect_sorted, ranges, starts_of

STEPS_A_NODE = 100  # steps looked at from one node, newest evidence first
PARTICIPANTS_A_NODE = 500  # of its newest events, looked at from one node, those of the last day whole
PERSONS_A_PAIR = 2  # persons who bind the same two nodes: the newest
COMMON_PARTNERS = 100  # partners of both ends looked at
LAST_DAY = date.max.toordinal()
# A link as one number, which sorts by day, node, kind and number: the newest first.
KIND_SHIFT, NODE_SHIFT, DAY_SHIFT = 9, 12, 41
NO_LINKS: Numbers = np.empty(0, dtype=np.int64)


class LinkKind(IntEnum):
    """What a link rests on: the kind of the step that it becomes, but for COVERAGE, which becomes an OFFICE."""

    CONSORTIUM = 0
    CONTACT = 1
    EVENT = 2
    OFFICE = 3  # it brought about a contact
    COVERAGE = 4  # it only covers the country
    PERSON = 5
    COMMON_PARTNER = 6


class Link(NamedTuple):
    """From a node to another one, with the newest day (an ordinal) of which its evidence speaks.

    `number`: which of the persons that bind the two, the newest first; of other kinds there is one link of two nodes.
    """

    source: int
    target: int
    kind: int
    number: int
    newest: int

    def reverse(self) -> "Link":
        """The same, walked the other way."""
        return Link(self.target, self.source, self.kind, self.number, self.newest)


class Nodes:
    """Numbers of offices and institutions."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.first = len(network.office_ids)
        """The first institution."""

    def number(self, node: str) -> int:
        """The number of an office or institution. Raises KeyError where it is neither."""
        row = self._network.row_of.get(node)
        return self._network.office_rows[node] if row is None else row + self.first

    def id(self, number: int) -> str:
        network = self._network
        return network.office_ids[number] if number < self.first else network.ids[number - self.first]


class LinkFinder:
    """Links of the kinds `via` on one day."""

    def __init__(self, network: Network, bonds: Bonds, day: date, via: frozenset[StepKind]) -> None:
        self._network = network
        self._bonds = bonds
        self._day = day
        self._via = via
        self._moment = network.at(day)
        self._nodes = Nodes(network)
        self._bound_to: dict[int, Numbers] = {}

    def between(self, node: int, other: int) -> Iterator[Link]:
        """All links between two institutions, whatever the caps."""
        row, other_row = node - self._nodes.first, other - self._nodes.first
        if StepKind.CONTACT in self._via:
            newest = self._freshness(self._moment.contacts_between(row, other_row)[:1])
            yield from (Link(node, other, LinkKind.CONTACT, 0, day) for day in newest.tolist())
        if StepKind.EVENT in self._via:
            both = intersect_sorted(*(self._network.events_until(self._day, each) for each in (row, other_row)))
            newest = self._network.event_days[both[:1]]
            yield from (Link(node, other, LinkKind.EVENT, 0, day) for day in newest.tolist())
        yield from (link for link in _unpack(node, self._bond_links(node)) if link.target == other)

    def of(self, node: int) -> list[Link]:
        """Links from a node, newest evidence first; one a neighbour and kind, or a person."""
        return _unpack(node, self._moment.compute_once((self._via, node), lambda: self._newest_of(node)))

    def by_coverage(self, node: int) -> Iterator[Link]:
        """Links between an end of a chain and the offices that cover its country."""
        if StepKind.OFFICE not in self._via:
            return
        country = self._network.columns.country_of(node - self._nodes.first)
        for status in sorted(USABLE_OFFICE):
            for office in self._network.covering(self._day).get((country, status), ()):
                cover = office.covers(country, self._day)
                if cover and cover.since:
                    number = self._network.office_rows[office.id]
                    yield Link(node, number, LinkKind.COVERAGE, 0, cover.since.toordinal())

    def over_common_partners(self, node: int, other: int) -> Iterator[tuple[Link, Link]]:
        """Two contacts, over partners of both, those with the fewest partners first: they say most."""
        if not self._via & {StepKind.CONTACT, StepKind.COMMON_PARTNER}:
            return
        row, other_row = node - self._nodes.first, other - self._nodes.first
        both = self._moment.common_partners(row, other_row)[:COMMON_PARTNERS]
        ours, theirs = (self._freshness(self._moment.newest_with(end, both)) for end in (row, other_row))
        middles = (both + self._nodes.first).tolist()
        for middle, to_it, from_it in zip(middles, ours.tolist(), theirs.tolist(), strict=True):
            yield Link(node, middle, LinkKind.CONTACT, 0, to_it), Link(middle, other, LinkKind.CONTACT, 0, from_it)

    def limited_offices(self, nodes: Iterable[int]) -> int:
        """How many of some nodes, each named once, are offices that work with limits."""
        return len(self._limited.intersection(nodes))

    def _newest_of(self, node: int) -> Numbers:
        """The newest links of a node, packed."""
        found = self._of_office(node) if node < self._nodes.first else self._of_university(node - self._nodes.first)
        return np.sort(np.concatenate((*found, NO_LINKS)))[:STEPS_A_NODE]

    def _of_university(self, row: int) -> Iterator[Numbers]:
        contacts = self._moment.contacts_of(row)[:STEPS_A_NODE]
        if StepKind.CONTACT in self._via:
            yield self._to_parties(LinkKind.CONTACT, contacts, but=row)
        if StepKind.OFFICE in self._via:
            yield self._to_offices(contacts)
        if StepKind.EVENT in self._via:
            yield self._by_event(row)
        yield self._bond_links(row + self._nodes.first)

    def _of_office(self, office: int) -> Iterator[Numbers]:
        if not self._usable[office]:
            return
        if StepKind.OFFICE in self._via:
            contacts = self._moment.newest_first(self._network.contacts.of_office(office))[:STEPS_A_NODE]
            yield self._to_parties(LinkKind.OFFICE, contacts)
        yield self._bond_links(office)

    def _to_parties(self, kind: LinkKind, contacts: Rows, but: int = UNKNOWN) -> Numbers:
        """A link to each party of some contacts, newest first, but for one institution."""
        places, parties = self._network.contacts.parties_in(contacts)
        rows, first = np.unique(parties, return_index=True)
        others = rows != but
        return _pack(kind, rows[others] + self._nodes.first, self._freshness(contacts[places[first[others]]]))

    def _to_offices(self, contacts: Rows) -> Numbers:
        """A link to each office that brought about some of these contacts, newest first, and can help."""
        offices, first = np.unique(self._network.contacts.office[contacts], return_index=True)
        usable = np.append(self._usable, False)[offices]  # the last, UNKNOWN, cannot
        return _pack(LinkKind.OFFICE, offices[usable], self._freshness(contacts[first[usable]]))

    def _by_event(self, row: int) -> Numbers:
        """A link to each other participant, by the newest event of both."""
        attendance, days = self._network.attendance, self._network.event_days
        events = self._network.events_until(self._day, row)
        first, last = attendance.indptr[events], attendance.indptr[events + 1]
        met, enough = starts_of(last - first), PARTICIPANTS_A_NODE
        if met[-1] > enough:  # the rest is older; but what was met on one day is taken whole
            day = days[events[np.searchsorted(met, enough) - 1]]
            events = events[days[events] >= day]
            first, last = first[: len(events)], last[: len(events)]
        rows, places = np.unique(attendance.indices[ranges(first, last)], return_index=True)
        others = rows != row
        newest = np.repeat(days[events], last - first)[places[others]]
        return _pack(LinkKind.EVENT, rows[others] + self._nodes.first, newest)

    def _bond_links(self, node: int) -> Numbers:
        """Links by persons and consortia."""
        if node not in self._bound_to:
            self._bound_to[node] = self._find_bond_links(node)
        return self._bound_to[node]

    def _find_bond_links(self, node: int) -> Numbers:
        bonds, id, found = self._bonds, self._nodes.id(node), []
        if StepKind.PERSON in self._via:
            found += [(LinkKind.PERSON, bond) for bond in bonds.by_person(id)]
        if StepKind.CONSORTIUM in self._via and node >= self._nodes.first:
            found += [(LinkKind.CONSORTIUM, bond) for bond in bonds.by_consortium(id)]
        parallel: Counter[tuple[LinkKind, str]] = Counter()
        links = []
        for kind, bond in found:
            number = parallel[kind, bond.other]
            parallel[kind, bond.other] += 1
            if number < PERSONS_A_PAIR:
                links.append((kind, number, self._nodes.number(bond.other), bond.newest))
        kinds, numbers, targets, days = np.asarray(links, dtype=np.int64).reshape(-1, 4).T
        return _pack(kinds, targets, days, numbers)

    def _freshness(self, contacts: Rows) -> Numbers:
        return self._network.contacts.freshness(contacts, self._day)

    @cached_property
    def _usable(self) -> Mask:
        """Which offices can help."""
        usable = self._bonds.usable_offices
        return np.asarray([office in usable for office in self._network.office_ids], dtype=np.bool_)

    @cached_property
    def _limited(self) -> frozenset[int]:
        """Those that work with limits."""
        rows = self._network.office_rows
        return frozenset(rows[id] for id, status in self._bonds.usable_offices.items() if status == "LIMITED")


def _pack(kinds: int | Numbers, targets: Numbers, days: Numbers, numbers: int | Numbers = 0) -> Numbers:
    ahead, nodes = LAST_DAY - days.astype(np.int64), targets.astype(np.int64)
    return ahead << DAY_SHIFT | nodes << NODE_SHIFT | kinds << KIND_SHIFT | numbers


def _unpack(node: int, packed: Numbers) -> list[Link]:
    days, rest = LAST_DAY - (packed >> DAY_SHIFT), packed & 2**DAY_SHIFT - 1
    targets, kinds, numbers = rest >> NODE_SHIFT, rest >> KIND_SHIFT & 2**3 - 1, rest & 2**KIND_SHIFT - 1
    each = zip(targets.tolist(), kinds.tolist(), numbers.tolist(), days.tolist(), strict=True)
    return [Link(node, *link) for link in each]
