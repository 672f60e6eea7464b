"""A client's connection: uvicorn's over httptools, with the checks and limits that httptools leaves to its user.

What cannot be a request is put to the application as one that is `refused`: its answer is JSON with an id and a line in
the log, like any other. docs/decisions/0024-strict-connections.md says why it is not h11's.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httptools
from starlette.types import Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from errors import Code, RegistryError
from transport.sockets import is_handshake
from transport.waiting import IdleConnections

REFUSED = "refused"
"""Where the state of a request has the RegistryError with which it is to be answered."""
STOPPING = "stopping"
"""Where it has the event that is set when the server stops."""
VERSIONS = ("1.0", "1.1")
NOT_HTTP = "The request is not HTTP/1.1."
HOST = re.compile(rb"[\w.~!$&'()*+,;=:\[\]%-]*", re.ASCII)
MAX_HEADERS = 200
MAX_PARTS = 5_000
"""Chunks of a body; each costs some microseconds, however small it is."""
LINGER_SECONDS = 5.0
MAX_LINGERED = 64 * 1024 * 1024
"""Bytes that are thrown away after an answer that came before the end of the request."""
STUCK_SECONDS = 60.0
"""A client that takes nothing of its answer for so long is given up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a client may send, and how slowly.

    head     bytes of the URL and all headers
    arrival  seconds that a request may take to arrive
    """

    head: int
    arrival: float


class Connection(HttpToolsProtocol):
    """One connection, for as long as it lasts."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        limits: Limits,
        waiting: IdleConnections,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.limits = limits
        self.waiting = waiting
        self.stopping = asyncio.Event()
        self.app_state = self.app_state | {STOPPING: self.stopping}
        self.arriving = False  # a request has begun and is not complete
        self.headed = False  # its head is complete; what comes as a header now is a trailer
        self.head = 0  # bytes of its head so far
        self.parts = 0  # of its body
        self.unseen = 0  # bytes that the parser has taken without giving anything
        self.over = False  # nothing more is read from this client
        self.lingered = 0
        self.timer: asyncio.TimerHandle | None = None
        self.stuck_timer: asyncio.TimerHandle | None = None
        self.unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for the first request."""
        super().connection_made(transport)
        self._expect_end_of_request()
        self.waiting.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection."""
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        self._cancel_timer()
        self.resume_writing()
        self.waiting.discard(self)

    def data_received(self, data: bytes) -> None:
        """Takes what the client has sent."""
        if self.over:
            self.lingered += len(data)
            if self.lingered > MAX_LINGERED:
                self.drop()
            return
        try:
            self._feed(data)
        except RegistryError as error:
            self._refuse(error)
            return
        if self.arriving:
            self._expect_end_of_request()
            self.waiting.add(self)

    def shutdown(self) -> None:
        """The server stops: an answer that goes on as long as its client listens ends now."""
        super().shutdown()
        if self.cycle is not None and not self.cycle.response_complete:
            self.stopping.set()

    def _feed(self, data: bytes) -> None:
        """Raises RegistryError for what is no request that we answer."""
        self.unseen += len(data)
        rest = None
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            rest = data[upgrade.args[0] :]
        except httptools.HttpParserError as error:
            if isinstance(error.__context__, RegistryError):  # raised by one of the methods below
                raise error.__context__ from None
            raise RegistryError(Code.BAD_REQUEST, NOT_HTTP) from None
        if rest is not None and self._is_handshake():
            self._become_socket(rest)
        elif rest is not None:
            self._feed_without_upgrade(rest)
        if self.unseen > self.limits.head:
            raise RegistryError(Code.HEADERS_TOO_LARGE, Code.HEADERS_TOO_LARGE.meaning)

    def _is_handshake(self) -> bool:
        answered = self.cycle is None or self.cycle.response_complete
        return answered and is_handshake(self.parser.get_method(), self.parser.get_http_version(), self.headers)

    def _become_socket(self, rest: bytes) -> None:
        """Hands the connection over to a WebSocket. Raises RegistryError for a handshake that is not answered."""
        self._check_head()
        if rest:
            raise RegistryError(Code.BAD_REQUEST, "A WebSocket begins when its handshake has been answered.")
        self.arriving = False
        self._cancel_timer()
        self.resume_writing()
        self.waiting.discard(self)
        self.handle_websocket_upgrade()

    def _feed_without_upgrade(self, rest: bytes) -> None:
        """Takes a request for another protocol as if it were none: the parser would take its body for that."""
        version = self.parser.get_http_version().encode()
        lines = [b"%b %b HTTP/%b" % (self.parser.get_method(), self.url, version)]
        lines += [b"%b: %b" % header for header in self.headers if header[0] != b"upgrade"]
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self._feed(b"\r\n".join(lines) + b"\r\n\r\n" + rest)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._unset_keepalive_if_required()
        self.arriving, self.headed, self.head, self.parts = True, False, 0, 0

    def on_url(self, url: bytes) -> None:
        """A part of the URL has come."""
        self.unseen = 0
        self.head += len(url)
        if self.head > self.limits.head:
            raise RegistryError(Code.URI_TOO_LONG, Code.URI_TOO_LONG.meaning)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header or a trailer has come."""
        self.unseen = 0
        self.head += len(name) + len(value) + 4
        if self.head > self.limits.head or len(self.headers) >= MAX_HEADERS:
            raise RegistryError(Code.HEADERS_TOO_LARGE, Code.HEADERS_TOO_LARGE.meaning)
        if not self.headed:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is complete: the application may begin."""
        self.headed, self.unseen = True, 0
        method = self.parser.get_method()
        self.scope["method"] = method.decode("ascii")
        if method == b"CONNECT":
            raise RegistryError(Code.BAD_REQUEST, "This is no proxy.")
        if self.parser.should_upgrade():
            return
        self._check_head()
        super().on_headers_complete()

    def _check_head(self) -> None:
        """Refuses heads of which two servers in a row may think differently (RFC 9112, 3.2 and 6.1)."""
        version = self.parser.get_http_version()
        if version not in VERSIONS:
            raise RegistryError(Code.BAD_REQUEST, NOT_HTTP)
        hosts = [value for name, value in self.headers if name == b"host"]
        if len(hosts) > 1 or (not hosts and version != "1.0") or not all(map(HOST.fullmatch, hosts)):
            raise RegistryError(Code.BAD_REQUEST, "A request has one `Host` header, with a host.")
        codings = [value.strip().lower() for name, value in self.headers if name == b"transfer-encoding"]
        if codings and (codings != [b"chunked"] or version == "1.0"):
            raise RegistryError(Code.BAD_REQUEST, "`Transfer-Encoding` can only be `chunked`, in HTTP/1.1.")

    def on_body(self, body: bytes) -> None:
        """A part of the body has come."""
        self.unseen = 0
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise RegistryError(Code.BAD_REQUEST, "The body comes in too many chunks.")
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is complete."""
        self.unseen = 0
        if self.parser.should_upgrade():
            return
        super().on_message_complete()
        self.arriving = False
        self._cancel_timer()
        self._unset_keepalive_if_required()
        if not self.cycle.response_complete:
            self.waiting.discard(self)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete and not self.over:
            self.waiting.add(self)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await app(scope, receive, self._wrap_send(cycle, send) if cycle.more_body else send)

        super()._start_asgi_task(cycle, answer)  # type: ignore[arg-type]

    def _wrap_send(self, cycle: RequestResponseCycle, send: Send) -> Send:
        """Sends an answer; one that comes before the end of the request is the last on this connection."""

        async def send_early(message: Message) -> None:
            if not cycle.response_started and cycle.more_body:
                cycle.keep_alive = False
                cycle.transport = Lingering(self)  # type: ignore[assignment]
            await send(message)

        return send_early

    def _refuse(self, error: RegistryError) -> None:
        """Puts a refusal to the application in the place of the request that was coming."""
        self.over = True
        self._cancel_timer()
        self._unset_keepalive_if_required()
        cut, busy = self.cycle, self.cycle is not None and not self.cycle.response_complete
        if busy and cut.more_body:  # it is the rest of this request that is wrong, or is not coming
            if self.pipeline and self.pipeline[0][0] is cut:
                self.pipeline.popleft()
            else:
                busy, cut.disconnected = False, True
                cut.message_event.set()
                if cut.response_started:
                    self.linger()
                    return
        self.cycle = self._refusal(error)
        if busy:
            self.pipeline.appendleft((self.cycle, self.app))
        else:
            self._start_asgi_task(self.cycle, self.app)

    def _refusal(self, error: RegistryError) -> RequestResponseCycle:
        if not self.arriving:
            self.on_message_begin()
        path, _, query = self.url.partition(b"?")
        whole: dict[str, Any] = {"method": "", "path": path.decode("latin-1"), "raw_path": path, "query_string": query}
        cycle = RequestResponseCycle(
            scope=whole | self.scope | {"state": self.app_state | {REFUSED: error}},  # type: ignore[arg-type]
            transport=Lingering(self),  # type: ignore[arg-type]
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=False,
            on_response=self.on_response_complete,
        )
        cycle.more_body = False
        return cycle

    def _expect_end_of_request(self) -> None:
        if self.timer is None:
            self.timer = self.loop.call_later(self.limits.arrival, self._give_up_request)

    def _give_up_request(self) -> None:
        self.timer = None
        if self.arriving:
            self._refuse(RegistryError(Code.REQUEST_TIMEOUT, Code.REQUEST_TIMEOUT.meaning))
        else:
            self.drop()

    def _cancel_timer(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def linger(self) -> None:
        """Ends our side; what the client still sends is thrown away, so that it can read the answer first."""
        self.over = True
        if self.transport.is_closing():
            return
        self._cancel_timer()
        self.timer = self.loop.call_later(LINGER_SECONDS, self.drop)
        self.flow.resume_reading()
        self.transport.write_eof()

    def timeout_keep_alive_handler(self) -> None:
        """Ends a connection on which nothing has come for long."""
        self.drop()

    def drop(self) -> None:
        """Ends the connection, whatever it still has to send."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            self.transport.close()

    def pause_writing(self) -> None:
        """The client takes less than we send."""
        super().pause_writing()
        self.unsent = self.transport.get_write_buffer_size()
        self.stuck_timer = self.loop.call_later(STUCK_SECONDS, self._look_whether_stuck)

    def resume_writing(self) -> None:
        """The client has taken what we sent."""
        super().resume_writing()
        if self.stuck_timer is not None:
            self.stuck_timer.cancel()
            self.stuck_timer = None

    def _look_whether_stuck(self) -> None:
        before, self.unsent = self.unsent, self.transport.get_write_buffer_size()
        if self.unsent >= before:
            self.transport.abort()
        else:
            self.stuck_timer = self.loop.call_later(STUCK_SECONDS, self._look_whether_stuck)


class Lingering:
    """The transport of a last answer: closing it leaves the client time to read the answer."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.write: Callable[[bytes], None] = connection.transport.write
        self.is_closing: Callable[[], bool] = connection.transport.is_closing

    def close(self) -> None:
        self.connection.linger()
