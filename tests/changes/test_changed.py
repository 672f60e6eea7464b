"""The subscription `changed`: each change once, in order, as far as who asks may see it when it is told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest

from access.errors import TokenError
from access.principal import ANONYMOUS, Principal
from engine.operation import OperationResult, Operations, Request
from engine.streaming import EventStream
from graph.store.store import Store
from process.registry import registry_of
from resolvers import changed
from schema.query import assemble_schema
from settings import Settings
from tests.changes.test_changes import CONTACT, OTHER, PARTY, STRANGER, write_contact

CHANGED = """subscription($after: String, $where: RegistryChangeWhere) {
  changed(after: $after, where: $where) { cursor kind entityId version node { ... on Contact { stage } } }
}"""
SECONDS = 20.0


def operations_of(store: Store, settings: Settings) -> Operations:
    return Operations(assemble_schema()[0], registry_of(store, settings), settings)


@asynccontextmanager
async def following(
    operations: Operations,
    who: Callable[[], Principal],
    query: str = CHANGED,
    resume: str | None = None,
    **variables: Any,
) -> AsyncIterator[EventStream]:
    async def authorize() -> Principal:
        return who()

    stream = await operations.subscribe(Request(query, variables, principal=who()), authorize, resume)
    assert not isinstance(stream, OperationResult), stream.body
    try:
        yield stream
    finally:
        await stream.aclose()  # type: ignore[attr-defined]
        if not operations._registry.feed._followers:
            await operations._registry.feed.settle(SECONDS)


async def next_change(stream: EventStream) -> dict[str, Any]:
    async with asyncio.timeout(SECONDS):
        item = await anext(stream)
        while item.content is None:
            item = await anext(stream)
    body = orjson.loads(item.content)
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"]["changed"]
    return found


async def test_changes_are_told_as_they_are_written(store: Store, settings: Settings) -> None:
    operations = operations_of(store, settings)
    async with following(operations, lambda: PARTY, where={"entityType": ["Contact"]}) as stream:
        coming = asyncio.create_task(next_change(stream))
        await asyncio.sleep(0.1)
        await write_contact(store)
        assert (await coming)["node"] == {"stage": "LEAD"}
        await write_contact(store, stage="IN_TALKS")
        second = await next_change(stream)
        assert (second["kind"], second["version"], second["node"]) == ("UPDATED", 2, {"stage": "IN_TALKS"})


async def test_stream_goes_on_after_a_cursor(store: Store, settings: Settings) -> None:
    operations = operations_of(store, settings)
    await write_contact(store)
    async with following(operations, lambda: PARTY, after="WyIiLDBd") as stream:
        told = [await next_change(stream) for _ in range(2)]
    async with following(operations, lambda: PARTY, after="WyIiLDBd", resume=told[1]["cursor"]) as stream:
        told += [await next_change(stream) for _ in range(2)]
    assert len({each["entityId"] for each in told}) == 4


async def test_hidden_changes_are_not_told(store: Store, settings: Settings) -> None:
    operations = operations_of(store, settings)
    await write_contact(store)
    async with following(operations, lambda: STRANGER, where={"entityType": ["Contact"]}) as stream:
        coming = asyncio.create_task(next_change(stream))
        await asyncio.sleep(0.1)
        await write_contact(store, stage="IN_TALKS")
        await write_contact(store, OTHER, shared="NETWORK")
        assert (await coming)["entityId"] == OTHER


async def test_slow_client_is_not_told_what_was_hidden_meanwhile(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = operations_of(store, settings)
    await write_contact(store, shared="NETWORK")
    await write_contact(store, stage="IN_TALKS")
    await write_contact(store, OTHER, shared="NETWORK")
    where = {"entityType": ["Contact"]}
    monkeypatch.setattr(changed, "FRESH_SECONDS", 0.2)
    async with following(operations, lambda: STRANGER, after="WyIiLDBd", where=where) as stream:
        assert (await next_change(stream))["version"] == 1
        await write_contact(store, shared="OWNERS")
        await asyncio.sleep(0.3)
        assert (await next_change(stream))["entityId"] == OTHER


async def test_key_that_ends_ends_the_stream_before_the_next_change(store: Store, settings: Settings) -> None:
    operations, revoked = operations_of(store, settings), False

    def who() -> Principal:
        if revoked:
            raise TokenError("The key has been revoked.")
        return PARTY

    async with following(operations, who) as stream:
        coming = asyncio.create_task(next_change(stream))
        await asyncio.sleep(0.1)
        revoked = True
        await write_contact(store)
        with pytest.raises(TokenError):
            await coming


async def test_graph_that_is_another_ends_the_stream(store: Store, settings: Settings) -> None:
    operations = operations_of(store, settings)
    await write_contact(store)
    async with following(operations, lambda: PARTY, after="WyJhbm90aGVyIiwxXQ") as stream:
        item = await anext(stream)
        assert item.content
        assert orjson.loads(item.content)["errors"][0]["extensions"]["code"] == "CURSOR_GONE"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { changed { nothing } }", "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { changed(after: "x") { cursor } }', "BAD_CURSOR"),
        ("subscription { changed @skip(if: true) { cursor } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { a: changed { cursor } b: changed { cursor } }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_subscription_that_cannot_begin_is_answered(
    store: Store, settings: Settings, query: str, code: str
) -> None:
    async def authorize() -> Principal:
        return ANONYMOUS

    answer = await operations_of(store, settings).subscribe(Request(query), authorize)
    assert isinstance(answer, OperationResult)
    assert answer.codes == (code,)


async def test_request_for_one_answer_takes_no_subscription(store: Store, settings: Settings) -> None:
    answer = await operations_of(store, settings).run(Request(CHANGED))
    assert answer.codes == ("NOT_ACCEPTABLE",)


async def test_other_operations_are_answered_once(store: Store, settings: Settings) -> None:
    async def authorize() -> Principal:
        return ANONYMOUS

    answer = await operations_of(store, settings).subscribe(Request("{ viewer { role } }"), authorize)
    assert isinstance(answer, OperationResult)
    assert answer.body["data"] == {"viewer": {"role": "PUBLIC"}}


async def test_followers_share_one_look_and_none_looks_when_nobody_follows(store: Store, settings: Settings) -> None:
    operations = operations_of(store, settings)
    feed = operations._registry.feed
    async with following(operations, lambda: PARTY) as first, following(operations, lambda: PARTY) as second:
        coming = [asyncio.create_task(next_change(each)) for each in (first, second)]
        await asyncio.sleep(0.1)
        assert feed._followers == 2
        await write_contact(store)
        assert {(await each)["entityId"] for each in coming} == {CONTACT}
    await feed.settle(SECONDS)
    assert feed._looking is None
