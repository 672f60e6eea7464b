"""The network on one day: which contacts hold, and who is connected by them."""

from datetime import date
from functools import cached_property

import numpy as np

from matching.contacts import ContactTable
from matching.sparse import Mask, Matrix, Rows, Vector, in_both, meetings, neighbours, of_ones, row_of, times


class Moment:
    """Live contacts on a day and the adjacency that they make."""

    def __init__(self, contacts: ContactTable, day: date) -> None:
        self.contacts = contacts
        self.day = day

    @cached_property
    def live(self) -> Mask:
        """Which contacts hold."""
        return self.contacts.live(self.day)

    @cached_property
    def adjacency(self) -> Matrix:
        """Institutions × institutions: the number of live contacts between two."""
        return meetings(self.contacts.incidence[np.flatnonzero(self.live)])

    @cached_property
    def ties(self) -> Matrix:
        """The adjacency with ones: who is connected, however often."""
        return of_ones(self.adjacency)

    @cached_property
    def partners(self) -> Vector:
        """Number of live partners of each institution."""
        return np.asarray(np.diff(self.adjacency.indptr), dtype=np.float64)

    @cached_property
    def contact_counts(self) -> Vector:
        """Number of live contacts of each institution."""
        return np.asarray(self.contacts.counts(self.live), dtype=np.float64)

    def links(self, row: int) -> Vector:
        """Number of live contacts of one institution with each other one."""
        return row_of(self.adjacency, row, self.adjacency.shape[1])

    def links_with(self, members: Mask) -> Vector:
        """Number of live contacts of each institution with a group."""
        return times(self.adjacency, members)

    def contacts_of(self, row: int) -> Rows:
        """Live contacts of an institution, newest evidence first."""
        return self.newest_first(neighbours(self.contacts.by_university, row))

    def contacts_between(self, row: int, other: int) -> Rows:
        """Live contacts between two institutions, newest evidence first."""
        table = self.contacts.by_university
        both = in_both(neighbours(table, row), neighbours(table, other))
        return self.newest_first(both)

    def common_partners(self, row: int, other: int) -> list[int]:
        """Live partners of both, those with the fewest partners first: they say most."""
        both = in_both(neighbours(self.ties, row), neighbours(self.ties, other))
        return [int(partner) for partner in both[np.argsort(self.partners[both], kind="stable")]]

    def newest_first(self, contacts: Rows) -> Rows:
        """The live ones among some contacts, newest evidence first, then by row (ids ascending)."""
        live = contacts[self.live[contacts]]
        return live[np.argsort(-self.contacts.freshness(live, self.day), kind="stable")]

    def newest_day(self, contacts: list[int]) -> date:
        """The newest day, not after this one, of which some contacts give evidence."""
        return date.fromordinal(int(self.contacts.freshness(np.asarray(contacts), self.day).max()))

    def ids(self, contacts: Rows) -> tuple[str, ...]:
        """Ids of contacts."""
        return tuple(self.contacts.id_of(row) for row in contacts)
