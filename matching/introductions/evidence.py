"""What a link rests on, and the step that it becomes."""

from datetime import date

import numpy as np

from matching.introductions.bonds import Bond, Bonds
from matching.introductions.links import Link, LinkKind, Nodes
from matching.introductions.steps import Step, StepKind
from matching.model.network import Network
from matching.model.sparse import Rows, intersect_sorted

DIRECT_CONTACTS = 3  # parallel contacts of the same two that a step names as evidence


class Evidence:
    """The evidence of links on one day."""

    def __init__(self, network: Network, bonds: Bonds, day: date) -> None:
        self._network = network
        self._bonds = bonds
        self._day = day
        self._moment = network.at(day)
        self._nodes = Nodes(network)
        self._found: dict[Link, tuple[tuple[str, ...], int]] = {}

    def of(self, link: Link) -> tuple[str, ...]:
        """Ids of the nodes that show it: contacts, newest evidence first, or one of another kind."""
        return self._look_up(link)[0]

    def step(self, link: Link) -> Step:
        """The step that a link becomes."""
        kind = StepKind.OFFICE if link.kind == LinkKind.COVERAGE else StepKind[LinkKind(link.kind).name]
        evidence, since = self._look_up(link)
        ends = self._nodes.id(link.source), self._nodes.id(link.target)
        return Step(*ends, kind, evidence, date.fromordinal(since), date.fromordinal(link.newest))

    def _look_up(self, link: Link) -> tuple[tuple[str, ...], int]:
        """The evidence, and since when the link is known to hold; asked to judge a chain, and to tell it."""
        if link not in self._found:
            self._found[link] = self._find(link)
        return self._found[link]

    def _find(self, link: Link) -> tuple[tuple[str, ...], int]:
        if link.kind == LinkKind.EVENT:
            return (self._event(link),), link.newest
        if link.kind == LinkKind.COVERAGE:
            return (self._nodes.id(min(link.source, link.target)),), link.newest
        if link.kind in (LinkKind.PERSON, LinkKind.CONSORTIUM):
            bond = self._bond(link)
            return (bond.evidence,), bond.since
        contacts = self._contacts(link)
        return self._moment.ids(contacts[:DIRECT_CONTACTS]), int(self._network.contacts.since[contacts].min())

    def _contacts(self, link: Link) -> Rows:
        """All live contacts between two institutions, or of an institution by an office."""
        one, other = sorted((link.source, link.target))
        if one >= self._nodes.first:
            return self._moment.contacts_between(one - self._nodes.first, other - self._nodes.first)
        contacts = self._moment.contacts_of(other - self._nodes.first)
        return np.asarray(contacts[self._network.contacts.office[contacts] == one])

    def _event(self, link: Link) -> str:
        """The newest event of both until the day."""
        rows = (link.source - self._nodes.first, link.target - self._nodes.first)
        both = intersect_sorted(*(self._network.events_until(self._day, row) for row in rows))
        return self._network.event_id(int(both[0]))

    def _bond(self, link: Link) -> Bond:
        here, there = self._nodes.id(link.source), self._nodes.id(link.target)
        bonds = self._bonds.by_person if link.kind == LinkKind.PERSON else self._bonds.by_consortium
        return [bond for bond in bonds(here) if bond.other == there][link.number]
