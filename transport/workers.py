"""Several processes that answer on one socket. Their parent owns the socket and the embedded store, and replaces them.

A worker is `python worker.py`. Its environment tells who it is and by which number it has the socket; an
embedded store listens where the parent has written down.
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
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from graph.store.address import StoreAddress
from graph.store.embedded import address_in
from graph.store.store import Store
from settings import SettingsError
from transport.listening import GRACE_SECONDS
from transport.metrics import SHARED

log = logging.getLogger(__name__)

VARIABLE = "REGISTRY_WORKER"
ADDRESS = "worker-address"
"""File in the data directory: where the embedded store listens; its password is in a file of its own."""
SHORT_LIFE = 30.0
"""Seconds; a worker that lives less is replaced after a pause, or a defect at the start would keep a core busy."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STOP_SECONDS = GRACE_SECONDS + 5.0
"""How long a worker may take to end; then it is killed."""
LOOK_SECONDS = 0.5
DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who a worker is: one of those that share a socket. One that is replaced leaves its place to the next.

    others  whether other workers answer when it starts
    """

    number: int
    descriptor: int
    parent: int
    others: bool

    def environment(self) -> dict[str, str]:
        """How it is told to the worker."""
        return {VARIABLE: f"{self.number} {self.descriptor} {self.parent} {self.others:d}"}

    @classmethod
    def own(cls) -> Self:
        """That of this process. Raises SettingsError where it is no worker."""
        try:
            number, descriptor, parent, others = map(int, os.environ[VARIABLE].split())
        except (KeyError, ValueError):
            raise SettingsError("`serve` starts workers; nobody else does") from None
        return cls(number, descriptor, parent, bool(others))

    def socket(self) -> socket.socket:
        """The socket that the parent listens on."""
        return socket.socket(fileno=self.descriptor)

    def die_with_parent(self) -> None:
        """Asks Linux to end this process (SIGTERM) when its parent ends. Raises SystemExit where it has ended."""
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != self.parent:
            sys.exit("the parent is gone")


class Workers:
    """The workers of one parent. `command` starts one."""

    def __init__(self, number: int, listening: socket.socket, command: list[str]) -> None:
        self.number = number
        self.listening = listening
        self.command = command
        self._stopping = asyncio.Event()
        self._processes: dict[int, asyncio.subprocess.Process] = {}

    def stop(self) -> None:
        """Asks all workers to finish what they do; asked a second time, they leave it."""
        how = signal.SIGINT if self._stopping.is_set() else signal.SIGTERM
        self._stopping.set()
        self._signal(how)
        asyncio.get_running_loop().call_later(STOP_SECONDS, self._signal, signal.SIGKILL)

    async def run(self) -> None:
        """Keeps the workers until `stop`; returns when all have ended."""
        with tempfile.TemporaryDirectory(prefix="registry-metrics-") as shared:
            await asyncio.gather(*(self._keep(number, shared) for number in range(self.number)))

    async def _keep(self, number: int, shared: str) -> None:
        pause = 0.0
        while not self._stopping.is_set():
            started = time.monotonic()
            code = await self._lived(number, shared)
            if self._stopping.is_set():
                return
            short = time.monotonic() - started < SHORT_LIFE
            pause = min(2 * pause or FIRST_PAUSE, LONGEST_PAUSE) if short else 0.0
            log.error(
                "a worker has ended; another takes its place", extra={"place": number, "code": code, "pause": pause}
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _lived(self, number: int, shared: str) -> int | str:
        """Starts a worker and waits for its end: its exit code, or why it was not started."""
        descriptor = self.listening.fileno()
        place = Place(
            number, descriptor, os.getpid(), any(each.returncode is None for each in self._processes.values())
        )
        try:
            process = await asyncio.create_subprocess_exec(
                *self.command,
                env=os.environ | place.environment() | {SHARED: shared},
                pass_fds=(descriptor,),
                start_new_session=True,  # Ctrl-C is for the parent, which then asks us to finish
            )
        except OSError as error:
            return error.strerror or str(error)
        self._processes[number] = process
        if self._stopping.is_set():
            self._signal(signal.SIGTERM)
        return await process.wait()

    def _signal(self, how: signal.Signals) -> None:
        for process in self._processes.values():
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(how)


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
        try:
            address = read_address(folder)
        except OSError as error:
            log.warning("the address of the embedded store cannot be read", extra={"reason": str(error)})
            continue
        if address.uri != store.address.uri:
            await store.move(address)
