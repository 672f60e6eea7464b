"""A request for a WebSocket at /graphql: who may open one, and how others are refused."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errors import Code, RegistryError
from transport.closing import Closing
from transport.fields import Fields
from transport.graphql import send_refusal
from transport.graphql_ws import PROTOCOL, Conversation, SocketServices
from transport.negotiation import JSON
from transport.rates import RateLimitedError, refuse_rate
from transport.streams import Via

ANY = "*"


def answer_in_http(app: ASGIApp) -> ASGIApp:
    """The application, which may answer a handshake as it answers any GET: with a status, headers and a body."""

    async def shake_hands(scope: Scope, receive: Receive, send: Send) -> None:
        scope["method"] = "GET"

        async def send_as_handshake(message: Message) -> None:
            if message["type"].startswith("http.response"):
                message["type"] = f"websocket.{message['type']}"
            await send(message)

        await app(scope, receive, send_as_handshake)

    return shake_hands


class SocketEndpoint:
    """Opens sockets at some paths. What says who asks stands around it, as does `Requests`."""

    def __init__(self, services: SocketServices, paths: Collection[str], origins: Collection[str]) -> None:
        """`origins` are those whose pages may open one, beside our own."""
        self.services = services
        self.paths = paths
        self.origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a handshake, and holds the conversation."""
        await receive()
        try:
            if scope["path"] not in self.paths:
                raise RegistryError(Code.NO_SUCH_PATH, Code.NO_SUCH_PATH.meaning)
            self._check_origin(scope)
            self.services.rates.count(scope)
            with self.services.streams.open(scope, Via.SOCKET):
                await self._converse(scope, receive, send)
        except RateLimitedError as error:
            await refuse_rate(scope, send, error)
        except RegistryError as error:
            await send_refusal(scope, send, error, {}, JSON)

    async def _converse(self, scope: Scope, receive: Receive, send: Send) -> None:
        spoken = PROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if spoken else None})
        if spoken:
            conversation = Conversation(self.services, scope, receive, send, may_sign_in=self._may_sign_in(scope))
            await conversation.hold()
        else:  # a browser tells its page nothing of a handshake that is refused
            code = Closing.BAD_SUBPROTOCOL.value
            await send({"type": "websocket.close", "code": code, "reason": "Subprotocol not acceptable"})

    def _check_origin(self, scope: Scope) -> None:
        """Refuses pages of other origins: browsers let them open sockets anywhere. Raises RegistryError."""
        if ANY not in self.origins and not self._may_sign_in(scope):
            raise RegistryError(Code.FORBIDDEN, "Pages of this origin may not open a socket (REGISTRY_CORS_ORIGINS).")

    def _may_sign_in(self, scope: Scope) -> bool:
        """Whether the client is no page, or one of our own or of an origin that is named."""
        fields = Fields(scope["headers"])
        origin = fields[b"origin"].lower()
        return not origin or origin in self.origins or urlsplit(origin).netloc == fields[b"host"].lower()
