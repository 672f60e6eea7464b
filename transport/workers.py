"""Several processes that answer on one socket. Their parent owns the socket and the embedded store, and replaces them.

A worker is `python server.py worker`: it finds the socket by its number, and an embedded store by the address that the
parent writes down whenever that store has started.
"""

import asyncio
import contextlib
import ctypes
import logging
import os
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path

from graph.store.address import StoreAddress
from graph.store.embedded import address_in
from graph.store.store import Store
from transport.metrics import SHARED

log = logging.getLogger(__name__)

SOCKET = "REGISTRY_SOCKET"
"""Environment of a worker: the number of the socket's descriptor."""
ADDRESS = "worker-address"
"""File in the data directory: where the embedded store listens; its password is in a file of its own."""
SHORT_LIFE = 5.0
"""Seconds; a worker that lives less is not replaced at once, or a defect at the start would keep a core busy."""
LONGEST_PAUSE = 30.0
LOOK_SECONDS = 0.5
DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


class Workers:
    """The workers of one parent."""

    def __init__(self, number: int, listening: socket.socket) -> None:
        self.number = number
        self.listening = listening
        self._stopping = asyncio.Event()
        self._processes: dict[int, asyncio.subprocess.Process] = {}

    def stop(self) -> None:
        """Asks all workers to finish what they do."""
        self._stopping.set()
        for process in self._processes.values():
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    async def run(self) -> None:
        """Keeps the workers until `stop`; returns when all have ended."""
        with tempfile.TemporaryDirectory(prefix="registry-metrics-") as shared:
            await asyncio.gather(*(self._keep(place, shared) for place in range(self.number)))

    async def _keep(self, place: int, shared: str) -> None:
        pause = 0.0
        while not self._stopping.is_set():
            started = time.monotonic()
            process = self._processes[place] = await self._started(shared)
            if self._stopping.is_set():
                process.terminate()
            code = await process.wait()
            if self._stopping.is_set():
                return
            log.error("a worker has ended; another takes its place", extra={"worker": process.pid, "code": code})
            pause = 0.0 if time.monotonic() - started > SHORT_LIFE else min(2 * pause + 1, LONGEST_PAUSE)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _started(self, shared: str) -> asyncio.subprocess.Process:
        descriptor = self.listening.fileno()
        return await asyncio.create_subprocess_exec(
            sys.executable, sys.argv[0], "worker",
            env=os.environ | {SOCKET: str(descriptor), SHARED: shared},
            pass_fds=(descriptor,),
            start_new_session=True,  # Ctrl-C is for the parent, which then asks us to finish
        )  # fmt: skip


def inherited_socket() -> socket.socket:
    """The socket of a worker. Raises KeyError where this process is none."""
    return socket.socket(fileno=int(os.environ[SOCKET]))


def die_with_parent() -> None:
    """Asks Linux to end this process (SIGTERM) when its parent has ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM, 0, 0, 0)


def write_address(folder: Path, address: StoreAddress) -> None:
    """Tells the workers where the embedded store listens."""
    new = folder / f"{ADDRESS}.new"
    new.write_text(address.uri)
    new.replace(folder / ADDRESS)


def read_address(folder: Path) -> StoreAddress:
    """Where the embedded store listens now, as the parent has written."""
    return address_in(folder, (folder / ADDRESS).read_text())


async def follow(store: Store, folder: Path) -> None:
    """Moves the store of a worker whenever the parent has started the embedded one again; until cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        address = read_address(folder)
        if address.uri != store.address.uri:
            await store.move(address)
