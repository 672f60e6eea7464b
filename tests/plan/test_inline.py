"""Rows that comprehensions read are put in the order of the store, whatever order they come in."""

import random
from typing import Any

import pytest

from graph.declared import node_type_of
from graph.model import Sort
from graph.plan.inline import Settling, is_inline, settle
from graph.plan.shape import NodeShape, PageShape, RelationShape

ID_LAST = (0, False)


def settled(rows: list[Any], *order: tuple[int, bool], single: bool = False, through: bool = False) -> Any:
    mixed = [*rows]
    random.Random(len(rows)).shuffle(mixed)
    row = ["n", mixed]
    settle([row], (Settling(1, single, order, through),))
    return row[1]


def test_nulls_stand_last_and_the_id_decides_between_equals() -> None:
    rows = [["c", 1], ["a", 2], ["b", 2], ["d", None]]
    assert settled(rows, (1, False), ID_LAST) == rows


def test_nulls_stand_first_where_a_key_descends_and_so_does_the_id() -> None:
    rows = [["d", None], ["b", 2], ["a", 2], ["c", 1]]
    assert settled(rows, (1, True), (0, True)) == rows


def test_the_first_of_several_keys_counts_most() -> None:
    rows = [["c", "A", 1], ["b", "A", 2], ["d", "B", 0], ["a", "B", 1]]
    assert settled(rows, (1, False), (2, False), ID_LAST) == rows


def test_one_row_is_given_where_one_is_wanted_and_none_where_there_is_none() -> None:
    assert settled([["b"], ["a"]], ID_LAST, single=True) == ["a"]
    assert settled([], ID_LAST, single=True) is None


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ([["city_b", [["DE"]], 1], ["city_a", [["RU"]], 0]], ["RU"]),
        ([["city_b", [["DE"]], 0], ["city_a", [["RU"]], 0]], ["RU"]),
        ([["city_a", [["DE"]], None], ["city_b", [["RU"]], 5]], ["RU"]),
        ([["city_a", [], 0], ["city_b", [["RU"]], 1]], None),
        ([], None),
    ],
)
def test_what_lies_beyond_the_first_edge_is_given_even_where_it_is_nothing(edges: list[Any], found: Any) -> None:
    """The country of the main seat, and not of another one where that of the main seat is not known."""
    assert settled(edges, ID_LAST, single=True, through=True) == found


def test_values_of_different_types_are_in_some_order() -> None:
    rows = settled([["a", "x"], ["b", 1], ["c", True], ["d", None], ["e", [1]], ["f", {}]], (1, False), ID_LAST)
    assert {row[0] for row in rows} == set("abcdef")
    assert rows[-1][0] == "d"


def test_rows_below_rows_are_settled() -> None:
    below = Settling(1, False, (ID_LAST,))
    rows = [["n", [["m", [["b"], ["a"]]]]], ["n", None]]
    settle(rows, (Settling(1, False, below=(below,)),))
    assert rows == [["n", [["m", [["a"], ["b"]]]]], ["n", None]]


@pytest.mark.parametrize("value", [None, "x", 3, {}])
def test_what_is_no_list_of_rows_is_left_to_the_readers(value: Any) -> None:
    rows: list[Any] = ["odd", ["n"], ["n", value]]
    settle(rows, (Settling(1, False, (ID_LAST,)),))
    assert rows == ["odd", ["n"], ["n", value]]


def of(name: str, **changes: Any) -> bool:
    """Whether the relationship of an institution is read in the row."""
    asked = {"where": None, "order": (Sort("id"),), "page": PageShape(False, None), "dated": False, "total": False}
    shape = RelationShape(name, NodeShape("Name", ()), rows=True, **(asked | changes))
    return is_inline(node_type_of("University").relationships[name], shape)


def test_only_short_relationships_that_are_wanted_whole_are_read_in_the_row() -> None:
    assert of("names")
    assert of("country", page=None)
    assert not of("contacts")
    assert not of("names", dated=True)
    assert not of("names", total=True)
    assert not of("names", page=PageShape(True, None))
    assert not of("names", page=PageShape(False, (False,)))
