"""The ASGI application over a registry: its routes, what stands around them, and what runs beside."""

import asyncio
import contextlib
import gc
import logging
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.context import Registry
from engine.faults import error_body
from engine.operation import Operations
from errors import Code
from process.authentication import authentication_of
from process.housekeeping import keep_house
from process.metrics import Metrics
from process.rates import rates_of
from process.warming import warm_up
from schema.query import assemble_schema, render_schema
from settings import Settings, SettingsError
from transport.authentication import AuthenticationMiddleware, SignIn
from transport.connection import REFUSED
from transport.cors import with_origins
from transport.failures import FailureMiddleware
from transport.graphql import GraphQLEndpoint, refuse
from transport.graphql_ws import SocketServices
from transport.handshake import SocketEndpoint, answer_in_http
from transport.listening import SETTLE_SECONDS, Server
from transport.pages import ASSETS, ROBOTS, Given, Readiness, examples_json, fixed_route, healthz, index, schema_graphql
from transport.proxies import behind_proxies
from transport.rates import RateLimits
from transport.requests import RequestCounter, Requests
from transport.streams import Streams, most_streams

if TYPE_CHECKING:
    from process.traces import Traces

log = logging.getLogger(__name__)

CODES = {404: Code.NO_SUCH_PATH, 405: Code.METHOD_NOT_ALLOWED}
Background = Sequence[Coroutine[Any, Any, None]]
GRAPHQL = ("/graphql", "/graphql/")
STOPS = (signal.SIGINT, signal.SIGTERM)
COLLECTED = (5_000, 10, 10)
"""When the collector of cycles runs: an answer makes thousands of objects and hardly a cycle."""


def application(
    settings: Settings, registry: Registry, background: Background = (), traces: "Traces | None" = None
) -> ASGIApp:
    """The application over a registry, whose store it closes when it ends; `background` runs as long as it does.

    `traces` are those of the settings, unless others are given.
    """
    schema, _ = assemble_schema()
    store = registry.store
    metrics = Metrics(lambda: registry.views.made) if settings.metrics else None
    if metrics:
        store.watches.append(metrics)
        registry.planner.told = metrics.plan
    traces = traces or (traces_class().to(settings.traces) if settings.traces else None)
    operations = Operations(schema, registry, settings, counted=metrics)
    streams = Streams(most_streams(settings.streams), metrics)
    questions_endpoint = GraphQLEndpoint(operations, settings, streams)
    endpoint: ASGIApp = questions_endpoint
    if traces:
        store.watches.append(traces)
        endpoint = traces.around(endpoint)
    rates = rates_of(settings, metrics.rate_limited if metrics else None)
    sign_in = SignIn(authentication_of(settings, store), rates)
    counted = metrics.request if metrics else None
    services = SocketServices(
        operations, questions_endpoint.documents, sign_in, rates, streams, settings.request_deadline, counted
    )
    sockets = AuthenticationMiddleware(SocketEndpoint(services, GRAPHQL, settings.origins), sign_in)
    endpoint = AuthenticationMiddleware(RateLimits(endpoint, rates), sign_in)

    def wrap(app: ASGIApp, counted: RequestCounter | None = None) -> ASGIApp:
        return Requests(with_origins(FailureMiddleware(app), settings.origins), counted)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        looking = [metrics.look()] if metrics else []
        beside = [warm_up(registry, operations), keep_house(store), *looking, *background]
        tasks = [asyncio.create_task(_run_and_log(each)) for each in beside]
        yield
        for task in tasks:
            task.cancel()
        registry.views.stop()
        await asyncio.gather(registry.commands.settle(SETTLE_SECONDS), registry.feed.settle(SETTLE_SECONDS))
        await store.close()
        if traces:
            await traces.close()

    site = Starlette(
        routes=[
            Route("/", Given(index), methods=["GET"]),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(store, registry.views).answer),
            Route("/schema.graphql", schema_graphql(render_schema()), methods=["GET"]),
            Route("/examples.json", examples_json(), methods=["GET"]),
            *([Route("/metrics", metrics.page)] if metrics else []),
            Route("/assets/{name}", Given(ASSETS.asset), methods=["GET"]),
            Route("/favicon.ico", Given(ASSETS.asset), methods=["GET"]),
            Route("/robots.txt", fixed_route(ROBOTS, "text/plain"), methods=["GET"]),
        ],
        middleware=[Middleware(wrap)],
        exception_handlers={HTTPException: _answer_http_error},
        lifespan=lifespan,
    )
    site.router.redirect_slashes = False  # a redirect would be to the host that the client names
    questions, refusals = wrap(endpoint, counted), wrap(refuse)
    handshakes = answer_in_http(wrap(sockets))

    front = _front(site, questions, handshakes, refusals)
    return behind_proxies(front, settings.proxies)


def _front(site: ASGIApp, questions: ASGIApp, handshakes: ASGIApp, refusals: ASGIApp) -> ASGIApp:
    async def front(scope: Scope, receive: Receive, send: Send) -> None:
        """Questions go straight to their endpoint: the way through the routes costs as much as an answer."""
        here = site
        if REFUSED in scope.get("state", ()):
            here = refusals
        elif scope["type"] == "websocket":
            here = handshakes
        elif scope["type"] == "http" and scope["path"] in GRAPHQL:
            here = questions
        await here(scope, receive, send)

    return front


def traces_class() -> "type[Traces]":
    """What makes traces. Raises SettingsError where its packages are not installed."""
    try:
        from process.traces import Traces  # noqa: PLC0415  # an extra; where there are no traces it costs nothing
    except ModuleNotFoundError as error:
        raise SettingsError(f"REGISTRY_TRACES needs {error.name}, of the extra `traces` (docs/operation.md)") from None
    return Traces


async def _run_and_log(work: Coroutine[Any, Any, None]) -> None:
    """Work in the background, which nobody waits for: a defect in it would go unseen."""
    try:
        await work
    except Exception:
        log.exception("background task failed")


async def _answer_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, Code.BAD_REQUEST)
    request.state.told.codes = (code.name,)
    body = error_body(code, code.meaning, request.state.request_id)
    return JSONResponse(body, error.status_code, dict(error.headers or {}))


async def answer(app: ASGIApp, settings: Settings, listening: socket.socket) -> None:
    """Answers on a socket until told to stop."""
    gc.set_threshold(*COLLECTED)
    server = Server(app, settings)
    for each in STOPS:
        asyncio.get_running_loop().add_signal_handler(each, server.handle_exit, each, None)
    await server.serve(sockets=[listening])
