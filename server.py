#!/usr/bin/env python3
"""The partner registry: one graph of universities, offices and contacts, asked through GraphQL.

`create_app` makes the ASGI application; `python server.py --help` lists what else can be done.
"""

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import logs
from commands import app
from errors import Code
from graph.load.demo import is_cut, is_empty, load_demo
from graph.load.unfinished import refuse_part, unfinished
from graph.migrations import migrate
from graph.store.connecting import READ_DEADLINE
from graph.store.embedded import EmbeddedStore
from graph.store.faults import StoreFault
from graph.store.lanes import lanes_for
from graph.store.store import Store
from matching.standing import NotMade
from resolvers.context import Registry
from running import DONE, opened, run
from schema.query import assembled, printed
from settings import Settings, SettingsError
from terminal import bar, say, told_migration
from transport.connection import REFUSED
from transport.cors import with_origins
from transport.failures import Failures
from transport.faults import whole
from transport.graphql import GraphQLEndpoint, refused
from transport.keeper import keep
from transport.listening import Server, bound
from transport.metrics import Metrics, share_as
from transport.operation import Operations
from transport.pages import ASSETS, ROBOTS, Given, Readiness, examples_json, given, healthz, index, schema_graphql
from transport.registry import registry_of, weights_of
from transport.requests import Counted, Requests
from transport.trusted import trusted_documents
from transport.warming import warm_up
from transport.workers import Place, Workers, follow, read_address, write_address

if TYPE_CHECKING:
    from transport.traces import Traces

log = logging.getLogger(__name__)

CODES = {404: Code.NO_SUCH_PATH, 405: Code.METHOD_NOT_ALLOWED}
Background = Sequence[Coroutine[Any, Any, None]]
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # told, not listened on
GRAPHQL = ("/graphql", "/graphql/")
STOPS = (signal.SIGINT, signal.SIGTERM)
BACKLOG = 2_048
"""Connections that may wait to be taken; as uvicorn has it."""
COLLECTED = (5_000, 10, 10)
"""When the collector of cycles runs: an answer makes thousands of objects and hardly a cycle."""


def create_app(settings: Settings, store: Store, background: Background = (), *, snapshots: bool = False) -> ASGIApp:
    """The application over an open store. It closes the store when it ends; `background` runs as long as it does.

    `snapshots`: its read model may come from one in the data directory, and is kept there.
    """
    return application(settings, registry_of(store, settings, snapshots=snapshots), background)


def application(
    settings: Settings, registry: Registry, background: Background = (), traces: "Traces | None" = None
) -> ASGIApp:
    """The application over a registry. `traces` are those of the settings, unless others are given."""
    schema, _ = assembled()
    store = registry.store
    metrics = Metrics(lambda: registry.views.made) if settings.metrics else None
    if metrics:
        store.watches.append(metrics)
        registry.planner.told = metrics.plan
    traces = traces or (_traces().to(settings.traces) if settings.traces else None)
    operations = Operations(schema, registry, settings, counted=metrics)
    endpoint: ASGIApp = GraphQLEndpoint(operations, settings)
    if traces:
        store.watches.append(traces)
        endpoint = traces.around(endpoint)

    def answered(app: ASGIApp, counted: Counted | None = None) -> ASGIApp:
        return Requests(with_origins(Failures(app), settings.origins), counted)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        looking = [metrics.look()] if metrics else []
        tasks = [asyncio.create_task(_logged(each)) for each in (warm_up(registry, operations), *looking, *background)]
        yield
        for task in tasks:
            task.cancel()
        await store.close()
        if traces:
            await traces.close()

    site = Starlette(
        routes=[
            Route("/", Given(index), methods=["GET"]),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(store, registry.views).answer),
            Route("/schema.graphql", schema_graphql(printed()), methods=["GET"]),
            Route("/examples.json", examples_json(), methods=["GET"]),
            *([Route("/metrics", metrics.page)] if metrics else []),
            Route("/assets/{name}", Given(ASSETS.asset), methods=["GET"]),
            Route("/favicon.ico", Given(ASSETS.asset), methods=["GET"]),
            Route("/robots.txt", given(ROBOTS, "text/plain"), methods=["GET"]),
        ],
        middleware=[Middleware(answered)],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )
    site.router.redirect_slashes = False  # a redirect would be to the host that the client names
    questions, refusals = answered(endpoint, metrics.request if metrics else None), answered(refused)

    async def front(scope: Scope, receive: Receive, send: Send) -> None:
        """Questions go straight to their endpoint: the way through the routes costs as much as an answer."""
        here: ASGIApp = site
        if REFUSED in scope.get("state", ()):
            here = refusals
        elif scope["type"] == "http" and scope["path"] in GRAPHQL:
            here = questions
        await here(scope, receive, send)

    return front


