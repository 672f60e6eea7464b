"""Keeps a store open for as long as the server lives; an embedded server that dies is started again."""

import asyncio
import logging

from graph.store.embedded import EmbeddedStore
from graph.store.errors import StoreError
from graph.store.store import Store

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
PAUSE_SECONDS = 10.0
"""Between two starts that fail."""


async def supervise_store(store: Store, embedded: EmbeddedStore) -> None:
    """Looks after the embedded server until cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if embedded.running:
            continue
        log.error("embedded store exited; restarting")
        try:
            await store.move(await asyncio.to_thread(embedded.start))
        except (StoreError, OSError) as fault:
            log.error("embedded store failed to start", extra={"reason": str(fault)})
            await asyncio.sleep(PAUSE_SECONDS)
