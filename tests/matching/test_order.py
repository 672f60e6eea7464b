"""The order of a ranking."""

import numpy as np
import pytest

from matching.model.columns import Columns
from matching.model.facts import UniversityFacts
from matching.model.records import Table
from matching.order import Order
from matching.reasons import DECIMALS

COUNT = 500
UNIVERSITIES = Table.of(UniversityFacts, [UniversityFacts(f"u{number:03}", "", "DE") for number in range(COUNT)])
COLUMNS = Columns(UNIVERSITIES, "RU")
SCORES = np.round(np.random.default_rng(3).random(COUNT) * 20) / 20  # many are equal
OTHERS = np.arange(1, COUNT)


def ordered() -> Order:
    """All but the first."""
    return Order(COLUMNS, 0, OTHERS, SCORES)


def test_the_best_come_first_and_each_stands_somewhere() -> None:
    rows = ordered().first(len(OTHERS))
    assert (np.diff(SCORES[rows]) <= 0).all()
    assert sorted(rows.tolist()) == OTHERS.tolist()


@pytest.mark.parametrize("count", [0, 1, 7, 62, 63, 300, 499, 900])
def test_a_few_are_the_first_of_all(count: int) -> None:
    assert ordered().first(count).tolist() == ordered().first(len(OTHERS))[:count].tolist()


def test_what_was_put_in_order_serves_a_shorter_and_a_longer_list() -> None:
    order, rows = ordered(), ordered().first(len(OTHERS)).tolist()
    assert [order.first(count).tolist() for count in (20, 5, 90)] == [rows[:20], rows[:5], rows[:90]]


def test_the_place_of_each_is_known_without_putting_all_in_order() -> None:
    order = ordered()
    rows = ordered().first(len(OTHERS)).tolist()
    assert [order.index(row, "") for row in rows] == list(range(len(rows)))


@pytest.mark.parametrize("row", [None, 0])
def test_who_is_not_ranked_has_no_place(row: int | None) -> None:
    with pytest.raises(ValueError, match="u000"):
        ordered().index(row, "u000")


def test_some_are_put_before_a_place_and_the_rest_keep_their_order() -> None:
    order, rows = ordered(), ordered().first(len(OTHERS)).tolist()
    raised = [rows[200], rows[40]]
    order.promote(np.asarray(raised), 8)
    rest = [row for row in rows if row not in raised]
    assert order.first(len(OTHERS)).tolist() == rest[:8] + raised + rest[8:]
    assert [order.index(row, "") for row in raised] == [8, 9]


def test_equal_scores_do_not_stand_in_the_order_of_the_ids() -> None:
    rows = Order(COLUMNS, 0, OTHERS, np.full(COUNT, 1 - 10.0**-DECIMALS)).first(len(OTHERS)).tolist()
    assert rows != sorted(rows)
    assert rows != Order(COLUMNS, 1, OTHERS, np.zeros(COUNT)).first(len(OTHERS)).tolist()
