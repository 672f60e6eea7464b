"""What a process that serves does now and then: seals changes, and forgets what requests were answered long ago."""

import asyncio
import logging

from graph.changes.seal import SealError, seal_due
from graph.store.clock import now_ms
from graph.store.errors import StoreError
from graph.store.store import Store
from graph.write.requests import forget_requests

log = logging.getLogger(__name__)

PAUSE = 60.0
"""Seconds between two rounds."""


async def keep_house(store: Store, pause: float = PAUSE) -> None:
    """Does what is due, round after round. Every process may do so; two statements where nothing is due."""
    while True:
        await asyncio.sleep(pause)
        try:
            await forget_requests(store, now_ms())
            await seal_due(store, now_ms())
        except SealError as error:
            log.error("changes are not sealed", extra={"reason": str(error)})
        except StoreError as error:
            log.info("housekeeping put off", extra={"reason": str(error)})
