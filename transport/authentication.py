"""Who asks: the `Authorization` of a request becomes its principal, or a refusal."""

from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from access.authentication import Authentication
from access.principal import ANONYMOUS, Principal
from engine.faults import RETRY_SOON
from errors import Code, RegistryError
from graph.store.errors import StoreError
from transport.fields import Fields
from transport.graphql import refusal
from transport.negotiation import ANSWERS, JSON, negotiate

PRINCIPAL = "principal"
"""Where the state of a request has its Principal."""
TOKEN_PARAMETERS = frozenset(("access_token", "api_key", "apikey", "authorization"))
"""What keys are called in URLs, from which they get into histories and logs (RFC 6750, 5.3)."""


class AuthenticationMiddleware:
    """Runs the application as who asks; answers 401 itself where a key or token opens nothing."""

    def __init__(self, app: ASGIApp, authentication: Authentication) -> None:
        self.app = app
        self.authentication = authentication

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tells the principal to what is within, and its id to the log."""
        fields = Fields(scope["headers"])
        try:
            principal = await self._principal(scope, fields)
        except RegistryError as error:
            await self._refuse(error, scope, fields, send)
            return
        scope["state"][PRINCIPAL] = principal
        scope["state"]["told"].principal = principal.id
        await self.app(scope, receive, send)

    async def _principal(self, scope: Scope, fields: Fields) -> Principal:
        if scope["query_string"] and _has_token(scope["query_string"]):
            raise RegistryError(Code.BAD_REQUEST, "A key goes in the `Authorization` header, never in the URL.")
        sent = fields[b"authorization"]
        if not sent:
            return ANONYMOUS
        try:
            return await self.authentication.principal(sent)
        except StoreError as fault:
            raise RegistryError(Code.STORE_DOWN, Code.STORE_DOWN.meaning) from fault

    async def _refuse(self, error: RegistryError, scope: Scope, fields: Fields, send: Send) -> None:
        reply = refusal(scope, error, negotiate(fields[b"accept"], ANSWERS) or JSON)
        if error.code is Code.UNAUTHENTICATED:
            reply.headers = reply.headers | {"www-authenticate": 'Bearer error="invalid_token"'}
        elif error.code is Code.STORE_DOWN:
            reply.headers = reply.headers | RETRY_SOON
        await reply.send(send, fields, bodiless=scope["method"] == "HEAD")


def _has_token(query_string: bytes) -> bool:
    return any(name.lower() in TOKEN_PARAMETERS for name, _ in parse_qsl(query_string.decode("latin-1")))
