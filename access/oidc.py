"""Access tokens of an OpenID Connect issuer: from the text of a token to a principal."""

import time
from base64 import urlsafe_b64decode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import orjson
from cachetools import TLRUCache
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError, UnsupportedAlgorithmError
from joserfc.jwa import JWSAlgModel
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry, decode

from access.claims import ClaimMapping, Holders, TokenClaims, principal_of
from access.errors import TokenError
from access.issuer import IssuerKeys
from access.principal import Principal

MAX_TOKEN = 16 * 1024
"""Length of a token. Those of big issuers, with hundreds of groups, are below 8 KiB."""
SKEW_SECONDS = 60
"""How much our clock and the issuer's may differ."""
MAX_EXPIRY = 253_402_300_800
"""The first second of the year 10000, in UTC epoch seconds: later ones are no times."""
REMEMBERED_SECONDS = 60.0
"""How long a token is taken without a look at it: keys and institutions may change meanwhile."""
MAX_REMEMBERED = 10_000
"""Tokens; about 1 KiB each."""
ALGORITHMS = frozenset("RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split())
"""Signatures by pairs of keys. With `HS256` the published key would be the secret; `none` is no signature."""
TYPES = ("jwt", "at+jwt")
"""What the header of an access token may say that it is, in lower case (RFC 9068)."""
OTHER_KINDS = ("id", "refresh", "offline", "logout")
"""What Keycloak says in the claim `typ` of tokens that are signed by the same keys and are no access tokens."""
NO_TOKEN = "This is not a signed JWT."  # noqa: S105
REFUSED = {
    "iss": "The token is of another issuer.",
    "aud": "The token is for another audience.",
    "sub": "The token does not say whom it is for (`sub`).",
    "exp": "The token's `exp` is no time.",
    "nbf": "The token is not valid yet (`nbf`).",
    "iat": "The token was issued in the future (`iat`).",
}
"""What is said of a claim that is not as it should be."""


class SignatureAlgorithms(JWSRegistry):
    """The algorithms that are taken, without the library's warning of `EdDSA`: it is an old name of a good one.

    Headers that are not known are let be, as RFC 7515 asks: what must be understood stands in `crit`.
    """

    max_header_length = MAX_TOKEN

    def get_alg(self, name: str) -> JWSAlgModel:
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError(name)
        return self.algorithms[name]


SIGNATURES = SignatureAlgorithms(strict_check_header=False)


class TokenVerifier:
    """Verifies the access tokens of one issuer for one audience.

    issuer    its address, exactly as its tokens have it in `iss`
    audience  what `aud` of a token for this registry is or contains
    holders   finds the institutions and offices that claims name
    clock     seconds that only rise; times in tokens are compared with those of the day
    """

    def __init__(
        self,
        issuer: str,
        audience: str,
        mapping: ClaimMapping,
        holders: Holders,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._mapping = mapping
        self._holders = holders
        self._keys = IssuerKeys(issuer, clock)
        self._claims = JWTClaimsRegistry(
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            exp={"essential": True},
        )
        self._remembered: TLRUCache[bytes, Principal] = TLRUCache(MAX_REMEMBERED, _forgotten_at, clock)

    async def principal(self, token: str) -> Principal:
        """Whose token it is. Raises TokenError where it is refused, IssuerDownError where no key of the issuer is
        known and none can be read. What the holders raise passes through.
        """
        if len(token) > MAX_TOKEN:
            raise TokenError("The token is too long.")
        if not token.isascii():
            raise TokenError(NO_TOKEN)
        digest = sha256(token.encode()).digest()
        known: Principal | None = self._remembered.get(digest)
        if known:
            return known
        claims = await self._verify(token)
        principal = await principal_of(claims, self._mapping, self._holders)
        self._remembered[digest] = principal
        return principal

    async def _verify(self, token: str) -> TokenClaims:
        """The claims of a token that can be relied on. Raises TokenError and IssuerDownError."""
        header = _header_of(token)
        algorithm, kid = header.get("alg"), header.get("kid")
        if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
            raise TokenError("The token is not signed by an algorithm that is taken here.")
        if "crit" in header:
            raise TokenError("The token asks for something that is not understood here (`crit`).")
        if str(header.get("typ", TYPES[0])).lower().removeprefix("application/") not in TYPES:
            raise TokenError("The token is not an access token (`typ`).")
        if not isinstance(kid, str) or not kid:
            raise TokenError("The token does not say by which key it is signed (`kid`).")
        key = await self._keys.key(kid, algorithm)
        if key is None:
            raise TokenError("The token is signed by a key that its issuer does not have.")
        try:
            claims = decode(token, key, registry=SIGNATURES).claims
        except (JoseError, ValueError, RecursionError):  # the last: JSON may be nested without end
            raise TokenError("The token's signature, or its form, is wrong.") from None
        self._check_claims(claims)
        return claims

    def _check_claims(self, claims: dict[str, Any]) -> None:
        try:
            self._claims.validate(claims)
        except ExpiredTokenError:
            raise TokenError("The token has expired.") from None
        except MissingClaimError as error:
            raise TokenError(f"The token lacks `{error.claim}`.") from None
        except InvalidClaimError as error:
            raise TokenError(REFUSED.get(error.claim, f"The token's `{error.claim}` is wrong.")) from None
        if claims["exp"] >= MAX_EXPIRY:
            raise TokenError(REFUSED["exp"])
        if str(claims.get("typ")).lower() in OTHER_KINDS:
            raise TokenError("The token is not an access token (`typ`).")


def _header_of(token: str) -> dict[str, Any]:
    """What a token says of its signature; nothing of it can be relied on. Raises TokenError."""
    parts = token.split(".")
    try:
        header = orjson.loads(urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4)))
    except ValueError:
        raise TokenError(NO_TOKEN) from None
    if len(parts) != 3 or not isinstance(header, dict):
        raise TokenError(NO_TOKEN)
    return header


def _forgotten_at(_: bytes, principal: Principal, now: float) -> float:
    """When a token that is verified now is looked at again, by the clock of `now`."""
    assert principal.expires is not None
    return now + min(REMEMBERED_SECONDS, principal.expires / 1000 + SKEW_SECONDS - time.time())
