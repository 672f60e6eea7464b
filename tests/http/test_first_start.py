"""The first start of `serve`, ended in the middle: the next one completes what it has left."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import DriverError, Neo4jError

from graph.store.address import StoreAddress
from graph.store.embedded import DATABASE, address_in
from graph.store.store import Store
from tests.conftest import ROOT
from tests.load.graphs import exported
from tests.serving import Serving, command, environment, until

PORT = re.compile(r"127\.0\.0\.1:(\d+)")
ON_A_SMALL_DISK = ("unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=12m disk "$0" && exec "$@"')
"""Before a folder and a command, which finds a disk of 12 MB there and nobody else does."""


def may_mount() -> bool:
    """Whether this machine lets us have a disk of our own."""
    tried = (*ON_A_SMALL_DISK, tempfile.gettempdir(), "true")
    return bool(shutil.which("unshare")) and subprocess.run(tried, capture_output=True, check=False).returncode == 0


@contextmanager
def asked(address: StoreAddress) -> Iterator[neo4j.Session]:
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=DATABASE) as session,
    ):
        yield session


def count(data: Path, label: str) -> int:
    """How many nodes of a label the embedded store of a directory holds; -1 while it does not answer."""
    log = data / "log" / "arcadedb.0.log"
    told = [line for line in log.read_text().splitlines() if "BOLT" in line] if log.exists() else []
    found = PORT.search(told[-1]) if told else None
    if not found:
        return -1
    try:
        with asked(address_in(data, f"bolt://127.0.0.1:{found[1]}")) as session:
            return int(session.run(f"MATCH (n:{label}) RETURN count(n) AS count").single(strict=True)["count"])
    except (DriverError, Neo4jError, OSError):
        return -1


def start_and_end(folder: Path, label: str, how: signal.Signals) -> None:
    """Starts `serve` on a new directory and ends it as soon as the store has a node of the label."""
    with (folder / "first.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "server.py", "serve"],
            cwd=ROOT,
            env=environment(REGISTRY_DATA_DIR=str(folder / "data"), REGISTRY_LOAD_DEMO="true"),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout
    with process.stdout:
        assert until(lambda: count(folder / "data", label) > 0, 120), (folder / "first.log").read_text()
        os.kill(process.pid, how)
        process.wait(60)
        assert "answers at" not in process.stdout.read(), "the load had ended before the process did"


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
@pytest.mark.parametrize("how", [signal.SIGKILL])
async def test_demo_set_of_a_first_start_that_was_ended_is_completed_by_the_next_one(
    demo_store: Store, tmp_path: Path, how: signal.Signals
) -> None:
    start_and_end(tmp_path, "University", how)
    data = {"REGISTRY_DATA_DIR": str(tmp_path / "data")}
    checked = command("check", **data)
    assert (checked.returncode, "demo set: loaded only in part" in checked.stderr) == (1, True), checked.stderr
    serving = Serving.start(tmp_path, REGISTRY_LOAD_DEMO="true")
    assert serving.post("{ contacts { totalCount } }").json()["data"]["contacts"]["totalCount"] > 0
    assert serving.stop() == 0
    assert command("check", **data).returncode == 0
    assert command("export", **data).stdout == await exported(demo_store)


@pytest.mark.skipif(not may_mount(), reason="no disk of our own")
def test_first_start_on_a_full_disk_says_so_and_leaves_no_trace_of_python(tmp_path: Path) -> None:
    told = subprocess.run(
        [*ON_A_SMALL_DISK, tmp_path, sys.executable, "server.py", "serve"],
        cwd=ROOT,
        env=environment(REGISTRY_DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 1
    assert re.search(rf"The disk is full: \d+ MB are left for {tmp_path} \(REGISTRY_DATA_DIR\)", told.stderr)
    assert "Traceback" not in told.stdout + told.stderr
