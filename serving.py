"""What `server.py serve` and ASGI servers run: opens the store, migrates it, loads the demo set, and answers."""

import asyncio
import contextlib
import logging
import socket
import sys
from collections.abc import AsyncIterator

from starlette.types import ASGIApp, Receive, Scope, Send

from access.first_key import FILE as FIRST_KEY
from access.first_key import make_first_key, only_first
from access.keys import list_keys
from engine.operation import Operations
from graph.load.demo import is_cut, is_empty, load_demo
from graph.load.unfinished import refuse_part, unfinished_loads
from graph.store.connecting import READ_DEADLINE
from graph.store.embedded import EmbeddedStore
from graph.store.store import Store
from process.application import STOPS, answer, application, traces_class
from process.authentication import check_oidc
from process.keeper import supervise_store
from process.registry import registry_of, weights_of
from process.workers import Workers
from running import FAILURES, migrate_store, open_store
from schema.query import assemble_schema
from settings import HERE, Settings, from_environment
from terminal import bar, say
from transport.listening import bind_socket, is_loopback
from transport.trusted import trusted_documents

OPEN = (
    "Others can reach this address, and nobody but the administrator can sign in: make keys with "
    "`python server.py keys create` (docs/access.md)."
)
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # told, not listened on
BACKLOG = 2_048
"""Connections that may wait to be taken; as uvicorn has it."""


def make_app() -> ASGIApp:
    """The application, with its settings from the environment, as ASGI servers make it.

    With its lifespan it opens the store, migrates it, loads the demo set if told, and closes it again. Where it cannot,
    the start fails in plain words. Raises SettingsError where a setting cannot be used.
    """
    settings = from_environment()
    within: list[ASGIApp] = []

    async def registry(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await within[0](scope, receive, send)
            return
        async with contextlib.AsyncExitStack() as stack:
            try:
                store, embedded = await stack.enter_async_context(_open_migrated(settings))
            except FAILURES as error:
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                return
            within.append(_application(settings, store, embedded))
            await within[0](scope, receive, send)

    return registry


@contextlib.asynccontextmanager
async def _open_migrated(settings: Settings) -> AsyncIterator[tuple[Store, EmbeddedStore | None]]:
    """The store of the settings, migrated, with the demo set if told."""
    async with open_store(settings, loading=False, patience=READ_DEADLINE) as (store, embedded):
        await migrate_store(store)
        await _load(settings, store)
        yield store, embedded


def _application(settings: Settings, store: Store, embedded: EmbeddedStore | None) -> ASGIApp:
    """The application of the one process that answers; it keeps the embedded store running, too."""
    keeping = [supervise_store(store, embedded)] if embedded else []
    return application(settings, registry_of(store, settings, snapshots=True), keeping)


async def serve_registry(settings: Settings) -> None:
    """Serves until told to stop. Raises one of `running.FAILURES` where it cannot."""
    trusted = trusted_documents(settings)  # what is wrong with the files is told before the store starts
    weights_of(settings)
    check_oidc(settings)
    if settings.traces:
        traces_class()
    with bind_socket(settings.host, settings.port) as listening:
        async with _open_migrated(settings) as (store, embedded):
            keys = await list_keys(store)
            first_key = None if keys else await make_first_key(store, settings.data_dir)
            if not is_loopback(settings.host) and settings.oidc_issuer is None and only_first(keys):
                say(OPEN, logging.WARNING)
            listening.listen(BACKLOG)  # from here on a client waits for us, and is not refused
            _greet(settings, store, listening.getsockname()[1], first_key)
            if trusted.texts:
                trusted.hold(Operations(assemble_schema()[0], registry_of(store, settings), settings))
            if settings.workers > 1:
                await _keep_workers(settings, listening, store, embedded)
            else:
                await answer(_application(settings, store, embedded), settings, listening)
    say("stopped")


async def _load(settings: Settings, store: Store) -> None:
    """Loads the demo set where the store has no institution, or completes it. Refuses a store that is only a part."""
    await refuse_part(store)
    if settings.load_demo and (await is_empty(store) or await is_cut(store)):
        with bar("demo set") as told:
            await load_demo(store, told)
    for each in await unfinished_loads(store):
        say(each.words(), logging.WARNING)


async def _keep_workers(
    settings: Settings, listening: socket.socket, store: Store, embedded: EmbeddedStore | None
) -> None:
    """Has workers answer on a socket until told to stop; they share the store."""
    workers, looking = Workers(settings.workers, listening, [sys.executable, str(HERE / "worker.py")]), None
    for each in STOPS:
        asyncio.get_running_loop().add_signal_handler(each, workers.stop)
    if embedded:
        looking = asyncio.create_task(supervise_store(store, embedded))
    await workers.run()
    if looking:
        looking.cancel()


def _greet(settings: Settings, store: Store, port: int, first_key: str | None) -> None:
    """Says where the registry answers; `first_key` is shown where this start has made it."""
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
{_key_words(settings, first_key) if first_key else ""}Stop with Ctrl-C.
"""
    )
    sys.stdout.flush()


def _key_words(settings: Settings, first_key: str) -> str:
    return f"""What is published needs no key. The key of an administrator, shown this once:
  {first_key}
It is kept in {settings.data_dir / FIRST_KEY}.
"""
