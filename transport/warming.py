"""What is done at the start, before the first question wants it: the read model, and the statements of examples."""

import contextlib
import logging

from graph.store.faults import StoreFault
from resolvers.context import Registry
from transport.operation import Operations, Request
from transport.queries import examples

log = logging.getLogger(__name__)

TIMES = 2
"""An operation is compiled when it is asked for again."""


async def warm(registry: Registry, operations: Operations) -> None:
    """Asks the documents of docs/queries, and makes the read model. A store that is down now is asked again later."""
    with contextlib.suppress(StoreFault):
        await registry.views.current()
    for example in examples():
        for _ in range(TIMES):
            answer = await operations.run(Request(example.query, example.variables))
        log.debug("warmed", extra={"document": example.name, "codes": list(answer.codes)})
