"""Cursors: what a connection gives can be given back to it, and nothing else can."""

import base64
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cursors import is_date, parse_cursor, write_cursor
from errors import Code, RegistryError
from graph.model import Model, Sort
from graph.plan.condition import NameAllocator, keyset_condition, property_of
from graph.plan.guard import Guard, Sight
from graph.plan.selection import Cursor
from graph.plan.shape import PageShape
from schema.query import assemble_schema
from tests.plan.asking import planned

TYPES = assemble_schema()[1].model.types
AGREEMENT, UNIVERSITY, CITY, OFFICE = (TYPES[name] for name in ("Agreement", "University", "City", "Office"))
ORDER = (Sort("validTo", descending=True), Sort("title"))
ROW = {"id": "agrm_a", "validTo": "2026-01-01", "title": "T"}


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(value)).decode().rstrip("=")


def fingerprint(order: tuple[Sort, ...]) -> int:
    row: dict[str, Any] = {"id": "x"} | {f"edge_{sort.name}" if sort.on_edge else sort.name: None for sort in order}
    text = write_cursor(order, row)
    return int(orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))[0])


@pytest.mark.parametrize("missing", [(), ("validTo",)])
def test_cursor_comes_back_as_the_place_of_its_row(missing: tuple[str, ...]) -> None:
    row = ROW | dict.fromkeys(missing)
    found = parse_cursor(write_cursor(ORDER, row), ORDER, AGREEMENT, None, "x")
    assert found == Cursor((row["validTo"], "T", "agrm_a"))


def test_cursor_is_safe_in_an_address() -> None:
    text = write_cursor(ORDER, ROW | {"title": "?>?>~~ÿÿ Ё"})
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def test_cursor_of_an_edge_is_read_by_the_edges_own_property() -> None:
    covers = OFFICE.relationships["covers"]
    order = (*covers.order, Sort("since", on_edge=True))
    text = write_cursor(order, {"id": "ctry_a", "name": "K", "edge_since": "2026-01-01"})
    assert parse_cursor(text, order, TYPES["Country"], covers, "x") == Cursor(("K", "2026-01-01", "ctry_a"))


OWN = fingerprint(ORDER)
FORGED = {
    "nothing": "",
    "a word": "hello",
    "no base64": "§$%&",
    "a letter that is not ASCII": "Ё",
    "one letter": "A",
    "no JSON": base64.urlsafe_b64encode(b"{[").decode(),
    "no UTF-8": base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "a number": packed(5),
    "null": packed(None),
    "an object": packed({"a": 1}),
    "an empty list": packed([]),
    "a text": packed("abcd"),
    "another order": packed([OWN + 1, "2026-01-01", "T", "agrm_a"]),
    "an order that is no number": packed(["x", "2026-01-01", "T", "agrm_a"]),
    "too few values": packed([OWN, "2026-01-01", "agrm_a"]),
    "too many values": packed([OWN, "2026-01-01", "T", "agrm_a", "agrm_a"]),
    "a number for a date": packed([OWN, 20260101, "T", "agrm_a"]),
    "a day that does not exist": packed([OWN, "2026-02-30", "T", "agrm_a"]),
    "a date in another form": packed([OWN, "20260101", "T", "agrm_a"]),
    "a date with a time": packed([OWN, "2026-01-01T00:00:00", "T", "agrm_a"]),
    "a number for a text": packed([OWN, "2026-01-01", 5, "agrm_a"]),
    "a list for a text": packed([OWN, "2026-01-01", ["T"], "agrm_a"]),
    "an object for a text": packed([OWN, "2026-01-01", {"T": 1}, "agrm_a"]),
    "a truth for a text": packed([OWN, "2026-01-01", True, "agrm_a"]),
    "no id": packed([OWN, "2026-01-01", "T", None]),
    "a number for the id": packed([OWN, "2026-01-01", "T", 5]),
    "deep nesting": base64.urlsafe_b64encode(b"[" * 5000).decode(),
}


