"""REGISTRY_TRACES: a span for each question, and in it one for each call to the store. Off, nothing is imported."""

import gzip
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from graph.store.store import Store
from process import application as served_by
from process.application import application
from process.registry import registry_of
from process.traces import Traces
from settings import Settings, SettingsError
from tests.conftest import ROOT, Server
from tests.http.answering import NOBODY, post

OFFICES = 'query Offices { offices(where: {name: {startsWith: "secret_value"}}, first: 2) { nodes { id } } }'
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SOON = 8.0


class Collected:
    """An application with traces, asked, and the spans that came of it."""

    def __init__(self, store: Store) -> None:
        self.exporter = InMemorySpanExporter()
        self.traces = Traces(self.exporter)
        settings = Settings.model_construct()
        app = application(settings, registry_of(store, settings), traces=self.traces)
        transport = httpx.ASGITransport(app)
        self.asker = httpx.AsyncClient(transport=transport, base_url="http://registry", timeout=30)

    async def spans(self) -> list[ReadableSpan]:
        """All spans, those of the store first, as they end first."""
        await self.traces.close()
        return list(self.exporter.get_finished_spans())


@asynccontextmanager
async def collected(store: Store) -> AsyncIterator[Collected]:
    made = Collected(store)
    yield made
    await made.asker.aclose()
    await store.close()


async def test_question_is_a_span_with_its_operation_and_request_id_and_its_statement_is_one_below(
    embedded_server: Server,
) -> None:
    async with collected(embedded_server.open()) as made:
        answer = await made.asker.post("/graphql", json={"query": OFFICES}, headers={"x-request-id": "mine-17"})
        assert answer.status_code == 200
        call, question = await made.spans()
    assert (question.name, question.kind) == ("POST /graphql", SpanKind.SERVER)
    assert question.attributes
    assert dict(question.attributes) == {
        "http.request.method": "POST",
        "url.path": "/graphql",
        "http.response.status_code": 200,
        "graphql.operation.name": "Offices",
        "graphql.operation.type": "query",
        "registry.request_id": "mine-17",
    }
    assert (call.name, call.kind) == ("store question", SpanKind.CLIENT)
    assert call.parent and question.context and call.parent.span_id == question.context.span_id
    assert call.attributes
    assert "MATCH (n0:Office)" in str(call.attributes["db.query.text"])
    assert call.attributes["db.response.returned_rows"] == 0
    assert call.start_time and call.end_time and question.start_time and question.end_time
    assert question.start_time <= call.start_time < call.end_time <= question.end_time
    assert "secret_value" not in call.to_json() + question.to_json()


async def test_client_that_traces_has_the_span_in_its_own_trace(embedded_server: Server) -> None:
    async with collected(embedded_server.open()) as made:
        headers = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
        await made.asker.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
        (question,) = await made.spans()
    assert question.context and f"{question.context.trace_id:032x}" == TRACE
    assert question.parent and f"{question.parent.span_id:016x}" == PARENT


async def test_store_that_is_down_makes_both_spans_errors_and_tells_of_retries() -> None:
    async with collected(Store.open(NOBODY)) as made:
        assert (await post(made.asker, OFFICES)).status_code == 503
        call, question = await made.spans()
    assert {call.status.status_code, question.status.status_code} == {StatusCode.ERROR}
    assert call.attributes and call.attributes["error.type"] == "down"
    assert question.attributes and question.attributes["registry.codes"] == ("STORE_DOWN",)
    assert [event.name for event in question.events] == ["store retry"] * 2


async def test_mistake_of_a_client_is_no_error_of_ours(embedded_server: Server) -> None:
    async with collected(embedded_server.open()) as made:
        await post(made.asker, "{ nothing }")
        (question,) = await made.spans()
    assert question.status.status_code is StatusCode.UNSET
    assert question.attributes and question.attributes["registry.codes"] == ("GRAPHQL_VALIDATION_FAILED",)


async def test_calls_that_no_request_waits_for_have_no_spans(embedded_server: Server) -> None:
    store = embedded_server.open()
    async with collected(store) as made:
        await store.ping()
        assert await made.spans() == []


@pytest.fixture
def collector() -> Iterator[tuple[str, list[ExportTraceServiceRequest]]]:
    """A collector of traces, and what it was sent."""
    sent: list[ExportTraceServiceRequest] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            body = gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body
            if self.path == "/v1/traces":
                sent.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", sent
    listening.shutdown()
    thread.join()
    listening.server_close()


async def test_spans_reach_the_collector_of_the_setting(
    embedded_server: Server, collector: tuple[str, list[ExportTraceServiceRequest]]
) -> None:
    address, sent = collector
    store, settings = embedded_server.open(), Settings.model_construct(traces=address)
    app = application(settings, registry_of(store, settings))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://registry") as asker:
        await post(asker, OFFICES)
    (traces,) = [watch for watch in store.watches if isinstance(watch, Traces)]
    await traces.close()
    await store.close()
    (resource,) = [each for request in sent for each in request.resource_spans]
    assert "partner-registry" in {each.value.string_value for each in resource.resource.attributes}
    names = [span.name for scope in resource.scope_spans for span in scope.spans]
    assert sorted(names) == ["POST /graphql", "store question"]


async def test_end_does_not_wait_for_a_collector_that_is_down(embedded_server: Server) -> None:
    store, settings = embedded_server.open(), Settings.model_construct(traces="http://127.0.0.1:1")
    app = application(settings, registry_of(store, settings))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://registry") as asker:
        assert (await post(asker, OFFICES)).status_code == 200
    (traces,) = [watch for watch in store.watches if isinstance(watch, Traces)]
    started = time.monotonic()
    await traces.close()
    assert time.monotonic() - started < SOON
    await store.close()


def test_without_the_setting_nothing_of_it_is_imported() -> None:
    code = (
        "import sys\n"
        "from process.application import application\n"
        "from process.registry import registry_of\n"
        "from settings import Settings\n"
        "from graph.store.address import StoreAddress\n"
        "from graph.store.store import Store\n"
        "store = Store.open(StoreAddress('bolt://127.0.0.1:1', 'neo4j', '', 'neo4j'))\n"
        "application(Settings(), registry_of(store, Settings()))\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "[]\n"


def test_extra_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "process.traces")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsError, match="REGISTRY_TRACES needs opentelemetry"):
        served_by.traces_class()
