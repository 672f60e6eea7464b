"""Sparse-matrix operations."""

import numpy as np
import pytest

from matching.model.sparse import matrix, sum_of_neighbours, sum_of_rows, take_rows

RNG = np.random.default_rng(7)
ENDS = np.unique(RNG.integers(0, 60, (400, 2)), axis=0)
BOTH = np.unique(np.concatenate((ENDS, ENDS[:, ::-1])), axis=0)
TABLE = matrix(BOTH[:, 0], BOTH[:, 1], np.ones(len(BOTH)), (60, 60))


@pytest.mark.parametrize("count", [0, 1, 3, 30, 60])
def test_few_rows_and_many_of_a_symmetric_table_are_added_up_alike(count: int) -> None:
    rows = np.sort(RNG.choice(60, count, replace=False))
    factors = RNG.random(count)
    expected = factors @ TABLE.toarray()[rows] if count else np.zeros(60)
    assert sum_of_rows(TABLE, rows, factors) == pytest.approx(expected)
    assert sum_of_neighbours(TABLE, rows, factors) == pytest.approx(expected)


def test_some_rows_of_a_table() -> None:
    rows = np.asarray([3, 17, 59])
    assert (take_rows(TABLE, rows).toarray() == TABLE.toarray()[rows]).all()
