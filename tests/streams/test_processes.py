"""A process that serves, while another one writes into its store: what it tells subscribers, and by what it ranks."""

import asyncio
import json
import os
import statistics
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest

from graph.load.batch import Batch
from graph.store.embedded import running_address
from graph.store.store import Store
from tests.conftest import KINDS, Server, emptied
from tests.serving import Serving, settings_of, until
from tests.streams.talking import SECONDS
from tests.streams.test_following import START, TRANSPORTS, Follow, by_events, by_socket, next_or_end
from transport.listening import GRACE_SECONDS

WRITES = int(os.environ.get("REGISTRY_WRITES") or 20)
PAUSE = 0.07
KFU = "univ_xguoxdcu4gybh6ym"
RANKED = f"""{{
  partnerMatches(university: "{KFU}", where: {{excludeLiveContacts: true}}, first: 100) {{ edges {{ node {{ id }} }} }}
}}"""


@dataclass(frozen=True)
class Home:
    """A registry that is served, with the demo set, and how this process comes to its store."""

    serving: Serving
    open: Callable[[], Store]

    @property
    def port(self) -> int:
        return port_of(self.serving)

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        store = self.open()
        yield store
        await store.close()

    def figure(self, name: str) -> float:
        lines = httpx.get(f"{self.serving.address}/metrics", timeout=SECONDS).text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


def open_embedded(serving: Serving) -> Store:
    address = running_address(serving.log.parent / "data")
    assert address
    return Store.open(address, embedded=True)


async def empty(server: Server) -> None:
    await (await emptied(server)).close()
    server.holds = "something"


@pytest.fixture(scope="module", params=KINDS)
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Each store in turn."""
    folder = tmp_path_factory.mktemp("serving")
    if request.param == "embedded":
        serving = Serving.start(folder, REGISTRY_LOAD_DEMO="true")
        opening: Callable[[], Store] = partial(open_embedded, serving)
    else:
        neo4j: Server = request.getfixturevalue("neo4j_server")
        asyncio.run(empty(neo4j))
        serving = Serving.start(folder, REGISTRY_LOAD_DEMO="true", **settings_of(neo4j.address))
        opening = neo4j.open
    assert until(lambda: httpx.get(f"{serving.address}/readyz", timeout=SECONDS).status_code == 200)
    yield Home(serving, opening)
    serving.stop()


def port_of(serving: Serving) -> int:
    return int(serving.address.rpartition(":")[2])


async def write_city(store: Store, id: str) -> float:
    batch = Batch()
    batch.node("City", id, {"slug": id})
    await batch.write(store)
    return time.perf_counter()


def tell(what: str, seconds: list[float]) -> None:
    """Prints how late things came, with `-s`."""
    print(f"{what} within {statistics.quantiles(seconds, n=20)[-1]:.3f} s (p95 of {len(seconds)})")  # noqa: T201


@TRANSPORTS
async def test_what_another_process_writes_is_told_in_its_order(follow: Follow, home: Home) -> None:
    ids = [f"city_{follow.__name__}_{number:03}" for number in range(WRITES + 1)]
    events = home.figure("registry_stream_events_total")
    async with home.store() as store:
        await write_city(store, ids[0])
        async with aclosing(follow(home.port, START, where={"entityType": ["City"]})) as stream:  # type: ignore[type-var]
            while (await anext(stream))["entityId"] != ids[0]:
                pass
            assert home.figure("registry_streams{") == 1
            told, arrived = [], []
            for id in ids[1:]:
                coming = asyncio.create_task(next_or_end(stream))
                await asyncio.sleep(PAUSE)
                written = await write_city(store, id)
                told.append(await coming)
                arrived.append(time.perf_counter() - written)
    tell("told", arrived)
    assert [each["entityId"] for each in told if each] == ids[1:]
    assert home.figure("registry_stream_events_total") >= events + WRITES


async def test_what_another_process_writes_is_ranked_by(home: Home) -> None:
    arrived = []
    async with home.store() as store, httpx.AsyncClient(base_url=home.serving.address, timeout=SECONDS) as client:

        async def ranked() -> list[str]:
            answer = (await client.post("/graphql", json={"query": RANKED})).json()
            return [each["node"]["id"] for each in answer["data"]["partnerMatches"]["edges"]]

        partners = (await ranked())[:WRITES]
        for number, partner in enumerate(partners):
            batch = Batch()
            id = f"cont_{number:016}"
            batch.node("Contact", id, {"slug": id, "stage": "ACTIVE", "since": "2026-01-01", "demo": True})
            for party in (KFU, partner):
                batch.edge("BETWEEN", ("Contact", id), ("University", party))
            await batch.write(store)
            written = time.perf_counter()
            async with asyncio.timeout(SECONDS):
                while partner in await ranked():
                    pass
            arrived.append(time.perf_counter() - written)
    tell("ranked by", arrived)
    assert len(arrived) == len(partners) >= 10


async def test_serve_stops_at_once_though_streams_are_open(tmp_path: Path) -> None:
    serving = Serving.start(tmp_path)
    streams = [follow(port_of(serving), START) for follow in (by_socket, by_events)]
    store = open_embedded(serving)
    await write_city(store, "city_before")
    await store.close()
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
