#!/usr/bin/env python3
"""Forks the processes that answer on one socket; `server.py serve` starts it (process/workers.py).

It imports what they need, and nothing that only commands need.
"""

import contextlib
import gc
from functools import partial

import typer

import logs
from graph.store.embedded import read_address
from graph.store.errors import StoreError
from graph.store.lanes import lanes_for
from graph.store.store import Store
from matching.standing import NotMadeError
from process.application import Background, answer, application
from process.fork_server import WorkerSlot, fork_workers
from process.metrics import share_as
from process.registry import registry_of
from process.workers import watch_store_address
from running import DONE, MISUSED, open_store, run
from schema.query import assemble_schema
from settings import Settings, SettingsError
from terminal import exit_with

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main() -> None:
    """Fork a worker whenever the process that has started this one asks for one."""
    assemble_schema()
    gc.freeze()  # what the collector does not go through stays shared
    try:
        slot = fork_workers()
    except SettingsError as error:
        raise exit_with(str(error), MISUSED) from None
    run(partial(_work, slot), stopped=DONE, service=True)


async def _work(slot: WorkerSlot, settings: Settings) -> None:
    share_as(slot.number)
    logs.worker = slot.number
    if settings.embedded:
        store = Store.open(
            read_address(settings.data_dir),
            embedded=True,
            pool=settings.connections,
            lanes=lanes_for(settings.workers),
        )
        await _work_in(slot, settings, store, [watch_store_address(store, settings.data_dir)])
        return
    async with open_store(settings, loading=False) as (store, _):
        await _work_in(slot, settings, store, [])


async def _work_in(slot: WorkerSlot, settings: Settings, store: Store, background: Background) -> None:
    registry = registry_of(store, settings, snapshots=True)
    if slot.others:  # who take the questions until the read model is there
        with contextlib.suppress(StoreError, NotMadeError):
            await registry.views.current()
    await answer(application(settings, registry, background), settings, slot.socket())


if __name__ == "__main__":
    app()
