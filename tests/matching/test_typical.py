"""What is usual in a network, by which routes and shared partners are read."""

import numpy as np

from matching.model.sparse import Matrix, matrix
from matching.model.typical import MANY_SPREADS, MIN_SPREAD, Typical, measure_typical

SIZE = 200


def ties(pairs: int) -> Matrix:
    """A network of so many pairs of partners, drawn by chance; the first institutions have most."""
    ones, others = (np.random.default_rng(3).random((2, pairs)) ** 3 * SIZE).astype(np.int64)
    known = {(min(a, b), max(a, b)) for a, b in zip(ones.tolist(), others.tolist(), strict=True) if a != b}
    ends = np.asarray([*known, *((b, a) for a, b in known)])
    return matrix(ends[:, 0], ends[:, 1], np.ones(len(ends)), (SIZE, SIZE))


def read(network: Matrix) -> Typical:
    counts = np.asarray(np.diff(network.indptr), dtype=np.float64)
    return measure_typical(counts, network, np.arange(SIZE, dtype=np.uint64))


def test_routes_say_more_where_few_pairs_have_any() -> None:
    few, many = (read(ties(pairs)).routes for pairs in (60, 800))
    assert few.spread < many.spread
    assert few.strength(np.asarray([few.median])) > many.strength(np.asarray([many.median]))


def test_strength_of_routes_is_a_share_of_many_spreads() -> None:
    routes = read(ties(200)).routes
    none, usual_ones, endless = routes.strength(np.asarray([0.0, routes.median, 1e9]))
    assert (none, endless) == (0.0, 1.0)
    assert usual_ones == np.log(2) / (MANY_SPREADS * routes.spread)


def test_network_without_routes_has_the_least_spread() -> None:
    nothing = read(ties(1))
    assert (nothing.routes.spread, nothing.shared.spread) == (MIN_SPREAD, MIN_SPREAD)
