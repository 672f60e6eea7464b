"""The /graphql endpoint, by the GraphQL-over-HTTP specification (draft of May 2025)."""

import contextlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive, Scope, Send

from engine.faults import RETRY_SOON, TOO_LONG, error_body
from engine.operation import OperationResult, Operations, Request
from engine.streaming import SUBSCRIPTION, EventStream
from errors import Code, RegistryError
from settings import Settings
from transport.body import UnknownEncodingError, read_body
from transport.connection import REFUSED
from transport.events import only, send_events
from transport.fields import Fields
from transport.negotiation import EVENTS, HTML, JSON, RESPONSE_JSON, answer_type
from transport.pages import page
from transport.parameters import read_parameters
from transport.reply import Reply
from transport.streams import Streams, Via
from transport.trusted import trusted_documents
from transport.watched import run_until_disconnect

OK, MOVED = 200, 308
METHODS = "GET, HEAD, POST"
VARY = "accept, accept-encoding, authorization"
PRIVATE = {"cache-control": "private, no-cache"}
"""Of what somebody signed in may keep, and nobody between: a browser asks each time whether it is still the same."""
NOT_KEPT = {"cache-control": "no-store"}
"""Of what went wrong, which may answer 200 to a GET: it may be answered a moment later."""
FRAMED_BY_JSON = 200
"""A well-formed request answers 200 in `application/json`, whatever became of its document; there the media type
does not say that the body is GraphQL's own, and a proxy's error must not be taken for it."""


