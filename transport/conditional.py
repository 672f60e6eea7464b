"""Conditional GET: a client that holds an answer already is told so, and gets no body (RFC 9110, 8.8.3 and 13.1.2)."""

import hashlib
import re

NOT_MODIFIED = 304
TAG = re.compile(r'(?:W/)?("[^"]*")')


def digest_of(content: bytes, media_type: str) -> str:
    """What tells an answer from others."""
    return hashlib.blake2b(media_type.encode() + content, digest_size=16).hexdigest()


def tag_of(digest: str, encoding: str) -> str:
    """The weak tag of an answer in an encoding; each encoding has another one (RFC 9110, 8.8.3.3).

    Weak, because another version may compress the same answer to other bytes.
    """
    return f'W/"{digest}-{encoding}"' if encoding else f'W/"{digest}"'


def holds(if_none_match: str, tag: str) -> bool:
    """Whether a client holds the representation, by weak comparison; `*` stands for any."""
    return if_none_match.strip() == "*" or tag.removeprefix("W/") in TAG.findall(if_none_match)
