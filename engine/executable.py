"""One operation of a document: its variables, and its compiled forms by the @skip and @include that hold."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
)

from engine.document import Document
from engine.executor import Ready, ready_operation
from engine.turns import Turns
from engine.variables import Variables, coercion

MAX_VARIANTS = 16
"""Of one operation. A client that varies @skip and @include in more ways is answered all the same."""

Variant = tuple[object, ...]


class Executable:
    """An operation that may run.

    Compiled on second use, as ad-hoc documents run once; `at_once` compiles on first use.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        *,
        conditions: tuple[str, ...],
        at_once: bool = False,
        turns: Turns | None = None,
    ) -> None:
        """`conditions` are the names of the variables that @skip and @include depend on.

        In `turns` a long document is made ready in a thread: compiled, as the stock executor would read its arguments
        again beside everybody else.
        """
        self.document = document
        self.operation = operation
        self.name = operation.name.value if operation.name else ""
        self.kind = operation.operation.value
        self.at_once = at_once
        self.variables: Callable[[Mapping[str, Any]], Variables | list[GraphQLError]] = coercion(schema, operation)
        self._schema = schema
        self._turns = turns
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._conditions = conditions
        self._ready: LRUCache[Variant, Ready | None] = LRUCache(MAX_VARIANTS)

    async def make_ready(self, variables: Variables) -> Ready | None:
        """The operation for these variables, made ready as far as it pays; None for the stock executor alone."""
        variant = tuple(variables.coerced.get(each) for each in self._conditions)
        if variant in self._ready:
            known = self._ready[variant]
            ready = known.with_plan_caches() if known else None
        elif self._turns:
            async with self._turns.turn():
                ready = await asyncio.to_thread(self._for_one, variables)
        else:
            ready = self._for_one(variables)
        self._ready[variant] = ready
        return ready

    def _for_one(self, variables: Variables) -> Ready | None:
        """The operation as it is asked for the first time, and perhaps the last."""
        ready = ready_operation(self.document_with(variables), self.operation)
        if ready and self.at_once:
            return ready.with_plan_caches()
        return ready.with_projection() if ready and self._turns else ready

    def document_with(self, variables: Variables) -> Document:
        """The document as it is asked with these variables."""
        return Document(self._schema, self._fragments, variables)
