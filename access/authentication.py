"""From what a client sends to who it is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from access.errors import TokenError
from access.keys import ApiKey, find_key, hash_of, is_key
from access.oidc import TokenVerifier
from access.principal import ANONYMOUS, Principal
from graph.store.clock import now_ms
from graph.store.store import Store

FRESH_MS = 500
"""For how long an answer of the store about a key is used again: a key that is revoked opens nothing a second later."""
MAX_KNOWN = 10_000
"""Keys that are remembered, good or bad; those used last."""
SCHEME = "bearer"
JWT_DOTS = 2


@dataclass(frozen=True, slots=True)
class _Known:
    key: ApiKey | None
    asked: int


class KeyRing:
    """Knows keys by asking the store, at most twice a second for each."""

    def __init__(self, store: Store, clock: Callable[[], int] = now_ms) -> None:
        """`clock` gives this instant in epoch milliseconds."""
        self._store = store
        self._clock = clock
        self._known: LRUCache[str, _Known] = LRUCache(MAX_KNOWN)
        self._asking: dict[str, asyncio.Task[ApiKey | None]] = {}

    async def principal(self, text: str, *, fresh: bool = False) -> Principal:
        """Whose key this is. Raises TokenError, and StoreError where it cannot be known.

        `fresh`: the store is asked anew; an answer that is still coming may be older than what its caller has seen.
        """
        key = await (self._ask(text, hash_of(text)) if fresh else self._find(text))
        if key is None:
            raise TokenError("The key is not one of ours.")
        if key.revoked is not None:
            raise TokenError("The key has been revoked.")
        if not key.is_valid(self._clock()):
            raise TokenError("The key has expired.")
        return key.principal

    async def _find(self, text: str) -> ApiKey | None:
        digest = hash_of(text)
        known = self._known.get(digest)
        if known and self._clock() - known.asked < FRESH_MS:
            return known.key
        asking = self._asking.get(digest)
        if asking is None:
            asking = self._asking[digest] = asyncio.create_task(self._ask(text, digest))
            asking.add_done_callback(lambda task: self._forget(digest, task))
        return await asyncio.shield(asking)

    def _forget(self, digest: str, asking: asyncio.Task[ApiKey | None]) -> None:
        del self._asking[digest]
        if not asking.cancelled():
            asking.exception()  # those who wait have it; where all have gone, nobody needs to hear of it

    async def _ask(self, text: str, digest: str) -> ApiKey | None:
        asked = self._clock()  # before the store is asked: what it tells is no newer
        key = await find_key(self._store, text)
        self._known[digest] = _Known(key, asked)
        return key


class Authentication:
    """Tells who asks, by the `Authorization` of a request."""

    def __init__(self, keys: KeyRing, tokens: TokenVerifier | None = None) -> None:
        """`tokens` verifies those of an OIDC issuer, where there is one."""
        self._keys = keys
        self._tokens = tokens

    async def principal(self, authorization: str, *, fresh: bool = False) -> Principal:
        """Who asks; nobody in particular where nothing was sent. `fresh`: the store is asked anew about a key.

        Raises TokenError: a key that opens nothing is no reason to answer as to nobody in particular, whose answers are
        others. Raises StoreError or IssuerDownError where it cannot be known.
        """
        if not authorization:
            return ANONYMOUS
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if scheme.lower() != SCHEME or not token:
            raise TokenError("Send the key or token as `Authorization: Bearer …`.")
        if is_key(token):
            return await self._keys.principal(token, fresh=fresh)
        if self._tokens and token.count(".") == JWT_DOTS:
            return await self._tokens.principal(token)
        raise TokenError("The key is not one of ours.")