def _traces() -> "type[Traces]":
    """What makes traces. Raises SettingsError where its packages are not installed."""
    try:
        from transport.traces import Traces  # noqa: PLC0415  # an extra; where there are no traces it costs nothing
    except ModuleNotFoundError as error:
        raise SettingsError(f"REGISTRY_TRACES needs {error.name}, of the extra `traces` (docs/operation.md)") from None
    return Traces


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    """Work in the background, which nobody waits for: a defect in it would go unseen."""
    try:
        await work
    except Exception:
        log.exception("work in the background has failed")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, Code.BAD_REQUEST)
    request.state.told.codes = (code.name,)
    body = whole(code, code.meaning, request.state.request_id)
    return JSONResponse(body, error.status_code, dict(error.headers or {}))


@app.command()
def serve() -> None:
    """Start the store if it is the embedded one, migrate, load the demo set into an empty store, and serve."""
    run(_serve, stopped=DONE, service=True)


async def _serve(settings: Settings) -> None:
    trusted = trusted_documents(settings)  # what is wrong with the files is told before the store starts
    weights_of(settings)
    if settings.traces:
        _traces()
    with bound(settings.host, settings.port) as listening:
        async with opened(settings, loading=False, patience=READ_DEADLINE) as (store, embedded):
            await migrate(store, told=told_migration)
            await _load(settings, store)
            listening.listen(BACKLOG)  # from here on a client waits for us, and is not refused
            _greet(settings, store, listening.getsockname()[1])
            trusted.hold(Operations(assembled()[0], registry_of(store, settings), settings))
            if settings.workers > 1:
                await _keep_workers(settings, listening, store, embedded)
            else:
                keeping = [keep(store, embedded)] if embedded else []
                await _answer(create_app(settings, store, keeping, snapshots=True), settings, listening)
    say("stopped")


async def _load(settings: Settings, store: Store) -> None:
    """Loads the demo set where the store has no institution, or completes it. Refuses a store that is only a part."""
    await refuse_part(store)
    if settings.load_demo and (await is_empty(store) or await is_cut(store)):
        with bar("demo set") as told:
            await load_demo(store, told)
    for each in await unfinished(store):
        say(each.words(), logging.WARNING)


async def _answer(app: ASGIApp, settings: Settings, listening: socket.socket) -> None:
    """Answers on a socket until told to stop."""
    gc.set_threshold(*COLLECTED)
    server = Server(app, settings)
    for each in STOPS:
        asyncio.get_running_loop().add_signal_handler(each, server.handle_exit, each, None)
    await server.serve(sockets=[listening])


async def _keep_workers(
    settings: Settings, listening: socket.socket, store: Store, embedded: EmbeddedStore | None
) -> None:
    """Has workers answer on a socket until told to stop; they share the store."""
    workers, looking = Workers(settings.workers, listening, [sys.executable, __file__, "worker"]), None
    for each in STOPS:
        asyncio.get_running_loop().add_signal_handler(each, workers.stop)
    if embedded:
        write_address(settings.data_dir, store.address)
        looking = asyncio.create_task(keep(store, embedded, partial(write_address, settings.data_dir)))
    await workers.run()
    if looking:
        looking.cancel()


@app.command(hidden=True)
def worker() -> None:
    """Answer on the socket of the process that has started this one."""
    run(_work, stopped=DONE, service=True)


async def _work(settings: Settings) -> None:
    place = Place.own()
    place.die_with_parent()
    share_as(place.number)
    logs.worker = place.number
    if settings.embedded:
        store = Store.open(
            read_address(settings.data_dir),
            embedded=True,
            pool=settings.connections,
            lanes=lanes_for(settings.workers),
        )
        await _work_in(place, settings, store, [follow(store, settings.data_dir)])
        return
    async with opened(settings, loading=False) as (store, _):
        await _work_in(place, settings, store, [])


async def _work_in(place: Place, settings: Settings, store: Store, background: Background) -> None:
    registry = registry_of(store, settings, snapshots=True)
    if place.others:  # who take the questions until the read model is there
        with contextlib.suppress(StoreFault, NotMade):
            await registry.views.current()
    await _answer(application(settings, registry, background), settings, place.socket())


def _greet(settings: Settings, store: Store, port: int) -> None:
    host = "localhost" if settings.host in EVERYWHERE else settings.host
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    kept = f"{settings.data_dir} (embedded store)" if settings.embedded else f"Neo4j at {store.address.uri}"
    question = '{"query":"{ search(text: \\"Lomonosov\\") { nodes { name country { name } } } }"}'
    sys.stdout.write(
        f"""
The partner registry answers at {address}

Three things to try:
  {address}/          questions to click, with their answers
  {address}/graphql   the API, with GraphiQL in a browser
  curl -s {address}/graphql -H 'content-type: application/json' -d '{question}'

Data lives in {kept}. What is marked `demo` in it is invented.
Stop with Ctrl-C.
"""
    )
    sys.stdout.flush()


if __name__ == "__main__":
    app()
