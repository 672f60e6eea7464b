"""Compressed answers: Brotli or gzip, whichever the client takes (RFC 9110, 12.5.3)."""

import gzip
from functools import lru_cache

import brotli  # type: ignore[import-untyped]

from transport.fields import parse_qualities

WORTH = 1_000
"""Bytes; below, compression costs more than it saves."""
GZIP_LEVEL, BROTLI_QUALITY = 5, 4
"""Where JSON of 100 KB takes 1 to 2 ms; higher ones gain some per cent for many times that."""
IDENTITY = ""


def encoding_of(length: int, accepted: str) -> str:
    """The encoding in which so many bytes go to a client with this `Accept-Encoding`."""
    return IDENTITY if length < WORTH else _choose_encoding(accepted)


@lru_cache(64)
def _choose_encoding(accepted: str) -> str:
    wanted = {"gzip" if name == "x-gzip" else name: quality for name, quality in parse_qualities(accepted)}
    others = wanted.get("*", 0.0)
    best = max(("br", "gzip"), key=lambda name: wanted.get(name, others))
    return best if wanted.get(best, others) > 0 else IDENTITY


def encode(content: bytes, encoding: str) -> bytes:
    """The content in an encoding."""
    if encoding == "br":
        packed: bytes = brotli.compress(content, quality=BROTLI_QUALITY)
        return packed
    return gzip.compress(content, GZIP_LEVEL, mtime=0) if encoding == "gzip" else content
