"""Subscribers of a process that serves, while another one writes into its store."""

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from graph.load.batch import Batch
from graph.store.embedded import running_address
from graph.store.store import Store
from tests.serving import Serving
from tests.streams.talking import SECONDS
from tests.streams.test_following import START, TRANSPORTS, Follow, by_events, by_socket, next_or_end
from transport.listening import GRACE_SECONDS

WRITES = 20
PAUSE = 0.07


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A registry over an empty store."""
    made = Serving.start(tmp_path_factory.mktemp("serving"))
    yield made
    made.stop()


def port_of(serving: Serving) -> int:
    return int(serving.address.rpartition(":")[2])


@asynccontextmanager
async def store_of(serving: Serving) -> AsyncIterator[Store]:
    """The store of a process that serves, from this one."""
    address = running_address(serving.log.parent / "data")
    assert address
    store = Store.open(address, embedded=True)
    yield store
    await store.close()


async def write_city(store: Store, id: str) -> float:
    batch = Batch()
    batch.node("City", id, {"slug": id})
    await batch.write(store)
    return time.perf_counter()


def figure(serving: Serving, name: str) -> float:
    lines = httpx.get(f"{serving.address}/metrics", timeout=SECONDS).text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


@TRANSPORTS
async def test_what_another_process_writes_is_told_in_its_order(follow: Follow, serving: Serving) -> None:
    ids = [f"city_{follow.__name__}_{number:03}" for number in range(WRITES + 1)]
    events = figure(serving, "registry_stream_events_total")
    async with store_of(serving) as store:
        await write_city(store, ids[0])
        async with aclosing(follow(port_of(serving), START)) as stream:  # type: ignore[type-var]
            while (await anext(stream))["entityId"] != ids[0]:
                pass
            assert figure(serving, "registry_streams{") == 1
            told, arrived = [], []
            for id in ids[1:]:
                coming = asyncio.create_task(next_or_end(stream))
                await asyncio.sleep(PAUSE)
                written = await write_city(store, id)
                told.append(await coming)
                arrived.append(time.perf_counter() - written)
    p95 = statistics.quantiles(arrived, n=20)[-1]
    print(f"told within {p95:.3f} s (p95)")  # noqa: T201  # what was measured, with -s
    assert [each["entityId"] for each in told if each] == ids[1:]
    assert figure(serving, "registry_stream_events_total") >= events + WRITES


async def test_serve_stops_at_once_though_streams_are_open(tmp_path: Path) -> None:
    serving = Serving.start(tmp_path)
    streams = [follow(port_of(serving), START) for follow in (by_socket, by_events)]
    async with store_of(serving) as store:
        await write_city(store, "city_before")
        for each in streams:
            await anext(each)
    coming = [asyncio.create_task(next_or_end(each)) for each in streams]
    began = time.monotonic()
    code = await asyncio.to_thread(serving.stop)
    assert (code, time.monotonic() - began < GRACE_SECONDS) == (0, True)
    assert await asyncio.gather(*coming) == [None, None]
    lines = [json.loads(line) for line in serving.log.read_text().splitlines()]
    ended = [line for line in lines if line["event"] == "operation completed"]
    assert [(line["path"], "ms" in line) for line in ended] == [("/graphql", True)]
    assert [line["event"] for line in lines if line["level"] == "error"] == []
