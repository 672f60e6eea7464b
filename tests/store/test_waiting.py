"""A store that is away for some seconds: loads wait for it, and end as if it had been there. Real stores."""

import asyncio
import io
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from bench.processes import find_listener
from graph.load.export import export
from graph.load.generate.network import generate
from graph.load.generate.world import World
from graph.migrations import migrate
from graph.store.embedded import EmbeddedStore
from graph.store.errors import StoreDownError, StoreMemoryError
from graph.store.store import Store, Transaction
from graph.store.waiting import Waiting
from running import RESTART_SECONDS, open_store
from settings import Settings
from tests.conftest import ROOT, Server, asking, emptied
from tests.http.answering import NOBODY

SMALL = World(20, 20, 7, None)


async def load(settings: Settings, killed_at: int | None) -> bytes:
    """The export after a load, in the middle of which the store's server was killed."""
    out = io.BytesIO()
    async with open_store(settings) as (store, embedded):
        await migrate(store)

        def told(done: int, total: int | None) -> None:
            nonlocal killed_at
            if killed_at is not None and done >= killed_at and embedded and embedded.pid:
                os.kill(embedded.pid, signal.SIGKILL)
                killed_at = None

        await generate(store, SMALL, told)
        await export(store, out, lambda done, total: None)
    assert killed_at is None
    return out.getvalue()


async def test_load_whose_store_is_killed_in_the_middle_ends_with_the_same_export(tmp_path: Path) -> None:
    def settings(name: str) -> Settings:
        return Settings.model_construct(data_dir=tmp_path / name, store_heap="512m")

    assert await load(settings("killed"), killed_at=40) == await load(settings("whole"), killed_at=None)


@pytest.mark.last
async def test_load_whose_neo4j_is_killed_in_the_middle_ends_with_the_same_export(neo4j_server: Server) -> None:
    port = int(neo4j_server.address.uri.rpartition(":")[2])
    if os.environ.get("NEO4J_TEST_URI"):
        pytest.skip("Neo4j of NEO4J_TEST_URI is not ours to kill")

    def restart() -> None:
        pid = find_listener(port)
        assert pid
        os.kill(pid, signal.SIGKILL)
        subprocess.run([ROOT / "scripts" / "neo4j", "start"], check=True, capture_output=True)

    async def loaded(killed_at: int | None) -> bytes:
        out = io.BytesIO()
        restarting: list[asyncio.Task[None]] = []
        await (await emptied(neo4j_server)).close()
        neo4j_server.holds = "something"
        store = Store.open(neo4j_server.address, patient=True)
        store.patience = RESTART_SECONDS

        def told(done: int, total: int | None) -> None:
            if killed_at is not None and done >= killed_at and not restarting:
                restarting.append(asyncio.create_task(asyncio.to_thread(restart)))

        await generate(store, SMALL, told)
        await asyncio.gather(*restarting)
        assert bool(restarting) is (killed_at is not None)
        await export(store, out, lambda done, total: None)
        await store.close()
        return out.getvalue()

    undisturbed = await loaded(killed_at=None)
    assert await loaded(killed_at=40) == undisturbed


async def test_write_waits_for_a_store_that_has_answered_before(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path, heap="512m") as embedded:
        store = Store.open(embedded.start(), embedded=True, patient=True)
        await store.ping()
        assert embedded.pid
        os.kill(embedded.pid, signal.SIGKILL)

        async def work(transaction: Transaction) -> object:
            return (await transaction.run("CREATE (n:Kept {id: 'a'}) RETURN n.id AS id"))[0]["id"]

        writing = asyncio.create_task(store.write(work))
        reading = asyncio.create_task(store.rows("RETURN $one AS one", {"one": 1}))
        await asyncio.sleep(0.5)
        assert not writing.done() and not reading.done()
        await store.move(await asyncio.to_thread(embedded.start))
        assert (await writing, await reading) == ("a", [{"one": 1}])
        await store.close()


async def test_store_that_never_answered_and_one_that_stays_away_are_told() -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run("RETURN 1 AS one")

    store = Store.open(NOBODY, patient=True)
    with pytest.raises(StoreDownError):
        await store.write(work)
    store.up, store.patience = True, 0.5
    with pytest.raises(StoreDownError):
        await store.write(work)
    with pytest.raises(StoreDownError):
        await store.rows("RETURN 1 AS one", {})
    await store.close()


async def test_pauses_grow_until_the_budget_is_spent() -> None:
    assert [await Waiting(0).pause() for _ in range(1)] == [True]
    waiting = Waiting(0)
    assert [await waiting.pause() for _ in range(4)] == [True, True, False, False]


@pytest.fixture
async def small(tmp_path: Path) -> AsyncIterator[Store]:
    """An embedded store with little memory."""
    with EmbeddedStore(tmp_path, heap="128m") as embedded:
        store = Store.open(embedded.start(), embedded=True)
        yield store
        await store.close()


@pytest.mark.parametrize("end", ["ORDER BY t RETURN count(t) AS c", "WITH collect(t) AS t RETURN size(t) AS c"])
async def test_statement_that_needs_too_much_memory_is_too_big_and_the_store_is_not_down(
    small: Store, end: str
) -> None:
    text = f"UNWIND range(1, $n) AS i UNWIND range(1, $n) AS j WITH toString(i * j) + $x AS t {end}"
    with pytest.raises(StoreMemoryError):
        await small.read(text, {"n": 1_500, "x": "y" * 100})


async def test_question_that_needs_too_much_memory_is_too_big(settings: Settings) -> None:
    class Full(Store):
        async def read(self, *_: object, **__: object) -> list[object]:
            raise StoreMemoryError

    store = Full.open(NOBODY)
    asked = await asking(store, settings)("{ countries(first: 7) { nodes { id } } }")
    await store.close()
    (error,) = asked.errors
    assert (error["extensions"]["code"], error["extensions"]["estimate"]) == ("TOO_BIG", 7)


async def test_one_of_several_seed_addresses_is_enough(neo4j_server: Server) -> None:
    _, _, host = neo4j_server.address.uri.partition("://")
    store = Store.open(replace(neo4j_server.address, uri=f"neo4j://127.0.0.1:1,{host}"))
    assert await store.rows("RETURN $one AS one", {"one": 1}) == [{"one": 1}]
    await store.close()


async def test_statements_of_an_import_may_take_as_long_as_the_deadline_of_reads_says() -> None:
    far = Settings(neo4j_uri="bolt://127.0.0.1:1", neo4j_password=SecretStr("secret"), read_deadline=300)
    async with open_store(far) as (store, _):
        assert store.deadline == far.read_deadline
