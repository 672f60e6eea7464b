"""One operation: parsed, validated and measured once per text, then run."""

import inspect
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    validate,
)

from errors import Code, RegistryError
from resolvers.context import Context, Registry
from settings import Settings
from transport.faults import formatted
from transport.limits import check_size

DOCUMENTS_KEPT = 500
LONGEST_KEPT = 20_000
"""Characters; a longer document is parsed anew each time."""
MOST_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: the GraphQL response; `failed` is the code with which the request failed before it ran."""

    body: dict[str, Any]
    failed: Code | None = None
    down: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may run, or why it may not."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    code: Code = Code.GRAPHQL_VALIDATION_FAILED


class Operations:
    """Runs operations against one schema and one registry."""

    def __init__(self, schema: strawberry.Schema, registry: Registry, settings: Settings) -> None:
        self._schema = schema._schema
        self._registry = registry
        self._settings = settings
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()

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
        result = await self._execute(request, prepared.document, operation)
        if result.data is None and result.errors and not any(error.path for error in result.errors):
            return self._failed(request, Code.BAD_VARIABLES, result.errors)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [formatted(error, Code.INTERNAL, request.request_id) for error in result.errors]
        return Answer(body, down=_tells_down(body))

    async def _execute(
        self, request: Request, document: DocumentNode, operation: OperationDefinitionNode
    ) -> ExecutionResult:
        name = operation.name.value if operation.name else ""
        result = execute(
            self._schema,
            document,
            context_value=Context(self._registry, request.request_id, name),
            variable_values=request.variables,
            operation_name=request.operation_name,
        )
        return await result if inspect.isawaitable(result) else result

    def _failed(self, request: Request, code: Code, errors: list[GraphQLError]) -> Answer:
        return Answer({"errors": [formatted(error, code, request.request_id) for error in errors]}, failed=code)

    def _prepare(self, query: str) -> Prepared:
        known = self._prepared.get(query)
        if known:
            self._prepared.move_to_end(query)
            return known
        prepared = self._checked(query)
        if len(query) <= LONGEST_KEPT:
            self._prepared[query] = prepared
            if len(self._prepared) > DOCUMENTS_KEPT:
                self._prepared.popitem(last=False)
        return prepared

    def _checked(self, query: str) -> Prepared:
        limits = self._settings
        try:
            document = parse(query, max_tokens=limits.max_tokens)
        except GraphQLSyntaxError as error:
            return Prepared(None, (error,), Code.GRAPHQL_PARSE_FAILED)
        except RecursionError:
            return Prepared(None, (GraphQLError("The document is nested too deeply."),), Code.TOO_DEEP)
        errors = validate(self._schema, document, max_errors=MOST_ERRORS)
        if errors:
            return Prepared(None, tuple(errors))
        try:
            check_size(document, max_depth=limits.max_depth, max_fields=limits.max_fields)
        except RegistryError as error:
            return Prepared(None, (GraphQLError(error.message, original_error=error),), Code.TOO_DEEP)
        return Prepared(document)


def _unnamed(name: str | None) -> str:
    return f"No operation is named {name!r}." if name else "Say with operationName which operation is to run."


def _tells_down(body: dict[str, Any]) -> bool:
    return any(error["extensions"]["code"] == Code.STORE_DOWN.name for error in body.get("errors", ()))
