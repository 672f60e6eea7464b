"""Figures for Prometheus at `/metrics`: requests, answers, documents, plans, the store, the read model, memory.

Labels are few and ours: no name of an operation or of a client is one. With several workers the figures are the sum of
all; they meet in files of a directory that the parent has made (PROMETHEUS_MULTIPROC_DIR of prometheus_client).
"""

import asyncio
import os
from collections.abc import Callable
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    values,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import MultiProcessValue
from starlette.requests import Request
from starlette.responses import Response

from engine.streaming import SUBSCRIPTION
from graph.store.calls import CallKind, StoreCall
from matching.current import BuildStats
from matching.memory import resident_bytes
from transport.requests import RequestLog
from version import VERSION

SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
NONE = "none"
"""The kind of operation of a request that was refused before one ran."""
LOOK_SECONDS = 5.0


class Metrics:
    """The figures of one process. It watches the store (graph/store/calls.py), and others tell it what they do.

    `made` tells how the read model was made; none while there is none.
    """

    def __init__(self, made: Callable[[], BuildStats | None]) -> None:
        self.registry = CollectorRegistry()
        self._made = made
        here: dict[str, Any] = {"registry": self.registry}
        self._requests = Counter(
            "registry_requests", "Questions by the status of their answer and the kind of operation.",
            ["status", "operation"], **here,
        )  # fmt: skip
        self._request_seconds = Histogram(
            "registry_request_seconds", "Time of a question, from its headers to its answer.", buckets=SECONDS, **here
        )
        self._errors = Counter("registry_errors", "Answers with errors by the code of the error.", ["code"], **here)
        self._rate_limited = Counter(
            "registry_rate_limited", "Requests refused by a rate limit, by what they are counted by.", ["by"], **here
        )
        self._streams = Gauge(
            "registry_streams", "Streams that are open, by what they run over: websocket, sse.",
            ["via"], multiprocess_mode="livesum", **here,
        )  # fmt: skip
        self._stream_events = Counter(
            "registry_stream_events", "What was sent to subscribers, by what it went over.", ["via"], **here
        )
        self._answers = Counter(
            "registry_answers", "Operations by what made their answer: compiled, stock, fallback.",
            ["by"], **here,
        )  # fmt: skip
        self._documents = Counter(
            "registry_documents", "Documents by whether they had been parsed and checked before.", ["known"], **here
        )
        self._plans = Counter("registry_plans", "Plans by whether their statement was known.", ["known"], **here)
        self._store_seconds = Histogram(
            "registry_store_seconds", "Time of a call to the store, its retries and its way together.",
            ["call"], buckets=SECONDS, **here,
        )  # fmt: skip
        self._rows = Counter("registry_store_rows", "Rows of the first level that the store gave.", ["call"], **here)
        self._faults = Counter(
            "registry_store_faults", "Calls to the store that failed, by why.", ["call", "fault"], **here
        )
        self._retries = Counter("registry_store_retries", "Calls to the store that were tried again.", **here)
        self._read_model = Gauge(
            "registry_read_model_last_build_timestamp_seconds",
            "When the read model was made, since 1970: the oldest of all workers'.",
            multiprocess_mode="livemin", **here,
        )  # fmt: skip
        self._read_model_making = Gauge(
            "registry_read_model_last_build_duration_seconds",
            "How long the read model took to make: the longest of all workers.",
            multiprocess_mode="livemax", **here,
        )  # fmt: skip
        self._read_model_bytes = Gauge(
            "registry_read_model_bytes", "What a process grew by when it made its first read model.",
            multiprocess_mode="liveall", **here,
        )  # fmt: skip
        self._memory = Gauge(
            "registry_memory_bytes", "Memory of a process that answers.", multiprocess_mode="liveall", **here
        )
        self._by_kind = {
            kind: (self._store_seconds.labels(kind.value), self._rows.labels(kind.value)) for kind in CallKind
        }
        told = "One; its label is the version of the registry."
        build = Gauge("registry_build_info", told, ["version"], multiprocess_mode="livemax", **here)
        build.labels(VERSION).set(1)
        self._labelled: dict[tuple[object, ...], Counter] = {}

    def request(self, status: int, seconds: float, told: RequestLog) -> None:
        """A question was answered."""
        self._add(self._requests, str(status), told.kind or NONE)
        if told.kind != SUBSCRIPTION:
            self._request_seconds.observe(seconds)
        for code in told.codes:
            self._add(self._errors, code)

    def rate_limited(self, by: str) -> None:
        """A request was refused, counted by address or by key."""
        self._add(self._rate_limited, by)

    def stream(self, via: str, more: int) -> None:
        """A stream has begun (1) or ended (-1)."""
        self._streams.labels(via).inc(more)

    def event(self, via: str) -> None:
        """Something was sent to a subscriber."""
        self._add(self._stream_events, via)

    def answer(self, by: str) -> None:
        """An operation was run."""
        self._add(self._answers, by)

    def document(self, known: bool) -> None:
        """A document was asked for."""
        self._add(self._documents, "true" if known else "false")

    def plan(self, known: bool) -> None:
        self._add(self._plans, "true" if known else "false")

    def on_call_end(self, ran: StoreCall) -> None:
        """A call to the store has ended."""
        seconds, rows = self._by_kind[ran.kind]
        seconds.observe(ran.seconds)
        rows.inc(ran.rows)
        if ran.fault:
            self._add(self._faults, ran.kind.value, ran.fault)

    def on_retry(self) -> None:
        """A call to the store is tried again."""
        self._retries.inc()

    async def look(self) -> None:
        """Looks at what nobody tells, now and then, as another worker may be asked for it; until cancelled."""
        while True:
            self._look()
            await asyncio.sleep(LOOK_SECONDS)

    async def page(self, _: Request) -> Response:
        """What Prometheus reads."""
        self._look()
        registry = self.registry
        if SHARED in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return Response(generate_latest(registry), headers={"content-type": CONTENT_TYPE_LATEST})

    def _add(self, counter: Counter, *labels: str) -> None:
        """Adds one. `labels()` itself takes longer than the adding, so what it gives is kept."""
        key = (counter, *labels)
        if key not in self._labelled:
            self._labelled[key] = counter.labels(*labels)
        self._labelled[key].inc()

    def _look(self) -> None:
        if made := self._made():
            self._read_model.set(made.at)
            self._read_model_making.set(made.seconds)
            self._read_model_bytes.set(made.grown)
        self._memory.set(resident_bytes())


def share_as(number: int) -> None:
    """Makes this process count as the worker of a number, in the files of the one that it replaces: no sum falls."""
    values.ValueClass = MultiProcessValue(lambda: number)  # type: ignore[no-untyped-call]
