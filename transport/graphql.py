"""The /graphql route, by the GraphQL-over-HTTP specification (draft of May 2025)."""

from typing import Any

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from errors import Code, RegistryError
from transport.conditional import conditional
from transport.faults import whole
from transport.operation import Answer, Operations, Request
from transport.persisted import PersistedQueries

RESPONSE_JSON = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"
OK = 200
NOT_KEPT = {"cache-control": "no-store"}
"""Of a refusal, which may answer 200 to a GET: what was refused now may be answered a moment later."""
FRAMED_BY_JSON = 200
"""A well-formed request answers 200 in `application/json`, whatever became of its document; there the media type
does not say that the body is GraphQL's own, and a proxy's error must not be taken for it."""


class GraphQLRoute:
    """Body → operation → bytes."""

    def __init__(self, operations: Operations, max_body: int) -> None:
        self.operations = operations
        self.max_body = max_body
        self.persisted = PersistedQueries()

    async def __call__(self, request: HttpRequest) -> Response:
        """The answer to GET or POST."""
        media_type = negotiated(request.headers.get("accept"))
        if media_type is None:
            return _refusal(request, Code.NOT_ACCEPTABLE, "Ask for application/json.")
        try:
            asked = await self._asked(request)
        except RegistryError as error:
            return _refusal(request, error.code, error.message, media_type)
        answer = await self.operations.run(asked, read_only=_by_get(request))
        request.state.told.operation = answer.operation
        request.state.told.codes = answer.codes
        response = _response(answer, media_type)
        return conditional(request, response) if _by_get(request) and not answer.codes else response

    async def _asked(self, request: HttpRequest) -> Request:
        """What the client sent. Raises RegistryError (BAD_REQUEST and its like)."""
        sent = _query_string(request) if _by_get(request) else await self._body(request)
        query, name = sent.get("query"), sent.get("operationName")
        variables, extensions = sent.get("variables"), sent.get("extensions")
        if name is not None and not isinstance(name, str):
            raise RegistryError(Code.BAD_REQUEST, "`operationName` must be a text.")
        if variables is not None and not isinstance(variables, dict):
            raise RegistryError(Code.BAD_REQUEST, "`variables` must be an object.")
        if extensions is not None and not isinstance(extensions, dict):
            raise RegistryError(Code.BAD_REQUEST, "`extensions` must be an object.")
        query = self.persisted.text_of(query, extensions)
        if not isinstance(query, str) or not query:
            raise RegistryError(Code.BAD_REQUEST, "`query` must be a text.")
        return Request(query, variables, name or None, request.state.request_id)

    async def _body(self, request: HttpRequest) -> dict[str, Any]:
        content = request.headers.get("content-type", "")
        kind, _, parameters = content.partition(";")
        charset = parameters.partition("charset=")[2].strip().strip('"').lower()
        if kind.strip().lower() != JSON or charset not in ("", "utf-8"):
            raise RegistryError(Code.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json in UTF-8.")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.max_body:
                raise RegistryError(Code.BODY_TOO_LARGE, f"The body may have {self.max_body:,} bytes at most.")
        return _object(bytes(body), "The body")


def _by_get(request: HttpRequest) -> bool:
    """A query string can only ask: it is sent by any page of the web without asking (no CSRF where nothing changes)."""
    return request.method in ("GET", "HEAD")


def _query_string(request: HttpRequest) -> dict[str, Any]:
    sent: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if sent.get(name):
            sent[name] = _object(sent[name].encode(), f"`{name}`")
        else:
            sent.pop(name, None)
    return sent


def _object(text: bytes, name: str) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise RegistryError(Code.BAD_REQUEST, f"{name} is not JSON.") from None
    if not isinstance(value, dict):
        raise RegistryError(Code.BAD_REQUEST, f"{name} must be a JSON object.")
    return value


def negotiated(accept: str | None) -> str | None:
    """The media type to answer in; None where none of those asked for can be given."""
    if not accept:
        return JSON
    best: tuple[float, str] | None = None
    for entry in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in entry.split(";"))
        quality = next((_quality(each[2:]) for each in parameters if each.startswith("q=")), 1.0)
        offered = {RESPONSE_JSON: RESPONSE_JSON, JSON: JSON, "application/*": JSON, "*/*": JSON}.get(kind)
        if offered and quality > 0 and (best is None or quality > best[0]):
            best = (quality, offered)
    return best[1] if best else None


def _quality(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def wants_page(request: HttpRequest) -> bool:
    """Whether a browser asks for the page at /graphql."""
    accept = request.headers.get("accept", "")
    return _by_get(request) and HTML in accept and RESPONSE_JSON not in accept


def _response(answer: Answer, media_type: str) -> Response:
    status = OK
    if answer.down:
        status = Code.STORE_DOWN.status
    elif answer.failed is Code.METHOD_NOT_ALLOWED:
        status = answer.failed.status
    elif answer.failed:
        status = answer.failed.status if media_type == RESPONSE_JSON else FRAMED_BY_JSON
    headers = {"retry-after": "2"} if answer.down else {}
    if answer.failed is Code.METHOD_NOT_ALLOWED:
        headers["allow"] = "POST"
    return Response(answer.content, status, headers, f"{media_type}; charset=utf-8")


def _refusal(request: HttpRequest, code: Code, message: str, media_type: str = JSON) -> Response:
    request.state.told.codes = (code.name,)
    body = orjson.dumps(whole(code, message, request.state.request_id))
    return Response(body, code.status, NOT_KEPT, f"{media_type}; charset=utf-8")
