"""Request middleware: request id and access log."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import logs
from transport.failures import FAILED

log = logging.getLogger(__name__)

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
QUIET_PATHS = ("/healthz", "/readyz", "/assets/")
"""Asked again and again by machines; logged at DEBUG where all is well."""
NOT_SENT, SWITCHED = 0, 101
STARTS = ("http.response.start", "websocket.http.response.start", "websocket.accept")
"""Messages that begin an answer; the last one that to a handshake."""
MAX_LOGGED = 100
"""Characters of a client's text in the log."""


@dataclass(slots=True)
class RequestLog:
    """What log and figures say of a request besides its path; filled in on the way, at `request.state.told`."""

    operation: str = ""
    kind: str = ""
    codes: tuple[str, ...] = ()
    principal: str = ""
    """The id of who asks: of a key or a person, and empty for nobody in particular."""


RequestCounter = Callable[[int, float, RequestLog], None]
"""Is told of an answer: its status, the seconds it took, and what the log says of it."""


class Requests:
    """Outermost of all. A client may send its own id as `X-Request-Id`."""

    def __init__(self, app: ASGIApp, counted: RequestCounter | None = None) -> None:
        self.app = app
        self.counted = counted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application with the id in the request's state, in the log and in the answer's headers."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        started, status, told = time.perf_counter(), NOT_SENT, RequestLog()
        request_id = _request_id(scope)
        state: dict[str, Any] = scope.setdefault("state", {})
        state |= {"request_id": request_id, "told": told}
        logs.request_id.set(request_id)

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] in STARTS:
                status = message.get("status", SWITCHED)
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except ClientDisconnect:
            log.info("client disconnected")
            return
        seconds = time.perf_counter() - started
        if self.counted:
            self.counted(status, seconds, told)
        _log(scope, status, told, seconds)


def _request_id(scope: Scope) -> str:
    sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
    return sent if REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex


def log_operation(scope: Scope, told: RequestLog, seconds: float) -> None:
    """Logs an operation that has ended on a socket, whose own line comes when it is closed."""
    log.info("operation completed", extra={"path": scope["path"], "ms": _ms(seconds), **_words(told)})


def _log(scope: Scope, status: int, told: RequestLog, seconds: float) -> None:
    path = scope["path"]
    level = logging.WARNING if status >= FAILED else logging.INFO
    if level == logging.INFO and status < 400 and path.startswith(QUIET_PATHS):
        level = logging.DEBUG
    if not log.isEnabledFor(level):
        return
    extra = {"method": scope["method"], "path": path[:MAX_LOGGED], "status": status, "ms": _ms(seconds)}
    log.log(level, "request completed", extra=extra | _words(told))


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _words(told: RequestLog) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    if told.operation:
        extra["operation"] = told.operation[:MAX_LOGGED]
    if told.principal:
        extra["principal"] = told.principal
    if told.codes:
        extra["codes"] = list(told.codes)
    return extra
