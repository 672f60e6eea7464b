"""Commands for whose end nobody waits: the client goes away, the time is over, the server is told to stop."""

import asyncio
import os
import random
import signal
import time
from typing import Any

import orjson
import pytest

from access.keys import create_key
from access.principal import Role, Scope
from graph.store.store import Store, Transaction
from process.application import application
from process.registry import registry_of
from settings import Settings
from tests.conftest import Server
from tests.http.wire import Answer, exchange, post, served
from tests.write.test_contact import A, B
from tests.write.writers import Kept, mutation

TIMES = int(os.environ.get("REGISTRY_ABANDONED") or 30)
INCOMPLETE = """MATCH (n:Contact)
WHERE n.version <> 1 OR n.head IS NULL OR n.seen IS NULL
  OR COUNT { (n)-[:BETWEEN]->(:University) } <> 2
  OR COUNT { MATCH (c:Change) WHERE c.entity = n.id } <> 1
  OR COUNT { MATCH (q:Request) WHERE q.entity = n.id AND q.fingerprint IS NOT NULL } <> 1
RETURN n.id AS id"""


@pytest.fixture
async def key(world: Store) -> str:
    scopes = frozenset((Scope.READ, Scope.WRITE_CONTACTS))
    text, _ = await create_key(world, "writer", Role.PARTNER, institutions=(A,), scopes=scopes)
    return text


def opening(key: str, idempotency_key: str) -> bytes:
    """A request that opens a contact."""
    given = {"universities": [A, B], "since": "2026-01-01", "idempotencyKey": idempotency_key}
    body = orjson.dumps({"query": mutation("contactOpen"), "variables": {"input": given}})
    return post(body, b"Authorization: Bearer " + key.encode())


async def answered(port: int, key: str, idempotency_key: str) -> dict[str, Any]:
    """What a client is answered who waits."""
    (answer,) = await exchange(port, opening(key, idempotency_key))
    payload: dict[str, Any] = orjson.loads(answer.body)["data"]["contactOpen"]
    assert payload["userErrors"] == []
    return payload


async def send_and_go(port: int, sent: bytes, seconds: float) -> None:
    """Sends a request and closes the connection after some time, whatever has come."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    await asyncio.sleep(seconds)
    writer.transport.abort()


async def check_whole(store: Store) -> Kept:
    """Each contact is there with all that belongs to it, and nothing is there without one."""
    kept = await Kept.of(store)
    assert await store.rows(INCOMPLETE, {}) == []
    assert kept.requests == kept.contacts
    assert kept.seqs == [*range(1, kept.last + 1)]
    assert kept.broken == []
    return kept


async def test_command_whose_client_goes_away_is_done_or_not_at_all(
    server: Server, world: Store, settings: Settings, key: str
) -> None:
    registry, chance = registry_of(server.open(), settings), random.Random(1)
    async with served(application(settings, registry), settings) as (port, _):
        await answered(port, key, "warm")
        started = time.perf_counter()
        await answered(port, key, "first")
        longest = 1.5 * (time.perf_counter() - started)
        for number in range(TIMES):
            await send_and_go(port, opening(key, f"key {number}"), chance.uniform(0, longest))
        await asyncio.sleep(longest)
        await registry.commands.settle(30)
        kept = await check_whole(world)
        assert 2 < kept.contacts <= TIMES + 2
        for number in range(0, TIMES, 10):
            await answered(port, key, f"key {number}")
        assert (await check_whole(world)).contacts <= kept.contacts + TIMES // 10


async def test_command_whose_time_is_over_is_done_once_when_it_is_sent_again(
    server: Server, world: Store, settings: Settings, key: str
) -> None:
    hasty = settings.model_copy(update={"request_deadline": 0.01})
    async with served(application(hasty, registry_of(server.open(), hasty)), hasty) as (port, _):
        answers = await asyncio.gather(*(exchange(port, opening(key, f"key {each}")) for each in range(TIMES)))
    assert any(b"TIMEOUT" in answer.body for (answer,) in answers)
    await check_whole(world)
    async with served(application(settings, registry_of(server.open(), settings)), settings) as (port, _):
        for number in range(TIMES):
            await answered(port, key, f"key {number}")
    assert (await check_whole(world)).contacts == TIMES


@pytest.mark.parametrize("ends", [True, False], ids=["in time", "too late"])
async def test_server_that_stops_waits_for_writes_for_a_while(
    server: Server, world: Store, settings: Settings, key: str, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transport.listening.GRACE_SECONDS", 0.5)
    monkeypatch.setattr("process.application.SETTLE_SECONDS", 5.0 if ends else 0.3)
    store, held, release = server.open(), asyncio.Event(), asyncio.Event()

    async def hold(transaction: Transaction) -> None:
        await transaction.run("MATCH (n:University {id: $id}) SET n.lock = 'held'", {"id": A})
        held.set()
        await release.wait()

    async with served(application(settings, registry_of(store, settings)), settings) as (port, serving):
        holding = asyncio.create_task(store.write(hold))
        await held.wait()
        waiting = asyncio.create_task(exchange(port, opening(key, "mine"), ends=False))
        await asyncio.sleep(0.3)
        serving.handle_exit(signal.SIGTERM, None)
        answers: list[Answer] = await waiting
        assert [each.code for each in answers] == ["SHUTTING_DOWN"]
        if ends:
            release.set()
    release.set()
    await asyncio.gather(holding, return_exceptions=True)
    assert (await check_whole(world)).contacts == int(ends)
