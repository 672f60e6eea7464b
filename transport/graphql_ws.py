"""GraphQL over a WebSocket, by the subprotocol graphql-transport-ws (PROTOCOL.md of the package graphql-ws).

A socket is one conversation; each `subscribe` in it is an operation, which runs in a task of its own. Nothing is read
ahead of what the client takes: a message is sent when the one before it has left.
"""

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from access.errors import TokenError
from engine.faults import OURS, TOO_LONG, error_body
from engine.operation import OperationResult, Operations
from engine.streaming import SUBSCRIPTION, EventStream
from errors import Code, RegistryError
from transport.authentication import SignIn
from transport.closing import CloseSocketError, Closing, SocketGoneError
from transport.fields import Fields
from transport.parameters import read_parameters
from transport.rates import Rates
from transport.requests import RequestCounter, RequestLog, log_operation
from transport.streams import Streams, Via
from transport.trusted import TrustedDocuments

log = logging.getLogger(__name__)

PROTOCOL = "graphql-transport-ws"
INIT_SECONDS = 5.0
"""How long a client may take to say who it is."""
MAX_OPERATIONS = 32
"""Of one socket at once."""
MAX_ID = 128
"""Characters of the id of an operation, which is sent with each answer."""
ANSWERED = 200
"""The status under which an operation counts that was answered over a socket."""

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SocketServices:
    """What all conversations of a process share."""

    operations: Operations
    documents: TrustedDocuments
    sign_in: SignIn
    rates: Rates
    streams: Streams
    deadline: float
    """Seconds that the answer to a question may take, or a subscription to begin."""
    counted: RequestCounter | None = None


