"""One operation of a document: its variables, and what was compiled of it by which of its @skip and @include hold."""

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

from resolvers.document import Document
from resolvers.executor import Compiled, compiled_operation
from resolvers.variables import Variables, coercion

MOST_VARIANTS = 16
"""Of one operation. A client that varies @skip and @include in more ways is answered all the same."""

Variant = tuple[object, ...]


class Executable:
    """An operation that may run.

    It is compiled when it is asked for the second time, as most documents of people are asked once; `at_once`: then.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        *,
        conditions: tuple[str, ...],
        at_once: bool = False,
    ) -> None:
        """`conditions` are the names of the variables that @skip and @include depend on."""
        self.document = document
        self.operation = operation
        self.name = operation.name.value if operation.name else ""
        self.kind = operation.operation.value
        self.at_once = at_once
        self.variables: Callable[[Mapping[str, Any]], Variables | list[GraphQLError]] = coercion(schema, operation)
        self._schema = schema
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._conditions = conditions
        self._compiled: LRUCache[Variant, Compiled | None] = LRUCache(MOST_VARIANTS)
        self._seen: LRUCache[Variant, bool] = LRUCache(MOST_VARIANTS)

    def compiled(self, variables: Variables) -> Compiled | None:
        """What is compiled for these variables; None for the stock executor."""
        variant = tuple(variables.coerced.get(each) for each in self._conditions)
        if variant in self._compiled:
            return self._compiled[variant]
        if not self.at_once and variant not in self._seen:
            self._seen[variant] = True
            return None
        self._compiled[variant] = made = compiled_operation(self.document_with(variables), self.operation)
        return made

    def document_with(self, variables: Variables) -> Document:
        """The document as it is asked with these variables."""
        return Document(self._schema, self._fragments, variables)
