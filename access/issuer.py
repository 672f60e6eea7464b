"""The issuer of tokens: the keys that it publishes, read when they are needed and kept."""

import asyncio
import logging
import ssl
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from ipaddress import ip_address
from typing import Any

import httpx
import orjson
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import Key, KeySet, import_key

from access.errors import IssuerDownError

log = logging.getLogger(__name__)

DISCOVERY = "/.well-known/openid-configuration"
"""Where an issuer tells of itself (OpenID Connect Discovery 1.0)."""
TIMEOUT_SECONDS = 5.0
"""How long one answer of the issuer may take, from the connection to the last byte."""
MAX_ANSWER = 256 * 1024
"""Bytes of one answer; a hundred keys with their certificates are less."""
FRESH_SECONDS = 600.0
"""After so long keys are read again, while those known serve."""
PAUSE_SECONDS = 10.0
"""How long the issuer is left alone: after it has failed, and between two searches for keys that are not known."""
MAX_AGE_SECONDS = 86_400.0
"""How long keys serve that cannot be read again: whoever keeps us from the issuer could keep a stolen key alive."""
MIN_RSA_BITS = 2048
"""RFC 7518, section 3.3."""


class IssuerKeys:
    """The keys of one issuer.

    They are read with the first token; again when a token names a key that is not known, at most once in
    `PAUSE_SECONDS`; and again after `FRESH_SECONDS`, while the question that noticed it goes on with those known.
    Each time all are read, so a key that the issuer has withdrawn is gone. Questions that wait, wait for one reading.

    clock  seconds that only rise
    """

    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._clock = clock
        self._keys: KeySet | None = None
        self._reading: asyncio.Task[None] | None = None
        self._read_at = self._next_reading = self._next_search = float("-inf")

    async def key(self, kid: str, algorithm: str) -> Key | None:
        """The key with this id for this algorithm; None where the issuer has none. Raises IssuerDownError."""
        if self._keys is None or self._clock() >= self._read_at + MAX_AGE_SECONDS:
            await self._read_first()
        elif self._find_key(kid, algorithm) is None:
            await self._search()
        elif self._clock() >= self._next_reading:
            self._begin_reading()
        return self._find_key(kid, algorithm)

    def _find_key(self, kid: str, algorithm: str) -> Key | None:
        with suppress(InvalidKeyIdError):
            return self._keys.get_by_kid(kid, {"use": "sig", "alg": algorithm}) if self._keys else None
        return None

    async def _read_first(self) -> None:
        self._keys = None
        if self._reading or self._clock() >= self._next_reading:
            await asyncio.shield(self._begin_reading())
        if self._keys is None:
            raise IssuerDownError("The issuer of the token does not answer; try again in a moment.")

    async def _search(self) -> None:
        if not self._reading:
            if self._clock() < self._next_search:
                return
            self._next_search = self._clock() + PAUSE_SECONDS
        await asyncio.shield(self._begin_reading())

    def _begin_reading(self) -> asyncio.Task[None]:
        """The reading that runs, or else a new one. It outlives the question that began it."""
        if not self._reading:
            self._reading = asyncio.create_task(self._read())
        return self._reading

    async def _read(self) -> None:
        try:
            self._keys = await read_keys(self._issuer)
            self._read_at = self._clock()
            self._next_reading = self._read_at + FRESH_SECONDS
        except IssuerDownError as error:
            self._next_reading = self._clock() + PAUSE_SECONDS
            log.warning("issuer's keys could not be read", extra={"issuer": self._issuer, "cause": str(error)})
        finally:
            self._reading = None


async def read_keys(issuer: str) -> KeySet:
    """The keys that an issuer publishes now. Raises IssuerDownError, with the cause for the log."""
    headers = {"accept": "application/json", "accept-encoding": "identity"}
    async with httpx.AsyncClient(
        headers=headers, timeout=TIMEOUT_SECONDS, follow_redirects=False, verify=_authorities()
    ) as client:
        told = await _read_object(client, issuer.rstrip("/") + DISCOVERY)
        if told.get("issuer") != issuer:
            raise IssuerDownError(f"its discovery document is that of another issuer: {told.get('issuer')!r}")
        published = (await _read_object(client, str(told.get("jwks_uri")))).get("keys")
    if not isinstance(published, list):
        raise IssuerDownError(f"{told['jwks_uri']} is no set of keys")
    return KeySet(list(_usable(published)))


@cache
def _authorities() -> ssl.SSLContext:
    """Whose certificates are believed; to read them takes tens of milliseconds, in which nothing else is answered."""
    return httpx.create_ssl_context()


async def _read_object(client: httpx.AsyncClient, address: str) -> dict[str, Any]:
    """The JSON object at an address. Raises IssuerDownError."""
    try:
        if not _is_safe(httpx.URL(address)):
            raise IssuerDownError(f"{address} is not https")
        async with asyncio.timeout(TIMEOUT_SECONDS), client.stream("GET", address) as answer:
            if answer.status_code != httpx.codes.OK:
                raise IssuerDownError(f"{address} answers with status {answer.status_code}")
            body = bytearray()
            async for part in answer.aiter_raw():  # raw: what is packed could unpack to any size
                body += part
                if len(body) > MAX_ANSWER:
                    raise IssuerDownError(f"{address} answers with more than {MAX_ANSWER} bytes")
        found = orjson.loads(body)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
        raise IssuerDownError(f"{address}: {type(error).__name__} {error}") from None
    if not isinstance(found, dict):
        raise IssuerDownError(f"{address} is no JSON object")
    return found


def _is_safe(address: httpx.URL) -> bool:
    """Whether nobody on the way can change what is read there."""
    if address.scheme == "https":
        return True
    with suppress(ValueError):
        return address.scheme == "http" and ip_address(address.host).is_loopback
    return address.scheme == "http" and address.host == "localhost"


def _usable(published: Iterable[object]) -> Iterable[Key]:
    """The keys that can be read and relied on; others cost nothing but themselves. What each is for, it says itself."""
    for each in published:
        if not isinstance(each, dict) or "d" in each or _is_short(each):  # with `d`, everybody can sign
            continue
        with suppress(JoseError, ValueError, KeyError, TypeError):
            yield import_key(each)


def _is_short(key: dict[str, Any]) -> bool:
    """Whether it is an RSA key that is too short, by the text of its modulus: six bits in each letter."""
    return key.get("kty") == "RSA" and len(str(key.get("n"))) * 6 < MIN_RSA_BITS