@dataclass(slots=True)
class Conversation:
    """What is said over one socket, from its handshake to its end.

    may_sign_in  whether the page that opened it may say who asks
    """

    services: SocketServices
    scope: Scope
    receive: Receive
    send: Send
    may_sign_in: bool = True
    authorization: str = ""
    running: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    """Operations by their ids; those that the client has ended are only among `tasks`, until they are."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def hold(self) -> None:
        """Answers until one side ends the conversation. The handshake has been answered."""
        self.authorization = Fields(self.scope["headers"])[b"authorization"]
        try:
            await self._begin()
            while True:
                await self._take(await self._read())
        except CloseSocketError as error:
            await self._close(error)
        except SocketGoneError:
            pass
        finally:
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _begin(self) -> None:
        """Waits for `connection_init`. Raises CloseSocketError."""
        try:
            async with asyncio.timeout(INIT_SECONDS):
                while (message := await self._read())["type"] in ("ping", "pong"):
                    await self._take(message)
        except TimeoutError:
            raise CloseSocketError(Closing.INIT_TIMEOUT) from None
        if message["type"] == "subscribe":
            raise CloseSocketError(Closing.UNAUTHORIZED)
        if message["type"] != "connection_init":
            raise CloseSocketError(Closing.BAD_MESSAGE, "The first message is `connection_init`.")
        await self._sign_in(message.get("payload"))
        await self._tell({"type": "connection_ack"})

    async def _sign_in(self, payload: object) -> None:
        """Who asks, where the payload tells it. Raises CloseSocketError."""
        if payload is None:
            return
        if not isinstance(payload, dict):
            raise CloseSocketError(Closing.BAD_MESSAGE, "The payload of `connection_init` is an object.")
        sent = next((payload[name] for name in ("Authorization", "authorization") if name in payload), None)
        if sent is None:
            return
        if not isinstance(sent, str):
            raise CloseSocketError(Closing.BAD_MESSAGE, "`Authorization` is a text.")
        if not self.may_sign_in:
            raise CloseSocketError(Closing.FORBIDDEN, "Pages of named origins alone may say who asks.")
        self.authorization = sent
        try:
            await self._look_who_asks()
        except RegistryError as error:
            raise CloseSocketError(Closing.TRY_LATER, error.message) from None

    async def _look_who_asks(self) -> None:
        """Has the state tell who asks by now. Raises CloseSocketError for what opens nothing, or RegistryError."""
        try:
            principal = await self.services.sign_in.principal(self.scope, self.authorization)
        except RegistryError as error:
            if error.code is not Code.UNAUTHENTICATED:
                raise
            raise CloseSocketError(Closing.FORBIDDEN, error.message) from None
        self.scope["state"]["principal"] = principal
        self.scope["state"]["told"].principal = principal.id

    async def _read(self) -> Message:
        """The next message of the client. Raises CloseSocketError for what is none, SocketGoneError at the end."""
        received = await self.receive()
        if received["type"] == "websocket.disconnect":
            raise SocketGoneError
        try:
            message = orjson.loads(received.get("text") or b"")
        except orjson.JSONDecodeError:
            raise CloseSocketError(Closing.BAD_MESSAGE, "A message is a JSON object.") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise CloseSocketError(Closing.BAD_MESSAGE, "A message is a JSON object with a `type`.")
        return message

    async def _take(self, message: Message) -> None:
        """Does what a message asks for. Raises CloseSocketError."""
        match message["type"]:
            case "subscribe":
                await self._subscribe(message)
            case "complete":
                if task := self.running.pop(_id_of(message), None):
                    task.cancel()
            case "ping":
                await self._tell({"type": "pong"})
            case "pong":
                pass
            case "connection_init":
                raise CloseSocketError(Closing.TOO_MANY_INITS)
            case _:
                raise CloseSocketError(Closing.BAD_MESSAGE, "No message has this type.")

    async def _subscribe(self, message: Message) -> None:
        """Begins an operation. Raises CloseSocketError."""
        id, payload = _id_of(message), message.get("payload")
        if not isinstance(payload, dict):
            raise CloseSocketError(Closing.BAD_MESSAGE, "The payload of `subscribe` is an object.")
        if id in self.running:
            raise CloseSocketError(Closing.ID_TAKEN, f"Subscriber for {id} already exists")
        if len(self.tasks) >= MAX_OPERATIONS:
            told = f"A socket runs {MAX_OPERATIONS} operations at once."
            await self._fail(id, RegistryError(Code.TOO_MANY_STREAMS, told))
            return
        task = self.running[id] = asyncio.create_task(self._run(id, payload))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _run(self, id: str, payload: Message) -> None:
        """One operation, from its `subscribe` to its `complete`."""
        started, told = time.perf_counter(), RequestLog()
        try:
            await self._answer(id, payload, told)
        except RegistryError as error:
            told.codes = (error.code.name,)
            await self._fail(id, error)
        except TokenError as error:
            told.codes = (Code.UNAUTHENTICATED.name,)
            await self._close(CloseSocketError(Closing.FORBIDDEN, str(error)))
        except CloseSocketError as error:
            await self._close(error)
        except SocketGoneError:
            pass
        except Exception:
            log.exception("operation failed")
            told.codes = (Code.INTERNAL_SERVER_ERROR.name,)
            await self._fail(id, RegistryError(Code.INTERNAL_SERVER_ERROR, OURS))
        finally:
            if self.running.get(id) is asyncio.current_task():
                del self.running[id]
            seconds = time.perf_counter() - started
            if self.services.counted:
                self.services.counted(ANSWERED, seconds, told)
            log_operation(self.scope, told, seconds)

    async def _answer(self, id: str, payload: Message, told: RequestLog) -> None:
        """Raises RegistryError, TokenError, CloseSocketError, SocketGoneError."""
        await self._look_who_asks()
        state, services = self.scope["state"], self.services
        told.principal = state["principal"].id
        services.rates.count(self.scope)
        asked = read_parameters(payload, services.documents, state)
        told.operation = asked.operation_name or ""
        try:
            async with asyncio.timeout(services.deadline):
                authorize = services.sign_in.authorize(self.authorization)
                answer = await services.operations.subscribe(asked, authorize)
        except TimeoutError:
            raise RegistryError(Code.TIMEOUT, TOO_LONG) from None
        if not isinstance(answer, OperationResult):
            told.kind = SUBSCRIPTION
            await self._stream(id, answer)
            return
        told.operation, told.kind, told.codes = answer.operation, answer.kind, answer.codes
        if answer.failed:
            self._forget(id)
            await self._tell({"id": id, "type": "error", "payload": answer.body["errors"]})
            return
        await self._tell_next(id, answer.content)
        await self._complete(id)

    async def _stream(self, id: str, items: EventStream) -> None:
        """Sends what is told, and then `complete`; where nothing happens, pings that carry the cursor."""
        try:
            async for item in items:
                if item.content is None:
                    await self._tell({"type": "ping", "payload": {"id": id, "cursor": item.cursor}})
                else:
                    await self._tell_next(id, item.content)
                    self.services.streams.count_event(Via.SOCKET)
                await asyncio.sleep(0)  # a page of events that are ready is no reason to keep others waiting
        finally:
            await items.aclose()  # type: ignore[attr-defined]
        await self._complete(id)

    def _forget(self, id: str) -> None:
        """The client may use the id again once it knows that the operation has ended."""
        self.running.pop(id, None)

    async def _complete(self, id: str) -> None:
        self._forget(id)
        await self._tell({"id": id, "type": "complete"})

    async def _fail(self, id: str, error: RegistryError) -> None:
        """Tells why an operation does not run, or goes no further."""
        self._forget(id)
        body = error_body(error.code, error.message, self.scope["state"]["request_id"])
        with suppress(SocketGoneError):
            await self._tell({"id": id, "type": "error", "payload": body["errors"]})

    async def _tell_next(self, id: str, content: bytes) -> None:
        await self._tell({"id": id, "type": "next", "payload": orjson.Fragment(content)})

    async def _tell(self, message: Message) -> None:
        """Sends a message when what was sent before has left. Raises SocketGoneError."""
        text = orjson.dumps(message).decode()
        async with self.sending:
            await self._send({"type": "websocket.send", "text": text})

    async def _close(self, error: CloseSocketError) -> None:
        message = {"type": "websocket.close", "code": error.closing.value, "reason": error.reason}
        with suppress(SocketGoneError):
            await self._send(message)

    async def _send(self, message: Message) -> None:
        """Raises SocketGoneError."""
        try:
            await self.send(message)
        except (OSError, RuntimeError) as gone:  # servers differ in how they say it, most of all after our own close
            raise SocketGoneError from gone


def _id_of(message: Message) -> str:
    id = message.get("id")
    if not isinstance(id, str) or not 1 <= len(id) <= MAX_ID:
        raise CloseSocketError(Closing.BAD_MESSAGE, f"`id` is a text of 1 to {MAX_ID} characters.")
    return id
