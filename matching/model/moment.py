"""The network on one day: which contacts hold, and who is connected by them."""

from collections.abc import Callable, Hashable, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from matching.model.columns import Columns
from matching.model.contacts import ContactTable, Small
from matching.model.grouped import Grouped, grouped, numbered
from matching.model.louvain import louvain
from matching.model.sparse import (
    Mask,
    Matrix,
    Numbers,
    Rows,
    Vector,
    binarize,
    csr_from_parts,
    dense_row,
    ends_of,
    intersect_sorted,
    matvec,
    neighbours,
    starts_of,
    take_rows,
)
from matching.model.typical import Typical, measure_typical

COUNTRIES_KEPT = 8  # of which the links are kept: the home country, and those of the last foreign askers
SIDES_KEPT = 2  # of which the ties are kept: the home institutions, and all others (4 MB each at 1,000,000 contacts)
NUMBERS_KEPT = 5_000  # lists of numbers that several questions need, of 1 kB at most each
DIVISIONS_KEPT = 4  # resolutions whose communities stay in memory (about 200 kB each at 20,000 institutions)
NONE = np.empty(0, dtype=np.int64)
OF_PROCESS = ("_divisions", "_dividing", "_kept", "_keeping")
"""What no snapshot holds: locks, and what was kept for questions that may not come again."""
SHARED_CACHES = ("_links_with", "_ties_of")
"""What it holds of what is kept for some countries."""


