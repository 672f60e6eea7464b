"""The executor of queries: root fields side by side, then the compiled projection; the stock executor where it fails.

One way from the document to the answers of the root fields, whoever makes the data of them.
"""

import asyncio
import inspect
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    ExecutionResult,
    Executor,
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    get_argument_values,
    visit,
)
from graphql.pyutils import Path

from resolvers.compiled import TYPE_NAME, Projection, compiled
from resolvers.context import Context, Kept
from resolvers.document import Document

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RootField:
    """A field of the operation's top level: its response key, its definition, and the nodes that ask for it."""

    key: str
    definition: GraphQLField
    nodes: list[FieldNode]
    path: Path


@dataclass(frozen=True, slots=True)
class Compiled:
    """An operation made ready: its root fields, its projection, and what is kept of each field's selection."""

    roots: tuple[RootField, ...]
    projection: Projection
    kept: dict[str, Kept]


def compiled_operation(document: Document, operation: OperationDefinitionNode) -> Compiled | None:
    """The operation made ready; None where it is no query, or asks for the schema itself."""
    root = document.schema.query_type
    assert root
    asked = document.selected(operation.selection_set, root)
    names = {nodes[0].name.value for nodes in asked.values()} - {TYPE_NAME}
    if operation.operation.value != "query" or operation.directives or not names <= root.fields.keys():
        return None
    roots = tuple(
        RootField(key, root.fields[nodes[0].name.value], nodes, Path(None, key, root.name))
        for key, nodes in asked.items()
        if nodes[0].name.value != TYPE_NAME
    )
    kept = {each.key: Kept(tuple(variables_below(document, each.nodes))) for each in roots}
    return Compiled(roots, compiled(document, asked, root), kept)


def variables_below(document: Document, nodes: list[FieldNode]) -> Iterator[str]:
    """The names of the variables in what is asked below these nodes, their own arguments left out."""
    seen: set[str] = set()
    names: set[str] = set()

    class Names(Visitor):
        def enter_variable(self, node: VariableNode, *_: object) -> None:
            names.add(node.name.value)

        def enter_fragment_spread(self, node: Any, *_: object) -> None:
            name = node.name.value
            if name not in seen:
                seen.add(name)
                visit(document.fragments[name], self)

    for node in nodes:
        if node.selection_set:
            visit(node.selection_set, Names())
    yield from sorted(names)


class RegistryExecutor(Executor[Context]):
    """graphql-core's executor with a compiled operation in front of it, where there is one."""

    def __init__(self, *given: Any, compiled: Compiled | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.compiled = compiled

    def execute_operation(self, serially: bool | None = None) -> Any:
        """The result, or an awaitable of it. Data of a compiled projection is JSON already (orjson.Fragment)."""
        if self.compiled is None:
            return super().execute_operation(serially)
        return self._compiled(self.compiled, serially)

    async def _compiled(self, operation: Compiled, serially: bool | None) -> ExecutionResult:
        self.context_value.kept = operation.kept
        answers = await self._answers(operation)
        try:
            return ExecutionResult(orjson.Fragment(orjson.dumps(operation.projection.data(answers))))  # type: ignore
        except Exception as odd:  # whatever it is, the stock executor finds it again, and words it
            log.debug("the stock executor takes over", extra={"reason": type(odd).__name__})
        self.context_value.answers = answers
        result = super().execute_operation(serially)
        found = await result if inspect.isawaitable(result) else result
        assert isinstance(found, ExecutionResult)
        return found

    async def _answers(self, operation: Compiled) -> dict[str, Any]:
        if len(operation.roots) == 1:
            (root,) = operation.roots
            return {root.key: await self._answer(root)}
        found = await asyncio.gather(*map(self._answer, operation.roots))
        return {root.key: answer for root, answer in zip(operation.roots, found, strict=True)}

    async def _answer(self, root: RootField) -> Any:
        """What the resolver of a root field gives, or the error it raises."""
        parent = self.schema.query_type
        assert isinstance(parent, GraphQLObjectType)
        info = self.build_resolve_info(root.definition, root.nodes, parent, root.path)
        try:
            given = get_argument_values(root.definition, root.nodes[0], self.variable_values)
            assert root.definition.resolve
            answer = root.definition.resolve(None, info, **given)
            return await answer if inspect.isawaitable(answer) else answer
        except Exception as error:  # it becomes an error of this field alone
            return error
