"""One operation: parsed, validated and measured once per text, then run."""

import asyncio
import inspect
from dataclasses import dataclass, field
from typing import Any

import orjson
import strawberry
from cachetools import LRUCache
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    OperationType,
    get_operation_ast,
    parse,
    validate,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError

from errors import Code, RegistryError
from resolvers.context import Context, Registry
from resolvers.executor import RegistryExecutor
from settings import Settings
from transport.faults import formatted
from transport.limits import check_size
from transport.variants import Variants, conditions_of

DOCUMENTS_KEPT = 500
LONGEST_KEPT = 20_000
"""Characters; a longer document is parsed anew each time."""
MOST_ERRORS = 20
PARSING_ABORTED = "Parsing aborted."
"""How graphql-core ends its words of a document that is beyond a limit, not wrong."""
NESTED = "nested too deeply"
TOO_TANGLED = "The document repeats or nests its fields and fragments too often to be checked."

# Units in which graphql-core counts the comparing of fields of one name: 0.4 s at most; at its own limit, 1.1 s.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 200_000


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
    """A document that may run, or why it may not; and what was compiled of it."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    code: Code = Code.GRAPHQL_VALIDATION_FAILED
    variants: Variants = field(default_factory=Variants)


class Operations:
    """Runs operations against one schema and one registry."""

    def __init__(self, schema: strawberry.Schema, registry: Registry, settings: Settings) -> None:
        self._schema = schema._schema
        self._registry = registry
        self._settings = settings
        self._prepared: LRUCache[str, Prepared] = LRUCache(DOCUMENTS_KEPT)

    async def run(self, request: Request, *, read_only: bool = False) -> Answer:
        """The answer to a request; `read_only` refuses anything but a query. Never raises for a client's mistake."""
        prepared = self._prepare(request.query)
        if prepared.document is None or prepared.errors:
            return self._failed(request, prepared.code, list(prepared.errors))
        operation = get_operation_ast(prepared.document, request.operation_name)
        if operation is None:
            return self._failed(request, Code.OPERATION_NOT_FOUND, [GraphQLError(_unnamed(request.operation_name))])
        if read_only and operation.operation is not OperationType.QUERY:
            return self._failed(request, Code.METHOD_NOT_ALLOWED, [GraphQLError("GET takes queries only; use POST.")])
        name = operation.name.value if operation.name else ""
        context = Context(self._registry, request.request_id, name)
        try:
            async with asyncio.timeout(self._settings.request_deadline):
                result = await self._execute(request, prepared, context)
        except TimeoutError:
            timeout = RegistryError(Code.TIMEOUT, "The question took too long; ask for less at once.")
            return self._failed(request, timeout.code, [GraphQLError("", original_error=timeout)], name)
        if result.data is None and result.errors and not any(error.path for error in result.errors):
            nested = any(NESTED in error.message for error in result.errors)
            return self._failed(request, Code.TOO_DEEP if nested else Code.BAD_VARIABLES, result.errors, name)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [formatted(error, Code.INTERNAL, request.request_id) for error in result.errors]
        body["extensions"] = {"cost": {"estimated": context.nodes, "limit": self._registry.most_nodes}}
        return Answer(orjson.dumps(body), _codes(body), operation=name)

    async def _execute(self, request: Request, prepared: Prepared, context: Context) -> ExecutionResult:
        assert prepared.document
        executor = RegistryExecutor.build(
            self._schema,
            prepared.document,
            context_value=context,
            raw_variable_values=request.variables,
            operation_name=request.operation_name,
        )
        if isinstance(executor, list):
            return ExecutionResult(None, executor)
        assert isinstance(executor, RegistryExecutor)
        if self._settings.compiled:
            executor.compiled = prepared.variants.of(executor)
        result = executor.execute_operation()
        found = await result if inspect.isawaitable(result) else result
        assert isinstance(found, ExecutionResult)
        return found

    def _failed(self, request: Request, code: Code, errors: list[GraphQLError], name: str = "") -> Answer:
        body = {"errors": [formatted(error, code, request.request_id) for error in errors]}
        return Answer(orjson.dumps(body), _codes(body), code, name or request.operation_name or "")

    def _prepare(self, query: str) -> Prepared:
        known = self._prepared.get(query)
        if known:
            return known
        prepared = self._checked(query)
        if len(query) <= LONGEST_KEPT:
            self._prepared[query] = prepared
        return prepared

    def _checked(self, query: str) -> Prepared:
        limits = self._settings
        try:
            document = parse(query, max_tokens=limits.max_tokens)
        except GraphQLSyntaxError as error:
            beyond = error.message.endswith(PARSING_ABORTED)
            return Prepared(None, (error,), Code.TOO_DEEP if beyond else Code.GRAPHQL_PARSE_FAILED)
        errors = validate(self._schema, document, max_errors=MOST_ERRORS)
        if len(errors) == 1 and isinstance(errors[0], ValidationAbortedError):
            return Prepared(None, (GraphQLError(TOO_TANGLED),), Code.TOO_DEEP)
        if errors:
            return Prepared(None, tuple(errors))
        try:
            check_size(
                document, max_depth=limits.max_depth, max_fields=limits.max_fields, max_roots=limits.max_root_fields
            )
        except RegistryError as error:
            return Prepared(None, (GraphQLError(error.message, original_error=error),), Code.TOO_DEEP)
        return Prepared(document, variants=Variants(tuple(conditions_of(document))))


def _codes(body: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({error["extensions"]["code"] for error in body.get("errors", ())}))


def _unnamed(name: str | None) -> str:
    return f"No operation is named {name!r}." if name else "Say with operationName which operation is to run."
