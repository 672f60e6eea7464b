"""Conditional GET: a client that holds an answer already is told so, and gets no body (RFC 9110, 8.8.3 and 13.1.2)."""

import hashlib
import re

from starlette.requests import Request
from starlette.responses import Response

NOT_MODIFIED = 304
TAG = re.compile(r'(?:W/)?("[^"]*")')
REVALIDATED = {"cache-control": "no-cache", "vary": "accept"}
"""An answer may be kept, and is asked about each time: the graph changes without telling."""


def conditional(request: Request, response: Response) -> Response:
    """The response with a weak tag of its body, or 304 without a body where `If-None-Match` names that tag.

    Weak, because a compressed answer has the same tag. The request must be a GET or HEAD that was answered 200.
    """
    body = bytes(response.body)
    content_type = response.headers["content-type"].encode()
    tag = f'W/"{hashlib.blake2b(content_type + body, digest_size=16).hexdigest()}"'
    headers = {**REVALIDATED, "etag": tag}
    if _names(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    response.headers.update(headers)
    return response


def _names(sent: str, tag: str) -> bool:
    """By weak comparison; `*` stands for any answer."""
    return sent.strip() == "*" or tag.removeprefix("W/") in TAG.findall(sent)
