"""Traces by OpenTelemetry: a span for each question, and in it one for each call to the store that it waits for.

Imported only where `REGISTRY_TRACES` names a collector: the SDK is the extra `traces`, and may not be installed.
Statements have no values in their text, so spans have none either: they say what was asked, not of whom.
"""

import asyncio
import time

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import Span, SpanKind, StatusCode, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.store.calls import StoreCall
from transport.requests import RequestLog

SERVICE = "partner-registry"
PATH = "/v1/traces"
"""Where a collector takes traces by OTLP over HTTP."""
EXPORT_SECONDS = 2.0
"""How long one sending may take, tries included."""
CLOSE_SECONDS = 1.0
"""How long the end waits before it gives up what a collector does not take."""
NANO = 1_000_000_000
FAILED = 500
CARRIERS = (b"traceparent", b"tracestate")


class Traces:
    """What makes spans in this process. They are sent in batches, by a thread of their own.

    It watches the store (graph/store/calls.py).
    """

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._provider = TracerProvider(resource=Resource.create({SERVICE_NAME: SERVICE}), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer(SERVICE)
        self._propagator = TraceContextTextMapPropagator()

    @classmethod
    def to(cls, collector: str) -> "Traces":
        """Traces that go to the collector at this address, like http://localhost:4318."""
        return cls(OTLPSpanExporter(endpoint=collector.rstrip("/") + PATH, timeout=EXPORT_SECONDS))

    def around(self, app: ASGIApp) -> ASGIApp:
        """The application with a span around each request; `Requests` stands around both.

        The span is part of the client's own trace where the client has one (`traceparent`).
        """

        async def trace_request(scope: Scope, receive: Receive, send: Send) -> None:
            status, state, told = 0, scope["state"], scope["state"]["told"]

            async def note_status(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            sent = {name.decode(): value.decode("latin-1") for name, value in scope["headers"] if name in CARRIERS}
            known = {
                "http.request.method": scope["method"],
                "url.path": scope["path"],
                "registry.request_id": state["request_id"],
            }
            with self._tracer.start_as_current_span(
                f"{scope['method']} {scope['path']}",
                context=self._propagator.extract(sent) if sent else None,
                kind=SpanKind.SERVER,
                attributes=known,
                record_exception=False,  # the log has it, under the request id
                set_status_on_exception=False,
            ) as span:
                try:
                    await app(scope, receive, note_status)
                except ClientDisconnect:
                    span.set_attribute("error.type", "client_gone")
                    raise
                except Exception:
                    span.set_status(StatusCode.ERROR)
                    raise
                finally:
                    _finish(span, status, told)

        return trace_request

    def on_call_end(self, ran: StoreCall) -> None:
        """Makes the span of a call to the store that has just ended, where a request waited for it."""
        if not get_current_span().is_recording():
            return
        ended = time.time_ns()
        span = self._tracer.start_span(
            f"store {ran.kind.value}",
            kind=SpanKind.CLIENT,
            start_time=ended - int(ran.seconds * NANO),
            attributes={
                "db.system.name": "neo4j",  # whose protocol the embedded store speaks, too
                "db.query.text": ran.statement,
                "db.response.returned_rows": ran.rows,
            },
        )
        if ran.fault:
            span.set_attribute("error.type", ran.fault)
            span.set_status(StatusCode.ERROR)
        span.end(ended)

    def on_retry(self) -> None:
        """Marks in the span of the request that a call to the store is tried again."""
        get_current_span().add_event("store retry")

    async def close(self) -> None:
        """Sends what is left, and gives it up where the collector does not take it soon."""
        timer = asyncio.get_running_loop().call_later(CLOSE_SECONDS, self._exporter.shutdown)
        await asyncio.to_thread(self._provider.shutdown)
        timer.cancel()


def _finish(span: Span, status: int, told: RequestLog) -> None:
    """What is known of a request when it has ended."""
    if status:
        span.set_attribute("http.response.status_code", status)
    if status >= FAILED:
        span.set_status(StatusCode.ERROR)
    if told.operation:
        span.set_attribute("graphql.operation.name", told.operation)
    if told.kind:
        span.set_attribute("graphql.operation.type", told.kind)
    if told.codes:
        span.set_attribute("registry.codes", told.codes)
