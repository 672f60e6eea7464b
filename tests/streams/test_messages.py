"""Conversations over a socket: what is answered, and with which code others are closed."""

import asyncio
import signal
from typing import Any

import orjson
import pytest
from websockets.exceptions import InvalidStatus

from graph.store.store import Store
from process.application import application
from process.registry import registry_of
from settings import Settings
from tests.http.answering import NOBODY
from tests.http.wire import exchange, get, registry, served
from tests.streams.talking import PROTOCOL, closed, conversation, heard, say, socket, subscribe
from transport import graphql_ws
from transport.sockets import MAX_PIECES

INIT = '{"type":"connection_init"}'
QUESTION = {"query": "{ __typename }"}
ASKING = orjson.dumps({"type": "subscribe", "id": "1", "payload": QUESTION}).decode()
SLOW = {"query": "{ countries { totalCount } }"}
TWICE = orjson.dumps({"type": "subscribe", "id": "1", "payload": SLOW}).decode()
KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
HANDSHAKE = (b"Connection: Upgrade", b"Upgrade: websocket", b"Sec-WebSocket-Version: 13", KEY)


async def test_question_is_answered_once() -> None:
    async with registry() as port, conversation(port) as made:
        await subscribe(made, QUESTION["query"])
        answer = await heard(made)
        assert (answer["type"], answer["id"], answer["payload"]["data"]) == ("next", "1", {"__typename": "Query"})
        assert await heard(made) == {"type": "complete", "id": "1"}
        await subscribe(made, QUESTION["query"])
        assert (await heard(made))["id"] == "1"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({}, "BAD_REQUEST"),
        ({"query": "{ __typename }", "variables": []}, "BAD_REQUEST"),
        ({"documentId": "sha256:00"}, "DOCUMENT_NOT_FOUND"),
        ({"query": "subscription { changed { cursor } }"}, "STORE_DOWN"),
    ],
)
async def test_question_that_cannot_run_is_told_why(payload: dict[str, Any], code: str) -> None:
    async with registry() as port, conversation(port) as made:
        await say(made, type="subscribe", id="a", payload=payload)
        answer = await heard(made)
        assert (answer["type"], answer["id"]) == ("error", "a")
        assert answer["payload"][0]["extensions"]["code"] == code
        await say(made, type="ping")
        assert await heard(made) == {"type": "pong"}


@pytest.mark.parametrize(
    ("messages", "code", "reason"),
    [
        (["{"], 4400, "A message is a JSON object."),
        (["[]"], 4400, "A message is a JSON object with a `type`."),
        (['{"type":1}'], 4400, "A message is a JSON object with a `type`."),
        ([b"\x00"], 4400, "A message is a JSON object."),
        (['{"type":"start"}'], 4400, "The first message is `connection_init`."),
        ([ASKING], 4401, "Unauthorized"),
        (['{"type":"connection_init","payload":1}'], 4400, "The payload of `connection_init` is an object."),
        (['{"type":"connection_init","payload":{"authorization":1}}'], 4400, "`Authorization` is a text."),
        (['{"type":"connection_init","payload":{"authorization":"Bearer x"}}'], 4403, "The key is not one of ours."),
        ([INIT, INIT], 4429, "Too many initialisation requests"),
        ([INIT, '{"type":"start"}'], 4400, "No message has this type."),
        ([INIT, '{"type":"complete"}'], 4400, "`id` is a text of 1 to 128 characters."),
        ([INIT, '{"type":"subscribe","id":"","payload":{}}'], 4400, "`id` is a text of 1 to 128 characters."),
        ([INIT, '{"type":"subscribe","id":"1"}'], 4400, "The payload of `subscribe` is an object."),
        ([INIT, TWICE, TWICE], 4409, "Subscriber for 1 already exists"),
        ([INIT, '{"type":"ping","payload":"' + "x" * 2000 + '"}'], 1009, None),
        ([INIT, [b"{"] + [b""] * MAX_PIECES], 1009, "Too many frames."),
    ],
)
async def test_bad_messages_close_the_socket(messages: list[Any], code: int, reason: str | None) -> None:
    async with registry(max_body=1024) as port, socket(port) as made:
        for message in messages:
            await made.send(message)
        told = await closed(made)
        assert told[0] == code
        assert reason in (None, told[1])


async def test_client_that_does_not_begin_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphql_ws, "INIT_SECONDS", 0.2)
    async with registry() as port, socket(port) as made:
        await say(made, type="ping")
        assert await closed(made) == (4408, "Connection initialisation timeout")


async def test_client_that_speaks_another_protocol_is_closed() -> None:
    async with registry() as port, socket(port, subprotocols=["graphql-ws"]) as made:
        assert await closed(made) == (4406, "Subprotocol not acceptable")


async def test_socket_runs_so_many_operations_at_once() -> None:
    async with registry() as port, conversation(port) as made:
        for number in range(graphql_ws.MAX_OPERATIONS + 1):
            await subscribe(made, SLOW["query"], str(number))
        answer = await heard(made)
        assert (answer["id"], answer["payload"][0]["extensions"]["code"]) == ("32", "TOO_MANY_STREAMS")


