"""Messages for clients spell values as JSON does, and never as Python does."""

import json
import re
from typing import Any

import httpx
import pytest

from engine.spelling import spell
from tests.http.answering import post

PYTHON = re.compile(r"\b(?:True|False|None|nan|inf|dict|NoneType|Undefined)\b|\\x[0-9a-f]{2}|'[^'$]*'\s*:\s|\[\"?'")
VALUES = [
    True,
    False,
    None,
    1.5,
    2**40,
    "A\0",
    "it's",
    'say "so"',
    "ы" * 400,
    {"a": True, "b": None},
    ["A\0", False],
    {},
    [],
]
TYPES = {
    "Int": "{ universities(first: $v) { totalCount } }",
    "Int!": '{ neighbourhood(of: "univ_x", depth: $v) { summary } }',
    "Float!": "{ cities(where: { latitude: { gt: $v } }) { totalCount } }",
    "Boolean!": "{ countries { totalCount @skip(if: $v) } }",
    "String!": "{ search(text: $v) { totalCount } }",
    "ID!": "{ node(id: $v) { id } }",
    "[ID!]!": "{ nodes(ids: $v) { id } }",
    "Date!": "{ expiringAgreements(asOf: $v) { __typename } }",
    "[RelationshipKind!]!": '{ neighbourhood(of: "univ_x", relations: $v) { summary } }',
    "RegistryUniversityWhere": "{ universities(where: $v) { totalCount } }",
}


@pytest.mark.parametrize("kind", TYPES)
async def test_variable_that_does_not_fit_is_spelled_as_it_was_sent(asker: httpx.AsyncClient, kind: str) -> None:
    for value in VALUES:
        answer = await post(asker, f"query ($v: {kind}) {TYPES[kind]}", v=value)
        for error in answer.json().get("errors", []):
            assert not PYTHON.search(error["message"]), error["message"]


LITERALS = [
    '{ universities(first: "A\\u0000") { totalCount } }',
    "{ universities(first: true) { totalCount } }",
    "{ universities(first: {a: true, b: null}) { totalCount } }",
    '{ expiringAgreements(asOf: "31.12.27\\u0000") { __typename } }',
    '{ neighbourhood(of: "univ_x", relations: ["A\\u0000"]) { summary } }',
    '{ neighbourhood(of: "univ_x", where: {countries: ["A\\u0000"]}) { summary } }',
    "{ universities(first: " + "9" * 5_000 + ") { totalCount } }",
    "{ countries @skip(if: null) { totalCount } }",
]


@pytest.mark.parametrize("query", LITERALS)
async def test_value_in_a_document_is_spelled_as_it_stands_there(asker: httpx.AsyncClient, query: str) -> None:
    errors = (await post(asker, query)).json()["errors"]
    assert errors
    for error in errors:
        assert not PYTHON.search(error["message"]), error["message"]


async def test_operation_that_is_not_there_is_named_as_it_was_sent(asker: httpx.AsyncClient) -> None:
    sent = {"query": "query A { __typename }", "operationName": "it's\0"}
    (error,) = (await asker.post("/graphql", json=sent)).json()["errors"]
    assert error["message"] == r"""No operation is named "it's\u0000"."""


@pytest.mark.parametrize("value", [*VALUES, "\ud800", [[1, [2]]], list(range(20))], ids=repr)
def test_short_value_is_valid_json_and_a_long_one_is_cut(value: Any) -> None:
    text = spell(value)
    assert len(text) <= 240
    assert "…" in text or json.loads(text) == value or value == "\ud800"
    text.encode()
