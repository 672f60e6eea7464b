#!/usr/bin/env python3
"""One of several processes that answer on one socket; `server.py serve` starts them (transport/workers.py).

It imports nothing that only commands need: a worker is to be there soon after one has ended.
"""

import contextlib

import typer

import logs
from graph.store.faults import StoreFault
from graph.store.lanes import lanes_for
from graph.store.store import Store
from matching.standing import NotMade
from running import DONE, opened, run
from settings import Settings
from transport.application import Background, answer, application
from transport.metrics import share_as
from transport.registry import registry_of
from transport.workers import Place, follow, read_address

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
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
    await answer(application(settings, registry, background), settings, place.socket())


if __name__ == "__main__":
    app()
