"""Compressed answers: Brotli or gzip, whichever the client takes (RFC 9110, 12.5.3)."""

import gzip

import brotli  # type: ignore[import-untyped]

WORTH = 1_000
"""Bytes; below, compression costs more than it saves."""
GZIP_LEVEL, BROTLI_QUALITY = 5, 4
"""Where JSON of 100 KB takes 1 to 2 ms; higher ones gain some per cent for many times that."""


def encoded(content: bytes, accepted: str) -> tuple[bytes, str]:
    """The content as the client's `Accept-Encoding` wants it, and the name of the encoding; none: as it is."""
    if len(content) < WORTH or not accepted:
        return content, ""
    parts = (each.partition(";") for each in accepted.split(","))
    wanted = {name.strip().lower(): _quality(rest) for name, _, rest in parts}
    others = wanted.get("*", 0.0)
    best = max(("br", "gzip"), key=lambda name: wanted.get(name, others))
    if wanted.get(best, others) <= 0:
        return content, ""
    if best == "br":
        return brotli.compress(content, quality=BROTLI_QUALITY), best
    return gzip.compress(content, GZIP_LEVEL, mtime=0), best


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
