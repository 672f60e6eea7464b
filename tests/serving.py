"""Runs `python server.py …` as a person does."""

import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx

from graph.store.address import StoreAddress
from tests.conftest import ROOT

ADDRESS = re.compile(r"answers at (http://\S+)")
START_SECONDS = 120.0
OF_ONE_START = shutil.ignore_patterns("log", "address", "owner.lock", "read-model*")
"""Files of a data directory that tell of a start, or are made by the next one."""


def environment(**settings: str) -> dict[str, str]:
    """The environment with these settings of ours and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "REGISTRY_"))}
    return kept | {"REGISTRY_PORT": "0", "REGISTRY_STORE_HEAP": "512m", "REGISTRY_LOAD_DEMO": "false"} | settings


def settings_of(address: StoreAddress) -> dict[str, str]:
    """The settings that name a store."""
    names = {"URI": address.uri, "USER": address.user, "PASSWORD": address.password, "DATABASE": address.database}
    return {f"NEO4J_{name}": value for name, value in names.items()}


def command(*arguments: str | Path, program: str = "server.py", **settings: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself; its output is not a terminal."""
    return subprocess.run(
        [sys.executable, program, *map(str, arguments)],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def until(holds: object, seconds: float = 60.0) -> bool:
    """Whether the function becomes true in time."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def gone(pid: int) -> bool:
    """Whether a process has ended, or is a zombie that its new parent has not collected yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


@dataclass
class Serving:
    """A `serve` that runs."""

    process: subprocess.Popen[str]
    address: str
    log: Path
    printed: str = ""
    """What it has printed; all of it once it has stopped."""

    @classmethod
    def start(cls, folder: Path, code: Path = ROOT, /, **settings: str) -> "Serving":
        """Waits for its greeting; the data are in `folder`, what runs is the code of another.

        A new embedded store begins as a copy of one that was migrated, and has the demo set where that is asked for:
        that is most of what a first start does.
        """
        if "NEO4J_URI" not in settings and not (folder / "data").exists():
            made = _migrated() if settings.get("REGISTRY_LOAD_DEMO") != "true" else _loaded()
            shutil.copytree(made, folder / "data", ignore=OF_ONE_START)
        return cls.start_anew(folder, code, **settings)

    @classmethod
    def start_anew(cls, folder: Path, code: Path = ROOT, /, **settings: str) -> "Serving":
        """The same, with a new store as a person has it."""
        log = folder / "server.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "server.py", "serve"],
                cwd=code,
                env=environment(REGISTRY_DATA_DIR=str(folder / "data"), **settings),
                stdout=subprocess.PIPE,
                stderr=out,
                text=True,
            )
        assert process.stdout
        for line in process.stdout:
            if found := ADDRESS.search(line):
                return cls(process, found[1], log)
        process.wait()
        raise AssertionError(log.read_text())

    @property
    def children(self) -> list[int]:
        """The processes it has started: the embedded store's server, and the one that forks workers."""
        return children_of(self.process.pid)

    def status(self, query: str = "{ countries { totalCount } }") -> int:
        """The HTTP status of the answer to a question."""
        return self.post(query).status_code

    def post(self, query: str) -> httpx.Response:
        return httpx.post(f"{self.address}/graphql", json={"query": query}, timeout=30)

    def role(self, key: str) -> str:
        """The role of who asks with a key, or the code with which it is refused."""
        asked = {"query": "{ viewer { role } }"}
        headers = {"authorization": f"Bearer {key}"}
        body = httpx.post(f"{self.address}/graphql", json=asked, headers=headers, timeout=30).json()
        role = body["data"]["viewer"]["role"] if "data" in body else body["errors"][0]["extensions"]["code"]
        return str(role)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code."""
        self.process.send_signal(how)
        code = self.process.wait(30)
        assert self.process.stdout
        self.printed = self.process.stdout.read()
        self.process.stdout.close()
        return code


@cache
def _migrated() -> Path:
    """A data directory whose store is migrated and empty."""
    data = _folder() / "data"
    ran = command("migrate", REGISTRY_DATA_DIR=str(data))
    assert ran.returncode == 0, ran.stderr
    return data


@cache
def _loaded() -> Path:
    """A data directory whose store holds the demo set."""
    folder = _folder()
    Serving.start_anew(folder, REGISTRY_LOAD_DEMO="true").stop()
    return folder / "data"


def _folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="registry-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
