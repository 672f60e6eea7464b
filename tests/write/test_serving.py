"""Many who write the same at once, over HTTP, to several processes of one registry."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from tests.write.homes import Home
from tests.write.writers import UNIVERSITIES, Kept, Writers, mutation, write_universities

WORKERS, CLIENTS = 4, 32


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A registry of several processes over the embedded store."""

    async def fill() -> None:
        store = made.open()
        await write_universities(store)
        await store.close()

    made = Home(tmp_path_factory.mktemp("home"), settings={"REGISTRY_WORKERS": str(WORKERS)})
    made.start()
    try:
        asyncio.run(fill())
        yield made
    finally:
        made.stop()


async def kept_by(home: Home) -> Kept:
    """What its store holds of writes."""
    store = home.open()
    kept = await Kept.of(store)
    await store.close()
    return kept


async def at_once(home: Home, key: str, name: str, **given: Any) -> list[dict[str, Any]]:
    """What each of many clients is answered, each over a connection of its own, who all send the same."""
    headers = {"authorization": f"Bearer {key}"}
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(httpx.AsyncClient(base_url=home.address, headers=headers, timeout=60))
            for _ in range(CLIENTS)
        ]
        await asyncio.gather(*(each.get("/healthz") for each in clients))
        sent = {"query": mutation(name), "variables": {"input": given}}
        answers = await asyncio.gather(*(each.post("/graphql", json=sent) for each in clients))
    return [each.json()["data"][name] for each in answers]


async def test_of_many_editors_one_wins_and_of_many_sends_one_has_an_effect(home: Home) -> None:
    before = await kept_by(home)
    key = await asyncio.to_thread(home.make_key)
    given = {"universities": [*UNIVERSITIES[:2]], "since": "2026-01-01", "idempotencyKey": "one"}
    sends = await at_once(home, key, "contactOpen", **given)
    assert sends == [sends[0]] * CLIENTS
    assert sends[0]["userErrors"] == []
    advance = {"id": sends[0]["contact"]["id"], "expectedVersion": 1, "stage": "IN_TALKS"}
    edits = [
        each for payload in await at_once(home, key, "contactAdvance", **advance) for each in payload["userErrors"]
    ]
    conflict = {"code": "CONFLICT", "currentVersion": 2, "changedFields": ["stage", "stages", "stagesSince"]}
    assert edits == [conflict] * (CLIENTS - 1)
    kept = await kept_by(home)
    assert (kept.contacts - before.contacts, kept.requests - before.requests, kept.broken) == (1, 2, [])
    assert kept.seqs == [*range(1, kept.last + 1)]
    assert home.serving
    lines = [json.loads(line) for line in home.serving.log.read_text().splitlines() if line.startswith("{")]
    assert len({each["worker"] for each in lines if each.get("path") == "/graphql"}) > 1


async def test_several_processes_leave_no_gap_and_no_broken_chain(home: Home) -> None:
    before = await kept_by(home)
    writers = Writers(home.address, await asyncio.to_thread(home.make_key))
    writing = asyncio.create_task(writers.run(8))
    await writers.until_more(100, writing)
    writers.stopping = True
    await writing
    kept = await kept_by(home)
    assert writers.troubles == {}
    assert kept.requests - before.requests == len(writers.acknowledged)
    assert kept.seqs == [*range(1, kept.last + 1)]
    assert kept.broken == []
