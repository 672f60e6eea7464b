"""What goes back to a client, and how it is sent."""

import asyncio
from dataclasses import dataclass, field

from starlette.types import Send

from transport.conditional import NOT_MODIFIED, digest_of, holds, tag_of
from transport.encoding import encode, encoding_of
from transport.fields import Fields

LONG = 64 * 1024
"""Bytes that are compressed beside the event loop: it takes some milliseconds."""


@dataclass(slots=True)
class Reply:
    """A status, a body and its media type, and headers beside those. It may be sent to several clients.

    kept  whether a client may keep it, and asks each time whether it is still the same
    """

    status: int
    content: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=dict)
    vary: str = "accept-encoding"
    kept: bool = False
    _digest: str = ""
    _forms: dict[str, bytes] = field(default_factory=dict)

    async def send(self, send: Send, asked: Fields, *, bodiless: bool = False) -> None:
        """Sends it as the request's fields ask for it; `bodiless`: the headers alone, as of HEAD."""
        encoding = encoding_of(len(self.content), asked[b"accept-encoding"])
        headers = self.headers | {"vary": self.vary}
        if self.kept:
            tag = self._tag(encoding)
            headers = {"cache-control": "no-cache"} | headers | {"etag": tag}
            if holds(asked[b"if-none-match"], tag):
                await _send(send, NOT_MODIFIED, headers, b"")
                return
        content = await self._form(encoding)
        headers |= {"content-type": f"{self.media_type}; charset=utf-8", "content-length": str(len(content))}
        if encoding:
            headers["content-encoding"] = encoding
        await _send(send, self.status, headers, b"" if bodiless else content)

    def _tag(self, encoding: str) -> str:
        self._digest = self._digest or digest_of(self.content, self.media_type)
        return tag_of(self._digest, encoding)

    async def _form(self, encoding: str) -> bytes:
        """The content in an encoding."""
        if not encoding:
            return self.content
        if encoding not in self._forms:
            made = asyncio.to_thread(encode, self.content, encoding) if len(self.content) > LONG else None
            self._forms[encoding] = await made if made else encode(self.content, encoding)
        return self._forms[encoding]


async def _send(send: Send, status: int, headers: dict[str, str], content: bytes) -> None:
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": content})
