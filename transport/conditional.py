"""Conditional GET: a client that holds an answer already is told so, and gets no body (RFC 9110, 8.8.3 and 13.1.2)."""

import hashlib
import re

from transport.reply import Reply

NOT_MODIFIED = 304
TAG = re.compile(r'(?:W/)?("[^"]*")')
REVALIDATED = {"cache-control": "no-cache", "vary": "accept"}
"""An answer may be kept, and is asked about each time: the graph changes without telling."""


def conditional(if_none_match: str, reply: Reply) -> Reply:
    """The reply with a weak tag of its body, or 304 without a body where `If-None-Match` names that tag.

    Weak, because a compressed answer has the same tag. The request must be a GET or HEAD that was answered 200.
    """
    digest = hashlib.blake2b(reply.media_type.encode() + reply.content, digest_size=16).hexdigest()
    headers = {**REVALIDATED, "etag": f'W/"{digest}"'}
    if _names(if_none_match, headers["etag"]):
        return Reply(NOT_MODIFIED, b"", "", headers)
    reply.headers |= headers
    return reply


def _names(sent: str, tag: str) -> bool:
    """By weak comparison; `*` stands for any answer."""
    return sent.strip() == "*" or tag.removeprefix("W/") in TAG.findall(sent)
