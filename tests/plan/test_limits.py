"""What cannot be asked: each question with its code and the argument that is named. Nothing of it reaches a store."""

import pytest

from engine.constraints import MAX_VALUES
from engine.cursors import MAX_ROWS
from engine.where import MAX_FILTER_LEVELS, MAX_FILTER_PARTS, MAX_NESTED
from tests.plan.asking import planned

UNIVERSITY = 'university(id: "univ_xxxxxxxxxxxxxxxx")'
DAY = "2026-01-01"
HALF = MAX_FILTER_PARTS // 2 - 1
"""Alternatives with one comparison each: both count, and `anyOf` itself."""
SLUG, ID, KIND = '"x" ', '"offi_xxxxxxxxxxxxxxxx" ', "{kind: {eq: BRANCH}} "
MANY_NODES = "partners(first: 100) { nodes { contacts(first: 100) { nodes { id } } } }"


def nested(times: int) -> str:
    """A filter of offices by relationships to many, so many one within the other."""
    ways = ["parties" if each % 2 else "contacts" for each in range(times)]
    return "".join(f"{{{way}: {{some: " for way in ways) + "{}" + "}}" * times


REFUSED: dict[str, tuple[str, str, str | None]] = {
    "first is more than a page": ("{ offices(first: 101) { nodes { id } } }", "BAD_USER_INPUT", "offices.first"),
    "first is negative": ("{ offices(first: -1) { nodes { id } } }", "BAD_USER_INPUT", "offices.first"),
    "last is more than a page": ("{ offices(last: 101) { nodes { id } } }", "BAD_USER_INPUT", "offices.last"),
    "last is negative": ("{ offices(last: -1) { totalCount } }", "BAD_USER_INPUT", "offices.last"),
    "first with last": ("{ offices(first: 1, last: 1) { nodes { id } } }", "BAD_USER_INPUT", "offices.last"),
    "last with after": ('{ offices(last: 1, after: "x") { nodes { id } } }', "BAD_USER_INPUT", "offices.after"),
    "first with before": ('{ offices(first: 1, before: "x") { nodes { id } } }', "BAD_USER_INPUT", "offices.before"),
    "after with before": ('{ offices(after: "x", before: "x") { nodes { id } } }', "BAD_USER_INPUT", "offices.after"),
    "the alias is named": ("{ houses: offices(first: 101) { nodes { id } } }", "BAD_USER_INPUT", "houses.first"),
    "the page below is named by its path": (
        "{ offices { edges { node { c: contacts(first: 101) { nodes { id } } } } } }",
        "BAD_USER_INPUT",
        "offices.edges.node.c.first",
    ),
    "a list is longer than a page": (
        f"{{ {UNIVERSITY} {{ names(first: 101) {{ value }} }} }}",
        "BAD_USER_INPUT",
        "university.names.first",
    ),
    "a list of negative length": (
        f"{{ {UNIVERSITY} {{ names(first: -1) {{ value }} }} }}",
        "BAD_USER_INPUT",
        "university.names.first",
    ),
    "null instead of a value": (
        "{ offices(where: {kind: {eq: null}}) { nodes { id } } }",
        "BAD_USER_INPUT",
        "offices.where.kind.eq",
    ),
    "null deep in a filter": (
        "{ offices(where: {anyOf: [{}, {not: {contacts: {some: {stage: {in: null}}}}}]}) { nodes { id } } }",
        "BAD_USER_INPUT",
        "offices.where.anyOf[1].not.contacts.some.stage.in",
    ),
    "a relation without a word": (
        "{ offices(where: {contacts: {}}) { nodes { id } } }",
        "BAD_USER_INPUT",
        "offices.where.contacts",
    ),
    "a relation with nothing but a date": (
        f'{{ offices(where: {{covers: {{asOf: "{DAY}"}}}}) {{ nodes {{ id }} }} }}',
        "BAD_USER_INPUT",
        "offices.where.covers",
    ),
    "at least none": (
        "{ offices(where: {contacts: {atLeast: 0}}) { nodes { id } } }",
        "BAD_USER_INPUT",
        "offices.where.contacts.atLeast",
    ),
    "four sort keys": (
        "{ offices(orderBy: [{field: ID}, {field: NAME}, {field: KIND}, {field: SLUG}]) { nodes { id } } }",
        "BAD_USER_INPUT",
        "offices.orderBy",
    ),
    "one sort key twice": (
        "{ offices(orderBy: [{field: NAME}, {field: NAME, direction: DESC}]) { nodes { id } } }",
        "BAD_USER_INPUT",
        "offices.orderBy",
    ),
    "too many values": (
        f"{{ offices(where: {{slug: {{in: [{SLUG * (MAX_VALUES + 1)}]}}}}) {{ nodes {{ id }} }} }}",
        "BAD_USER_INPUT",
        "offices.where.slug.in",
    ),
    "too many parts of a filter": (
        f"{{ offices(where: {{anyOf: [{KIND * MAX_FILTER_PARTS}]}}) {{ nodes {{ id }} }} }}",
        "TOO_BIG",
        "offices.where.anyOf",
    ),
    "too many levels of a filter": (
        f"{{ offices(where: {'{not: ' * MAX_FILTER_LEVELS}{{}}{'}' * MAX_FILTER_LEVELS}) {{ nodes {{ id }} }} }}",
        "TOO_BIG",
        "offices.where" + ".not" * MAX_FILTER_LEVELS,
    ),
    "too many relationships to many, one within the other": (
        f"{{ offices(where: {nested(MAX_NESTED + 1)}) {{ nodes {{ id }} }} }}",
        "TOO_BIG",
        "offices.where.contacts.some.parties.some.contacts.some.parties",
    ),
    "no key": ("{ office { id } }", "BAD_USER_INPUT", "office"),
    "two keys": ('{ office(id: "offi_xxxxxxxxxxxxxxxx", slug: "x") { id } }', "BAD_USER_INPUT", "office"),
    "an id of another noun": ('{ office(id: "univ_xxxxxxxxxxxxxxxx") { id } }', "BAD_ID", "office.id"),
    "an id of nothing": ('{ node(id: "x") { id } }', "BAD_ID", "node.id"),
    "too many ids": (f"{{ nodes(ids: [{ID * 101}]) {{ id }} }}", "BAD_USER_INPUT", "nodes.ids"),
    "an identifier without a value": (
        '{ university(identifier: {scheme: ROR, value: " "}) { id } }',
        "BAD_USER_INPUT",
        "university.identifier.value",
    ),
    "more nodes than a question may give": (
        f"{{ universities(first: 100) {{ nodes {{ {MANY_NODES} }} }} }}",
        "TOO_BIG",
        None,
    ),
}


