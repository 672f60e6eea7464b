"""The servers that are compared, each a process of its own on this machine."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.asking import RefusalError, ask

ROOT = Path(__file__).parent.parent
PEER = ROOT / "bench/peer"
START_SECONDS, STOP_SECONDS = 900.0, 15.0
READY = {
    "ours": '{ search(text: "university", first: 1) { totalCount } }',
}
"""Answered when a server is ready; ours reads its read model first, which takes a minute of a large store."""


class NotReadyError(Exception):
    """A server does not answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    name: str
    url: str
    pid: int


@contextlib.contextmanager
def run_servers(names: Sequence[str]) -> Iterator[dict[str, Server]]:
    """Servers by their names, ready; they end with the block. SIGTERM does what Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    started: list[subprocess.Popen[bytes]] = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            servers = {name: _start(name, Path(folder), started) for name in names}
            yield servers
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def node() -> str:
    """The program that runs the peer. Raises NotReadyError where the peer is not installed."""
    if not (PEER / "node_modules").exists():
        raise NotReadyError("the peer is not installed: npm ci --prefix bench/peer")
    return shutil.which("node") or str(Path(sys.executable).parent / "node")


def _start(name: str, folder: Path, started: list[subprocess.Popen[bytes]]) -> Server:
    port = _free_port()
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            _command(name, port),
            cwd=ROOT,
            env=os.environ | _environment(port, folder),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the benchmark, which ends them
        )
    started.append(process)
    server = Server(name, f"http://127.0.0.1:{port}/graphql", process.pid)
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError, RefusalError):
            ask(server.url, {"query": READY.get(name, "{ __typename }")})
            return server
        time.sleep(0.1)
    raise NotReadyError(f"{name} does not answer:\n{log.read_text()[-2000:]}")


def _command(name: str, port: int) -> list[str]:
    if name == "ours":
        return [sys.executable, "server.py", "serve"]
    if name == "peer":
        return [node(), str(PEER / "server.mjs"), str(port)]
    return [sys.executable, "-m", f"bench.{name}", str(port)]


def _environment(port: int, folder: Path) -> dict[str, str]:
    return {
        "NODE_ENV": "production",
        "REGISTRY_PORT": str(port),
        "REGISTRY_LOAD_DEMO": "false",
        "REGISTRY_LOG_LEVEL": "WARNING",
        "REGISTRY_DATA_DIR": str(folder),
    }


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
