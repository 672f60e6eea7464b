"""The table of what each role may do: as it was agreed, and as questions are answered."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

import access.table
from access.principal import Role
from engine.where import order_of, where_filter
from errors import Code, RegistryError
from graph.model import NodeType, PropertyKind
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Has, Not, StateAt
from schema.core.access import OWN_FILTER, field_rows, roles_that_read
from schema.query import assemble_schema, render_access

TABLE = Path(access.table.__file__).with_suffix(".txt")
SCHEMA, CATALOGUE = assemble_schema()
MODEL = CATALOGUE.model
FIELDS = list(field_rows(SCHEMA._schema, CATALOGUE))
STORED = [each for each in FIELDS if each.type in MODEL.types and each.field in MODEL.types[each.type].properties]
TODAY = "2026-01-01"
SAMPLES = {"inYear": "2026/2027", "anyName": "a", "freeDuring": {"since": TODAY, "until": "2026-01-02"}}
"""What filters of a noun's own are given; others take a day."""


def test_table_is_the_one_that_was_agreed(request: pytest.FixtureRequest) -> None:
    """A change of what a role may do is seen in review: `pytest tests/access/test_table.py --update` writes it anew."""
    text = render_access()
    if request.config.getoption("--update"):
        TABLE.write_text(text, "utf-8")
    assert text == TABLE.read_text("utf-8")


def test_what_a_role_may_filter_or_sort_by_it_may_read() -> None:
    wrong = [each for each in FIELDS if each.note != OWN_FILTER and not each.filtered | each.sorted <= each.read]
    assert wrong == []


def test_filters_of_a_nouns_own_rest_on_what_may_be_read() -> None:
    checked = 0
    for noun, fields in CATALOGUE.types.items():
        for name, expand in fields.filters.items():
            row = next(each for each in FIELDS if (each.type, each.field) == (noun, name))
            node = MODEL.types[noun]
            for owner, stored in properties_of(expand(SAMPLES.get(name, TODAY)), node):
                assert row.filtered <= roles_that_read(owner.properties[stored]), (noun, name, stored)
                checked += 1
    assert checked > 20


def properties_of(part: Filter | None, node: NodeType) -> Iterator[tuple[NodeType, str]]:
    """The properties that a filter of nodes compares, each with its type."""
    match part:
        case Compare() | StateAt():
            yield node, part.name
        case Has():
            yield from properties_of(part.part, MODEL.types[node.relationships[part.relationship].target])
        case AllOf() | AnyOf():
            for each in part.parts:
                yield from properties_of(each, node)
        case Not():
            yield from properties_of(part.part, node)


@pytest.mark.parametrize("role", Role)
def test_questions_are_refused_as_the_table_says(role: Role) -> None:
    for each in STORED:
        node = MODEL.types[each.type]
        boolean = node.properties[each.field].kind is PropertyKind.BOOLEAN
        where = {each.field: True if boolean else {"isNull": True}}
        order: list[Mapping[str, str]] = [{"field": each.field, "direction": "ASC"}]
        if each.filtered:
            filters = partial(where_filter, CATALOGUE, node, where, "where", TODAY, role)
            assert is_answered(filters) == (role in each.filtered), each
        if each.sorted:
            assert is_answered(partial(order_of, node, order, role, "orderBy")) == (role in each.sorted), each


def is_answered(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except RegistryError as error:
        assert error.code is Code.FORBIDDEN
        return False
    return True


def test_administrators_alone_know_what_is_hidden() -> None:
    told = {(each.type, each.field): each.read | each.filtered | each.sorted for each in FIELDS}
    assert {name: roles for name, roles in told.items() if roles != set(Role)} == {("Person", "slug"): {Role.ADMIN}}


def test_each_noun_that_is_not_published_as_a_whole_says_who_sees_its_nodes() -> None:
    lines = TABLE.read_text("utf-8").splitlines()
    told = [line.split(":")[0].removeprefix("# ") for line in lines if line.startswith("# ") and ":" in line]
    assert told == list(MODEL.private_types)
    at = next(number for number, line in enumerate(lines) if line.startswith("# Contact:"))
    assert lines[at : at + 3] == [
        "# Contact: PUBLIC where it is demo",
        "#   NETWORK where stage has been AGREED",
        "#   else OWNERS; owned by parties, office",
    ]
