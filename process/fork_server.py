"""Workers are forked from one process that has imported all that they need: they start at once and share its memory.

The parent of all starts that process and speaks with it over a socket, in lines: the number of a worker that is to be
forked, and whether others answer; back come `forked PID` and, whenever one has ended, `ended PID CODE`.
"""

import asyncio
import contextlib
import ctypes
import os
import select
import signal
import socket
import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from settings import SettingsError

VARIABLE = "REGISTRY_WORKER"
"""Tells the process that forks two descriptors: of the socket that workers answer on, and of the one to its parent."""
DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""
LONGEST_LINE = 64


@dataclass(frozen=True, slots=True)
class WorkerSlot:
    """Who a worker is: one of those that share a socket. One that is replaced leaves its place to the next.

    others  whether other workers answer when it starts
    """

    number: int
    others: bool
    descriptor: int

    def socket(self) -> socket.socket:
        """The socket that the parent listens on."""
        return socket.socket(fileno=self.descriptor)


def fork_workers() -> WorkerSlot:
    """Forks a worker whenever the parent asks for one, and returns in each of them.

    Raises SettingsError where no parent has started this process, and SystemExit when it has ended.
    """
    try:
        descriptor, number = map(int, os.environ[VARIABLE].split())
        parent = socket.socket(fileno=number)
    except (KeyError, ValueError, OSError):
        raise SettingsError("`serve` starts workers; nobody else does") from None
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waking.fileno())
    with parent, woken, waking:
        while True:
            asked, _, _ = select.select([parent, woken], [], [])
            if woken in asked:
                woken.recv(LONGEST_LINE)
                _report_exits(parent)
            if parent in asked:
                line = parent.recv(LONGEST_LINE)
                if not line:
                    sys.exit("the parent is gone")
                worker, others = map(int, line.split())
                pid = _fork()
                if not pid:
                    return WorkerSlot(worker, bool(others), descriptor)
                parent.sendall(f"forked {pid}\n".encode())


def _fork() -> int:
    """Forks: the id of the child or, in the child, 0. It ends (SIGTERM on Linux) when the process that forks ends."""
    own = os.getpid()
    pid = os.fork()
    if not pid:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != own:
            sys.exit("the parent is gone")
    return pid


def _report_exits(parent: socket.socket) -> None:
    """Tells the parent which workers have exited."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            parent.sendall(f"ended {pid} {os.waitstatus_to_exitcode(status)}\n".encode())


class ForkServer:
    """The process that forks, as its parent sees it."""

    def __init__(
        self, process: asyncio.subprocess.Process, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._forking = asyncio.Lock()
        self._pid: asyncio.Future[int] | None = None
        self._ends: defaultdict[int, asyncio.Future[int]] = defaultdict(asyncio.Future)
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, command: list[str], listening: socket.socket, environment: dict[str, str]) -> Self:
        """Starts it. Raises OSError where it cannot be started."""
        own, other = socket.socketpair()
        with other:
            descriptors = listening.fileno(), other.fileno()
            try:
                process = await asyncio.create_subprocess_exec(
                    *command,
                    env=os.environ | environment | {VARIABLE: " ".join(map(str, descriptors))},
                    pass_fds=descriptors,
                    start_new_session=True,  # Ctrl-C is for the parent, which then asks the workers to finish
                )
            except OSError:
                own.close()
                raise
        return cls(process, *await asyncio.open_unix_connection(sock=own))

    @property
    def has_ended(self) -> bool:
        """Whether it forks no more; then its workers end, too."""
        return self._listening.done()

    async def fork(self, number: int, *, others: bool) -> int:
        """Forks a worker; gives its process id. Raises ConnectionError, with its exit code, where it has ended."""
        async with self._forking:
            if self.has_ended:
                raise ConnectionError(self._process.returncode)
            self._pid = asyncio.Future()
            self._writer.write(f"{number} {others:d}\n".encode())
            return await self._pid

    async def wait(self, pid: int) -> int:
        """Waits for the end of a worker; gives its exit code or, where the process that forks has ended, that one's."""
        code = await self._ends[pid]
        del self._ends[pid]
        return code

    async def _listen(self) -> None:
        with contextlib.suppress(ConnectionError):
            async for line in self._reader:
                match line.decode().split():
                    case "forked", pid if self._pid:
                        _ = self._ends[int(pid)]  # made now: it has an end even if this process ends next
                        self._pid.set_result(int(pid))
                    case _, pid, exit_code:
                        self._ends[int(pid)].set_result(int(exit_code))
        self._writer.close()
        code = await self._process.wait()
        if self._pid and not self._pid.done():
            self._pid.set_exception(ConnectionError(code))
        for end in self._ends.values():
            if not end.done():
                end.set_result(code)

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def close(self) -> None:
        """Ends it, and waits until it has."""
        if not self.has_ended:
            self._writer.write_eof()
        await self._listening
