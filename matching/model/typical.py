"""What is usual in a network: by what its counts are read, so that one set of weights serves any network.

A count x stands for log(1 + x / median), medians over those above zero. So does a sum of routes, but divided by its
spread: the standard deviation among those whom one does not know, mean of a fixed sample of institutions that is
drawn by the digest of their ids. Where few pairs have a route at all, one says more.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.model.sparse import Matrix, Rows, Vector

# Exponents of the number of partners by which a middle institution's share is divided (0: each route counts one,
# 1: a random walk). Calibrated on H2020; on two other networks others are better or worse by chance.
BRIDGE_DAMPING = 0.5
RETURN_DAMPING = 0.5
SAMPLE = 64  # institutions with partners, whose pairs with all others tell what is usual
MANY_TIMES = 300.0  # the median: what is more stands no higher
MANY_SPREADS = 12.0  # the same of routes; fewer than one pair in a thousand has more
MIN_SPREAD = 0.25  # so that the first routes of a small network do not say all


@dataclass(frozen=True, slots=True)
class OfPairs:
    """Of routes or shared partners: the median of those above zero, and the spread of logarithms."""

    median: float
    spread: float

    def strength(self, values: Vector) -> Vector:
        """From 0 to 1: by how many spreads each is above nothing, at most MANY_SPREADS."""
        return np.asarray(np.minimum(_logarithms(values, self.median) / (MANY_SPREADS * self.spread), 1.0))


@dataclass(frozen=True, slots=True)
class Typical:
    """Medians of live contacts and of partners of an institution; routes and shared partners of a pair."""

    contacts: float
    partners: float
    routes: OfPairs
    shared: OfPairs


def measure_typical(contacts: Vector, ties: Matrix, digest: NDArray[np.uint64]) -> Typical:
    """What is usual in a network; `ties` has a one for each pair of partners."""
    partners = np.diff(ties.indptr).astype(np.float64)
    known = np.flatnonzero(partners)
    rows = known[np.argsort(digest[known], kind="stable")[:SAMPLE]]
    return Typical(_median(contacts), _median(partners), *_measure_pairs(ties, partners, rows))


def _measure_pairs(ties: Matrix, partners: Vector, rows: Rows) -> tuple[OfPairs, OfPairs]:
    """The same of the damped routes of three steps, and of the damped partners in common, of some with all others."""

    def damped(columns: NDArray[np.float32], exponent: float) -> NDArray[np.float32]:
        found: NDArray[np.float32] = columns * (np.maximum(partners, 1.0) ** -exponent)[:, None].astype(np.float32)
        return found

    mine = ties[rows].toarray().T
    peers, shared = ties @ damped(mine, BRIDGE_DAMPING), ties @ damped(mine, 1.0)
    themselves = rows, np.arange(len(rows))
    peers[themselves] = shared[themselves] = 0.0
    routes = ties @ damped(peers, RETURN_DAMPING)
    routes[themselves] = 0.0
    strangers = mine == 0
    strangers[themselves] = False
    return _median_and_spread(routes, strangers), _median_and_spread(shared, strangers)


def _median_and_spread(values: NDArray[np.float32], strangers: NDArray[np.bool_]) -> OfPairs:
    """Of a column for each institution of the sample."""
    median = _median(values)
    logarithms = _logarithms(values, median)
    spreads = [float(column[others].std()) for column, others in zip(logarithms.T, strangers.T, strict=True)]
    return OfPairs(median, max(MIN_SPREAD, float(np.mean(spreads or [0.0]))))


def _median(values: NDArray[np.floating]) -> float:
    """Of those above zero; one where there are none."""
    above = values[values > 0]
    return float(np.median(above)) if above.size else 1.0


def _logarithms(values: NDArray[Any], median: float) -> NDArray[Any]:
    return np.asarray(np.log1p(np.minimum(values / median, MANY_TIMES)))


def scale_by_median(values: Vector, median: float) -> Vector:
    """From 0 to 1: the logarithm of one and how many times the median each is, at most MANY_TIMES."""
    return np.asarray(_logarithms(values, median) / np.log1p(MANY_TIMES))
