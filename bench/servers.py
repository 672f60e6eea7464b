"""The servers that are compared, each a process of its own on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.workloads import Workload

HERE = Path(__file__).parent
START_SECONDS = 300.0
"""Ours reads its model of 1,000,000 contacts first."""
TICKS = os.sysconf("SC_CLK_TCK")
PAIR = 2
"""Ports in a row: the peer needs one more, for `_entities`."""

READY = '{ search(text: "university", first: 1) { totalCount } }'


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs."""

    name: str
    process: subprocess.Popen[bytes]
    port: int

    def url(self, workload: Workload) -> str:
        """Where the workload is asked."""
        return f"http://127.0.0.1:{self.port + (self.name == 'peer' and workload.entities)}/graphql"

    def document(self, workload: Workload) -> str:
        """The workload's document for this server."""
        return workload.peer if self.name == "peer" else workload.ours

    def seconds(self) -> float:
        """Processor time so far, of all its processes."""
        return sum(seconds_of(pid) for pid in family(self.process.pid))


def family(pid: int) -> list[int]:
    """A process and those that come of it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += family(int(child))
    return found


def seconds_of(pid: int) -> float:
    """Processor time of a process, in seconds; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def commands() -> dict[str, list[str]]:
    """How each is started."""
    python = sys.executable
    return {
        "ours": [python, "server.py", "serve"],
        "floor": [python, "-m", "bench.floor"],
        "peer": ["node", str(HERE / "peer" / "server.mjs")],
        "stock": [python, "-m", "bench.stock"],
    }


@contextmanager
def running(names: list[str]) -> Iterator[dict[str, Running]]:
    """The servers of these names, ready for questions; stopped at the end. Needs NEO4J_URI and its like."""
    started: dict[str, Running] = {}
    try:
        for name in names:
            port = _free_ports()
            environment = os.environ | {
                "PORT": str(port),
                "NODE_ENV": "production",
                "NEO4J_DATABASE": os.environ.get("NEO4J_DATABASE", "neo4j"),
                "REGISTRY_PORT": str(port),
                "REGISTRY_LOAD_DEMO": "false",
                "REGISTRY_LOG_LEVEL": "WARNING",
            }
            process = subprocess.Popen(commands()[name], env=environment, stdout=subprocess.DEVNULL, cwd=HERE.parent)
            started[name] = Running(name, process, port)
        for each in started.values():
            _await(each)
        yield started
    finally:
        for each in started.values():
            each.process.terminate()
        for each in started.values():
            each.process.wait(30)


def _free_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def _await(server: Running) -> None:
    """Waits until the server listens, and ours until it has its read model: making that takes a core for a minute."""
    end = time.monotonic() + START_SECONDS
    for port in range(server.port, server.port + (PAIR if server.name == "peer" else 1)):
        while True:
            if server.process.poll() is not None:
                raise SystemExit(f"{server.name} ended at once")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if time.monotonic() > end:
                raise SystemExit(f"{server.name} does not listen")
            time.sleep(0.2)
    if server.name == "ours":
        answer = httpx.post(f"http://127.0.0.1:{server.port}/graphql", json={"query": READY}, timeout=START_SECONDS)
        while "data" not in answer.json() or answer.json().get("errors"):
            if time.monotonic() > end:
                raise SystemExit(f"ours does not answer: {answer.text[:200]}")
            answer = httpx.post(f"http://127.0.0.1:{server.port}/graphql", json={"query": READY}, timeout=START_SECONDS)
