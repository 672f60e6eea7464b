"""What is usual in a network: the medians by which its counts are read, so that one set of weights serves any network.

A count x stands for log(1 + x / median), and so does a sum of routes. Medians are over those above zero; those of
pairs are over all pairs of a fixed sample of institutions, drawn by the digest of their ids.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.model.sparse import Matrix, Rows, Vector

# Exponents of the number of partners by which a middle institution's share is divided (0: each route counts one,
# 1: a random walk). Calibrated on H2020; on two other networks others are better or worse by chance.
BRIDGE_DAMPING = 0.5
RETURN_DAMPING = 0.5
SAMPLE = 64  # institutions with partners, whose pairs with all others tell what is usual
MANY_TIMES = 300.0  # the median: what is more stands no higher; fewer than one pair in a thousand has more


@dataclass(frozen=True, slots=True)
class Typical:
    """Medians: of live contacts and of partners of an institution, of routes and of shared partners of a pair."""

    contacts: float
    partners: float
    routes: float
    shared: float


def usual(contacts: Vector, ties: Matrix, digest: NDArray[np.uint64]) -> Typical:
    """The medians of a network; `ties` has a one for each pair of partners."""
    partners = np.diff(ties.indptr).astype(np.float64)
    known = np.flatnonzero(partners)
    rows = known[np.argsort(digest[known], kind="stable")[:SAMPLE]]
    return Typical(_median(contacts), _median(partners), *_of_pairs(ties, partners, rows))


def _of_pairs(ties: Matrix, partners: Vector, rows: Rows) -> tuple[float, float]:
    """Of the damped routes of three steps, and of the damped partners in common, of some institutions with others."""

    def damped(columns: NDArray[np.float32], exponent: float) -> NDArray[np.float32]:
        found: NDArray[np.float32] = columns * (np.maximum(partners, 1.0) ** -exponent)[:, None].astype(np.float32)
        return found

    mine = ties[rows].toarray().T
    peers, shared = ties @ damped(mine, BRIDGE_DAMPING), ties @ damped(mine, 1.0)
    themselves = rows, np.arange(len(rows))
    peers[themselves] = shared[themselves] = 0.0
    routes = ties @ damped(peers, RETURN_DAMPING)
    routes[themselves] = 0.0
    return _median(routes), _median(shared)


def _median(values: NDArray[np.floating]) -> float:
    """Of those above zero; one where there are none."""
    above = values[values > 0]
    return float(np.median(above)) if above.size else 1.0


def by_usual(values: Vector, median: float) -> Vector:
    """From 0 to 1: the logarithm of one and how many times the median each is, at most MANY_TIMES."""
    return np.asarray(np.log1p(np.minimum(values / median, MANY_TIMES)) / np.log1p(MANY_TIMES))
