#!/usr/bin/env python3
"""The partner registry: one graph of universities, offices and contacts, asked through GraphQL.

`create_app` makes the ASGI application; `python server.py --help` lists what else can be done.
"""

import asyncio
import logging
import socket
import sys
from functools import partial

from commands import app
from engine.operation import Operations
from graph.load.demo import is_cut, is_empty, load_demo
from graph.load.unfinished import refuse_part, unfinished
from graph.migrations import migrate
from graph.store.connecting import READ_DEADLINE
from graph.store.embedded import EmbeddedStore
from graph.store.store import Store
from process.application import STOPS, answer, create_app, traces_class
from process.keeper import keep
from process.registry import registry_of, weights_of
from process.workers import Workers, write_address
from running import DONE, opened, run
from schema.query import assembled
from settings import HERE, Settings
from terminal import bar, say, told_migration
from transport.listening import bound
from transport.trusted import trusted_documents

__all__ = ["app", "create_app"]

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # told, not listened on
BACKLOG = 2_048
"""Connections that may wait to be taken; as uvicorn has it."""


@app.command()
def serve() -> None:
    """Start the store if it is the embedded one, migrate, load the demo set into an empty store, and serve."""
    run(_serve, stopped=DONE, service=True)


async def _serve(settings: Settings) -> None:
    trusted = trusted_documents(settings)  # what is wrong with the files is told before the store starts
    weights_of(settings)
    if settings.traces:
        traces_class()
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
                await answer(create_app(settings, store, keeping, snapshots=True), settings, listening)
    say("stopped")


async def _load(settings: Settings, store: Store) -> None:
    """Loads the demo set where the store has no institution, or completes it. Refuses a store that is only a part."""
    await refuse_part(store)
    if settings.load_demo and (await is_empty(store) or await is_cut(store)):
        with bar("demo set") as told:
            await load_demo(store, told)
    for each in await unfinished(store):
        say(each.words(), logging.WARNING)


async def _keep_workers(
    settings: Settings, listening: socket.socket, store: Store, embedded: EmbeddedStore | None
) -> None:
    """Has workers answer on a socket until told to stop; they share the store."""
    workers, looking = Workers(settings.workers, listening, [sys.executable, str(HERE / "worker.py")]), None
    for each in STOPS:
        asyncio.get_running_loop().add_signal_handler(each, workers.stop)
    if embedded:
        write_address(settings.data_dir, store.address)
        looking = asyncio.create_task(keep(store, embedded, partial(write_address, settings.data_dir)))
    await workers.run()
    if looking:
        looking.cancel()


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
