"""The embedded default: an ArcadeDB server as a child process, asked over Bolt like any Neo4j.

Lives and dies with this process: it listens on loopback only, on ports of its own choice, and Linux ends it
when we end, even by SIGKILL. Its data directory has one owner at a time and holds all it knows:

    databases/  the data            password   of the server's only user, mode 0600
    log/        rotated logs        owner.lock the owner's pid, locked while owner or server lives
    address     where it listens, for other processes of the same user
"""

import atexit
import fcntl
import os
import re
import secrets
import subprocess
import sys
import threading
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Self

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.store.address import StoreAddress
from graph.store.embedded_command import LogLevel, server_command
from graph.store.errors import StoreLockedError, StoreStartError
from graph.store.secret_files import write_secret

ADDRESS, LOCK = "address", "owner.lock"
DATABASE = "registry"
USER = "root"  # the server makes this user itself, and no other
START_SECONDS = 60.0  # 2 to 4 on two cores; after a crash the write-ahead log is read first
STOP_SECONDS = 30.0
HANDOVER_SECONDS = 15.0  # how long the server of an owner that was killed may take to close its files
LAST_BREATH_SECONDS = 1.0  # a killed process may still be seen for a moment
POLL_SECONDS = 0.05
NO_PORT = 0
TAIL_LINES = 20

BOLT_LINE = re.compile(r"Listening for incoming BOLT connections on \S*127\.0\.0\.1:([0-9]+)")

# Runs before Java in the same process: asks Linux for SIGTERM (15) when the thread that started it ends
# (1 = PR_SET_PDEATHSIG), and gives up if that has happened already. Not a preexec_fn: Python code between
# fork and exec can deadlock in a process with threads.
TIED_TO_PARENT = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 15, 0, 0, 0)
    if os.getppid() != int(sys.argv[1]): sys.exit("the parent is gone")
os.execv(sys.argv[2], sys.argv[2:])
"""


class EmbeddedStore:
    """One data directory and, between `start` and `stop`, the server that owns it."""

    def __init__(
        self,
        data_dir: Path,
        *,
        log_level: LogLevel = "INFO",
        heap: str = "2g",
        command_timeout: float = 30.0,
    ) -> None:
        """`heap` is Java's -Xmx. No statement outlives `command_timeout` seconds: the server ignores the
        driver's own limit, and without one a read that nobody waits for would keep a core busy."""
        self.data_dir = data_dir.resolve()
        self._log_level: LogLevel = log_level
        self._heap = heap
        self._command_timeout = command_timeout
        self._lock: int | None = None
        self._server: _Server | None = None
        self._changing = threading.Lock()  # who stops it while it starts waits, and then stops it
        self._address: StoreAddress | None = None

    def start(self) -> StoreAddress:
        """Returns when a query was answered. Raises StoreLockedError or StoreStartError; then nothing is left."""
        with self._changing:
            return self._start()

    def stop(self) -> None:
        """Ends the server, waits for it, frees the directory. Harmless when nothing runs."""
        with self._changing:
            self._stop()

    def _start(self) -> StoreAddress:
        if self._address and self.running:
            return self._address
        self._stop()
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = _own(self.data_dir / LOCK)
        atexit.register(self.stop)
        try:
            password = _password(self.data_dir)
            self._server = _Server(self._command(), self.data_dir, self._lock)
            self._address = _await_ready(self._server, password)
            write_secret(self.data_dir / ADDRESS, self._address.uri)
        except BaseException:
            self._stop()
            raise
        return self._address

    def _stop(self) -> None:
        server, lock = self._server, self._lock
        self._server = self._lock = self._address = None
        if server:
            server.end()
        if lock is not None:
            os.close(lock)
        atexit.unregister(self.stop)

    @property
    def running(self) -> bool:
        """False as well when the server died by itself; `start` then brings a new one on a new port."""
        return self._server is not None and self._server.process.poll() is None

    @property
    def pid(self) -> int | None:
        """Of the server, for people and tests."""
        return self._server.process.pid if self._server else None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _command(self) -> list[str]:
        return server_command(self.data_dir, DATABASE, self._heap, self._command_timeout, self._log_level)


