"""One operation: parsed, validated and measured once per text, then run."""

import inspect
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import orjson
import strawberry
from cachetools import LRUCache
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    validate,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError

from errors import Code, RegistryError
from resolvers.context import Context, Registry
from resolvers.variables import Variables
from settings import Settings
from transport.executable import Executable
from transport.faults import formatted
from transport.limits import check_document, check_variables, has_more_tokens

DOCUMENTS_KEPT = 500
LONGEST = 200_000
"""Characters of a document: the parser looks at each of a long text."""
LONGEST_KEPT = 20_000
"""Characters; a longer document is parsed anew each time."""
MOST_ERRORS = 20
PARSING_ABORTED = "Parsing aborted."
"""How graphql-core ends its words of a document that is nested too deeply for it."""
NESTED = "nested too deeply"
TOO_TANGLED = "The document repeats or nests its fields and fragments too often to be checked."

# Units in which graphql-core counts the comparing of fields of one name: 20 ms at most; at its own limit, 1.1 s.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 10_000


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
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
    def down(self) -> bool:
        """Whether the store did not answer."""
        return Code.STORE_DOWN.name in self.codes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may run, or why it may not; and its operations as they are asked for, by name."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    code: Code = Code.GRAPHQL_VALIDATION_FAILED
    operations: dict[str | None, Executable] = field(default_factory=dict)
    at_once: bool = False


class Counted(Protocol):
    """Somebody who counts, for figures."""

    def document(self, known: bool) -> None:
        """A document was asked for; whether it had been prepared before."""

    def answer(self, by: str) -> None:
        """An operation was run: its answer was made compiled, by the stock executor, or taken_over by it."""


