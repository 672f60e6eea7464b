"""The parameters of a request, which have the same names over HTTP and over a socket."""

from collections.abc import Mapping
from typing import Any

from engine.operation import Request
from errors import Code, RegistryError
from transport.trusted import TrustedDocuments


def read_parameters(sent: Mapping[str, Any], documents: TrustedDocuments, state: Mapping[str, Any]) -> Request:
    """What a client asks; `state` is that of its HTTP request or of its socket. Raises RegistryError."""
    name = sent.get("operationName")
    variables, extensions = sent.get("variables"), sent.get("extensions")
    if name is not None and not isinstance(name, str):
        raise RegistryError(Code.BAD_REQUEST, "`operationName` must be a text.")
    if variables is not None and not isinstance(variables, dict):
        raise RegistryError(Code.BAD_REQUEST, "`variables` must be an object.")
    if extensions is not None and not isinstance(extensions, dict):
        raise RegistryError(Code.BAD_REQUEST, "`extensions` must be an object.")
    query = documents.text_of(sent)
    if not isinstance(query, str) or not query:
        raise RegistryError(Code.BAD_REQUEST, "`query` must be a text.")
    return Request(query, variables, name or None, state["request_id"], state["principal"])
