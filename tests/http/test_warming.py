"""At the start the examples are asked, so that nobody is the first to ask them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.types import ASGIApp

from engine.operation import Operations, Request
from graph.plan.guard import Sight
from graph.store.errors import StoreDownError
from graph.store.store import Store
from matching.current import BuildStats
from matching.standing import NotMadeError
from process import warming
from process.application import application
from process.registry import registry_of
from process.warming import wait_for_model, warm, warm_up
from schema.query import assemble_schema
from settings import Settings
from tests.conftest import DemoViews, Server
from tests.http.answering import NOBODY
from transport.queries import examples

SOON = 8.0


class Counts:
    """What operations and planner tell."""

    def __init__(self) -> None:
        self.documents: list[bool] = []
        self.answers: list[str] = []
        self.plans: list[bool] = []

    def document(self, known: bool) -> None:
        self.documents.append(known)

    def answer(self, by: str) -> None:
        self.answers.append(by)


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_whatever_stands_in_the_examples_is_known_and_compiled_when_it_is_asked_first(
    demo_store: Store, server: Server, settings: Settings
) -> None:
    counts, registry = Counts(), registry_of(demo_store, settings)
    registry.views = DemoViews(server, demo_store)
    registry.planner.told = counts.plans.append
    operations = Operations(assemble_schema()[0], registry, settings, counted=counts)
    await warm_up(registry, operations)
    assert not all(counts.plans)
    counts.__init__()  # type: ignore[misc]
    registry.planner.told = counts.plans.append
    for each in examples():
        await operations.run(Request(each.query, each.variables))
    assert set(counts.documents) == {True}
    assert set(counts.answers) == {"compiled"}
    assert set(counts.plans) == {True}


async def test_store_that_is_down_is_not_asked_again_and_again_and_nothing_is_raised(settings: Settings) -> None:
    asked: list[str] = []
    store = Store.open(NOBODY)
    store.recorder = asked.append
    registry = registry_of(store, settings)
    requests = [Request(each.query, each.variables) for each in examples()]
    async with asyncio.timeout(SOON):
        await warm(Operations(assemble_schema()[0], registry, settings), requests)
    await store.close()
    assert len(asked) <= 1


async def test_read_model_is_asked_for_until_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([StoreDownError("away"), NotMadeError("slow"), None])

    class Views:
        made: BuildStats | None = None
        trouble = ""

        def stop(self) -> None:
            pass

        async def current(self, sight: Sight = Sight.PUBLIC) -> Any:
            fault = next(tries)
            if fault:
                raise fault

    monkeypatch.setattr(warming, "LOOK_SECONDS", 0.0)
    await wait_for_model(Views())
    assert next(tries, "all") == "all"


async def test_request_that_fails_is_told_at_debug_only_and_the_next_one_is_warmed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "process.warming")
    asked: list[str] = []

    class Broken(Operations):
        def __init__(self) -> None:
            pass

        async def run(self, request: Request, *, read_only: bool = False) -> Any:
            asked.append(request.query)
            raise KeyError("secret_thing")

    await warm(Broken(), [Request("a"), Request("b")])
    assert asked == ["a", "b"]
    assert [record.levelname for record in caplog.records] == ["DEBUG", "DEBUG"]


async def test_mutation_is_never_run_to_warm_up(settings: Settings) -> None:
    asked: list[bool] = []

    class Noting(Operations):
        def __init__(self) -> None:
            pass

        async def run(self, request: Request, *, read_only: bool = False) -> Any:
            asked.append(read_only)
            raise AssertionError

    await warm(Noting(), [Request("mutation { anything }")])
    assert asked == [True]


@asynccontextmanager
async def running(app: ASGIApp) -> AsyncIterator[None]:
    """An application between its start and its end, as a server runs it."""
    told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    said: asyncio.Queue[Any] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    task = asyncio.ensure_future(app(scope, told.get, said.put))
    await told.put({"type": "lifespan.startup"})
    assert (await said.get())["type"] == "lifespan.startup.complete"
    yield
    await told.put({"type": "lifespan.shutdown"})
    await task


async def test_server_warms_up_while_it_answers_already(embedded_server: Server, settings: Settings) -> None:
    store, asked = embedded_server.open(), asyncio.Event()
    store.recorder = lambda statement: asked.set()
    async with running(application(settings, registry_of(store, settings))):
        await asyncio.wait_for(asked.wait(), 60)
