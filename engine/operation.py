"""One operation: its document prepared, then run."""

import asyncio
import inspect
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import orjson
import strawberry
from cachetools import LRUCache
from graphql import ExecutionResult, GraphQLError, OperationType, execute, get_operation_ast, parse

from access.principal import ANONYMOUS, Principal, Scope
from engine.context import Authorize, Context, Registry
from engine.documents import OF_SCHEMA, DocumentCounter, Documents, ParsedDocument
from engine.executable import Executable
from engine.executor import source_of
from engine.faults import format_error, of_store
from engine.introspection import MAX_VALUES, Introspection, Paths
from engine.limits import check_variables
from engine.spelling import spell
from engine.streaming import EventStream, Heartbeat, SourceEvent, StreamItem
from engine.variables import Variables
from errors import Code, RegistryError
from graph.store.errors import StoreError
from settings import Settings

STREAMED = "A subscription is told over a WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`."
QUERIES_ONLY = "GET takes queries only; use POST."
NO_READ = f"This key has no scope `{Scope.READ.value}`."
AWAY = frozenset({Code.STORE_DOWN.name, Code.NOT_READY.name})
"""Codes of what may be there in a moment."""
SCHEMA_BYTES_KEPT = 6 * 1024 * 1024
"""Of answers to questions for the schema; the usual one has 0.8 MB."""
LONGEST_KEPT = 20_000
"""Characters of such a question, and of its variables."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    request_id: str = ""
    principal: Principal = ANONYMOUS


@dataclass(frozen=True, slots=True)
class OperationResult:
    """What goes back: the GraphQL response as JSON, and the codes of its errors, each once.

    `failed` is the code with which the request failed before it ran.
    """

    content: bytes
    codes: tuple[str, ...] = ()
    failed: Code | None = None
    operation: str = ""
    kind: str = ""
    """Of the operation that ran: query, mutation, subscription."""

    @property
    def body(self) -> dict[str, Any]:
        """The response, read back."""
        read: dict[str, Any] = orjson.loads(self.content)
        return read

    @property
    def away(self) -> bool:
        """Whether it may be another one in a moment: the store did not answer, or the read model is not there."""
        return not AWAY.isdisjoint(self.codes)


SchemaKey = tuple[str, str | None, bytes]
"""A document, the name of its operation, and the variables sent."""


class Operations:
    """Runs operations against one schema and one registry."""

    def __init__(
        self,
        schema: strawberry.Schema,
        registry: Registry,
        settings: Settings,
        *,
        at_once: bool = False,
        counted: DocumentCounter | None = None,
    ) -> None:
        """`at_once`: operations are compiled the first time they are asked for, not the second.

        `counted` is told of every document and of every operation that was run.
        """
        self._counted = counted
        self._schema = schema._schema
        self._registry = registry
        self._settings = settings
        self._documents = Documents(schema._schema, settings, at_once=at_once, counted=counted)
        self.hold = self._documents.hold
        self._of_schema: LRUCache[SchemaKey, OperationResult] = LRUCache(
            SCHEMA_BYTES_KEPT, getsizeof=lambda each: len(each.content) + LONGEST_KEPT
        )
        self._paths = Paths()
        self._introspecting = asyncio.Lock()

    async def run(self, request: Request, *, read_only: bool = False) -> OperationResult:
        """The answer to a request; `read_only` refuses anything but a query. Never raises for a client's mistake."""
        prepared = await self._prepare(request.query)
        operation = self._operation(prepared, request)
        if isinstance(operation, OperationResult):
            fits_limits = prepared.code is Code.GRAPHQL_VALIDATION_FAILED
            return (self._not_read(request) if read_only and fits_limits else None) or operation
        refused = self._refuse_kind(request, operation, read_only=read_only)
        if refused:
            return refused
        variables = _variables(operation, request)
        if isinstance(variables, list):
            return self._failure(request, _code_of(variables), variables, operation.name)
        context = self._context(request, operation)
        if prepared.of_schema and operation.operation.operation is OperationType.QUERY:
            answer = await self._introspect(request, operation, variables, context)
            if answer:
                return answer
        return await self._run(request, operation, variables, context)

    async def subscribe(
        self, request: Request, authorize: Authorize, resume: str | None = None, *, read_only: bool = False
    ) -> OperationResult | EventStream:
        """What a subscription is told, item by item; or why there is none. The answer to any other operation.

        `authorize` tells who asks whenever something is told; what it raises ends the stream. `resume`: the cursor of
        the last item, where a stream was cut off. `read_only` refuses mutations.
        """
        prepared = await self._prepare(request.query)
        operation = self._operation(prepared, request)
        if isinstance(operation, OperationResult):
            return operation
        if operation.operation.operation is not OperationType.SUBSCRIPTION:
            return await self.run(request, read_only=read_only)
        refused = self._refuse_scope(request, operation)
        variables = refused or _variables(operation, request)
        if isinstance(variables, OperationResult):
            return variables
        if isinstance(variables, list):
            return self._failure(request, _code_of(variables), variables, operation.name)
        context = self._context(request, operation)
        context.authorize, context.resume = authorize, resume
        try:
            source = await source_of(operation.document_with(variables), operation.operation, context, variables)
        except (RegistryError, StoreError) as error:
            return self._refusal(request, operation, _as_told(error))
        return self._stream(source, request, operation, context)

    async def _stream(
        self, source: AsyncIterator[SourceEvent | Heartbeat], request: Request, operation: Executable, first: Context
    ) -> EventStream:
        """The response to each event; an error of the source is the last one."""
        try:
            async for event in source:
                if isinstance(event, Heartbeat):
                    yield StreamItem(None, event.cursor)
                    continue
                context = self._context(replace(request, principal=first.principal), operation)
                try:
                    answer = await self._stock(request, operation, context, event)
                except RegistryError as error:
                    answer = self._refusal(request, operation, error)
                yield StreamItem(answer.content, event.cursor)
        except (RegistryError, StoreError) as error:
            yield StreamItem(self._refusal(request, operation, _as_told(error)).content, "")
        finally:
            await source.aclose()  # type: ignore[attr-defined]

    def _operation(self, prepared: ParsedDocument, request: Request) -> Executable | OperationResult:
        """The operation that is asked for, or why there is none."""
        if prepared.document is None or prepared.errors:
            return self._failure(request, prepared.code, list(prepared.errors))
        operation = self._documents.operation(prepared, request.operation_name)
        if operation is None:
            missing = [GraphQLError(_missing_operation(request.operation_name))]
            return self._failure(request, Code.OPERATION_RESOLUTION_FAILURE, missing)
        return operation

    def _context(self, request: Request, operation: Executable) -> Context:
        return Context(
            self._registry, request.request_id, operation.name, principal=request.principal, lean=operation.at_once
        )

    def _not_read(self, request: Request) -> OperationResult | None:
        """The refusal of what is no query, where it does not fit the schema either; None where it may be one."""
        try:
            found = get_operation_ast(parse(request.query, no_location=True), request.operation_name)
        except GraphQLError:
            return None
        if found is None or found.operation is OperationType.QUERY:
            return None
        return self._failure(request, Code.METHOD_NOT_ALLOWED, [GraphQLError(QUERIES_ONLY)])

    def _refuse_kind(self, request: Request, operation: Executable, *, read_only: bool) -> OperationResult | None:
        """Why an operation of its kind may not run; None where it may."""
        if read_only and operation.operation.operation is not OperationType.QUERY:
            return self._failure(request, Code.METHOD_NOT_ALLOWED, [GraphQLError(QUERIES_ONLY)])
        if operation.operation.operation is OperationType.SUBSCRIPTION:
            return self._failure(request, Code.NOT_ACCEPTABLE, [GraphQLError(STREAMED)], operation.name)
        return self._refuse_scope(request, operation)

    def _refuse_scope(self, request: Request, operation: Executable) -> OperationResult | None:
        """Why who asks may not; None where they may."""
        if not request.principal.may(Scope.READ):
            return self._failure(request, Code.FORBIDDEN, [GraphQLError(NO_READ)], operation.name)
        return None

    async def _prepare(self, query: str) -> ParsedDocument:
        """The document of this text; a new question for the schema waits its turn, as the answer will."""
        if not self._documents.knows(query) and OF_SCHEMA.search(query):
            async with self._introspecting:
                return await self._documents.prepare(query)
        return await self._documents.prepare(query)

    async def projection_of(self, request: Request) -> str:
        """The Python that is generated for a request, all of it where it has been run; empty where none is."""
        operation = self._documents.operation(self._documents.prepare_now(request.query), request.operation_name)
        variables = operation.variables(request.variables or {}) if operation else []
        ready = await operation.make_ready(variables) if operation and not isinstance(variables, list) else None
        return ready.source if ready else ""

    async def _run(
        self, request: Request, operation: Executable, variables: Variables, context: Context
    ) -> OperationResult:
        ready = await operation.make_ready(variables) if self._settings.compiled else None
        try:
            context.answers = await ready.answers(context, variables) if ready else None
            data = ready.data(context.answers) if ready and context.answers is not None else None
            if self._counted:
                by = "compiled" if data is not None else "fallback" if ready and ready.projection else "stock"
                self._counted.answer(by)
            if data is None:
                return await self._stock(request, operation, context)
        except RegistryError as error:
            return self._refusal(request, operation, error)
        content = b'{"data":%b,"extensions":%b}' % (data, self._extensions(context))
        return OperationResult(content, operation=operation.name, kind=operation.kind)

    async def _introspect(
        self, request: Request, operation: Executable, variables: Variables, context: Context
    ) -> OperationResult | None:
        """The answer to a question for the schema; None where it asks for other things too, or for no schema."""
        sent = orjson.dumps(request.variables or {}, option=orjson.OPT_SORT_KEYS)
        key = request.query, request.operation_name, sent
        kept = self._of_schema.get(key)
        if kept:
            return kept
        asked = Introspection(operation.document_with(variables), operation.operation, self._paths)
        try:
            values = asked.check()
        except RegistryError as error:
            return self._keep(key, self._refusal(request, operation, error))
        if not (values and asked.alone):
            context.nodes += values
            return None
        async with self._introspecting:  # one after the other: together they would take all the time of this process
            data = orjson.dumps(await asked.data())
        content = b'{"data":%b,"extensions":{"cost":{"estimated":%d,"limit":%d}}}' % (data, values, MAX_VALUES)
        return self._keep(key, OperationResult(content, operation=operation.name, kind=operation.kind))

    def _keep(self, key: SchemaKey, answer: OperationResult) -> OperationResult:
        """The answer to a question for the schema, kept for the next one who asks the same."""
        query, _, sent = key
        if len(query) + len(sent) <= LONGEST_KEPT and len(answer.content) + LONGEST_KEPT <= SCHEMA_BYTES_KEPT:
            self._of_schema[key] = answer
        return answer

    async def _stock(
        self, request: Request, operation: Executable, context: Context, event: SourceEvent | None = None
    ) -> OperationResult:
        """The answer of graphql-core's own executor; over the answers of root fields where those are known.

        `event`: of a subscription, what it tells of.

        Raises RegistryError (TOO_BIG) for an operation that is refused as a whole.
        """
        executed = execute(
            self._schema,
            operation.document,
            event,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation_name,
        )
        result = await executed if inspect.isawaitable(executed) else executed
        if context.refused:
            raise context.refused
        if result.data is None and result.errors and not any(error.path for error in result.errors):
            return self._failure(request, _code_of(result.errors), result.errors, operation.name)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [
                format_error(error, Code.INTERNAL_SERVER_ERROR, request.request_id) for error in _in_order(result)
            ]
        body["extensions"] = orjson.Fragment(self._extensions(context))
        return OperationResult(orjson.dumps(body), _codes(body), operation=operation.name, kind=operation.kind)

    def _extensions(self, context: Context) -> bytes:
        return b'{"cost":{"estimated":%d,"limit":%d}}' % (context.nodes, self._registry.most_nodes)

    def _refusal(self, request: Request, operation: Executable, error: RegistryError) -> OperationResult:
        """The answer to an operation that is refused as a whole."""
        return self._failure(request, error.code, [GraphQLError("", original_error=error)], operation.name)

    def _failure(self, request: Request, code: Code, errors: list[GraphQLError], name: str = "") -> OperationResult:
        body = {"errors": [format_error(error, code, request.request_id) for error in errors]}
        return OperationResult(orjson.dumps(body), _codes(body), code, name or request.operation_name or "")


def _variables(operation: Executable, request: Request) -> Variables | list[GraphQLError]:
    """The variables of the operation, or what is wrong with those sent."""
    try:
        check_variables(request.variables or {})
    except RegistryError as error:
        return [GraphQLError("", original_error=error)]
    return operation.variables(request.variables or {})


def _as_told(error: RegistryError | StoreError) -> RegistryError:
    """An error as a client is told of it."""
    return of_store(error) if isinstance(error, StoreError) else error


def _in_order(result: ExecutionResult) -> list[GraphQLError]:
    """The errors in the order of the root fields, whichever of these was ready first."""
    places: dict[str | int, int] = {key: place for place, key in enumerate(result.data or ())}
    return sorted(result.errors or (), key=lambda error: places.get(error.path[0], -1) if error.path else -1)


def _code_of(errors: list[GraphQLError]) -> Code:
    """The code of errors that leave nothing to be run."""
    for error in errors:
        if isinstance(error.original_error, RegistryError):
            return error.original_error.code
    return Code.BAD_USER_INPUT


def _codes(body: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({error["extensions"]["code"] for error in body.get("errors", ())}))


def _missing_operation(name: str | None) -> str:
    return f"No operation is named {spell(name)}." if name else "Say with operationName which operation is to run."
