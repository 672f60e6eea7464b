"""The operation made ready: root fields side by side, then the compiled projection.

It stands before graphql-core's executor and not in a subclass of it: making an executor for each request costs more
than all that is done here. Where the projection meets something odd, the stock executor goes over the same answers.
"""

import asyncio
import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    OperationType,
)
from graphql.pyutils import Path, is_awaitable

from resolvers.compiled import TYPE_NAME, Projection, compiled
from resolvers.context import Context, Kept
from resolvers.document import Document, Info
from resolvers.variables import Arguments, Variables, arguments_of, variables_in

log = logging.getLogger(__name__)

NO_HELPERS: Any = None
"""Our resolvers use none of what the executor offers for asynchronous work."""


@dataclass(frozen=True, slots=True)
class RootField:
    """A field of the operation's top level: its response key, its definition, and the nodes that ask for it."""

    key: str
    definition: GraphQLField
    nodes: list[FieldNode]
    path: Path
    arguments: Callable[[Variables], Arguments]


@dataclass(frozen=True, slots=True)
class Compiled:
    """An operation made ready: its root fields, its projection, and what is kept of each field's selection."""

    document: Document
    operation: OperationDefinitionNode
    parent: GraphQLObjectType
    roots: tuple[RootField, ...]
    projection: Projection
    kept: dict[str, Kept]

    async def data(self, context: Context, variables: Variables) -> bytes | None:
        """The data as JSON. None where the stock executor has to make it of `context.answers`."""
        context.kept = self.kept
        answers = await self._answers(context, variables)
        try:
            return orjson.dumps(self.projection.data(answers))
        except Exception as odd:  # whatever it is, the stock executor finds it again, and has words for it
            log.debug("the stock executor takes over", extra={"reason": type(odd).__name__})
        context.answers = answers
        return None

    @property
    def source(self) -> str:
        """The Python of the projection; of what reads the rows of root fields, as far as they were asked for."""
        read = [f"# rows of {key}\n{source}" for key, kept in self.kept.items() for source in kept.sources]
        return "\n\n".join([*read, f"# the operation\n{self.projection.source}"])

    async def _answers(self, context: Context, variables: Variables) -> dict[str, Any]:
        if len(self.roots) == 1:
            (root,) = self.roots
            return {root.key: await self._answer(root, context, variables)}
        answers: dict[str, asyncio.Task[Any]] = {}
        async with asyncio.TaskGroup() as group:
            for root in self.roots:
                answers[root.key] = group.create_task(self._answer(root, context, variables))
                await asyncio.sleep(0)  # each is begun by itself: to plan thirty at once holds up other requests
        return {key: answer.result() for key, answer in answers.items()}

    async def _answer(self, root: RootField, context: Context, variables: Variables) -> Any:
        """What the resolver of a root field gives, or the error it raises."""
        try:
            assert root.definition.resolve
            answer = root.definition.resolve(None, self._info(root, context, variables), **root.arguments(variables))
            return await answer if inspect.isawaitable(answer) else answer
        except Exception as error:  # it becomes an error of this field alone
            return error

    def _info(self, root: RootField, context: Context, variables: Variables) -> Info:
        document = self.document
        return GraphQLResolveInfo(
            root.nodes[0].name.value, root.nodes, root.definition.type, self.parent, root.path, document.schema,
            document.fragments, None, self.operation, variables, context, is_awaitable, None, NO_HELPERS,
        )  # fmt: skip


def compiled_operation(document: Document, operation: OperationDefinitionNode) -> Compiled | None:
    """The operation made ready; None where it is no query, or asks for the schema itself."""
    parent = document.schema.query_type
    assert parent
    asked = document.selected(operation.selection_set, parent)
    names = {nodes[0].name.value for nodes in asked.values()} - {TYPE_NAME}
    if operation.operation is not OperationType.QUERY or operation.directives or not names <= parent.fields.keys():
        return None
    roots = tuple(_root(parent, key, nodes) for key, nodes in asked.items() if nodes[0].name.value != TYPE_NAME)
    kept = {each.key: Kept(tuple(variables_below(document, each.nodes))) for each in roots}
    return Compiled(document, operation, parent, roots, compiled(document, asked, parent), kept)


def _root(parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> RootField:
    definition = parent.fields[nodes[0].name.value]
    return RootField(key, definition, nodes, Path(None, key, parent.name), arguments_of(definition, nodes[0]))


def variables_below(document: Document, nodes: list[FieldNode]) -> list[str]:
    """The names of the variables in what is asked below these nodes, their own arguments left out."""
    below = (node.selection_set for node in nodes if node.selection_set)
    return sorted(set[str]().union(*(variables_in(each, document.fragments) for each in below)))
