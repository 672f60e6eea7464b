"""Several processes that answer on one socket. Their parent owns the socket and the embedded store, and replaces them.

`python worker.py` forks them (process/fork_server.py). An embedded store listens where the parent has written.
"""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import tempfile
import time
from pathlib import Path

from graph.store.embedded import read_address
from graph.store.store import Store
from process.fork_server import ForkServer
from process.metrics import SHARED
from transport.listening import LONGEST_STOP

log = logging.getLogger(__name__)

SHORT_LIFE = 30.0
"""Seconds; a worker that lives less is replaced after a pause, or a defect at the start would keep a core busy."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STOP_SECONDS = LONGEST_STOP + 3.0
"""How long a worker may take to end; then it is killed."""
LOOK_SECONDS = 0.5


class Workers:
    """The workers of one parent. `command` starts the process that forks them."""

    def __init__(self, number: int, listening: socket.socket, command: list[str]) -> None:
        self.number = number
        self.listening = listening
        self.command = command
        self._stopping = asyncio.Event()
        self._starting = asyncio.Lock()
        self._forks: ForkServer | None = None
        self._running: dict[int, int] = {}

    def stop(self) -> None:
        """Asks all workers to finish what they do; asked a second time, they leave it."""
        how = signal.SIGINT if self._stopping.is_set() else signal.SIGTERM
        self._stopping.set()
        self._signal(how)
        asyncio.get_running_loop().call_later(STOP_SECONDS, self._kill)

    async def run(self) -> None:
        """Keeps the workers until `stop`; returns when all have ended."""
        with tempfile.TemporaryDirectory(prefix="registry-metrics-") as shared:
            await asyncio.gather(*(self._keep(number, shared) for number in range(self.number)))
            if self._forks:
                await self._forks.close()

    async def _keep(self, number: int, shared: str) -> None:
        pause = 0.0
        while not self._stopping.is_set():
            started = time.monotonic()
            code = await self._run_worker(number, shared)
            if self._stopping.is_set():
                return
            short = time.monotonic() - started < SHORT_LIFE
            pause = min(2 * pause or FIRST_PAUSE, LONGEST_PAUSE) if short else 0.0
            log.error("worker exited; restarting", extra={"place": number, "code": code, "pause": pause})
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _run_worker(self, number: int, shared: str) -> int | str:
        """Has a worker forked and waits for its end: its exit code, or why there is none."""
        try:
            forks = await self._fork_server(shared)
            pid = await forks.fork(number, others=bool(self._running))
        except OSError as error:
            return error.strerror or error.args[0]
        self._running[number] = pid
        if self._stopping.is_set():
            self._signal(signal.SIGTERM)
        code = await forks.wait(pid)
        del self._running[number]
        return code

    async def _fork_server(self, shared: str) -> ForkServer:
        """The process that forks: one for all, and another where it has ended."""
        async with self._starting:
            if self._forks is None or self._forks.has_ended:
                self._forks = await ForkServer.start(self.command, self.listening, {SHARED: shared})
            return self._forks

    def _signal(self, how: signal.Signals) -> None:
        for pid in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)

    def _kill(self) -> None:
        self._signal(signal.SIGKILL)
        if self._forks:
            self._forks.kill()


async def watch_store_address(store: Store, folder: Path) -> None:
    """Moves the store of a worker whenever the parent has started the embedded one again; until cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            address = read_address(folder)
        except OSError as error:
            log.warning("embedded store address unreadable", extra={"reason": str(error)})
            continue
        if address.uri != store.address.uri:
            await store.move(address)
