"""Opaque ids: a prefix that tells the type, and a digest of the natural key."""

import base64
import hashlib
import re
import secrets

BYTES = 10
MADE = re.compile(r"[a-z]{4}_[a-z2-7]{16}")
WRITTEN = re.compile(r"[a-z]+_[a-z0-9_-]+")


def stable_id(prefix: str, *natural_key: object) -> str:
    """The id of the node with this natural key: the same key gives the same id, in every store and at every import.

    80 bits of SHA-256 in lower-case base 32: a collision among 10^8 nodes has a chance of about 4 in 10^9.
    """
    return _write_id(prefix, hashlib.sha256("\x1f".join(map(str, natural_key)).encode()).digest()[:BYTES])


def random_id(prefix: str) -> str:
    """An id for a node without a natural key: 80 random bits."""
    return _write_id(prefix, secrets.token_bytes(BYTES))


def _write_id(prefix: str, content: bytes) -> str:
    return f"{prefix}_{base64.b32encode(content).decode().lower()}"


def prefix_of(node_id: str) -> str:
    """The type prefix of an id, empty where the text cannot be one."""
    return node_id.partition("_")[0] if WRITTEN.fullmatch(node_id) else ""


def is_made(node_id: str) -> bool:
    """Whether `stable_id` or `random_id` could have given this id."""
    return MADE.fullmatch(node_id) is not None
