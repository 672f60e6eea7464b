"""Variables that are plain are taken as they are sent: what comes of them is what graphql-core makes of them."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, get_variable_values, parse

from engine.variables import MAX_ERRORS, coercion
from schema.query import assemble_schema

SENT: list[tuple[str, Any]] = [
    ("ID", "a"), ("ID!", 3), ("ID!", None), ("String", True), ("Boolean!", True), ("Boolean!", 1), ("Int", 2**31),
    ("Int", -(2**31)), ("Int", True), ("Int", 1.0), ("Int", 1.5), ("Date!", "2024-02-30"), ("Date!", "2024-02-29"),
    ("[ID!]!", ["a", "b"]), ("[ID!]", []), ("[ID!]!", ["a", None]), ("[ID!]", "a"), ("[ID!]", ["a", 1]),
    ("[ID]", ["a", None]), ("[String!]", [["a"]]), ("[Int!]", [1, 2**31]), ("[Int!]", [True]),
    ("[_Any!]!", [{"__typename": "University", "id": "x"}]), ("[_Any!]!", [{"a": None}, 3, "text"]),
    ("[_Any!]!", [None]), ("[_Any!]!", {"a": 1}), ("RegistryContactWhere", {"liveAt": "2024-01-01"}),
    ("DateRange", {"since": "2024-01-01"}), ("RegistryContactWhere", {"stage": {"eq": "AGREED"}}),
]  # fmt: skip

OPENED: list[Any] = [
    {"universities": ["a", "b"], "since": "2024-02-29"}, {"universities": ["a"], "since": "2024-02-30"},
    {"universities": ["a", "b"], "since": None}, {"universities": ["a", 1]}, {"since": "2024-02-29"}, {}, None,
    {"universities": ["a", "b"], "since": "2024-02-29", "office": "o", "people": []}, "text", [],
    {"universities": ["a"], "since": "2024-02-29", "odd": 1}, {"universities": "a", "since": "2024-02-29"},
]  # fmt: skip
ADVANCED: list[Any] = [
    {"id": "a", "expectedVersion": 1, "stage": "AGREED"}, {"id": "a", "expectedVersion": 1.0, "stage": "AGREED"},
    {"id": "a", "expectedVersion": 2**31, "stage": "AGREED"}, {"id": "a", "expectedVersion": 1, "stage": "agreed"},
    {"id": 7, "expectedVersion": True, "stage": 3}, None,
]  # fmt: skip
SENT += [("ContactOpenInput!", each) for each in OPENED] + [("ContactAdvanceInput", each) for each in ADVANCED]


@pytest.mark.parametrize(("kind", "value"), SENT)
def test_variable_is_coerced_as_graphql_core_does_it(kind: str, value: Any) -> None:
    schema = assemble_schema()[0]._schema
    (operation,) = parse(f"query Q($v: {kind}) {{ __typename }}").definitions
    assert isinstance(operation, OperationDefinitionNode)
    expected = get_variable_values(schema, operation.variable_definitions or (), {"v": value}, max_errors=MAX_ERRORS)
    found = coercion(schema, operation)({"v": value})
    if isinstance(expected, list):
        assert isinstance(found, list)
        assert list(map(str, found)) == list(map(str, expected))
    else:
        assert not isinstance(found, list)
        assert found.coerced == expected.coerced
