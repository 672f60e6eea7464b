"""The load client: `wrk`, which is a Debian package."""

import json
import math
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.processes import processor
from bench.servers import Server

SCRIPT = Path(__file__).with_suffix(".lua")
PATIENCE = "30s"
MAX_SECONDS = 20.0
"""An answer that takes longer is a failure."""
SETTLE_SECONDS, SETTLE_PATIENCE, BUSY = 0.1, 3.0, 0.3
"""After a measurement, processors may be this busy in this time when the next one begins."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of asking for some seconds. Times are in milliseconds; processor times are for one request."""

    rate: float
    p50: float
    p99: float
    server: float
    store: float
    bytes: float

    @classmethod
    def median_of(cls, rounds: "list[Measured]") -> "Measured":
        """The median of each figure."""
        return cls(*(median(getattr(each, name) for each in rounds) for name in cls.__slots__))


class FailedError(Exception):
    """Answers were missing or held errors."""


def load(server: Server, store: int | None, bodies: Path, connections: int, seconds: float) -> Measured:
    """Asks for some seconds (`wrk` takes whole ones), more where no answer came in them.

    `store` is the store's process. Raises FailedError.
    """
    before = processor(server.pid), processor(store) if store else 0.0
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{math.ceil(seconds)}s",
        f"--timeout={PATIENCE}",
        f"-s{SCRIPT}",
        server.url,
    ]
    ran = subprocess.run(command, env=os.environ | {"BODIES": str(bodies)}, capture_output=True, text=True, check=True)
    after = processor(server.pid), processor(store) if store else 0.0
    told = json.loads(ran.stdout.splitlines()[-1])
    _settle(server.pid, store)
    if told["failed"] or (not told["requests"] and seconds > MAX_SECONDS):
        raise FailedError(f"{server.name}: {told['failed']} failed, {told['requests']} came. {ran.stderr.strip()}")
    if not told["requests"]:
        return load(server, store, bodies, connections, seconds * 10)
    requests = told["requests"]
    server_ms, store_ms = ((late - early) * 1000 / requests for early, late in zip(before, after, strict=True))
    rate = requests / told["seconds"]
    return Measured(rate, told["p50"], told["p99"], server_ms, store_ms, told["bytes"] / requests)


def _settle(*pids: int | None) -> None:
    """Waits for the end of what was asked last: `wrk` goes away without its answers."""
    end = time.monotonic() + SETTLE_PATIENCE
    found = [pid for pid in pids if pid]
    while time.monotonic() < end:
        before = sum(map(processor, found))
        time.sleep(SETTLE_SECONDS)
        if sum(map(processor, found)) - before < BUSY * SETTLE_SECONDS:
            return
