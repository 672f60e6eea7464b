"""What goes over a connection, byte by byte: one request gets one answer, and nobody keeps a connection for nothing."""

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator

import pytest

from settings import KIB, Settings
from tests.http.wire import PAUSE, QUESTION, Answer, answers_of, exchange, get, post, registry
from transport.connection import MAX_HEADERS, MAX_PARTS

SMUGGLED = get(b"/healthz?smuggled")
SHORT = 0.3


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async with registry() as made:
        yield made


def told(answers: list[Answer]) -> list[tuple[int, str]]:
    """Status and code of each answer."""
    return [(each.status, each.code) for each in answers]


UPGRADES = {
    "HTTP/2, as curl and Java ask": (b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AAMA"),
    "a web socket": (b"Connection: Upgrade", b"Upgrade: websocket"),
    "something": (b"connection: keep-alive, upgrade", b"uPGRADE: foo"),
    "two things": (b"Connection: upgrade", b"Upgrade: a", b"Upgrade: b"),
}


@pytest.mark.parametrize("headers", UPGRADES.values(), ids=UPGRADES)
async def test_post_that_asks_for_another_protocol_is_answered_as_any_other(
    port: int, headers: tuple[bytes, ...]
) -> None:
    whole = post(QUESTION, *headers)
    head, body = whole.removesuffix(QUESTION), QUESTION
    chunked = post(b"%x\r\n%b\r\n0\r\n\r\n" % (len(QUESTION), QUESTION), *headers, b"Transfer-Encoding: chunked")
    for parts in ((whole,), (head, body), (head, body[:5], body[5:]), (whole + whole,), (chunked,), (whole, get())):
        answers = await exchange(port, *parts)
        assert [each.status for each in answers] == [200] * (2 if parts[-1] in (whole + whole, get()) else 1)
        assert b'"__typename":"Query"' in answers[0].body


@pytest.mark.parametrize("headers", [*UPGRADES.values(), ()], ids=[*UPGRADES, "nothing"])
async def test_body_is_never_run_as_a_request(port: int, headers: tuple[bytes, ...]) -> None:
    head = post(SMUGGLED, *headers).removesuffix(SMUGGLED)
    assert told(await exchange(port, head, SMUGGLED)) == [(400, "BAD_REQUEST")]
    padded = b"\r\n" * 100_000 + SMUGGLED
    assert told(await exchange(port, post(padded, *headers))) == [(400, "BAD_REQUEST")]


async def test_upgrade_of_a_get_is_ignored(port: int) -> None:
    asked = get(b"/healthz", b"Connection: Upgrade", b"Upgrade: h2c", b"X-Request-Id: mine")
    (answer,) = await exchange(port, asked)
    assert (answer.status, answer.headers["x-request-id"]) == (200, "mine")


ODD = {
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "two hosts": get(b"/healthz", b"Host: registry"),
    "no host's name": b"GET /healthz HTTP/1.1\r\nHost: a/b c\r\n\r\n",
    "a coding we don't read": post(b"5\r\nhello\r\n0\r\n\r\n", b"Transfer-Encoding: gzip, chunked"),
    "two lines of codings": post(b"0\r\n\r\n", b"Transfer-Encoding: gzip", b"Transfer-Encoding: chunked"),
    "chunks in HTTP/1.0": b"POST /graphql HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a length and chunks": post(b"0\r\n\r\n", b"Transfer-Encoding: chunked", b"Content-Length: 5"),
    "two lengths": post(b"abc", b"Content-Length: 2"),
    "a version that is none": b"GET /healthz HTTP/1.9\r\nHost: a\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a tunnel": b"CONNECT registry:443 HTTP/1.1\r\nHost: registry:443\r\n\r\n",
    "no HTTP": b"hello\r\n\r\n",
    "a folded header": get(b"/healthz", b"X-A: 1\r\n 2"),
    "a chunk of no size": post(b"x\r\n", b"Transfer-Encoding: chunked"),
    "a path that is no text": get(b"/\xff\xfe"),
}


@pytest.mark.parametrize("sent", ODD.values(), ids=ODD)
async def test_what_two_servers_could_read_in_two_ways_is_refused_in_json(port: int, sent: bytes) -> None:
    (answer,) = await exchange(port, sent + SMUGGLED)
    assert (answer.status, answer.code) == (400, "BAD_REQUEST")
    assert answer.headers["connection"] == "close"


async def test_host_may_be_left_out_in_http_1_0(port: int) -> None:
    (answer,) = await exchange(port, b"GET /healthz HTTP/1.0\r\n\r\n")
    assert answer.status == 200


async def test_refusal_comes_after_the_answers_to_the_requests_before_it(port: int) -> None:
    answers = await exchange(port, post() + get() + post() + b"nonsense\r\n\r\n" + get())
    assert [each.status for each in answers] == [200, 200, 200, 400]


async def test_100_pipelined_requests_are_answered_in_their_order(port: int) -> None:
    asked = [get(b"/healthz", b"X-Request-Id: %d" % number) for number in range(100)]
    answers = await exchange(port, b"".join(asked) + get(b"/nothing", b"Connection: close"), ends=False)
    assert [each.headers["x-request-id"] for each in answers[:-1]] == [str(number) for number in range(100)]


@pytest.mark.parametrize(("chunks", "due"), [(1_000, 200), (MAX_PARTS, 400)])
async def test_body_may_come_in_many_chunks_but_not_byte_by_byte(port: int, chunks: int, due: int) -> None:
    body = b"1\r\n \r\n" * chunks + b"%x\r\n%b\r\n0\r\n\r\n" % (len(QUESTION), QUESTION)
    (answer,) = await exchange(port, post(body, b"Transfer-Encoding: chunked"))
    assert answer.status == due


async def test_trailer_is_no_header(port: int) -> None:
    chunks = b"%x\r\n%b\r\n0\r\nX-Request-Id: theirs\r\n\r\n" % (len(QUESTION), QUESTION)
    (answer,) = await exchange(port, post(chunks, b"Transfer-Encoding: chunked"))
    assert answer.status == 200 and answer.headers["x-request-id"] != "theirs"


LONG = {
    "one header": ([get()[:-2] + b"X-A: ", b"y" * 10 * 1024 * KIB], 431, "HEADERS_TOO_LARGE"),
    "the name of a header": ([get()[:-2], b"y" * 1024 * KIB], 431, "HEADERS_TOO_LARGE"),
    "headers together": ([get()[:-2] + b"X-A: %b\r\n" % (b"y" * KIB) * 66], 431, "HEADERS_TOO_LARGE"),
    "many headers": ([get()[:-2] + b"a:\r\n" * (MAX_HEADERS + 1)], 431, "HEADERS_TOO_LARGE"),
    "trailers": (
        [post(b"0\r\n" + b"X-A: %b\r\n" % (b"y" * KIB) * 66, b"Transfer-Encoding: chunked")],
        431,
        "HEADERS_TOO_LARGE",
    ),
    "a URL": ([b"GET /", b"y" * 10 * 1024 * KIB], 414, "URI_TOO_LONG"),
    "a query": ([b"GET /graphql?query=" + b"y" * 64 * KIB + b" HTTP/1.1\r\nHost: a\r\n\r\n"], 414, "URI_TOO_LONG"),
}


@pytest.mark.parametrize(("parts", "status", "code"), LONG.values(), ids=LONG)
async def test_head_that_does_not_end_is_refused_when_it_is_too_long(
    port: int, parts: list[bytes], status: int, code: str
) -> None:
    (answer,) = await exchange(port, *parts)
    assert (answer.status, answer.code) == (status, code)


async def test_page_of_another_origin_can_read_what_its_connection_has_refused() -> None:
    origin = b"Origin: http://page.example"
    async with registry(cors_origins="http://page.example") as port:
        for sent in (get(b"/healthz", origin, b"Host: b"), get(b"/healthz", origin, b"X-A: " + b"y" * 70 * KIB)):
            (answer,) = await exchange(port, sent)
            assert answer.code and answer.headers["access-control-allow-origin"] == "http://page.example"


async def test_head_within_the_limit_is_read(port: int) -> None:
    (answer,) = await exchange(port, get(b"/healthz?" + b"q" * 30 * KIB, b"X-A: " + b"y" * 30 * KIB))
    assert answer.status == 200


LATE = {
    "half a request line": b"GET /heal",
    "half the headers": get()[:-2],
    "half a body": post()[:-5],
    "half a body in chunks": post(b"5\r\nhel", b"Transfer-Encoding: chunked"),
}


@pytest.mark.parametrize("sent", LATE.values(), ids=LATE)
async def test_request_that_does_not_arrive_is_given_up(sent: bytes) -> None:
    async with registry(arrival_deadline=SHORT) as port:
        (answer,) = await exchange(port, sent, ends=False)
    assert (answer.status, answer.code) == (408, "REQUEST_TIMEOUT")


async def test_bytes_that_come_one_by_one_do_not_keep_a_request_open() -> None:
    async with registry(arrival_deadline=SHORT) as port:
        (answer,) = await exchange(port, *(b"%c" % each for each in get()[:-2]), ends=False)
    assert answer.status == 408


@pytest.mark.parametrize("sent", [b"", b"\r\n"], ids=["nothing", "an empty line"])
async def test_connection_on_which_nothing_comes_is_closed(sent: bytes) -> None:
    async with registry(arrival_deadline=SHORT) as port:
        assert await exchange(port, sent, ends=False) == []
    async with registry(keep_alive=3) as port:
        assert [each.status for each in await exchange(port, get(), sent, ends=False)] == [200]


def test_connection_is_kept_longer_than_proxies_keep_theirs() -> None:
    assert Settings.model_construct().keep_alive > 60


async def test_of_too_many_idle_connections_those_that_waited_longest_are_closed() -> None:
    async with registry(idle_connections=5) as port:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        for number in (15, 19):  # used again; one of them with half a request
            idle[number][1].write(get() if number == 19 else get()[:-2])
        assert await idle[19][0].readuntil(b'{"status":"ok"}')
        (answer,) = await exchange(port, get())
        assert answer.status == 200
        ended = [await asyncio.wait_for(reader.read(), 5) for reader, _ in idle[:15]]
        assert ended == [b""] * 15
        for reader, writer in idle[-3:]:
            writer.write(b"\r\n" if reader is idle[15][0] else get())
            assert await reader.readuntil(b'{"status":"ok"}')
        for _, writer in idle:
            writer.close()


async def test_body_that_announces_to_be_too_long_is_refused_before_it_is_sent(port: int) -> None:
    head = post(b"", b"Expect: 100-continue").replace(b"Content-Length: 0", b"Content-Length: 100000000")
    (answer,) = await exchange(port, head, ends=False)
    assert (answer.status, answer.code, answer.headers["connection"]) == (413, "BODY_TOO_LARGE", "close")


async def test_client_that_sends_more_than_it_may_can_read_why(port: int) -> None:
    body = b" " * 20_000_000
    for sent in (post(body), post(b"%x\r\n%b\r\n" % (len(body), body), b"Transfer-Encoding: chunked")):
        (answer,) = await exchange(port, sent)
        assert (answer.status, answer.code) == (413, "BODY_TOO_LARGE")


async def test_body_that_is_expected_is_asked_for(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(post(QUESTION, b"Expect: 100-continue").removesuffix(QUESTION))
    assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    writer.write(QUESTION)
    writer.write_eof()
    (answer,) = answers_of(await reader.read())
    assert answer.status == 200
    writer.close()


async def test_answer_before_the_end_of_its_request_is_the_last_of_its_connection(port: int) -> None:
    wrong = post(SMUGGLED).replace(b"application/json", b"text/plain")
    assert told(await exchange(port, wrong.removesuffix(SMUGGLED), SMUGGLED)) == [(415, "UNSUPPORTED_MEDIA_TYPE")]
    answers = await exchange(port, wrong + get())
    assert [each.status for each in answers] == [415, 200]


async def test_client_that_takes_nothing_of_its_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transport.connection.STUCK_SECONDS", SHORT)
    async with registry() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=KIB)
        writer.write(get(b"/schema.graphql") * 400)
        await asyncio.sleep(4 * SHORT)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(400 * 200_000)
        writer.close()


async def test_every_answer_leaves_the_name_of_the_server_out(port: int) -> None:
    for sent in (get(), post(), b"nonsense\r\n\r\n"):
        (answer,) = await exchange(port, sent)
        assert "server" not in answer.headers and answer.headers["x-request-id"]


async def test_gzip_that_makes_too_much_is_refused(port: int) -> None:
    bomb = gzip.compress(b" " * 200_000_000)
    (answer,) = await exchange(port, post(bomb, b"Content-Encoding: gzip"))
    assert (answer.status, answer.code) == (413, "BODY_TOO_LARGE")


async def test_client_that_goes_away_with_half_a_request_leaves_nothing_behind(port: int) -> None:
    for sent in (get()[:-2], post()[:-5], post(QUESTION, b"Expect: 100-continue").removesuffix(QUESTION)):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        await asyncio.sleep(PAUSE)  # until the server has taken the connection
        with contextlib.suppress(ConnectionError):
            writer.transport.abort()
    (answer,) = await exchange(port, get())
    assert answer.status == 200
