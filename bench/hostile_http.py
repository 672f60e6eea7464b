"""Hostile and odd requests below GraphQL: `python -m bench.hostile_http http://127.0.0.1:8000`.

Each is sent over a socket of its own, byte for byte. Told is what came back, and how long it took. A request that gets
no answer in PATIENCE seconds hangs; neither that nor a status of 500 or more may be. Exit code 1 where one is, or where
an answer is not the one that is due. `--seconds 5` measures as well what those that are long do to another client.
"""

import asyncio
import gzip
import os
import re
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Annotated
from urllib.parse import urlsplit

import httpx
import typer

from bench.hostile import A_SECOND, compare

PATIENCE = 10.0
"""Seconds; above the slowest answer, below the time in which a request must arrive."""
KIB, MIB = 1024, 1024 * 1024
QUESTION = b'{"query":"{ __typename }"}'
SMUGGLED = b"GET /healthz?smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
UPGRADE = (b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA")
BY_GET = b"/graphql?query=%7B__typename%7D"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A request in parts that arrive apart, and the answers that are due: what their heads have, and what not."""

    parts: tuple[bytes, ...]
    due: tuple[int, ...]
    wanted: tuple[bytes, ...] = ()
    unwanted: tuple[bytes, ...] = ()


def request(method: bytes, path: bytes, *headers: bytes, body: bytes = b"", host: bytes = b"Host: a\r\n") -> bytes:
    """A request that closes its connection behind it."""
    lines = b"".join(each + b"\r\n" for each in headers)
    return b"%b %b HTTP/1.1\r\n%b%bConnection: close\r\n\r\n%b" % (method, path, host, lines, body)


def post(body: bytes, *headers: bytes, kind: bytes = b"application/json") -> bytes:
    """A POST to /graphql with its length, unless the headers have another framing."""
    framed = any(each.startswith((b"Transfer", b"Content-Length")) for each in headers)
    length = () if framed else (b"Content-Length: %d" % len(body),)
    return request(b"POST", b"/graphql", b"Content-Type: " + kind, *length, *headers, body=body)


def upgrade_head(body: bytes) -> bytes:
    """The head of a POST that asks for HTTP/2."""
    lines = b"\r\n".join((b"POST /graphql HTTP/1.1", b"Host: a", b"Content-Type: application/json", *UPGRADE))
    return lines + b"\r\nContent-Length: %d\r\n\r\n" % len(body)


def one(sent: bytes, due: int, *wanted: bytes, unwanted: tuple[bytes, ...] = ()) -> Hostile:
    """A request in one part with one answer."""
    return Hostile((sent,), (due,), wanted, unwanted)


def get(
    path: bytes, due: int, *headers: bytes, wanted: tuple[bytes, ...] = (), unwanted: tuple[bytes, ...] = ()
) -> Hostile:
    """A GET."""
    return one(request(b"GET", path, *headers), due, *wanted, unwanted=unwanted)


BLOCKS = (b" " * 10 * MIB,) * 6
"""60 MB, in the space of 10."""
PADDED = b"\r\n" * 400_000 + SMUGGLED
FRAMING = {
    "Upgrade: h2c": Hostile((upgrade_head(QUESTION) + QUESTION, b""), (200,)),
    "Upgrade: h2c, its body apart": Hostile((upgrade_head(QUESTION), QUESTION), (200,)),
    "Upgrade: h2c, a request as its body": Hostile((upgrade_head(SMUGGLED), SMUGGLED), (400,), (), (b"smuggled",)),
    "Upgrade: h2c, a request behind 800 KB": Hostile((upgrade_head(PADDED), PADDED), (400,)),
    "Upgrade: websocket": get(b"/healthz", 200, b"Connection: Upgrade", b"Upgrade: websocket"),
    "no Host": one(request(b"GET", b"/healthz", host=b""), 400),
    "two Hosts": get(b"/healthz", 400, b"Host: b"),
    "a Host that is none": one(request(b"GET", b"/healthz", host=b"Host: a/b c\r\n"), 400),
    "Transfer-Encoding: gzip, chunked": one(post(b"0\r\n\r\n", b"Transfer-Encoding: gzip, chunked"), 400),
    "a length and chunks": one(post(b"0\r\n\r\n", b"Transfer-Encoding: chunked", b"Content-Length: 3"), 400),
    "two lengths": one(post(b"abc", b"Content-Length: 3", b"Content-Length: 2"), 400),
    "a chunk of no size": one(post(b"x\r\n", b"Transfer-Encoding: chunked"), 400),
    "a tunnel": one(request(b"CONNECT", b"a:443"), 400),
    "a method of one's own": one(request(b"PROPFIND", b"/graphql"), 405),
    "HTTP/2": one(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "TLS": one(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "NUL in a header": get(b"/healthz", 400, b"X-A: a\x00b"),
    "a folded header": get(b"/healthz", 400, b"X-A: a\r\n b"),
    "a path in Latin-1": get(b"/\xe9", 400),
}
LENGTHS = {
    "a header of 60 MB": Hostile((request(b"GET", b"/healthz")[:-2] + b"X-A: y", *BLOCKS), (431,)),
    "60 MB of headers": Hostile(
        (request(b"GET", b"/healthz")[:-2], *[b"X-A: %b\r\n" % (b"y" * KIB) * 10 * KIB] * 6), (431,)
    ),
    "5,000 headers": get(b"/healthz", 431, *[b"a: b"] * 5_000),
    "a URL of 60 MB": Hostile((b"GET /graphql?query=", *[b"y" * 10 * MIB] * 6), (414,)),
    "60 MB of empty lines": Hostile((b"\r\n" * 5 * MIB,) * 6, (431,)),
    "trailers of 1 MB": one(post(b"0\r\n" + b"a: b\r\n" * 200_000, b"Transfer-Encoding: chunked"), 431),
    "a chunk's extension of 1 MB": one(post(b"5;" + b"a" * MIB, b"Transfer-Encoding: chunked"), 431),
    "a body of 100 MB, announced": one(post(b"", b"Content-Length: 100000000", b"Expect: 100-continue"), 413),
    "a body of 60 MB": Hostile((post(b"", b"Content-Length: 62914560"), *BLOCKS), (413,)),
    "a body of 60 MB in chunks": Hostile((post(b"3c00000\r\n", b"Transfer-Encoding: chunked"), *BLOCKS), (413,)),
    "a body of 100,000 chunks": one(post(b"1\r\n \r\n" * 100_000 + b"0\r\n\r\n", b"Transfer-Encoding: chunked"), 400),
    "gzip in gzip": one(post(gzip.compress(gzip.compress(b" " * MIB)), b"Content-Encoding: gzip"), 400),
    "gzip of 60 MB": one(post(gzip.compress(b"".join(BLOCKS)), b"Content-Encoding: gzip"), 413),
    "Accept of 60 KB": get(BY_GET, 406, b"Accept: " + b"a/b;q=0.1," * 6_000),
    "Accept of 60,000 quotes": get(BY_GET, 406, b"Accept: " + b'"' * 60_000),
    "Content-Type of 60 KB": one(post(QUESTION, kind=b"application/json;" + b" " * 60_000 + b"x"), 415),
    "If-None-Match of 60 KB": get(BY_GET, 200, b"If-None-Match: " + b'"a",' * 15_000),
    "Accept-Encoding of 60 KB": get(b"/schema.graphql", 200, b"Accept-Encoding: " + b"a;q=0.1," * 7_000),
}
FIELDS = {
    "a query that is a list": one(post(b'{"query":[]}'), 400),
    "a query that is an object": one(post(b'{"query":{}}'), 400),
    "a query that is a number": one(post(b'{"query":5}'), 400),
    "variables=null": get(BY_GET + b"&variables=null&extensions=null", 200),
    "no page, but JSON": get(BY_GET, 200, b"Accept: text/html;q=0, application/json", wanted=(b"application/json",)),
    "JSON rather than a page": get(
        BY_GET, 200, b"Accept: application/json, text/html;q=0.1", wanted=(b"application/json",)
    ),
    "two lines of Accept": get(BY_GET, 200, b"Accept: application/json", b"Accept: text/csv"),
    "two media types": one(post(QUESTION, b"Content-Type: text/plain"), 415),
    "charset and more": one(post(QUESTION, kind=b"application/json; charset=utf-8; foo=bar"), 200),
    "gzip": one(post(gzip.compress(QUESTION), b"Content-Encoding: gzip"), 200),
    "gzip that is none": one(post(QUESTION, b"Content-Encoding: gzip"), 400),
    "another encoding": one(post(QUESTION, b"Content-Encoding: br"), 415, b"accept-encoding: gzip"),
    "a copy that is held": get(BY_GET, 304, b"If-None-Match: *", wanted=(b"vary:",), unwanted=(b"content-length",)),
    "a plain copy": get(
        BY_GET, 200, b"Accept-Encoding: identity", wanted=(b"accept-encoding",), unwanted=(b"server:",)
    ),
    "a page": get(b"/graphql", 200, b"Accept: text/html", wanted=(b"vary: accept, accept-encoding",)),
    "a redirect to another host": one(
        request(b"GET", b"/assets", host=b"Host: evil.example\r\n"), 404, unwanted=(b"location",)
    ),
    "a slash too many": one(post(QUESTION).replace(b"/graphql", b"/graphql/"), 200),
    "the icon of a browser": get(b"/favicon.ico", 200),
    "the rules for crawlers": get(b"/robots.txt", 200),
}  # fmt: skip
REQUESTS = FRAMING | LENGTHS | FIELDS


def receive(host: str, port: int, parts: tuple[bytes, ...]) -> bytes:
    """All that comes back, until the server ends the connection. Raises TimeoutError where it does not."""
    with socket.create_connection((host, port), PATIENCE) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(0.1)
            if len(parts) > 1:
                connection.shutdown(socket.SHUT_WR)
        except (ConnectionError, BrokenPipeError):
            pass  # the answer may be there
        answer = b""
        while part := connection.recv(MIB):
            answer += part
        return answer


def find_fault(host: str, port: int, hostile: Hostile) -> str:
    """What is wrong with what came back; empty: nothing."""
    try:
        answer = receive(host, port, hostile.parts)
    except TimeoutError:
        return "hangs"
    except ConnectionError as error:
        return error.strerror or str(error)
    statuses = tuple(map(int, STATUS.findall(answer)))
    head = answer.partition(b"\r\n\r\n")[0].lower()
    if statuses != hostile.due:
        return f"answers {statuses}, due {hostile.due}"
    missing = [each for each in hostile.wanted if each not in head]
    found = [each for each in hostile.unwanted if each in head]
    has_id = b"x-request-id: " in head
    return f"lacks {missing}" if missing else f"has {found}" if found else "" if has_id else "has no request id"


def try_all(host: str, port: int) -> Iterator[tuple[str, str, float]]:
    """The name of each request, what is wrong with its answer, and the seconds it took."""
    for name, hostile in REQUESTS.items():
        started = time.monotonic()
        yield name, find_fault(host, port, hostile), time.monotonic() - started


def send(host: str, port: int, hostile: Hostile, begun: Event) -> None:
    """Sends a request again and again, each time when it has been answered."""
    while True:
        find_fault(host, port, hostile)
        begun.set()
        time.sleep(1 / A_SECOND)


async def measure(url: str, seconds: float, *sent: object) -> tuple[float, float]:
    """Milliseconds of the slowest hundredth of another client's answers, without these requests and beside them."""
    async with httpx.AsyncClient(timeout=30) as client:
        return await compare(client, url, seconds, send, *sent)


def main(
    url: str,
    seconds: Annotated[
        float, typer.Option(help="Of each measurement of what the long ones do to others; 0: none.")
    ] = 0,
) -> None:
    """Sends each request to the registry at the address and says what is wrong with the answer."""
    at = urlsplit(url)
    host, port = at.hostname or "127.0.0.1", at.port or 80
    failed = 0
    for name, why, took in try_all(host, port):
        failed += bool(why)
        print(f"{took:6.2f} s  {name:40} {why or 'as due'}", flush=True)
    print(f"{len(REQUESTS)} requests, {failed} not as due")
    for name, hostile in LENGTHS.items() if seconds else ():
        without, during = asyncio.run(measure(f"{url}/graphql", seconds, host, port, hostile))
        print(f"{during / without:5.2f}  {name:40} {without:6.2f} → {during:6.2f} ms", flush=True)
    sys.exit(os.EX_OK if not failed else 1)


if __name__ == "__main__":
    typer.run(main)
