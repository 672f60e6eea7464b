"""Keeps a store open for as long as the server lives; an embedded server that dies is started again."""

import asyncio
import logging

from graph.store.embedded import EmbeddedStore
from graph.store.faults import StoreFault
from graph.store.store import Store

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
PAUSE_SECONDS = 10.0
"""Between two starts that fail."""


async def keep(store: Store, embedded: EmbeddedStore) -> None:
    """Looks after the embedded server until cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if embedded.running:
            continue
        log.error("the embedded store has ended; starting it again")
        try:
            await store.move(await asyncio.to_thread(embedded.start))
        except (StoreFault, OSError) as fault:
            log.error("the embedded store did not start", extra={"reason": str(fault)})
            await asyncio.sleep(PAUSE_SECONDS)
