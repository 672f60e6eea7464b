"""Figures for Prometheus at `/metrics`: requests, answers, statements, plans.

Labels are few and ours: no name of an operation or of a client is one. With several workers the figures are the sum of
all; they meet in files of a directory that the parent has made (PROMETHEUS_MULTIPROC_DIR of prometheus_client).
"""

import os
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response

SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        here: dict[str, Any] = {"registry": self.registry}
        self._requests = Counter("registry_requests", "Requests by the status of their answer.", ["status"], **here)
        self._request_seconds = Histogram(
            "registry_request_seconds", "Time of a question, from its headers to its answer.", buckets=SECONDS, **here
        )
        self._answers = Counter(
            "registry_answers",
            "Answers by what made them; taken_over: begun compiled, ended stock.",
            ["by"],
            **here,
        )
        self._store_seconds = Histogram(
            "registry_store_seconds", "Time of a statement, its tries and its way together.", buckets=SECONDS, **here
        )
        self._rows = Counter("registry_rows", "Rows of the first level that statements gave.", **here)
        self._plans = Counter("registry_plans", "Plans by whether their statement was known.", ["known"], **here)
        self._by_known = {known: self._plans.labels(str(known).lower()) for known in (True, False)}
        self._by_status: dict[int, Any] = {}
        self._by: dict[str, Any] = {}

    def request(self, status: int, seconds: float) -> None:
        """A question was answered."""
        if status not in self._by_status:
            self._by_status[status] = self._requests.labels(str(status))
        self._by_status[status].inc()
        self._request_seconds.observe(seconds)

    def answer(self, by: str) -> None:
        """An operation was run."""
        if by not in self._by:
            self._by[by] = self._answers.labels(by)
        self._by[by].inc()

    def statement(self, rows: int, seconds: float) -> None:
        """A statement was run; their number is the histogram's."""
        self._store_seconds.observe(seconds)
        self._rows.inc(rows)

    def plan(self, known: bool) -> None:
        """A plan was made."""
        self._by_known[known].inc()

    async def page(self, _: Request) -> Response:
        """What Prometheus reads."""
        registry = self.registry
        if SHARED in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return Response(generate_latest(registry), headers={"content-type": CONTENT_TYPE_LATEST})