@pytest.mark.parametrize("slug_is_null", [False, True])
def test_keys_after_the_id_decide_nothing(slug_is_null: bool) -> None:
    keys = ("id", "slug", "id")
    sorts = [property_of(OFFICE, name) for name in keys]
    page = PageShape(backward=False, cursor_nulls=(False, slug_is_null, False))
    names = NameAllocator(Guard(Model(), Sight.ALL))
    assert keyset_condition(names, [f"n.{key}" for key in keys], sorts, [False] * 3, page) == "n.id > $p0"


@pytest.mark.parametrize("forgery", FORGED)
def test_cursor_is_refused_that_is(forgery: str) -> None:
    with pytest.raises(RegistryError) as refused:
        parse_cursor(FORGED[forgery], ORDER, AGREEMENT, None, "agreements.after")
    assert (refused.value.code, refused.value.field) == (Code.BAD_CURSOR, "agreements.after")


@pytest.mark.parametrize(
    ("node", "name", "value"),
    [
        (UNIVERSITY, "founded", "1755"),
        (UNIVERSITY, "founded", 1755.5),
        (UNIVERSITY, "founded", True),
        (UNIVERSITY, "founded", 2**63),
        (CITY, "latitude", "55.7"),
        (CITY, "latitude", False),
        (CITY, "latitude", 2**63),
    ],
)
def test_number_in_a_cursor_is_one_that_the_store_can_hold(node: Any, name: str, value: object) -> None:
    order = (Sort(name),)
    with pytest.raises(RegistryError) as refused:
        parse_cursor(packed([fingerprint(order), value, "x"]), order, node, None, "x")
    assert refused.value.code is Code.BAD_CURSOR


@pytest.mark.parametrize("value", [55, 55.75, -180.0])
def test_whole_number_is_a_number_for_a_latitude(value: float) -> None:
    order = (Sort("latitude"),)
    assert parse_cursor(packed([fingerprint(order), value, "x"]), order, CITY, None, "x") == Cursor((value, "x"))


@given(st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
@settings(derandomize=True, database=None, max_examples=300)
def test_no_text_crashes_the_reading_of_cursors(text: str) -> None:
    with pytest.raises(RegistryError) as refused:
        parse_cursor(text, ORDER, AGREEMENT, None, "x")
    assert refused.value.code is Code.BAD_CURSOR


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=6,
)


@given(st.lists(JSON, min_size=3, max_size=3))
@settings(derandomize=True, database=None, max_examples=300)
def test_values_of_other_types_do_not_pass(values: list[Any]) -> None:
    date, title, id = values
    try:
        found = parse_cursor(packed([OWN, *values]), ORDER, AGREEMENT, None, "x")
    except RegistryError as refused:
        assert refused.code is Code.BAD_CURSOR
    else:
        assert found.values == (date, title, id)
        assert date is None or is_date(date)
        assert title is None or type(title) is str
        assert type(id) is str


async def test_cursor_of_another_order_names_the_argument() -> None:
    given = await planned("{ countries { edges { cursor } } }", rows=[{"id": "ctry_x", "name": "K"}])
    cursor = given.data["countries"]["edges"][0]["cursor"]
    found = await planned(f'{{ c: countries(after: "{cursor}", orderBy: {{field: CODE}}) {{ nodes {{ id }} }} }}')
    (error,) = found.errors
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_CURSOR", "c.after")
    assert found.plans == []


async def test_cursor_of_a_direction_is_not_one_of_the_other() -> None:
    order = "orderBy: {field: CODE%s}"
    row = {"id": "ctry_x", "code": "KZ"}
    given = await planned(f"{{ countries({order % ''}) {{ pageInfo {{ endCursor }} }} }}", rows=[row])
    cursor = given.data["countries"]["pageInfo"]["endCursor"]
    turned = order % ", direction: DESC"
    found = await planned(f'{{ countries(before: "{cursor}", {turned}) {{ nodes {{ id }} }} }}')
    assert found.errors[0]["extensions"]["field"] == "countries.before"


@pytest.mark.parametrize(
    ("text", "holds"), [("2024-02-29", True), ("2023-02-29", False), ("0001-01-01", True), ("", False), ("x", False)]
)
def test_dates_are_those_of_the_calendar(text: str, holds: bool) -> None:
    assert is_date(text) is holds
