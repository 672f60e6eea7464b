"""What goes back to a client, and how it is sent."""

from dataclasses import dataclass, field

from starlette.types import Send

from transport.encoding import encoded


@dataclass(slots=True)
class Reply:
    """A status, a body and its media type, and headers beside those."""

    status: int
    content: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=dict)

    async def send(self, send: Send, accepted: str, *, bodiless: bool = False) -> None:
        """Sends it, compressed as `accepted` (Accept-Encoding) allows; `bodiless`: the headers alone, as of HEAD."""
        content, encoding = encoded(self.content, accepted)
        headers = [(b"content-type", f"{self.media_type}; charset=utf-8".encode())] if self.media_type else []
        headers.append((b"content-length", b"%d" % len(content)))
        if encoding:
            headers.append((b"content-encoding", encoding.encode()))
            self.headers["vary"] = ", ".join(filter(None, (self.headers.get("vary"), "accept-encoding")))
        headers += [(name.encode(), value.encode()) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if bodiless else content})
