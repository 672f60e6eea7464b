"""The partner registry: one graph of universities, offices and contacts, asked through GraphQL.

`create_app` makes the ASGI application; `python server.py --help` lists what else can be done.
"""

import asyncio
import contextlib
import re
import socket
import sys
import uuid
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import logs
from commands import app, bar, opened, run, told_migration
from errors import Code
from graph.load.demo import is_empty, load_demo
from graph.migrations import migrate
from graph.store.embedded import EmbeddedStore
from graph.store.store import Store
from schema.query import assembled
from settings import Settings
from transport.faults import OURS, whole
from transport.graphql import GraphQLRoute, wants_page
from transport.keeper import keep
from transport.operation import Operations
from transport.pages import DIST, Readiness, examples_json, healthz, index, page, schema_graphql
from transport.registry import registry_of

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
CODES = {404: Code.NO_SUCH_PATH, 405: Code.METHOD_NOT_ALLOWED}
WORTH_GZIP = 1_000
"""Bytes; below, compression costs more than it saves."""


def create_app(settings: Settings, store: Store, embedded: EmbeddedStore | None = None) -> Starlette:
    """The application over an open store. It closes the store when it ends; `embedded` is looked after."""
    schema, _ = assembled()
    route = GraphQLRoute(Operations(schema, registry_of(store, settings), settings), settings.max_body)

    async def graphql(request: Request) -> Response:
        return page("graphiql.html") if wants_page(request) else await route(request)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        keeping = asyncio.create_task(keep(store, embedded)) if embedded else None
        yield
        if keeping:
            keeping.cancel()
        await store.close()

    return Starlette(
        routes=[
            Route("/", index),
            Route("/graphql", graphql, methods=["GET", "POST"]),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(store).answer),
            Route("/schema.graphql", schema_graphql(schema)),
            Route("/examples.json", examples_json),
            Mount("/assets", StaticFiles(directory=DIST / "assets", check_dir=False)),
        ],
        middleware=[Middleware(RequestIds), Middleware(GZipMiddleware, minimum_size=WORTH_GZIP)],
        exception_handlers={HTTPException: _refused, Exception: _failed},
        lifespan=lifespan,
    )


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, Code.BAD_REQUEST)
    body = whole(code, code.meaning, request.state.request_id)
    return JSONResponse(body, error.status_code, dict(error.headers or {}))


async def _failed(request: Request, error: Exception) -> Response:
    """Starlette's server, which logs the error, runs this outside the other middleware."""
    request_id = request.scope.get("state", {}).get("request_id", "")
    return JSONResponse(whole(Code.INTERNAL, OURS, request_id), 500)


class RequestIds:
    """Gives every request an id: the client's own where it sends a plain one in `X-Request-Id`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application with the id in the request's state, in the log and in the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
        request_id = sent if REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        state: dict[str, Any] = scope.setdefault("state", {})
        state["request_id"] = request_id
        logs.request_id.set(request_id)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        await self.app(scope, receive, send_with_id)


@app.command()
def serve() -> None:
    """Start the store if it is the embedded one, migrate, load the demo set into an empty store, and serve."""
    run(_serve)


async def _serve(settings: Settings) -> None:
    async with opened(settings) as (store, embedded):
        await migrate(store, told=told_migration)
        if settings.load_demo and await is_empty(store):
            with bar("demo set") as told:
                await load_demo(store, told)
        listening = socket.create_server((settings.host, settings.port))
        port = listening.getsockname()[1]
        _greet(settings, store, port)
        config = uvicorn.Config(create_app(settings, store, embedded), log_config=None, access_log=False)
        await uvicorn.Server(config).serve(sockets=[listening])


def _greet(settings: Settings, store: Store, port: int) -> None:
    address = f"http://{settings.host}:{port}"
    kept = f"{settings.data_dir} (embedded store)" if settings.embedded else f"Neo4j at {store.address.uri}"
    question = '{"query":"{ search(text: \\"Lomonosov\\") { nodes { name country { name } } } }"}'
    sys.stdout.write(
        f"""
The partner registry answers at {address}

Three things to try:
  {address}/          questions to click, with their answers
  {address}/graphql   the API, with GraphiQL in a browser
  curl -s {address}/graphql -H 'content-type: application/json' -d '{question}'

Data lives in {kept}. Contacts, agreements, events and people of the demo set are invented.
Stop with Ctrl-C.
"""
    )
    sys.stdout.flush()


if __name__ == "__main__":
    app()
