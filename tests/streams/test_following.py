"""Subscribers over both transports: each change once, in order, however often they are cut off."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from itertools import count
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from access.keys import create_key, revoke_key
from access.principal import Role
from graph.changes.pages import ChangesPage
from graph.load.batch import Batch
from graph.store.store import Store
from process.application import application
from process.registry import registry_of
from resolvers import changed, changes
from settings import Settings
from tests.changes.test_changes import CONTACT, READ, A, write_contact
from tests.http.wire import served
from tests.streams.listening import listening
from tests.streams.talking import SECONDS, closed, conversation, heard, registry_over, subscribe
from transport.listening import GRACE_SECONDS

CHANGED = "subscription($after: String, $where: RegistryChangeWhere) { changed(after: $after, where: $where) { %s } }"
BRIEF = CHANGED % "cursor entityId"
LONG = CHANGED % ("cursor entityId " + " ".join(f"h{number}: hash" for number in range(150)))
"""About 12 KB a change: those of a few pages are more than all buffers between server and client hold."""
UNREAD = 3_000
START = "WyIiLDBd"
"""The cursor before the first change of any graph."""
CHANGES, AT_ONCE, CUTS = int(os.environ.get("REGISTRY_CHANGES", "3000")), 100, 20
"""The environment may ask for more changes."""
VENUES = {"entityType": ["Venue"]}
EVERY = 5
"""One node in so many is a venue, the others are cities."""

Told = dict[str, Any]


async def by_socket(port: int, after: str, key: str = "", query: str = BRIEF, **variables: Any) -> AsyncIterator[Told]:
    """What a socket tells after a cursor, until it ends or is cut without a word."""
    async with conversation(port, key) as made:
        try:
            await subscribe(made, query, after=after, **variables)
            while (message := await heard(made))["type"] != "complete":
                if message["type"] == "next":
                    yield message["payload"]["data"]["changed"]
        finally:
            made.transport.abort()


async def by_events(port: int, after: str, key: str = "", query: str = BRIEF, **variables: Any) -> AsyncIterator[Told]:
    """The same by server-sent events."""
    answer = listening(port, query, last=after, key=key, **variables)
    async with answer as reader, aclosing(reader.events()) as events:  # type: ignore[type-var]
        async for event in events:
            if event.name == "next" and "errors" not in event.body:
                yield event.body["data"]["changed"]
            elif event.name:
                return


Follow = Callable[..., AsyncIterator[Told]]
TRANSPORTS = pytest.mark.parametrize("follow", [by_socket, by_events], ids=["socket", "events"])


def id_of(number: int) -> tuple[str, str]:
    label = "City" if number % EVERY else "Venue"
    return label, f"{label.lower()}_{number:016}"


def batch_of(id: str) -> int:
    """Which batch has written a node; within one all cities may come before all venues."""
    return int(id[-16:]) // AT_ONCE


async def write_many(store: Store, many: int = CHANGES) -> None:
    for first in range(0, many, AT_ONCE):
        batch = Batch()
        for number in range(first, first + AT_ONCE):
            batch.node(*id_of(number), {"slug": str(number)})
        await batch.write(store)


async def follow_with_cuts(follow: Follow, port: int, most: int, where: Told | None) -> list[str]:
    """The ids told to a subscriber whose connection is cut again and again, without a word."""
    told: list[str] = []
    last = START
    for each in count(1):
        until = most * each // (CUTS + 1)
        async with aclosing(follow(port, last, where=where)) as stream:  # type: ignore[type-var]
            while len(told) < until:
                change = await anext(stream)
                told.append(change["entityId"])
                last = change["cursor"]
        if len(told) >= most:
            return told
    raise AssertionError


async def test_subscriber_that_is_cut_off_sees_each_change_once_in_order(store: Store, settings: Settings) -> None:
    async with registry_over(store, settings) as port:
        everything = [id_of(number)[1] for number in range(CHANGES)]
        venues = everything[::EVERY]
        ways: list[Awaitable[list[str]]] = [
            follow_with_cuts(follow, port, len(wanted), where)
            for follow in (by_socket, by_events)
            for wanted, where in ((everything, None), (venues, VENUES))
        ]
        writing = asyncio.create_task(write_many(store))
        told = await asyncio.gather(*ways)
        await writing
    for found, wanted in zip(told, [everything, venues] * 2, strict=True):
        assert sorted(found) == sorted(wanted)
        assert found == [each for each in told[0] if each in set(wanted)]
    assert [batch_of(each) for each in told[0]] == sorted(map(batch_of, everything))


@TRANSPORTS
async def test_key_that_is_revoked_ends_the_stream_before_the_next_change(
    follow: Follow, store: Store, settings: Settings
) -> None:
    text, key = await create_key(store, "follower", Role.PARTNER, institutions=[A], scopes=READ)
    async with registry_over(store, settings) as port:
        stream = follow(port, START, text, where={"entityType": ["Contact"]})
        await write_contact(store)
        assert (await anext(stream))["entityId"] == CONTACT
        coming = asyncio.create_task(next_or_end(stream))
        await asyncio.sleep(0.1)
        await revoke_key(store, key.id)
        await write_contact(store, stage="IN_TALKS")
        assert await asyncio.wait_for(coming, SECONDS) is None


async def next_or_end(stream: AsyncIterator[Told]) -> Told | None:
    try:
        return await anext(stream, None)
    except ConnectionClosed:
        return None


async def test_socket_whose_key_is_revoked_is_closed_as_forbidden(store: Store, settings: Settings) -> None:
    text, key = await create_key(store, "follower", Role.PARTNER, institutions=[A], scopes=READ)
    async with registry_over(store, settings) as port, conversation(port, text) as made:
        await subscribe(made, BRIEF)
        await asyncio.sleep(0.2)
        await revoke_key(store, key.id)
        await write_contact(store)
        assert await closed(made) == (4403, "The key has been revoked.")


async def test_stream_whose_key_is_revoked_is_told_so(store: Store, settings: Settings) -> None:
    text, key = await create_key(store, "follower", Role.PARTNER, institutions=[A], scopes=READ)
    async with registry_over(store, settings) as port, listening(port, BRIEF, key=text) as reader:
        await revoke_key(store, key.id)
        await write_contact(store)
        error, end = [event async for event in reader.events()]
    assert (error.name, end.name) == ("next", "complete")
    assert error.body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_key_in_the_handshake_says_who_asks(store: Store, settings: Settings) -> None:
    text, _ = await create_key(store, "follower", Role.PARTNER, institutions=[A], scopes=READ)
    headers = {"Authorization": f"Bearer {text}"}
    async with registry_over(store, settings) as port, conversation(port, additional_headers=headers) as made:
        await subscribe(made, "{ viewer { role } }")
        assert (await heard(made))["payload"]["data"] == {"viewer": {"role": "PARTNER"}}


async def test_heartbeats_carry_the_cursor(store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "HEARTBEAT_SECONDS", 0.2)
    await write_contact(store)
    none = {"node": ["cont_zzzzzzzzzzzzzzzz"]}
    async with registry_over(store, settings) as port:
        async with conversation(port) as made:
            await subscribe(made, BRIEF, "x", after=START, where=none)
            ping = await heard(made)
        async with listening(port, BRIEF, last=START, where=none) as reader:
            beat = await anext(reader.events())
        await write_contact(store, stage="IN_TALKS", shared="PUBLIC")
        async with listening(port, BRIEF, last=beat.id) as reader:
            event = await anext(reader.events())
    assert (ping["type"], ping["payload"]["id"]) == ("ping", "x")
    assert beat.name == ""
    assert beat.id == ping["payload"]["cursor"] != START
    assert event.body["data"]["changed"]["entityId"] == CONTACT


async def test_events_are_neither_kept_nor_packed_nor_held_back(store: Store, settings: Settings) -> None:
    async with registry_over(store, settings) as port, listening(port, "{ __typename }") as reader:
        told = [event async for event in reader.events()]
    headers = reader.response.headers
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")
    assert "content-encoding" not in headers
    assert [each.name for each in told] == ["next", "complete"]
    assert told[0].body["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("by_get", [True, False])
async def test_error_of_a_document_is_told_in_the_stream(store: Store, settings: Settings, by_get: bool) -> None:
    query = "subscription { changed { nothing } }"
    async with registry_over(store, settings) as port, listening(port, query, by_get=by_get) as reader:
        told = [event async for event in reader.events()]
    assert [each.name for each in told] == ["next", "complete"]
    assert told[0].body["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_stream_by_get_follows_changes(store: Store, settings: Settings) -> None:
    await write_contact(store)
    async with registry_over(store, settings) as port, listening(port, BRIEF, by_get=True, after=START) as reader:
        event = await anext(reader.events())
    assert (event.name, event.body["data"]["changed"]["cursor"]) == ("next", event.id)


async def test_stream_of_a_key_that_opens_nothing_is_refused(store: Store, settings: Settings) -> None:
    async with registry_over(store, settings) as port, listening(port, BRIEF, key="x") as reader:
        assert reader.response.status_code == 401
        assert (await reader.response.aread())[:10] == b'{"errors":'


@pytest.mark.parametrize("over", ["socket", "events"])
async def test_client_that_has_gone_is_followed_no_more(over: str, store: Store, settings: Settings) -> None:
    registry = registry_of(store, settings)
    app = application(settings, registry)
    async with served(app, settings) as (port, _):
        follow = by_socket if over == "socket" else by_events
        await write_contact(store)
        async with aclosing(follow(port, START)) as stream:  # type: ignore[type-var]
            await anext(stream)
            assert registry.feed._followers == 1
        async with asyncio.timeout(SECONDS):
            while registry.feed._followers:  # noqa: ASYNC110  # nobody is told when one goes
                await asyncio.sleep(0.01)


@TRANSPORTS
async def test_client_that_does_not_read_is_not_read_ahead_for(
    follow: Follow, store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, read_page = 0, changes.read_page

    async def counted(*given: Any) -> ChangesPage:
        nonlocal pages
        pages += 1
        return await read_page(*given)

    monkeypatch.setattr(changed, "read_page", counted)
    await write_many(store, UNREAD)
    async with (
        registry_over(store, settings) as port,
        aclosing(follow(port, START, query=LONG)) as stream,  # type: ignore[type-var]
    ):
        await anext(stream)
        before = -1
        while before < pages:
            before = pages
            await asyncio.sleep(1)
        assert pages < UNREAD / changed.PAGE


async def test_streams_end_when_the_server_stops(store: Store, settings: Settings) -> None:
    await write_contact(store)
    app = application(settings, registry_of(store, settings))
    async with served(app, settings) as (port, server), listening(port, BRIEF, after=START) as reader:
        events = reader.events()
        assert (await anext(events)).name == "next"
        server.handle_exit(signal.SIGTERM, None)
        async with asyncio.timeout(GRACE_SECONDS / 2):
            assert "complete" not in [event.name async for event in events]
