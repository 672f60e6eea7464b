"""Ranks institutions by how like one of them they are, with reasons that add up to the score.

    score(v) = Σ over terms t:  most[t] · strength[t](v)        strength in [0, 1]; the `most` add up to 1

As in the ranking of partners (`ranking.py`), each summand above zero is one reason with that weight. The terms are in
`similarity.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.model.columns import is_among
from matching.model.network import Network
from matching.model.sparse import Mask, Vector, matvec
from matching.order import Order
from matching.question import UnknownUniversityError
from matching.reasons import Likeness
from matching.similarity import TERMS, Comparison
from matching.summands import Summands

PART = "CHILD_OF"


@dataclass(frozen=True, slots=True)
class SimilarityRequest:
    """Which institution others should be like, on which day, and what each must fulfil.

    None demands nothing; nothing fits an empty set. Where neither countries nor regions are given, the others are of
    its side: home ones for a home one, else foreign.
    """

    university: str
    as_of: date
    countries: frozenset[str] | None = None  # ISO 3166-1 alpha-2
    regions: frozenset[str] | None = None  # ISO 3166-2
    kinds: frozenset[str] | None = None  # University.kind
    min_home_partners: int = 0  # institutions at home with which each has a live contact


@dataclass(frozen=True, slots=True)
class SimilarInstitution:
    """An institution that is like another one, and why."""

    university: str
    score: float
    home_partners: int
    reasons: tuple[Likeness, ...]  # heaviest first


class SimilarInstitutions:
    """All institutions that fulfil a request, the most like first. Reasons are worked out only for a page."""

    def __init__(self, network: Network, request: SimilarityRequest) -> None:
        self._network = network
        row = network.row_of[request.university]
        self._home_partners = matvec(network.at(request.as_of).ties, network.columns.is_home)
        others = _candidates(network, request, row, self._home_partners)
        asked = Comparison(network, row, others, request.as_of)
        self._summands = Summands((term, term.most, term.signal(asked)) for term in TERMS)
        self._scores = self._summands.scores()
        self._order = Order(network.columns, row, np.flatnonzero(others), self._scores)

    def __len__(self) -> int:
        """How many institutions fulfil the request."""
        return len(self._order)

    def index(self, university: str) -> int:
        """The place of an institution, counted from 0. Raises ValueError where it has none."""
        return self._order.index(self._network.row_of.get(university), university)

    def page(self, start: int, count: int) -> tuple[SimilarInstitution, ...]:
        """`count` institutions from position `start`, counted from 0."""
        return tuple(self._one(row) for row in self._order.first(start + count)[start:].tolist())

    def _one(self, row: int) -> SimilarInstitution:
        reasons = [Likeness(term.kind, weight, *shown) for term, weight, shown in self._summands.explain(row)]
        return SimilarInstitution(
            self._network.ids[row],
            float(self._scores[row]),
            int(self._home_partners[row]),
            tuple(sorted(reasons, key=lambda reason: -reason.weight)),
        )


def similar_institutions(network: Network, request: SimilarityRequest) -> SimilarInstitutions:
    """The ranking for a request. Raises UnknownUniversityError."""
    if request.university not in network.row_of:
        raise UnknownUniversityError(request.university)
    return SimilarInstitutions(network, request)


def _candidates(network: Network, request: SimilarityRequest, row: int, home_partners: Vector) -> Mask:
    """Active institutions that fulfil everything demanded; not the one they should be like, nor its family."""
    columns = network.columns
    allowed = columns.is_active & (home_partners >= request.min_home_partners)
    if request.countries is None and request.regions is None:
        allowed &= columns.is_home == columns.is_home[row]
    if request.countries is not None:
        allowed &= is_among(columns.country, columns.countries, request.countries)
    if request.regions is not None:
        allowed &= is_among(columns.region, columns.regions, request.regions)
    if request.kinds is not None:
        allowed &= is_among(columns.kind, columns.kinds, request.kinds)
    allowed[[network.row_of[each] for each in _family(network, request.university) if each in network.row_of]] = False
    return allowed


def _family(network: Network, university: str) -> set[str]:
    """Itself, what it is a part of, its parts, both however far, and those related to it in another way."""
    related = {end for each in network.relations_of.get(university, ()) for end in (each.source, each.target)}
    parts, wholes = (_chain(network, university, up=up) for up in (False, True))
    return related.union({university}, parts, wholes)


def _chain(network: Network, university: str, *, up: bool) -> Iterator[str]:
    """What it is a part of, or else its parts, and so on."""
    seen, ahead = {university}, [university]
    while ahead:
        here = ahead.pop()
        for each in network.relations_of.get(here, ()):
            near, far = (each.source, each.target) if up else (each.target, each.source)
            if each.kind == PART and near == here and far not in seen:
                seen.add(far)
                ahead.append(far)
                yield far
