"""Questions for the schema itself: answered as graphql-core does, once, and no more than is useful."""

import asyncio
from typing import Any

import httpx
import orjson
import pytest
from graphql import GraphQLSchema, execute_sync, get_introspection_query, parse

from bench.hostile import OF_SCHEMA
from engine import introspection, operation
from engine.introspection import MAX_VALUES, Introspection
from engine.operation import Operations
from schema.query import assemble_schema
from tests.http.answering import codes, post

TYPES = """
  query Types($deprecated: Boolean = true, $name: String!) {
    kind: __typename
    __schema { ...Everything types @include(if: $deprecated) { name } }
    one: __type(name: $name) { name fields(includeDeprecated: $deprecated) { ...Named args { ...Typed } } }
    none: __type(name: "Nothing") { name }
    NodeKind: __type(name: "NodeKind") { kind enumValues { name isDeprecated } possibleTypes { name } ofType { name } }
  }
  fragment Everything on __Schema { description types { ...Named interfaces { name } inputFields { ...Typed } }
                                    directives { name locations args { defaultValue } } }
  fragment Named on __Type { name kind __typename ... on __Type { description } }
  fragment Typed on __InputValue { name type { kind ofType { name ofType { name } } } }
"""
ALL = {
    "specified_by_url": True,
    "directive_is_repeatable": True,
    "schema_description": True,
    "input_value_deprecation": True,
    "one_of": True,
}
USUAL = {
    "plain": get_introspection_query(),
    "without descriptions": get_introspection_query(descriptions=False),
    "with everything": get_introspection_query(**ALL),
    "with variables": TYPES.replace("...Named args", "args"),
}
GIVEN = {"deprecated": False, "name": "University"}


def by_the_book(query: str, variables: dict[str, Any]) -> bytes:
    schema: GraphQLSchema = assemble_schema()[0]._schema
    result = execute_sync(schema, parse(query), variable_values=variables)
    assert result.errors is None
    return orjson.dumps(result.data)


@pytest.mark.parametrize("query", USUAL.values(), ids=USUAL)
async def test_schema_is_told_as_graphql_core_tells_it(asker: httpx.AsyncClient, query: str) -> None:
    given = GIVEN if "$name" in query else {}
    answer = await post(asker, query, **given)
    assert orjson.dumps(answer.json()["data"]) == by_the_book(query, given)
    assert answer.json()["extensions"]["cost"]["estimated"] < MAX_VALUES * 3 / 4


async def test_question_for_the_schema_is_answered_from_memory_the_second_time(
    asker: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await post(asker, get_introspection_query())
    monkeypatch.setattr(operation, "Introspection", None)
    assert (await post(asker, get_introspection_query())).content == first.content


@pytest.mark.parametrize("hostile", OF_SCHEMA.values(), ids=OF_SCHEMA)
async def test_schema_multiplied_with_itself_is_refused_before_it_is_told(
    asker: httpx.AsyncClient, hostile: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def data(_: object) -> None:
        raise AssertionError("told")

    monkeypatch.setattr(Introspection, "data", data)
    monkeypatch.setattr(Operations, "_stock", data)
    answer = await asker.post("/graphql", content=hostile.body, headers={"content-type": "application/json"})
    (error,) = answer.json()["errors"]
    assert codes(answer) == ["TOO_BIG"]
    assert error["extensions"]["estimate"] > error["extensions"]["limit"] > 0


async def test_little_of_the_schema_may_be_asked_for_beside_other_things(asker: httpx.AsyncClient) -> None:
    answer = await post(asker, '{ countries(first: 0) { nodes { id } } __type(name: "Office") { name } }')
    assert answer.json()["data"] == {"countries": None, "__type": {"name": "Office"}}  # there is no store
    more = get_introspection_query().replace("{", "{ countries(first: 0) { nodes { id } }", 1)
    assert codes(await post(asker, more)) == ["TOO_BIG"]


async def test_others_are_answered_while_the_schema_is_told(
    asker: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(introspection, "PAUSE_AFTER", 0)
    telling = asyncio.create_task(post(asker, get_introspection_query()))
    await asyncio.sleep(0)
    answers = [await post(asker, "{ __typename }") for _ in range(3)]
    assert not telling.done()
    assert [codes(each) for each in answers] == [[], [], []]
    assert codes(await telling) == []
