"""A registry that is served, whose server and store can be killed and come back."""

import json
import os
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from bench.processes import find_listener
from graph.store.embedded import running_address
from graph.store.store import Store
from tests.conftest import ROOT, Server
from tests.serving import Serving, command, settings_of, until
from tests.write.writers import UNIVERSITIES


def free_port() -> int:
    """One that a server can have now, and again when it is started anew."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@dataclass
class Home:
    """A registry in a folder, over its embedded store, or over the Neo4j of `neo4j`."""

    folder: Path
    neo4j: Server | None = None
    settings: dict[str, str] = field(default_factory=dict)
    serving: Serving | None = None

    def __post_init__(self) -> None:
        named = settings_of(self.neo4j.address) if self.neo4j else {}
        self.settings = {"REGISTRY_PORT": str(free_port())} | named | self.settings

    @property
    def address(self) -> str:
        """Where it answers, again and again."""
        return f"http://127.0.0.1:{self.settings['REGISTRY_PORT']}"

    def start(self) -> None:
        """Serves, over a store that runs or is its own."""
        self.serving = Serving.start(self.folder, **self.settings)

    def make_key(self) -> str:
        """A key with which one may write for the first of the institutions."""
        asked = ["writers", "--institution", UNIVERSITIES[0], "--scope", "read", "--scope", "write:contacts", "--json"]
        settings = self.settings | {"REGISTRY_DATA_DIR": str(self.folder / "data")}
        made = command("keys", "create", *asked, **settings)
        assert made.returncode == 0, made.stderr
        return str(json.loads(made.stdout)["key"])

    def open(self) -> Store:
        """The store behind it."""
        if self.neo4j:
            return self.neo4j.open()
        address = running_address(self.folder / "data")
        assert address
        return Store.open(address, embedded=True)

    def kill_store(self) -> None:
        """`kill -9`. The embedded store is started again by who serves."""
        os.kill(self._store_process(), signal.SIGKILL)

    def restart_store(self) -> None:
        """Starts a Neo4j that was killed."""
        if self.neo4j:
            subprocess.run([ROOT / "scripts" / "neo4j", "start"], check=True, capture_output=True)

    def kill_server(self) -> None:
        """`kill -9` of what serves."""
        assert self.serving
        self.serving.process.kill()
        self.serving.process.wait()
        assert self.serving.process.stdout
        self.serving.process.stdout.close()
        self.serving = None

    def stop(self) -> None:
        """Ends what runs."""
        if self.serving:
            self.serving.stop()
            self.serving = None

    def is_ready(self) -> bool:
        """Whether it answers questions."""
        return until(lambda: self.serving and self.serving.status("{ regions { totalCount } }") == 200, 90)

    def _store_process(self) -> int:
        if self.neo4j:
            pid = find_listener(int(self.neo4j.address.uri.rpartition(":")[2]))
            assert pid
            return pid
        assert self.serving
        (pid,) = [each for each in self.serving.children if b"ArcadeDBServer" in _command_line(each)]
        return pid


def _command_line(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
