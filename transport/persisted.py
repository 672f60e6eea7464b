"""Automatic persisted queries, as Apollo's clients ask: a document by its hash, its text only where we do not know it.

The request has `extensions.persistedQuery` with `version` 1 and `sha256Hash`, and `query` or not. A process keeps the
texts that it was sent; another one asks for them again.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from cachetools import LRUCache

from errors import Code, RegistryError

BYTES_KEPT = 8 * 1024 * 1024
"""Of all texts that are kept."""
LONGEST_KEPT = 20_000
"""Bytes; a longer document has to be sent each time."""
VERSION = 1
NOT_KNOWN = "PersistedQueryNotFound"
"""Clients look for this very word."""


class PersistedQueries:
    """The texts that clients have sent with their hash, those asked for last."""

    def __init__(self) -> None:
        self._texts: LRUCache[str, bytes] = LRUCache(BYTES_KEPT, getsizeof=len)

    def text_of(self, query: object, extensions: Mapping[str, Any] | None) -> object:
        """The text of the document: what was sent, or what its hash stands for.

        Raises RegistryError (PERSISTED_QUERY_NOT_FOUND, BAD_REQUEST).
        """
        asked = (extensions or {}).get("persistedQuery")
        if asked is None:
            return query
        digest = asked.get("sha256Hash") if isinstance(asked, dict) and asked.get("version") == VERSION else None
        if not isinstance(digest, str):
            raise RegistryError(Code.BAD_REQUEST, "`extensions.persistedQuery` needs version 1 and a sha256Hash.")
        if isinstance(query, str) and query:
            self._keep(digest, query)
            return query
        kept = self._texts.get(digest)
        if kept is None:
            raise RegistryError(Code.PERSISTED_QUERY_NOT_FOUND, NOT_KNOWN)
        return kept.decode("utf-8", "surrogatepass")

    def _keep(self, digest: str, query: str) -> None:
        text = query.encode("utf-8", "surrogatepass")
        if hashlib.sha256(text).hexdigest() != digest:
            raise RegistryError(Code.BAD_REQUEST, "`extensions.persistedQuery.sha256Hash` is not the hash of `query`.")
        if len(text) <= LONGEST_KEPT:
            self._texts[digest] = text
