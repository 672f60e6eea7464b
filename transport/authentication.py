"""Who asks: the `Authorization` of a request becomes its principal, or a refusal."""

from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from access.authentication import Authentication
from access.errors import IssuerDownError, TokenError
from access.principal import ANONYMOUS, Principal
from engine.context import Authorize
from engine.faults import RETRY_SOON
from errors import Code, RegistryError
from graph.store.errors import StoreError
from transport.fields import Fields
from transport.graphql import send_refusal
from transport.negotiation import ANSWERS, JSON, negotiate
from transport.rates import RateLimitedError, Rates, refuse_rate

MORE = {
    Code.UNAUTHENTICATED: {"www-authenticate": 'Bearer error="invalid_token"'},
    Code.STORE_DOWN: RETRY_SOON,
    Code.ISSUER_DOWN: {"retry-after": "10"},
}
"""Headers of refusals. An issuer that was away is left alone for ten seconds."""
TOKEN_PARAMETERS = frozenset(("access_token", "api_key", "apikey", "authorization"))
"""What keys are called in URLs, from which they get into histories and logs (RFC 6750, 5.3)."""


class SignIn:
    """Tells who asks, and counts what opens nothing."""

    def __init__(self, authentication: Authentication, rates: Rates) -> None:
        self.authentication = authentication
        self.rates = rates

    async def principal(self, scope: Scope, sent: str) -> Principal:
        """Who asks; `sent` is what stands under `Authorization`. Raises RegistryError, RateLimitedError."""
        if not sent:
            return ANONYMOUS
        self.rates.check_address(scope)
        try:
            return await self.authentication.principal(sent)
        except TokenError as error:
            self.rates.count_failure(scope)
            raise RegistryError(Code.UNAUTHENTICATED, str(error)) from None
        except StoreError as fault:
            raise RegistryError(Code.STORE_DOWN, Code.STORE_DOWN.meaning) from fault
        except IssuerDownError as fault:
            raise RegistryError(Code.ISSUER_DOWN, Code.ISSUER_DOWN.meaning) from fault

    def authorize(self, sent: str) -> Authorize:
        """What tells a stream, each time before it goes on, who asks by then."""

        async def principal_now() -> Principal:
            try:
                return await self.authentication.principal(sent, fresh=True)
            except IssuerDownError as fault:
                raise RegistryError(Code.ISSUER_DOWN, Code.ISSUER_DOWN.meaning) from fault

        return principal_now


class AuthenticationMiddleware:
    """Runs the application as who asks; answers itself where that cannot be known."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self.app = app
        self.sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tells the principal to what is within, with what tells it anew to a stream; and its id to the log."""
        sent = Fields(scope["headers"])[b"authorization"]
        try:
            if scope["query_string"] and _has_token(scope["query_string"]):
                raise RegistryError(Code.BAD_REQUEST, "A key goes in the `Authorization` header, never in the URL.")
            principal = await self.sign_in.principal(scope, sent)
        except RateLimitedError as error:
            await refuse_rate(scope, send, error)
            return
        except RegistryError as error:
            media_type = negotiate(Fields(scope["headers"])[b"accept"], ANSWERS) or JSON
            await send_refusal(scope, send, error, MORE.get(error.code, {}), media_type)
            return
        scope["state"] |= {"principal": principal, "authorize": self.sign_in.authorize(sent)}
        scope["state"]["told"].principal = principal.id
        await self.app(scope, receive, send)


def _has_token(query_string: bytes) -> bool:
    return any(name.lower() in TOKEN_PARAMETERS for name, _ in parse_qsl(query_string.decode("latin-1")))
