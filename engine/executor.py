"""The operation made ready: root fields side by side, mutations one after the other, then the compiled projection.

It stands before graphql-core's executor and not in a subclass of it: making an executor for each request costs more
than all that is done here. Where the projection meets something odd, the stock executor goes over the same answers.
"""

import asyncio
import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
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

from engine.compiled import TYPE_NAME, Projection, compile_projection
from engine.constraints import where_arguments
from engine.context import Context, PlanCache
from engine.document import AskedFields, Document, Info
from engine.variables import Arguments, Variables, arguments_of, variables_in

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
class RootFields:
    """The root fields of an operation; `asked` is what the document asks of their type."""

    document: Document
    operation: OperationDefinitionNode
    parent: GraphQLObjectType
    asked: AskedFields
    fields: tuple[RootField, ...]

    async def answers(self, context: Context, variables: Variables) -> dict[str, Any]:
        """What the resolvers give, or the errors they raise, by response key.

        No statement of a query is sent before all its fields are planned. Raises RegistryError (TOO_BIG) where they
        could give more nodes together than an operation may.
        """
        if len(self.fields) == 1 or self.operation.operation is OperationType.MUTATION:
            answers = {root.key: await self._answer(root, context, variables) for root in self.fields}
        else:
            answers = await self._side_by_side(context, variables)
        if context.refused:
            raise context.refused
        return answers

    async def _side_by_side(self, context: Context, variables: Variables) -> dict[str, Any]:
        """The answers of all fields; those so far where the operation is refused."""
        running: dict[str, asyncio.Task[Any]] = {}
        context.planned = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for root in self.fields:
                running[root.key] = group.create_task(self._answer(root, context, variables))
                await asyncio.sleep(0)  # each is begun by itself: to plan thirty at once holds up other requests
                if context.refused:
                    break
            if context.refused:
                for task in running.values():
                    task.cancel()
            context.planned.set()
        return {key: task.result() for key, task in running.items() if not task.cancelled()}

    async def _answer(self, root: RootField, context: Context, variables: Variables) -> Any:
        """What the resolver of a root field gives, or the error it raises."""
        try:
            assert root.definition.resolve
            answer = root.definition.resolve(None, self._info(root, context, variables), **root.arguments(variables))
            return await answer if inspect.isawaitable(answer) else answer
        except Exception as error:  # it becomes an error of this field alone
            return error

    async def events(self, context: Context, variables: Variables) -> Any:
        """The events of its one field, of a subscription. Raises RegistryError."""
        (root,) = self.fields
        assert root.definition.subscribe
        return await root.definition.subscribe(None, self._info(root, context, variables), **root.arguments(variables))

    def _info(self, root: RootField, context: Context, variables: Variables) -> Info:
        document = self.document
        return GraphQLResolveInfo(
            root.nodes[0].name.value, root.nodes, root.definition.type, self.parent, root.path, document.schema,
            document.fragments, None, self.operation, variables, context, is_awaitable, None, NO_HELPERS,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ready:
    """An operation made ready: its root fields, its projection where it is compiled, and what is kept of selections."""

    roots: RootFields
    projection: Projection | None = None
    kept: dict[str, PlanCache] = field(default_factory=dict)

    async def answers(self, context: Context, variables: Variables) -> dict[str, Any]:
        """The answers of the root fields, as RootFields has them."""
        context.kept, context.variables = self.kept, variables.coerced
        context.lean = context.lean or bool(self.kept)
        return await self.roots.answers(context, variables)

    def data(self, answers: dict[str, Any]) -> bytes | None:
        """The data as JSON. None where the stock executor has to make it of the answers."""
        if self.projection is None:
            return None
        try:
            return orjson.dumps(self.projection.data(answers))
        except Exception as odd:  # whatever it is, the stock executor finds it again, and has words for it
            log.debug("falling back to the stock executor", extra={"reason": type(odd).__name__})
        return None

    def with_projection(self) -> "Ready":
        """The same with its projection."""
        roots = self.roots
        return replace(
            self, projection=self.projection or compile_projection(roots.document, roots.asked, roots.parent)
        )

    def with_plan_caches(self) -> "Ready":
        """The same, compiled, where it is asked again and again: what is made of the selections is kept."""
        if self.kept:
            return self
        document = self.roots.document
        kept = {
            each.key: PlanCache(variables_below(document, each.nodes), variables_of_filter(each.nodes[0]))
            for each in self.roots.fields
        }
        return replace(self.with_projection(), kept=kept)

    @property
    def source(self) -> str:
        """The Python of the projection; of what reads the rows of root fields, as far as they were asked for."""
        if self.projection is None:
            return ""
        read = [f"# rows of {key}\n{source}" for key, kept in self.kept.items() for source in kept.sources]
        return "\n\n".join([*read, f"# the operation\n{self.projection.source}"])


def ready_operation(document: Document, operation: OperationDefinitionNode) -> Ready | None:
    """The operation made ready, not yet compiled; None where it is a subscription, or asks for the schema itself."""
    parents = {OperationType.QUERY: document.schema.query_type, OperationType.MUTATION: document.schema.mutation_type}
    parent = parents.get(operation.operation)
    if parent is None or operation.directives:
        return None
    asked = document.fields_of(operation.selection_set, parent)
    names = {nodes[0].name.value for nodes in asked.values()} - {TYPE_NAME}
    if not names <= parent.fields.keys():
        return None
    fields = tuple(_root(parent, key, nodes) for key, nodes in asked.items() if nodes[0].name.value != TYPE_NAME)
    return Ready(RootFields(document, operation, parent, asked, fields))


async def source_of(
    document: Document, operation: OperationDefinitionNode, context: Context, variables: Variables
) -> Any:
    """The events of a subscription's one field. Raises RegistryError."""
    parent = document.schema.subscription_type
    assert parent
    asked = document.fields_of(operation.selection_set, parent)
    fields = tuple(_root(parent, key, nodes) for key, nodes in asked.items())
    return await RootFields(document, operation, parent, asked, fields).events(context, variables)


def _root(parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> RootField:
    definition = parent.fields[nodes[0].name.value]
    return RootField(key, definition, nodes, Path(None, key, parent.name), arguments_of(definition, nodes[0]))


def variables_of_filter(node: FieldNode) -> tuple[str, ...]:
    """The names of the variables in a field's own filter."""
    return tuple(sorted(set[str]().union(*map(variables_in, where_arguments(node)))))


def variables_below(document: Document, nodes: list[FieldNode]) -> tuple[str, ...]:
    """The names of the variables in what is asked below these nodes, their own arguments left out."""
    below = (node.selection_set for node in nodes if node.selection_set)
    return tuple(sorted(set[str]().union(*(variables_in(each, document.fragments) for each in below))))