class Operations:
    """Runs operations against one schema and one registry."""

    def __init__(
        self,
        schema: strawberry.Schema,
        registry: Registry,
        settings: Settings,
        *,
        at_once: bool = False,
        counted: Counted | None = None,
    ) -> None:
        """`at_once`: operations are compiled the first time they are asked for, not the second.

        `counted` is told of every document and of every operation that was run.
        """
        self._counted = counted
        self._schema = schema._schema
        self._at_once = at_once
        self._registry = registry
        self._settings = settings
        self._prepared: LRUCache[str, Prepared] = LRUCache(DOCUMENTS_KEPT)
        self._held: dict[str, Prepared] = {}

    async def run(self, request: Request, *, read_only: bool = False) -> Answer:
        """The answer to a request; `read_only` refuses anything but a query. Never raises for a client's mistake."""
        prepared = self._prepare(request.query)
        if prepared.document is None or prepared.errors:
            return self._failed(request, prepared.code, list(prepared.errors))
        operation = self._operation(prepared, request.operation_name)
        if operation is None:
            return self._failed(
                request, Code.OPERATION_RESOLUTION_FAILURE, [GraphQLError(_unnamed(request.operation_name))]
            )
        if read_only and operation.operation.operation is not OperationType.QUERY:
            return self._failed(request, Code.METHOD_NOT_ALLOWED, [GraphQLError("GET takes queries only; use POST.")])
        try:
            check_variables(request.variables or {})
        except RegistryError as error:
            return self._failed(request, error.code, [GraphQLError("", original_error=error)], operation.name)
        variables = operation.variables(request.variables or {})
        if isinstance(variables, list):
            return self._failed(request, _code_of(variables), variables, operation.name)
        context = Context(self._registry, request.request_id, operation.name)
        return await self._run(request, operation, variables, context)

    def projection_of(self, request: Request) -> str:
        """The Python that is generated for a request, all of it where it has been run; empty where none is."""
        operation = self._operation(self._prepare(request.query), request.operation_name)
        variables = operation.variables(request.variables or {}) if operation else []
        compiled = operation.compiled(variables) if operation and not isinstance(variables, list) else None
        return compiled.source if compiled else ""

    async def _run(self, request: Request, operation: Executable, variables: Variables, context: Context) -> Answer:
        compiled = operation.compiled(variables) if self._settings.compiled else None
        data = await compiled.data(context, variables) if compiled else None
        if self._counted:
            self._counted.answer("compiled" if data is not None else "taken_over" if compiled else "stock")
        if data is not None:
            content = b'{"data":%b,"extensions":%b}' % (data, self._extensions(context))
            return Answer(content, operation=operation.name, kind=operation.kind)
        result = await self._stock(request, operation, context)
        if result.data is None and result.errors and not any(error.path for error in result.errors):
            return self._failed(request, _code_of(result.errors), result.errors, operation.name)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [
                formatted(error, Code.INTERNAL_SERVER_ERROR, request.request_id) for error in result.errors
            ]
        body["extensions"] = orjson.Fragment(self._extensions(context))
        return Answer(orjson.dumps(body), _codes(body), operation=operation.name, kind=operation.kind)

    async def _stock(self, request: Request, operation: Executable, context: Context) -> ExecutionResult:
        """The result of graphql-core's own executor; over the answers of root fields where those are known."""
        result = execute(
            self._schema,
            operation.document,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation_name,
        )
        return await result if inspect.isawaitable(result) else result

    def _extensions(self, context: Context) -> bytes:
        return b'{"cost":{"estimated":%d,"limit":%d}}' % (context.nodes, self._registry.most_nodes)

    def hold(self, query: str) -> str:
        """Keeps a document ready whatever else is asked; its operations are compiled the first time.

        Gives why it cannot run, or nothing.
        """
        prepared = self._checked(query)
        if prepared.document is None or prepared.errors:
            return prepared.errors[0].message
        self._held[query] = replace(prepared, at_once=True)
        return ""

    def _operation(self, prepared: Prepared, name: str | None) -> Executable | None:
        """The operation of this name, or the only one."""
        known = prepared.operations.get(name)
        if known is None and prepared.document:
            found = get_operation_ast(prepared.document, name)
            if found:
                known = prepared.operations[name] = Executable(
                    self._schema, prepared.document, found, at_once=self._at_once or prepared.at_once
                )
        return known

    def _failed(self, request: Request, code: Code, errors: list[GraphQLError], name: str = "") -> Answer:
        body = {"errors": [formatted(error, code, request.request_id) for error in errors]}
        return Answer(orjson.dumps(body), _codes(body), code, name or request.operation_name or "")

    def _prepare(self, query: str) -> Prepared:
        known = self._held.get(query) or self._prepared.get(query)
        if self._counted:
            self._counted.document(known is not None)
        if known:
            return known
        prepared = self._checked(query)
        if len(query) <= LONGEST_KEPT:
            self._prepared[query] = prepared
        return prepared

    def _checked(self, query: str) -> Prepared:
        limits = self._settings
        if len(query) > LONGEST or has_more_tokens(query, limits.max_tokens):
            told = f"A document may have {limits.max_tokens:,} tokens and {LONGEST:,} characters."
            return Prepared(None, (GraphQLError(told),), Code.TOO_DEEP)
        try:
            document = parse(query)
        except GraphQLSyntaxError as error:
            beyond = error.message.endswith(PARSING_ABORTED)
            return Prepared(None, (error,), Code.TOO_DEEP if beyond else Code.GRAPHQL_PARSE_FAILED)
        try:
            check_document(document, limits)
        except RegistryError as error:
            return Prepared(None, (GraphQLError(error.message, original_error=error),), Code.TOO_DEEP)
        errors = validate(self._schema, document, max_errors=MOST_ERRORS)
        if len(errors) == 1 and isinstance(errors[0], ValidationAbortedError):
            return Prepared(None, (GraphQLError(TOO_TANGLED),), Code.TOO_DEEP)
        return Prepared(None, tuple(errors)) if errors else Prepared(document)


def _code_of(errors: list[GraphQLError]) -> Code:
    """The code of errors that leave nothing to be run."""
    return Code.TOO_DEEP if any(NESTED in error.message for error in errors) else Code.BAD_USER_INPUT


def _codes(body: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({error["extensions"]["code"] for error in body.get("errors", ())}))


def _unnamed(name: str | None) -> str:
    return f"No operation is named {name!r}." if name else "Say with operationName which operation is to run."