class _Server:
    """One run of the server, kept by a thread of its own.

    Linux ties the death signal to the *thread* that started the child, so the thread that calls `start` may
    not be the one: this one lives exactly as long as the server, and reads what it prints meanwhile.
    """

    def __init__(self, command: list[str], cwd: Path, lock: int) -> None:
        """`lock` stays open in the server too, so that the directory is owned until both are gone."""
        self._tail: deque[str] = deque(maxlen=TAIL_LINES)
        self._started: Future[subprocess.Popen[str]] = Future()
        self.port: Future[int] = Future()
        self._thread = threading.Thread(
            target=self._keep, args=(command, cwd, lock), name="embedded-store", daemon=True
        )
        self._thread.start()
        self.process = self._started.result()

    def end(self) -> None:
        """SIGTERM, then SIGKILL after STOP_SECONDS."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._thread.join(STOP_SECONDS)

    def did_not_start(self, why: str) -> StoreStartError:
        """The fault to raise, with what the server said last."""
        ended = self.process.poll()
        if ended is not None:
            self._thread.join(1.0)  # let it read to the end
            why = f"{why} (ended with code {ended})"
        return StoreStartError("\n  ".join([f"The embedded store did not start: {why}. It said last:", *self._tail]))

    def _keep(self, command: list[str], cwd: Path, lock: int) -> None:
        tied = [sys.executable, "-I", "-S", "-c", TIED_TO_PARENT, str(os.getpid()), *command]
        try:
            process = subprocess.Popen(
                tied,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                pass_fds=(lock,),
                start_new_session=True,  # Ctrl-C is for us: we finish the requests first, then stop it
            )
        except BaseException as error:
            self._started.set_exception(error)
            return
        self._started.set_result(process)
        assert process.stdout
        for line in process.stdout:
            self._tail.append(line.rstrip())
            if not self.port.done() and (found := BOLT_LINE.search(line)):
                self.port.set_result(int(found[1]))
        process.stdout.close()
        process.wait()
        if not self.port.done():
            self.port.set_result(NO_PORT)


def address_in(data_dir: Path, uri: str) -> StoreAddress:
    """The address of the server of a data directory, for who knows where it listens and did not start it."""
    return StoreAddress(uri, USER, _password(data_dir), DATABASE)


def read_address(data_dir: Path) -> StoreAddress:
    """Where the server of a data directory listens, as its owner has written. Raises OSError where it has not."""
    return address_in(data_dir, (data_dir / ADDRESS).read_text("ascii"))


def running_address(data_dir: Path) -> StoreAddress | None:
    """Where the server of a data directory listens that another process owns; None where nobody owns it."""
    with suppress(OSError):
        lock = os.open(data_dir / LOCK, os.O_RDWR)
        try:
            return None if _try_lock(lock) else read_address(data_dir)
        finally:
            os.close(lock)
    return None


def _await_ready(server: _Server, password: str) -> StoreAddress:
    """The address of the server, once it has answered a query."""
    deadline = time.monotonic() + START_SECONDS
    with suppress(TimeoutError):
        server.port.result(START_SECONDS)
    if not server.port.done() or server.port.result() == NO_PORT:
        raise server.did_not_start("it opened no port")
    address = StoreAddress(f"bolt://127.0.0.1:{server.port.result()}", USER, password, DATABASE)
    with neo4j.GraphDatabase.driver(address.uri, auth=(USER, password)) as driver:
        while (refusal := _refusal(driver)) is not None:
            if isinstance(refusal, AuthError):
                raise server.did_not_start("it does not know the password in its data directory")
            if server.process.poll() is not None or time.monotonic() > deadline:
                raise server.did_not_start(f"it answered no query: {refusal}")
            time.sleep(POLL_SECONDS)
    return address


def _refusal(driver: neo4j.Driver) -> Exception | None:
    """Why the server does not answer a query, or None when it does."""
    try:
        with driver.session(database=DATABASE) as session:
            session.run("RETURN 1 AS one").consume()
    except (DriverError, Neo4jError) as refusal:
        return refusal
    return None


def _own(path: Path) -> int:
    """The open lock file, locked, with our pid in it. An owner that was killed leaves a server that is just
    closing its files and holds the lock meanwhile: that one is waited for."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    began = time.monotonic()
    while not _try_lock(lock):
        owner = os.pread(lock, 20, 0).decode().strip() or "unknown"
        if time.monotonic() - began > (LAST_BREATH_SECONDS if _is_alive(owner) else HANDOVER_SECONDS):
            os.close(lock)
            raise _locked_error(path, owner)
        time.sleep(POLL_SECONDS)
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    return lock


def _locked_error(path: Path, owner: str) -> StoreLockedError:
    if _is_alive(owner):
        return StoreLockedError(
            f"The data directory {path.parent} is in use by process {owner}. "
            "Stop that process, choose another directory (REGISTRY_DATA_DIR), or use a Neo4j, which many "
            "processes can share (NEO4J_URI)."
        )
    return StoreLockedError(
        f"Process {owner}, which owned the data directory {path.parent}, is gone, but its server still runs. "
        f"`fuser {path}` names that server; end it and start again."
    )


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(pid: str) -> bool:
    """Whether a process runs. One that has ended but was not collected (no init in a container) does not."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        pass
    return True


def _password(data_dir: Path) -> str:
    """The password of the data directory, made on the first start. Where the file was lost, the server makes
    its user anew."""
    path = data_dir / "password"
    if not path.exists():
        (data_dir / "config" / "server-users.jsonl").unlink(missing_ok=True)
        write_secret(path, secrets.token_urlsafe(24))
    return path.read_text(encoding="ascii").strip()
