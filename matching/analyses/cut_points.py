"""Articulation points and bridges of the network: institutions and ties without which others fall off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.analyses.biconnectivity import Biconnectivity
from matching.model.network import Network
from matching.model.sparse import Rows


@dataclass(frozen=True, slots=True)
class ArticulationPoint:
    """An institution without which its component falls apart."""

    university: str
    cut_off_count: int  # institutions outside of the largest piece that is left


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie without which its component falls apart: all live contacts between two institutions."""

    inner: str  # the end on the larger side
    outer: str  # the end on the smaller side
    cut_off_count: int  # institutions on the smaller side
    cut_off: tuple[str, ...]  # some of them, as `CutPoints.cut_off` orders them
    contacts: Rows  # rows of the live contacts, newest evidence first


class CutPoints:
    """Where the network of a day falls apart: its institutions with a partner, an edge where two have a live contact.

    Of pieces that are equally large, the one with the lowest id counts as the largest.
    """

    def __init__(self, network: Network, day: date) -> None:
        self._network = network
        self._moment = network.at(day)
        self._graph = Biconnectivity(self._moment.ties)
        self.component_sizes = self._graph.component_sizes

    def articulation_points(self, university: str | None = None) -> list[ArticulationPoint]:
        """Those that cut off most first, then by id; with an institution, only that one if it is one."""
        lost = self._graph.lost_with_node
        rows = np.flatnonzero(lost) if university is None else np.asarray([self._network.row_of[university]])
        ranked = rows[np.argsort(-lost[rows], kind="stable")]
        return [ArticulationPoint(self._id(row), int(lost[row])) for row in ranked if lost[row]]

    def cut_off(self, point: ArticulationPoint, limit: int) -> tuple[str, ...]:
        """Institutions outside of the largest piece that is left, those with most partners first, then by id."""
        pieces = self._graph.pieces_without_node(self._network.row_of[point.university])
        kept = _largest(pieces)
        return self._most_connected([piece for place, piece in enumerate(pieces) if place != kept], limit)

    def bridges(self, limit: int, shown: int, university: str | None = None) -> tuple[list[Bridge], int]:
        """The first `limit` and the number of all: those that cut off most first, then by the ids of their ends.

        Each comes with `shown` of the institutions it cuts off. With an institution, only those that end there.
        """
        lower, upper = self._graph.bridges
        if university is not None:
            row = self._network.row_of[university]
            ends_there = (lower == row) | (upper == row)
            lower, upper = lower[ends_there], upper[ends_there]
        order = np.lexsort((np.maximum(lower, upper), np.minimum(lower, upper), -self._graph.lost_with_bridge(lower)))
        return [self._bridge(int(lower[each]), int(upper[each]), shown) for each in order[:limit]], len(lower)

    def _bridge(self, lower: int, upper: int, shown: int) -> Bridge:
        ends, sides = (upper, lower), self._graph.sides_of_bridge(lower)
        kept = _largest(sides)
        inner, outer = ends[kept], ends[1 - kept]
        lost = sides[1 - kept]
        contacts = self._moment.contacts_between(inner, outer)
        return Bridge(self._id(inner), self._id(outer), len(lost), self._most_connected([lost], shown), contacts)

    def _most_connected(self, pieces: Sequence[Rows], limit: int) -> tuple[str, ...]:
        rows = np.concatenate(pieces)
        ranked = rows[np.lexsort((rows, -self._moment.partners[rows]))]
        return tuple(self._id(row) for row in ranked[:limit])

    def _id(self, row: int) -> str:
        return self._network.ids[row]


def _largest(pieces: Sequence[Rows]) -> int:
    """The place of the largest piece; of equally large ones, of that with the lowest row."""
    return max(range(len(pieces)), key=lambda place: (len(pieces[place]), -pieces[place].min()))