class Moment:
    """Live contacts on a day and the adjacency that they make."""

    def __init__(self, contacts: ContactTable, columns: Columns, day: date) -> None:
        self.contacts = contacts
        self.day = day
        self._damping: dict[float, Vector] = {}
        self._divisions: LRUCache[float, Rows] = LRUCache(DIVISIONS_KEPT)
        self._dividing = Lock()
        self._set_columns(columns)

    def state(self) -> dict[str, Any]:
        """All that was worked out, but for single questions."""
        kept = {name: dict(getattr(self, name).items()) for name in SHARED_CACHES}
        return {name: value for name, value in self.__dict__.items() if name not in OF_PROCESS} | kept

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> "Moment":
        """The moment of what `state` gave."""
        moment = cls(state["contacts"], state["_columns"], state["day"])
        for name in SHARED_CACHES:
            getattr(moment, name).update(state[name])
        moment.__dict__.update({name: value for name, value in state.items() if name not in SHARED_CACHES})
        return moment

    def _set_columns(self, columns: Columns) -> None:
        """Resets the caches that depend on the columns."""
        self._columns = columns
        self._links_with: LRUCache[str, Vector] = LRUCache(COUNTRIES_KEPT)
        self._ties_of: LRUCache[tuple[str, bool], tuple[Rows, Matrix]] = LRUCache(SIDES_KEPT)
        self._kept: LRUCache[Hashable, Numbers] = LRUCache(NUMBERS_KEPT)
        self._between_countries: NDArray[np.float64] | None = None
        self._keeping = Lock()

    def with_columns(self, columns: Columns) -> "Moment":
        """The same contacts, of institutions of which something else has changed."""
        other = copy(self)
        other._set_columns(columns)
        return other

    @cached_property
    def live(self) -> Mask:
        return self.contacts.live(self.day)

    @cached_property
    def _newest(self) -> Small:
        """Live contacts, newest evidence first."""
        return self.newest_first(np.arange(len(self.contacts))).astype(np.int32)

    @cached_property
    def _of_university(self) -> Grouped:
        """Live contacts of each institution, newest evidence first."""
        places, parties = self.contacts.parties_in(self._newest)
        return numbered(parties, places, self._newest, self.contacts.width)

    @cached_property
    def _of_pair(self) -> tuple[Matrix, Grouped]:
        """The adjacency, and the live contacts behind each of its numbers, newest evidence first."""
        width = self.contacts.width
        places, ones, others = self.contacts.meetings_in(self._newest)
        pairs, contacts = grouped(ones * width + others, places, self._newest)
        rows, columns = np.divmod(pairs, max(1, width))
        starts = starts_of(np.bincount(rows, minlength=width))
        return csr_from_parts(starts, columns.astype(np.int32), width, np.diff(contacts.starts)), contacts

    @property
    def adjacency(self) -> Matrix:
        """Institutions × institutions: the number of live contacts between two."""
        return self._of_pair[0]

    @cached_property
    def ties(self) -> Matrix:
        """The adjacency with ones: who is connected, however often."""
        return binarize(self.adjacency)

    def prepare(self, home_country: str) -> None:
        """Works out what every question needs."""
        _ = self.contact_counts, self.typical, self.between_countries(), self.links_with(home_country)
        for inside in (True, False):
            self.sum_over_partners(home_country, inside, self.partners)

    def sum_over_partners(self, country: str, inside: bool, strength: Vector) -> Vector:
        """The sum of the strengths of the partners of each institution in a country, or of each other one; else 0."""
        with self._keeping:
            found = self._ties_of.get((country, inside))
            if found is None:
                rows = np.flatnonzero(self._columns.in_country(country) == inside)
                found = self._ties_of[country, inside] = rows, take_rows(self.ties, rows)
        rows, ties = found
        sums = np.zeros(ties.shape[1])
        sums[rows] = matvec(ties, strength)
        return sums

    @cached_property
    def partners(self) -> Vector:
        """Number of live partners of each institution."""
        return np.asarray(np.diff(self.adjacency.indptr), dtype=np.float64)

    def damping(self, exponent: float) -> Vector:
        """By what a way over each institution is multiplied: the less, the more partners it has."""
        found = self._damping.get(exponent)
        if found is None:
            found = self._damping[exponent] = np.maximum(self.partners, 1.0) ** -exponent
        return found

    @cached_property
    def contact_counts(self) -> Vector:
        """Number of live contacts of each institution."""
        return np.diff(self._of_university.starts).astype(np.float64)

    def communities(self, resolution: float) -> Rows:
        """The number of each institution's community, or NO_COMMUNITY (matching/model/louvain.py).

        Kept: it holds up the whole process, half a second at 1,000,000 contacts.
        """
        with self._dividing:
            found = self._divisions.get(resolution)
            if found is None:
                found = self._divisions[resolution] = louvain(self.adjacency, resolution)
            return found

    def links(self, row: int) -> Vector:
        """Number of live contacts of one institution with each other one."""
        return dense_row(self.adjacency, row, self.adjacency.shape[1])

    def links_with(self, country: str) -> Vector:
        """Number of live contacts of each institution with those of a country."""
        with self._keeping:
            found = self._links_with.get(country)
            if found is None:
                found = self._links_with[country] = matvec(self.adjacency, self._columns.in_country(country))
            return found

    @cached_property
    def typical(self) -> Typical:
        """What is usual in this network."""
        return measure_typical(self.contact_counts, self.ties, self._columns.digest)

    def between_countries(self) -> NDArray[np.float64]:
        """Countries × countries, in the order of the columns: live contacts, those at home from both ends."""
        found = self._between_countries
        if found is None:
            size, country = len(self._columns.countries), self._columns.country
            rows, columns = ends_of(self.adjacency)
            cells = np.bincount(country[rows] * size + country[columns], self.adjacency.data, size * size)
            found = self._between_countries = cells.astype(np.float64).reshape(size, size)
        return found

    def compute_once(self, key: Hashable, make: Callable[[], Numbers]) -> Numbers:
        """Some hundred numbers at most, which are worked out by `make` once and kept for other questions of the day."""
        with self._keeping:
            found = self._kept.get(key)
        if found is None:
            found = make().copy()  # a slice would keep all of which it is one
            with self._keeping:
                self._kept[key] = found
        return found

    def contacts_of(self, row: int) -> Rows:
        """Live contacts of an institution, newest evidence first."""
        return self._of_university.of(row)

    def contacts_between(self, row: int, other: int) -> Rows:
        """Live contacts between two institutions, newest evidence first."""
        adjacency, contacts = self._of_pair
        low, high = adjacency.indptr[row : row + 2]
        place = low + int(np.searchsorted(adjacency.indices[low:high], other))
        return contacts.of(place) if place < high and adjacency.indices[place] == other else NONE

    def newest_with(self, row: int, partners: Rows) -> Rows:
        """The live contact with the newest evidence with each of some partners of an institution."""
        known, contacts = self.newest_with_each(row)
        return np.asarray(contacts[np.searchsorted(known, partners)])

    def newest_with_each(self, row: int) -> tuple[Rows, Rows]:
        """The partners of an institution, ascending, and the live contact with the newest evidence with each."""
        adjacency, contacts = self._of_pair
        low, high = adjacency.indptr[row : row + 2]
        return neighbours(adjacency, row), contacts.items[contacts.starts[low:high]].astype(np.int64)

    def common_partners(self, row: int, other: int) -> Rows:
        """Live partners of both, those with the fewest partners first: they say most."""
        both = intersect_sorted(neighbours(self.ties, row), neighbours(self.ties, other))
        return np.asarray(both[np.argsort(self.partners[both], kind="stable")])

    def newest_first(self, contacts: Rows) -> Rows:
        """The live ones among some contacts, newest evidence first, then by row (ids ascending)."""
        live = contacts[self.live[contacts]]
        return live[np.argsort(-self.contacts.freshness(live, self.day), kind="stable")]

    def newest_day(self, contacts: list[int]) -> date:
        """The newest day, not after this one, of which some contacts give evidence."""
        return date.fromordinal(int(self.contacts.freshness(np.asarray(contacts), self.day).max()))

    def ids(self, contacts: Numbers) -> tuple[str, ...]:
        return tuple(self.contacts.id_of(row) for row in contacts)
