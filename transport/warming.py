"""What is done at the start, before the first question wants it: the read model, and statements that are planned."""

import contextlib
import logging
from collections.abc import Iterable

from graphql import get_introspection_query

from graph.store.faults import StoreFault
from resolvers.context import Registry
from transport.operation import Operations, Request
from transport.queries import examples

log = logging.getLogger(__name__)

OF_SCHEMA = ("{ _service { sdl } }", get_introspection_query())
"""What gateways and tools ask first."""
TIMES = 2
"""An operation is compiled when it is asked for again."""


async def warm_up(registry: Registry, operations: Operations) -> None:
    """Makes the read model, and warms OF_SCHEMA and the documents of docs/queries.

    Raises nothing where the store is down.
    """
    with contextlib.suppress(StoreFault):
        await registry.views.current()
    asked = [(each, None) for each in OF_SCHEMA] + [(each.query, each.variables) for each in examples()]
    await warm(operations, [Request(query, variables, request_id="warming") for query, variables in asked])


async def warm(operations: Operations, requests: Iterable[Request]) -> None:
    """Asks each request so often that the store has planned it and its operation is compiled; one after the other.

    What comes of it is for nobody: failures are logged at DEBUG. Ends where the store does not answer.
    """
    for request in requests:
        for _ in range(TIMES):
            try:
                answer = await operations.run(request, read_only=True)
            except Exception:
                log.debug("not warmed", exc_info=True)
                break
            log.debug("warmed", extra={"operation": answer.operation, "codes": list(answer.codes)})
            if answer.down:
                return
