"""What is done at the start, before the first question wants it: the read model, and statements that are planned."""

import asyncio
import logging
from collections.abc import Iterable

from graphql import get_introspection_query

from engine.context import Registry, Views
from engine.operation import Operations, Request
from graph.store.errors import StoreError
from matching.memory import trim_heap
from matching.standing import NotMadeError
from transport.queries import examples

log = logging.getLogger(__name__)

OF_SCHEMA = ("{ _service { sdl } }", get_introspection_query())
"""What gateways and tools ask first."""
LOOK_SECONDS = 1.0
"""After which a read model that could not be made is asked for again; when it is tried again is its own affair."""
WARMING = "warming"
"""Request id of what is asked."""
TIMES = 2
"""An operation is compiled when it is asked for again."""


async def warm_up(registry: Registry, operations: Operations) -> None:
    """Warms OF_SCHEMA, has the read model made, however often that fails, and warms the documents of docs/queries."""
    await warm(operations, [Request(query, request_id=WARMING) for query in OF_SCHEMA])
    await wait_for_model(registry.views)
    await warm(operations, [Request(each.query, each.variables, request_id=WARMING) for each in examples()])
    trim_heap()  # analyses of a large network take tens of megabytes for a moment


async def wait_for_model(views: Views) -> None:
    """Asks for the read model until there is one."""
    while True:
        try:
            await views.current()
            return
        except (StoreError, NotMadeError):
            await asyncio.sleep(LOOK_SECONDS)


async def warm(operations: Operations, requests: Iterable[Request]) -> None:
    """Asks each request so often that the store has planned it and its operation is compiled; one after the other.

    What comes of it is for nobody: failures are logged at DEBUG. Ends where the store does not answer.
    """
    for request in requests:
        for _ in range(TIMES):
            try:
                answer = await operations.run(request, read_only=True)
            except Exception:
                log.debug("warm-up failed", exc_info=True)
                break
            log.debug("warm-up done", extra={"operation": answer.operation, "codes": list(answer.codes)})
            if answer.away:
                return
