"""When something of ours fails: what the client is told, and what the log."""

import asyncio
import logging
import re
import time
from typing import Any

import pytest

from engine import context
from graph.plan.guard import Sight
from graph.store.address import StoreAddress
from graph.store.errors import (
    StoreAddressError,
    StoreDeniedError,
    StoreDownError,
    StoreStatementError,
    StoreTimeoutError,
)
from graph.store.store import Store
from settings import Settings
from tests.conftest import Server
from tests.http.answering import NOBODY, broken_planner, client, codes, post

UNIVERSITIES = "query Everyone { universities { totalCount } }"
OURS = "Something went wrong on our side; the log has it under the request id."
SOON = 8.0
"""Seconds: below the deadline of a question, and enough for a machine that has much else to do."""
SLOW = (
    "UNWIND range(1, 3000) AS i UNWIND range(1, 3000) AS j UNWIND range(1, 3000) AS k "
    "WITH i, j, k WHERE i + j + k < 0 RETURN collect(i) AS none"
)


def answered(caplog: pytest.LogCaptureFixture) -> list[Any]:
    return [record for record in caplog.records if record.message == "request completed"]


@pytest.fixture(autouse=True)
def all_levels(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


async def test_store_that_is_down_gives_503_and_says_when_to_come_again(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store.open(NOBODY)
    async with client(store, settings) as asker:
        started = time.monotonic()
        for query in (UNIVERSITIES, '{ search(text: "a") { totalCount } }', '{ node(id: "univ_a") { id } }'):
            answer = await post(asker, query)
            assert (answer.status_code, codes(answer)) == (503, ["STORE_DOWN"])
            assert answer.headers["retry-after"] == "2"
        ready = await asker.get("/readyz")
        assert (ready.status_code, codes(ready), ready.headers["retry-after"]) == (503, ["STORE_DOWN"], "2")
        assert (await asker.get("/healthz")).status_code == 200
        assert time.monotonic() - started < SOON
        assert "127.0.0.1" not in ready.text + answer.text
    await store.close()
    assert {record.levelname for record in answered(caplog) if record.status == 503} == {"WARNING"}
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_question_before_the_read_model_is_made_is_told_to_come_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Views:
        trouble = "Names and contacts are being read into memory: 2,500 rows in 3 s."

        def stop(self) -> None:
            pass

        async def current(self, sight: Sight = Sight.PUBLIC) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr(context, "FIRST_VIEW_SECONDS", 0.1)
    store = Store.open(NOBODY)
    async with client(store, settings, views=Views()) as asker:
        answer = await post(asker, '{ search(text: "a") { totalCount } }')
    await store.close()
    (error,) = answer.json()["errors"]
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert (error["extensions"]["code"], "read into memory" in error["message"]) == ("NOT_READY", True)


async def test_statement_that_the_store_refuses_is_a_defect_of_ours_and_not_told(
    demo_store: Store, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with client(demo_store, settings, planner=broken_planner()) as asker:
        answer = await post(asker, UNIVERSITIES)
    assert answer.status_code == 200
    assert [error["message"] for error in answer.json()["errors"]] == [OURS]
    assert codes(answer) == ["INTERNAL_SERVER_ERROR"]
    assert "secret_thing" not in answer.text
    (logged,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert logged.exc_info and "secret_thing" in str(logged.exc_info[1])


async def test_resolver_that_breaks_is_logged_once_under_the_request_id_and_not_told(
    demo_store: Store, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Views:
        def stop(self) -> None:
            pass

        async def current(self, sight: Sight = Sight.PUBLIC) -> None:
            raise KeyError("secret_thing")

    async with client(demo_store, settings, views=Views()) as asker:
        answer = await post(asker, 'query Look { search(text: "a") { totalCount } }')
    (error,) = answer.json()["errors"]
    assert (error["message"], error["extensions"]["code"], error["path"]) == (OURS, "INTERNAL_SERVER_ERROR", ["search"])
    assert error["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert "secret_thing" not in answer.text
    (logged,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert logged.exc_info and "secret_thing" in str(logged.exc_info[1])
    assert [(record.operation, record.codes) for record in answered(caplog)] == [("Look", ["INTERNAL_SERVER_ERROR"])]


async def test_defect_outside_of_graphql_is_told_in_json_and_logged_once(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Store):
        async def ping(self) -> None:
            raise KeyError("secret_thing")

    store = Broken.open(NOBODY)
    async with client(store, settings) as asker:
        answer = await asker.get("/readyz")
    await store.close()
    assert (answer.status_code, codes(answer)) == (500, ["INTERNAL_SERVER_ERROR"])
    assert answer.json()["errors"][0]["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert "secret_thing" not in answer.text
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == ["request failed"]


async def test_question_over_its_deadline_is_told_so(demo_store: Store, caplog: pytest.LogCaptureFixture) -> None:
    async with client(demo_store, Settings.model_construct(read_deadline=0.000_1)) as asker:
        answer = await post(asker, UNIVERSITIES)
    assert codes(answer) == ["TIMEOUT"]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_mistake_of_a_client_is_one_quiet_line_with_its_code(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store.open(NOBODY)
    async with client(store, settings) as asker:
        await asker.get("/nowhere")
        await asker.post("/graphql", content=b"{", headers={"content-type": "application/json"})
        await post(asker, "query Odd { nothing }")
        await asker.post("/graphql", json={"query": "query A { __typename }", "operationName": "B"})
    await store.close()
    told = [(r.levelname, r.path, r.status, r.codes, getattr(r, "operation", "")) for r in answered(caplog)]
    assert told == [
        ("INFO", "/nowhere", 404, ["NO_SUCH_PATH"], ""),
        ("INFO", "/graphql", 400, ["BAD_REQUEST"], ""),
        ("INFO", "/graphql", 200, ["GRAPHQL_VALIDATION_FAILED"], ""),
        ("INFO", "/graphql", 200, ["OPERATION_RESOLUTION_FAILURE"], "B"),
    ]
    assert not [r for r in caplog.records if r.levelno > logging.INFO]


async def test_answer_is_one_line_with_the_operation_of_the_document_and_its_time(
    demo_store: Store, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with client(demo_store, settings) as asker:
        await post(asker, UNIVERSITIES)
        await asker.get("/healthz")
    (line, probe) = answered(caplog)
    assert (line.levelname, line.operation, line.status, line.method) == ("INFO", "Everyone", 200, "POST")
    assert 0 < line.ms < 10_000
    assert not hasattr(line, "codes")
    assert probe.levelname == "DEBUG"


async def test_store_that_goes_and_comes_back_is_logged_when_it_changes_and_not_at_every_call(
    neo4j_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    async with Gate(neo4j_server.address.uri) as gate:
        store = Store.open(StoreAddress(gate.uri, "neo4j", neo4j_server.address.password, "neo4j"))
        await store.ping()
        await gate.close()
        for _ in range(3):
            with pytest.raises(StoreDownError):
                await store.ping()
        await gate.open()
        await store.ping()
        await store.close()
    told = [record.message for record in caplog.records if record.name == "graph.store.store"]
    assert [each for each in told if each != "read retried"] == [
        "store unavailable",
        "store is back",
    ]


async def test_neo4j_that_is_cut_off_gives_503_within_seconds_and_comes_back_by_itself(
    neo4j_server: Server, settings: Settings
) -> None:
    async with Gate(neo4j_server.address.uri) as gate:
        store = Store.open(StoreAddress(gate.uri, "neo4j", neo4j_server.address.password, "neo4j"))
        async with client(store, settings) as asker:
            assert codes(await post(asker, UNIVERSITIES)) == []
            await gate.close()
            started = time.monotonic()
            assert (await post(asker, UNIVERSITIES)).status_code == 503
            assert (await asker.get("/readyz")).status_code == 503
            assert time.monotonic() - started < SOON
            await gate.open()
            assert codes(await post(asker, UNIVERSITIES)) == []
        await store.close()


async def test_neo4j_that_accepts_and_then_says_nothing_is_not_ready_within_seconds(
    neo4j_server: Server, settings: Settings
) -> None:
    async with Gate(neo4j_server.address.uri) as gate:
        store = Store.open(StoreAddress(gate.uri, "neo4j", neo4j_server.address.password, "neo4j"))
        async with client(store, settings) as asker:
            assert codes(await post(asker, UNIVERSITIES)) == []
            gate.frozen = True
            started = time.monotonic()
            assert (await asker.get("/readyz")).status_code == 503
            assert time.monotonic() - started < SOON
            gate.frozen = False
        await store.close()


async def test_wrong_password_and_wrong_database_are_told_apart(neo4j_server: Server) -> None:
    known = neo4j_server.address
    for address, said in (
        (StoreAddress(known.uri, known.user, "wrong", known.database), "NEO4J_PASSWORD"),
        (StoreAddress(known.uri, known.user, known.password, "nothere"), "NEO4J_DATABASE"),
    ):
        store = Store.open(address)
        with pytest.raises(StoreDeniedError, match=said):
            await store.ping()
        await store.close()


def test_address_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(StoreAddressError, match="NEO4J_URI"):
        Store.open(StoreAddress("ftp://localhost", "neo4j", "", "neo4j"))


async def test_statement_that_gives_no_record_is_not_taken_for_a_store_that_is_down(store: Store) -> None:
    with pytest.raises(StoreStatementError):
        await store.read("UNWIND [] AS none RETURN none", {})


async def test_statement_over_its_deadline_ends_in_time_and_the_store_goes_on(store: Store) -> None:
    started = time.monotonic()
    with pytest.raises(StoreTimeoutError, match=r"0\.5 s"):
        await store.read(SLOW, {}, deadline=0.5)
    assert time.monotonic() - started < SOON
    assert await store.read("RETURN 1 AS one", {}) == [1]


class Gate:
    """A way to a server that can be shut and opened again, at the same port all the time."""

    def __init__(self, uri: str) -> None:
        host, port = re.fullmatch(r"\w+://([^:]+):(\d+)", uri).groups()  # type: ignore[union-attr]
        self._to = (host, int(port))
        self._port = 0
        self._through_now: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.frozen = False

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._port}"

    async def __aenter__(self) -> "Gate":
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._through, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server:
            self._server.close()
            self._server = None
        for through in self._through_now:
            through.cancel()
        await asyncio.gather(*self._through_now, return_exceptions=True)

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here = asyncio.current_task()
        assert here
        self._through_now.add(here)
        there, back = await asyncio.open_connection(*self._to)
        ways = [asyncio.create_task(self._flow(*pair)) for pair in ((reader, back), (there, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (writer, back):
                end.close()
            await asyncio.gather(*ways, return_exceptions=True)
            self._through_now.discard(here)

    async def _flow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(65536):
            while self.frozen:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            writer.write(chunk)
            await writer.drain()
