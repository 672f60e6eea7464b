"""The partner registry: one graph of universities, offices and contacts, asked through GraphQL.

`create_app` makes the ASGI application; `python server.py --help` lists what else can be done.
"""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from commands import DONE, app, bar, opened, run, told_migration
from errors import Code
from graph.load.demo import is_empty, load_demo
from graph.migrations import migrate
from graph.store.embedded import EmbeddedStore
from graph.store.faults import StoreFault
from graph.store.store import Store
from resolvers.context import Registry
from schema.query import assembled
from settings import Settings
from transport.encoding import WORTH
from transport.faults import whole
from transport.graphql import GraphQLEndpoint
from transport.keeper import keep
from transport.listening import Server, bound
from transport.operation import Operations
from transport.pages import DIST, Readiness, examples_json, healthz, index, schema_graphql
from transport.registry import registry_of
from transport.requests import Requests

CODES = {404: Code.NO_SUCH_PATH, 405: Code.METHOD_NOT_ALLOWED}
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # told, not listened on
GRAPHQL = "/graphql"
COLLECTED = (20_000, 20, 20)
"""When the collector of cycles runs: an answer makes thousands of objects and hardly a cycle."""


def create_app(settings: Settings, store: Store, embedded: EmbeddedStore | None = None) -> ASGIApp:
    """The application over an open store. It closes the store when it ends; `embedded` is looked after."""
    return application(settings, registry_of(store, settings), embedded)


def application(settings: Settings, registry: Registry, embedded: EmbeddedStore | None = None) -> ASGIApp:
    """The application over a registry."""
    schema, _ = assembled()
    store = registry.store
    graphql = Requests(GraphQLEndpoint(Operations(schema, registry, settings), settings))

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_warm(registry))]
        if embedded:
            tasks.append(asyncio.create_task(keep(store, embedded)))
        yield
        for task in tasks:
            task.cancel()
        await store.close()

    pages = Starlette(
        routes=[
            Route("/", index),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(store).answer),
            Route("/schema.graphql", schema_graphql(schema)),
            Route("/examples.json", examples_json),
            Mount("/assets", StaticFiles(directory=DIST / "assets", check_dir=False)),
        ],
        middleware=[Middleware(Requests), Middleware(GZipMiddleware, minimum_size=WORTH)],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )

    async def front(scope: Scope, receive: Receive, send: Send) -> None:
        """Questions go straight to their endpoint: the way through the pages' routes costs as much as an answer."""
        here = graphql if scope["type"] == "http" and scope["path"] == GRAPHQL else pages
        await here(scope, receive, send)

    return front


async def _warm(registry: Registry) -> None:
    """Reads the read model before the first question wants it; a store that is down now is asked again then."""
    with contextlib.suppress(StoreFault):
        await registry.views.current()


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, Code.BAD_REQUEST)
    request.state.told.codes = (code.name,)
    body = whole(code, code.meaning, request.state.request_id)
    return JSONResponse(body, error.status_code, dict(error.headers or {}))


@app.command()
def serve() -> None:
    """Start the store if it is the embedded one, migrate, load the demo set into an empty store, and serve."""
    run(_serve, stopped=DONE)


async def _serve(settings: Settings) -> None:
    gc.set_threshold(*COLLECTED)
    with bound(settings.host, settings.port) as listening:
        async with opened(settings) as (store, embedded):
            await migrate(store, told=told_migration)
            if settings.load_demo and await is_empty(store):
                with bar("demo set") as told:
                    await load_demo(store, told)
            listening.listen()  # from here on a client waits for us, and is not refused
            _greet(settings, store, listening.getsockname()[1])
            server = Server(create_app(settings, store, embedded))
            for each in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(each, server.handle_exit, each, None)
            await server.serve(sockets=[listening])


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