async def test_operation_that_its_client_ends_is_told_no_more() -> None:
    async with registry() as port, conversation(port) as made:
        await subscribe(made, SLOW["query"])
        await say(made, type="complete", id="1")
        await subscribe(made, QUESTION["query"], "1")
        assert (await heard(made))["payload"]["data"] == {"__typename": "Query"}


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"additional_headers": {"Authorization": "Bearer x"}}, 401, "UNAUTHENTICATED"),
        ({"origin": "https://elsewhere.example"}, 403, "FORBIDDEN"),
        ({"origin": "null"}, 403, "FORBIDDEN"),
    ],
)
async def test_handshake_that_is_refused_is_answered_in_json(given: dict[str, Any], status: int, code: str) -> None:
    async with registry() as port:
        with pytest.raises(InvalidStatus) as refused:
            async with socket(port, **given):
                pass
    response = refused.value.response
    error = orjson.loads(response.body or b"")["errors"][0]["extensions"]
    assert (response.status_code, error["code"]) == (status, code)
    assert response.headers["x-request-id"] == error["requestId"]


@pytest.mark.parametrize("path", ["/graphql?access_token=x", "/healthz"])
async def test_socket_has_one_path_and_no_key_in_it(path: str) -> None:
    async with registry() as port:
        (answer,) = await exchange(port, handshake(path.encode()))
        assert (answer.status, answer.code) in ((400, "BAD_REQUEST"), (404, "NO_SUCH_PATH"))


@pytest.mark.parametrize("origin", ["http://127.0.0.1:{port}", "https://desk.example"])
async def test_pages_of_named_origins_open_sockets(origin: str) -> None:
    async with (
        registry(cors_origins="https://desk.example") as port,
        conversation(port, origin=origin.format(port=port)) as made,
    ):
        await say(made, type="ping")


async def test_pages_of_any_origin_may_not_say_who_asks() -> None:
    async with registry(cors_origins="*") as port:
        async with conversation(port, origin="https://elsewhere.example") as made:
            await say(made, type="ping")
        async with socket(port, origin="https://elsewhere.example") as made:
            await say(made, type="connection_init", payload={"Authorization": "Bearer x"})
            assert await closed(made) == (4403, "Pages of named origins alone may say who asks.")


async def test_each_operation_counts_as_a_request() -> None:
    async with registry(rate_address="3/minute") as port, conversation(port) as made:
        for number in range(3):
            await subscribe(made, QUESTION["query"], str(number))
        told = [await heard(made) for _ in range(5)]
        assert [each["type"] for each in told].count("next") == 2
        (refused,) = [each for each in told if each["type"] == "error"]
        assert refused["payload"][0]["extensions"]["code"] == "RATE_LIMITED"


async def test_one_client_holds_a_tenth_of_the_sockets() -> None:
    async with registry(streams=20) as port, conversation(port), conversation(port):
        with pytest.raises(InvalidStatus) as refused:
            async with socket(port):
                pass
        assert refused.value.response.status_code == 503
        assert refused.value.response.headers["retry-after"] == "2"


def handshake(path: bytes = b"/graphql", *headers: bytes) -> bytes:
    protocol = b"Sec-WebSocket-Protocol: " + PROTOCOL.encode()
    return b"\r\n".join([b"GET %b HTTP/1.1" % path, b"Host: registry", *(headers or HANDSHAKE), protocol, b"", b""])


@pytest.mark.parametrize(
    "headers",
    [
        HANDSHAKE[:3],
        (*HANDSHAKE[:2], b"Sec-WebSocket-Version: 8", KEY),
        (*HANDSHAKE[:3], b"Sec-WebSocket-Key: short"),
        (*HANDSHAKE, KEY),
        (*HANDSHAKE, b"Content-Length: 0"),
        (HANDSHAKE[0], b"Upgrade: h2c", *HANDSHAKE[2:]),
    ],
)
async def test_request_that_is_no_handshake_is_answered_as_a_question(headers: tuple[bytes, ...]) -> None:
    async with registry() as port:
        (answer,) = await exchange(port, handshake(b"/graphql?query=%7B__typename%7D", *headers))
        assert (answer.status, answer.body[:8]) == (200, b'{"data":')


@pytest.mark.parametrize("more", [b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"\x81\x80\x00\x00\x00\x00"])
async def test_nothing_comes_with_a_handshake(more: bytes) -> None:
    async with registry() as port:
        (answer,) = await exchange(port, handshake() + more, ends=False)
        assert (answer.status, answer.code) == (400, "BAD_REQUEST")


async def test_handshake_without_a_host_is_refused() -> None:
    async with registry() as port:
        sent = handshake().replace(b"Host: registry\r\n", b"")
        (answer,) = await exchange(port, sent, ends=False)
        assert (answer.status, answer.code) == (400, "BAD_REQUEST")


async def test_events_need_a_version_of_http_that_can_send_them() -> None:
    asked = get(b"/graphql?query=%7B__typename%7D", b"Accept: text/event-stream").replace(b"HTTP/1.1", b"HTTP/1.0")
    async with registry() as port:
        (answer,) = await exchange(port, asked, ends=False)
        assert (answer.status, answer.code) == (406, "NOT_ACCEPTABLE")


async def test_one_client_holds_a_tenth_of_the_event_streams() -> None:
    asked = get(b"/graphql?query=%7B__typename%7D", b"Accept: text/event-stream", b"Connection: close")
    async with registry(streams=1) as port, conversation(port):
        (answer,) = await exchange(port, asked, ends=False)
        assert (answer.status, answer.code, answer.headers["retry-after"]) == (503, "TOO_MANY_STREAMS", "2")


async def test_sockets_end_when_the_server_stops() -> None:
    settings = Settings.model_construct()
    app = application(settings, registry_of(Store.open(NOBODY), settings))
    async with served(app, settings) as (port, server), socket(port) as early, conversation(port) as made:
        ends = [asyncio.create_task(closed(each)) for each in (early, made)]
        server.handle_exit(signal.SIGTERM, None)
        async with asyncio.timeout(3):
            assert {code for code, _ in await asyncio.gather(*ends)} == {1012}