@pytest.mark.parametrize("mistake", REFUSED)
async def test_question_is_refused_when_it_has(mistake: str) -> None:
    query, code, field = REFUSED[mistake]
    found = await planned(query)
    assert [error["extensions"]["code"] for error in found.errors] == [code]
    assert found.errors[0]["extensions"].get("field") == field
    assert found.plans == []


ALLOWED = {
    "nothing on a page": "{ offices(first: 0) { nodes { id } } }",
    "a whole page": f"{{ offices(first: {MAX_ROWS}) {{ nodes {{ id }} }} }}",
    "null where a page is asked": "{ offices(first: null, after: null) { nodes { id } } }",
    "an empty filter": "{ offices(where: {}) { nodes { id } } }",
    "no filter": "{ offices(where: null) { nodes { id } } }",
    "an empty order": "{ offices(orderBy: []) { nodes { id } } }",
    "one key of an order without a list": "{ offices(orderBy: {field: NAME}) { nodes { id } } }",
    "none of anything": "{ offices(where: {contacts: {none: {}}}) { nodes { id } } }",
    "any of nothing": "{ offices(where: {anyOf: []}) { nodes { id } } }",
    "some of a related node": "{ offices(where: {city: {}}) { nodes { id } } }",
    "as many values as allowed": f"{{ offices(where: {{slug: {{in: [{SLUG * MAX_VALUES}]}}}}) {{ totalCount }} }}",
    "as many relationships to many as allowed": f"{{ offices(where: {nested(MAX_NESTED)}) {{ totalCount }} }}",
    "more of them side by side": f"{{ offices(where: {{anyOf: [{nested(1) * (MAX_NESTED + 1)}]}}) {{ totalCount }} }}",
    "as many parts as allowed": f"{{ offices(where: {{anyOf: [{KIND * HALF}]}}) {{ totalCount }} }}",
}


@pytest.mark.parametrize("wish", ALLOWED)
async def test_question_is_answered_when_it_has(wish: str) -> None:
    found = await planned(ALLOWED[wish])
    assert found.errors == []
    assert len(found.plans) == 1


async def test_connection_of_which_nothing_is_asked_needs_no_statement() -> None:
    found = await planned("{ offices { __typename } }")
    assert found.data == {"offices": {"__typename": "OfficeConnection"}}
    assert found.plans == []


async def test_page_of_none_asks_for_one_row_to_know_whether_there_is_more() -> None:
    found = await planned("{ offices(first: 0) { pageInfo { hasNextPage } nodes { id } } }", rows=[{"id": "offi_a"}])
    assert found.parameters == {"p0": 1}
    assert found.data["offices"] == {"pageInfo": {"hasNextPage": True}, "nodes": []}


@pytest.mark.parametrize(
    ("where", "value", "message"),
    [
        ("RegistryDateFilter", "2026-02-30", "YYYY-MM-DD"),
        ("RegistryDateFilter", "20260101", "YYYY-MM-DD"),
        ("RegistryDateFilter", "2026-1-1", "YYYY-MM-DD"),
        ("RegistryDateFilter", "2026-W01-1", "YYYY-MM-DD"),
        ("RegistryDateFilter", 20260101, "YYYY-MM-DD"),
    ],
)
async def test_date_that_is_none_is_refused(where: str, value: object, message: str) -> None:
    found = await planned(
        f"query ($f: {where}!) {{ contacts(where: {{since: $f}}) {{ nodes {{ id }} }} }}", f={"gt": value}
    )
    assert found.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert message in found.errors[0]["message"]
    assert found.plans == []
