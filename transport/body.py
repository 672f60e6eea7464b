"""The body of a POST: JSON in UTF-8, plain or compressed with gzip."""

import zlib

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from errors import Code, RegistryError
from transport.fields import Fields, media_type
from transport.negotiation import JSON

CHARSETS = {"utf-8", "utf8"}
ENCODINGS = {"", "identity", "gzip", "x-gzip"}
GZIP = 16 + zlib.MAX_WBITS
"""How zlib is told to expect the header of gzip."""


class UnknownEncodingError(RegistryError):
    """The body is compressed in a way that we don't read."""


async def read_body(fields: Fields, receive: Receive, most: int) -> bytes:
    """The body of a request, unpacked. Raises RegistryError, and reads nothing of what is refused by its head.

    A form has another media type, so no page of the web can send a question without asking (no CSRF).
    """
    kind, parameters = media_type(fields[b"content-type"])
    if kind != JSON or any(name == "charset" and value not in CHARSETS for name, value in parameters):
        raise RegistryError(Code.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json in UTF-8.")
    encoding = fields[b"content-encoding"].strip().lower()
    if encoding not in ENCODINGS:
        raise UnknownEncodingError(Code.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, or compressed with gzip.")
    announced = fields[b"content-length"]
    if announced.isdecimal():
        _check_length(int(announced), most)
    sent = await _receive_bytes(receive, most)
    return _decompress(sent, most) if "gzip" in encoding else sent


async def _receive_bytes(receive: Receive, most: int) -> bytes:
    parts, length = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part = message.get("body", b"")
        parts.append(part)
        length += len(part)
        _check_length(length, most)
        if not message.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def _decompress(packed: bytes, most: int) -> bytes:
    """What was compressed; no more of it than may be is ever made."""
    member = zlib.decompressobj(GZIP)
    try:
        content = member.decompress(packed, most + 1)
    except zlib.error:
        raise RegistryError(Code.BAD_REQUEST, "The body is not gzip.") from None
    _check_length(len(content), most)
    if not member.eof or member.unused_data:
        raise RegistryError(Code.BAD_REQUEST, "The body is not one whole gzip.")
    return content


def _check_length(length: int, most: int) -> None:
    if length > most:
        raise RegistryError(Code.BODY_TOO_LARGE, f"The body may have {most:,} bytes at most.")