class GraphQLEndpoint:
    """Body → operation → bytes. An ASGI application for one path; `Requests` stands around it."""

    def __init__(self, operations: Operations, settings: Settings, streams: Streams) -> None:
        """`streams` counts the answers that go on. Raises SettingsError for a trusted document that cannot run."""
        self.operations = operations
        self.streams = streams
        self.documents = trusted_documents(settings)
        self.documents.hold(operations)
        self.max_body = settings.max_body
        self.deadline = settings.request_deadline

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers GET, HEAD and POST."""
        fields = Fields(scope["headers"])
        media_type = answer_type(scope["method"], fields[b"accept"])
        if media_type == EVENTS:
            reply = await self._stream(scope, fields, receive, send)
        else:
            reply = await self._reply(scope, fields, receive, media_type)
        if reply:
            await reply.send(send, fields, bodiless=scope["method"] == "HEAD")

    async def _stream(self, scope: Scope, fields: Fields, receive: Receive, send: Send) -> Reply | None:
        """Sends what a subscription tells, or the one answer to another operation; gives why there is no stream."""
        with contextlib.ExitStack() as stack:
            try:
                if scope["http_version"] == "1.0":  # has no way to send what has no length and goes on
                    raise RegistryError(Code.NOT_ACCEPTABLE, "Events need HTTP/1.1.")
                asked = await self._read_request(scope, fields, receive)
                stack.enter_context(self.streams.open(scope, Via.EVENTS))
                items = await self._items(scope, asked, fields[b"last-event-id"] or None, receive)
            except TimeoutError:
                return refusal(scope, RegistryError(Code.TIMEOUT, TOO_LONG))
            except RegistryError as error:
                return refusal(scope, error)
            await send_events(scope, receive, send, items, VARY, lambda: self.streams.count_event(Via.EVENTS))
        return None

    async def _items(self, scope: Scope, asked: Request, resume: str | None, receive: Receive) -> EventStream:
        """What a stream tells. Raises TimeoutError, ClientDisconnect."""
        authorize, told = scope["state"]["authorize"], scope["state"]["told"]
        work = self.operations.subscribe(asked, authorize, resume, read_only=scope["method"] == "GET")
        answer = await run_until_disconnect(receive, work, self.deadline)
        if isinstance(answer, OperationResult):
            told.operation, told.kind, told.codes = answer.operation, answer.kind, answer.codes
            return only(answer)
        told.operation, told.kind = asked.operation_name or "", SUBSCRIPTION
        return answer

    async def _reply(self, scope: Scope, fields: Fields, receive: Receive, media_type: str | None) -> Reply:
        by_get = scope["method"] in ("GET", "HEAD")
        if media_type == HTML:
            return _page(scope)
        try:
            if media_type is None:
                raise RegistryError(Code.NOT_ACCEPTABLE, "Ask for application/json.")
            asked = await self._read_request(scope, fields, receive)
            answer = await run_until_disconnect(receive, self.operations.run(asked, read_only=by_get), self.deadline)
        except TimeoutError:
            return refusal(scope, RegistryError(Code.TIMEOUT, TOO_LONG), media_type or JSON)
        except RegistryError as error:
            return refusal(scope, error, media_type or JSON)
        told = scope["state"]["told"]
        told.operation, told.kind, told.codes = answer.operation, answer.kind, answer.codes
        reply = _reply(answer, media_type, by_get=by_get)
        if asked.principal.id and not reply.headers:
            reply.headers = PRIVATE
        return reply

    async def _read_request(self, scope: Scope, fields: Fields, receive: Receive) -> Request:
        """What the client sent. Raises RegistryError (BAD_REQUEST and its like)."""
        if scope["method"] == "POST":
            sent = _object(await read_body(fields, receive, self.max_body), "The body")
        elif scope["method"] in ("GET", "HEAD"):
            sent = _query_string(scope["query_string"])
        else:
            raise RegistryError(Code.METHOD_NOT_ALLOWED, Code.METHOD_NOT_ALLOWED.meaning)
        return read_parameters(sent, self.documents, scope["state"])


def _page(scope: Scope) -> Reply:
    """GraphiQL, whose links are relative to `/graphql`."""
    if not scope["path"].endswith("/"):
        return page("graphiql.html")
    query = scope["query_string"].decode("latin-1")
    return Reply(MOVED, b"", HTML, {"location": f"../graphql?{query}" if query else "../graphql"}, vary=VARY)


def _query_string(text: bytes) -> dict[str, Any]:
    """A query string can only ask: it is sent by any page of the web without asking (no CSRF where nothing changes)."""
    sent: dict[str, Any] = dict(parse_qsl(text.decode("latin-1"), keep_blank_values=True))
    for name in ("variables", "extensions"):
        if sent.get(name, "").strip() in ("", "null"):
            sent.pop(name, None)
        else:
            sent[name] = _object(sent[name].encode(), f"`{name}`")
    return sent


def _object(text: bytes, name: str) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise RegistryError(Code.BAD_REQUEST, f"{name} is not JSON.") from None
    if not isinstance(value, dict):
        raise RegistryError(Code.BAD_REQUEST, f"{name} must be a JSON object.")
    return value


def _reply(answer: OperationResult, media_type: str, *, by_get: bool) -> Reply:
    reply = Reply(OK, answer.content, media_type, vary=VARY, kept=by_get and not answer.codes)
    if by_get and answer.codes:
        reply.headers = NOT_KEPT
    if answer.away:
        reply.status, reply.headers = Code.STORE_DOWN.status, reply.headers | RETRY_SOON
    elif answer.failed is Code.METHOD_NOT_ALLOWED:
        reply.status, reply.headers = answer.failed.status, reply.headers | {"allow": "POST"}
    elif answer.failed:
        reply.status = answer.failed.status if media_type == RESPONSE_JSON else FRAMED_BY_JSON
    return reply


def refusal(scope: Scope, error: RegistryError, media_type: str = JSON) -> Reply:
    """The answer to a request that is no question."""
    scope["state"]["told"].codes = (error.code.name,)
    body = orjson.dumps(error_body(error.code, error.message, scope["state"]["request_id"]))
    headers = NOT_KEPT
    if error.code is Code.METHOD_NOT_ALLOWED:
        headers = headers | {"allow": METHODS}
    if error.code is Code.TOO_MANY_STREAMS:
        headers = headers | RETRY_SOON
    if isinstance(error, UnknownEncodingError):
        headers = headers | {"accept-encoding": "gzip"}
    return Reply(error.code.status, body, media_type, headers, vary=VARY)


async def send_refusal(
    scope: Scope, send: Send, error: RegistryError, headers: Mapping[str, str], media_type: str
) -> None:
    """Answers a request with an error, and with these headers beside the usual ones; its body has not been read."""
    reply = refusal(scope, error, media_type)
    reply.headers = reply.headers | dict(headers)
    await reply.send(send, Fields(scope["headers"]), bodiless=scope["method"] == "HEAD")


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request that its connection has refused."""
    await send_refusal(scope, send, scope["state"][REFUSED], {}, JSON)
