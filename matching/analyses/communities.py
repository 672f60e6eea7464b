"""Communities: institutions that are in contact among themselves more than with others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from matching.model.contacts import UNKNOWN
from matching.model.louvain import NO_COMMUNITY
from matching.model.network import Network
from matching.model.sparse import Rows, ends_of

MAX_COUNTRIES = 5
MAX_INSTITUTIONS = 5
MAX_OFFICES = 3


@dataclass(frozen=True, slots=True)
class Community:
    """One community; what it names is ranked by the numbers, then by code or id."""

    institution_count: int
    contacts_within: int  # live contacts all of whose parties are in it
    contacts_outside: int  # live contacts of which some parties are in it and some are not
    countries: tuple[tuple[str, int], ...]  # those most present, with their institutions
    most_connected: tuple[str, ...]  # institutions with most partners in it
    offices: tuple[tuple[str, int], ...]  # those that brought about most contacts within, with their number


class Communities:
    """The communities of a day, numbered from 0: the largest first, then by the lowest id.

    Institutions without a partner are in none. A contact with one known party alone counts nowhere.
    """

    def __init__(self, network: Network, day: date, resolution: float) -> None:
        self._network = network
        self._moment = network.at(day)
        self._label = self._moment.communities(resolution)
        self._sizes = np.bincount(self._label[self._label != NO_COMMUNITY])
        self._by_label = np.argsort(self._label, kind="stable")
        self._starts = np.cumsum([np.count_nonzero(self._label == NO_COMMUNITY), *self._sizes])

    def __len__(self) -> int:
        return len(self._sizes)

    @property
    def institution_count(self) -> int:
        """How many institutions are in one."""
        return int(self._sizes.sum())

    @property
    def keys(self) -> list[str]:
        """The lowest id in each: tells it apart from all others of one question."""
        return [self._network.ids[row] for row in self._by_label[self._starts[:-1]]]

    def of(self, university: str) -> range:
        """The number of an institution's community; of none where it has no partner."""
        label = int(self._label[self._network.row_of[university]])
        return range(0) if label == NO_COMMUNITY else range(label, label + 1)

    @property
    def modularity(self) -> float:
        """The share of ties within communities, by contacts, less what chance would give; from −0.5 to 1."""
        if not len(self):
            return 0.0
        weights = self._moment.adjacency
        rows, columns = ends_of(weights)
        ends = np.asarray(weights.sum(axis=1, dtype=np.float64))
        shares = np.bincount(self._label + 1, weights=ends)[1:] / ends.sum()
        within = weights.data[self._label[rows] == self._label[columns]].sum(dtype=np.float64)
        return float(within / ends.sum() - shares @ shares)

    def community(self, number: int) -> Community:
        """What is known of one of them."""
        members = self._by_label[self._starts[number] : self._starts[number + 1]]
        contacts, common, outside = self._contacts
        within = contacts[common == number]
        return Community(
            institution_count=len(members),
            contacts_within=len(within),
            contacts_outside=int(outside[number]),
            countries=self._countries(members),
            most_connected=self._most_connected(members),
            offices=self._offices(within),
        )

    @cached_property
    def _contacts(self) -> tuple[Rows, Rows, Rows]:
        """Live contacts of several parties; of each, the community that all are in, or NO_COMMUNITY.

        And of each community, how many contacts some of its institutions have with others.
        """
        table = self._moment.contacts
        chosen = self._moment.live & (table.sizes > 1)
        sizes = table.sizes[chosen]
        labels = self._label[table.parties[np.repeat(chosen, table.sizes)]]
        starts = np.cumsum(sizes, dtype=np.int64) - sizes
        lowest = np.minimum.reduceat(labels, starts) if len(starts) else labels
        highest = np.maximum.reduceat(labels, starts) if len(starts) else labels
        crosses = lowest != highest
        contact = np.repeat(np.arange(len(sizes)), sizes)[np.repeat(crosses, sizes)]
        # np.unique takes ten times as long as an order of them
        touched = np.sort(contact * len(self) + labels[np.repeat(crosses, sizes)])
        touched = touched[np.diff(touched, prepend=-1) > 0] % max(1, len(self))
        outside = np.bincount(touched, minlength=len(self))
        return np.flatnonzero(chosen), np.where(crosses, NO_COMMUNITY, lowest), outside

    @cached_property
    def _partners_within(self) -> Rows:
        """Of each institution, how many of its partners are in its community."""
        rows, columns = ends_of(self._moment.ties)
        return np.bincount(rows[self._label[rows] == self._label[columns]], minlength=len(self._label))

    def _countries(self, members: Rows) -> tuple[tuple[str, int], ...]:
        columns = self._network.columns
        counted = zip(columns.countries, np.bincount(columns.country[members]).tolist(), strict=False)
        return _most(((code, count) for code, count in counted if code), MAX_COUNTRIES)

    def _most_connected(self, members: Rows) -> tuple[str, ...]:
        ranked = members[np.argsort(-self._partners_within[members], kind="stable")]
        return tuple(self._network.ids[row] for row in ranked[:MAX_INSTITUTIONS])

    def _offices(self, contacts: Rows) -> tuple[tuple[str, int], ...]:
        offices = self._moment.contacts.office[contacts]
        counted = zip(self._network.office_ids, np.bincount(offices[offices != UNKNOWN]).tolist(), strict=False)
        return _most(counted, MAX_OFFICES)


def _most(counted: Iterable[tuple[str, int]], limit: int) -> tuple[tuple[str, int], ...]:
    """Those of which there are most, then by name; none of which there is none."""
    ranked = sorted((pair for pair in counted if pair[1]), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ranked[:limit])
