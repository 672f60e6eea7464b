"""The /graphql endpoint, by the GraphQL-over-HTTP specification (draft of May 2025)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from errors import Code, RegistryError
from settings import Settings
from transport.conditional import conditional
from transport.faults import TOO_LONG, whole
from transport.negotiation import JSON, RESPONSE_JSON, negotiated, wants_page
from transport.operation import Answer, Operations, Request
from transport.pages import page
from transport.reply import Reply
from transport.trusted import trusted_documents
from transport.watched import watched

OK = 200
METHODS = "GET, HEAD, POST"
NOT_KEPT = {"cache-control": "no-store"}
"""Of what went wrong, which may answer 200 to a GET: it may be answered a moment later."""
FRAMED_BY_JSON = 200
"""A well-formed request answers 200 in `application/json`, whatever became of its document; there the media type
does not say that the body is GraphQL's own, and a proxy's error must not be taken for it."""

Headers = Mapping[bytes, bytes]


class GraphQLEndpoint:
    """Body → operation → bytes. An ASGI application for one path; `Requests` stands around it."""

    def __init__(self, operations: Operations, settings: Settings) -> None:
        """Raises SettingsError for a trusted document that cannot run."""
        self.operations = operations
        self.documents = trusted_documents(settings)
        self.documents.hold(operations)
        self.max_body = settings.max_body
        self.deadline = settings.request_deadline

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers GET, HEAD and POST."""
        headers = dict(scope["headers"])
        accept, by_get = _text(headers, b"accept"), scope["method"] in ("GET", "HEAD")
        if by_get and wants_page(accept):
            await page("graphiql.html")(scope, receive, send)
            return
        media_type = negotiated(accept)
        try:
            if media_type is None:
                raise RegistryError(Code.NOT_ACCEPTABLE, "Ask for application/json.")
            asked = await self._asked(scope, headers, receive)
            answer = await watched(receive, self.operations.run(asked, read_only=by_get), self.deadline)
        except TimeoutError:
            reply = _refusal(scope, RegistryError(Code.TIMEOUT, TOO_LONG), media_type or JSON)
        except RegistryError as error:
            reply = _refusal(scope, error, media_type or JSON)
        else:
            told = scope["state"]["told"]
            told.operation, told.kind, told.codes = answer.operation, answer.kind, answer.codes
            reply = _reply(answer, media_type)
            if by_get:
                reply = _of_get(reply, answer, _text(headers, b"if-none-match"))
        await reply.send(send, _text(headers, b"accept-encoding"), bodiless=scope["method"] == "HEAD")

    async def _asked(self, scope: Scope, headers: Headers, receive: Receive) -> Request:
        """What the client sent. Raises RegistryError (BAD_REQUEST and its like)."""
        if scope["method"] == "POST":
            sent = _object(await self._body(headers, receive), "The body")
        elif scope["method"] in ("GET", "HEAD"):
            sent = _query_string(scope["query_string"])
        else:
            raise RegistryError(Code.METHOD_NOT_ALLOWED, Code.METHOD_NOT_ALLOWED.meaning)
        name = sent.get("operationName")
        variables, extensions = sent.get("variables"), sent.get("extensions")
        if name is not None and not isinstance(name, str):
            raise RegistryError(Code.BAD_REQUEST, "`operationName` must be a text.")
        if variables is not None and not isinstance(variables, dict):
            raise RegistryError(Code.BAD_REQUEST, "`variables` must be an object.")
        if extensions is not None and not isinstance(extensions, dict):
            raise RegistryError(Code.BAD_REQUEST, "`extensions` must be an object.")
        query = self.documents.text_of(sent)
        if not isinstance(query, str) or not query:
            raise RegistryError(Code.BAD_REQUEST, "`query` must be a text.")
        return Request(query, variables, name or None, scope["state"]["request_id"])

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        """The body, which no page of the web may send without asking: a form has another media type (no CSRF)."""
        kind, _, parameters = _text(headers, b"content-type").partition(";")
        charset = parameters.partition("charset=")[2].strip().strip('"').lower()
        if kind.strip().lower() != JSON or charset not in ("", "utf-8"):
            raise RegistryError(Code.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json in UTF-8.")
        body: bytes = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            body += message["body"]
            self._check_length(len(body))
            if not message.get("more_body"):
                return body

    def _check_length(self, length: int) -> None:
        if length > self.max_body:
            raise RegistryError(Code.BODY_TOO_LARGE, f"The body may have {self.max_body:,} bytes at most.")


def _text(headers: Headers, name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1")


def _query_string(text: bytes) -> dict[str, Any]:
    """A query string can only ask: it is sent by any page of the web without asking (no CSRF where nothing changes)."""
    sent: dict[str, Any] = dict(parse_qsl(text.decode("latin-1"), keep_blank_values=True))
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


def _reply(answer: Answer, media_type: str) -> Reply:
    status, headers = OK, {}
    if answer.down:
        status, headers = Code.STORE_DOWN.status, {"retry-after": "2"}
    elif answer.failed is Code.METHOD_NOT_ALLOWED:
        status, headers = answer.failed.status, {"allow": "POST"}
    elif answer.failed:
        status = answer.failed.status if media_type == RESPONSE_JSON else FRAMED_BY_JSON
    return Reply(status, answer.content, media_type, headers)


def _of_get(reply: Reply, answer: Answer, if_none_match: str) -> Reply:
    if not answer.codes:
        return conditional(if_none_match, reply)
    reply.headers |= NOT_KEPT
    return reply


def _refusal(scope: Scope, error: RegistryError, media_type: str) -> Reply:
    scope["state"]["told"].codes = (error.code.name,)
    body = orjson.dumps(whole(error.code, error.message, scope["state"]["request_id"]))
    allowed = {"allow": METHODS} if error.code is Code.METHOD_NOT_ALLOWED else {}
    return Reply(error.code.status, body, media_type, NOT_KEPT | allowed)
