"""Errors on their way out: a code and plain words for the client, everything else for the log."""

import logging
from typing import Any

from graphql import GraphQLError

from errors import Code, RegistryError
from graph.store.errors import StoreDownError, StoreError, StoreTimeoutError

log = logging.getLogger(__name__)

TOO_LONG = "The question took too long; ask for less at once."
OURS = "Something went wrong on our side; the log has it under the request id."
RETRY_SOON = {"retry-after": "2"}
"""Header of an answer that may be another one in some seconds."""
MAX_WORDS = 500
"""Characters of a message: graphql-core quotes what the client sent, however long that is."""


def format_error(error: GraphQLError, fallback: Code, request_id: str) -> dict[str, Any]:
    """The error as a client sees it. `fallback` is the code of an error that graphql-core found in the document."""
    found = _registry_error(error)
    if found is None and (fallback is not Code.INTERNAL_SERVER_ERROR or error.original_error is None):
        found = _of_document(error, fallback)
    if found is None:
        log.error("resolver failed", exc_info=error.original_error, extra={"path": error.path})
        found = RegistryError(Code.INTERNAL_SERVER_ERROR, OURS)
    answer: dict[str, Any] = {"message": _shorten(_sentence(found))}
    if error.locations:
        answer["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    if error.path:
        answer["path"] = error.path
    answer["extensions"] = found.extensions | {"requestId": request_id}
    return answer


def _sentence(error: RegistryError) -> str:
    return f"{error.field} {error.message}" if error.field else error.message


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_WORDS else f"{text[:MAX_WORDS]} …"


def _registry_error(error: GraphQLError) -> RegistryError | None:
    original = error.original_error
    while isinstance(original, GraphQLError) and original.original_error:
        original = original.original_error
    if isinstance(original, RegistryError):
        return original
    return of_store(original) if isinstance(original, StoreError) else None


def of_store(error: StoreError) -> RegistryError:
    """What a client is told of an error of the store."""
    if isinstance(error, StoreDownError):
        return RegistryError(Code.STORE_DOWN, "The store does not answer; try again in a moment.")
    if isinstance(error, StoreTimeoutError):
        return RegistryError(Code.TIMEOUT, TOO_LONG)
    log.error("store rejected a statement", exc_info=error)
    return RegistryError(Code.INTERNAL_SERVER_ERROR, OURS)


def _of_document(error: GraphQLError, fallback: Code) -> RegistryError:
    """An error that graphql-core words itself. During execution it tells of our answer, not of the question."""
    if fallback is Code.INTERNAL_SERVER_ERROR:
        log.error("response does not fit the schema", extra={"reason": error.message, "path": error.path})
        return RegistryError(Code.INTERNAL_SERVER_ERROR, OURS)
    return RegistryError(fallback, words(error))


def words(error: GraphQLError) -> str:
    """What graphql-core says of a document; without what Python says of a value."""
    if error.original_error is None or isinstance(error.original_error, GraphQLError | RegistryError):
        return error.message.replace("not to be None", "not to be null")  # words that stand in graphql-core itself
    return "A value does not fit its type."


def error_body(code: Code, message: str, request_id: str) -> dict[str, Any]:
    """The body of a request that fails as a whole."""
    return {"errors": [{"message": message, "extensions": {"code": code.name, "requestId": request_id}}]}
