"""What is done at the start, before the first question wants it: the read model, and statements that are planned."""

import contextlib
import logging
from collections.abc import Iterable

from graph.store.faults import StoreFault
from resolvers.context import Registry
from transport.operation import Operations, Request
from transport.queries import examples

log = logging.getLogger(__name__)

TIMES = 2
"""An operation is compiled when it is asked for again."""


async def warm_up(registry: Registry, operations: Operations) -> None:
    """Makes the read model, and warms the documents of docs/queries. Raises nothing where the store is down."""
    with contextlib.suppress(StoreFault):
        await registry.views.current()
    await warm(operations, [Request(each.query, each.variables, request_id="warming") for each in examples()])


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
