"""`python server.py serve` as an operator meets it: started twice, stopped, its store killed."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import Server
from tests.serving import Serving, command, gone, settings_of, until

STOP_SECONDS = 15.0


def said(written: str) -> list[str]:
    """What lines of standard error say, which are JSON where `serve` has no terminal, and text of other commands."""
    return [json.loads(line)["event"] if line.startswith("{") else line for line in written.splitlines()]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serving")


@pytest.fixture
def serving(home: Path) -> Iterator[Serving]:
    """A registry over an embedded store that earlier tests may have used."""
    started = Serving.start(home)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()
    if started.process.stdout:
        started.process.stdout.close()


def test_killed_store_gives_503_and_comes_back_without_a_restart_of_ours(serving: Serving) -> None:
    (store,) = serving.children
    assert serving.status() == 200
    os.kill(store, signal.SIGKILL)
    answer = serving.post("{ countries { totalCount } }")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert httpx.get(f"{serving.address}/readyz").status_code == 503
    assert httpx.get(f"{serving.address}/healthz").status_code == 200
    assert until(lambda: serving.status() == 200)
    assert until(lambda: httpx.get(f"{serving.address}/readyz").json() == {"status": "ready"})
    (new,) = serving.children
    assert new != store
    lines = [json.loads(line) for line in serving.log.read_text().splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines if line["level"] == "error"] == ["embedded store exited; restarting"]


def test_directory_in_use_is_refused_in_one_line_that_says_by_whom_and_what_to_do(serving: Serving, home: Path) -> None:
    for arguments in (["serve"], ["check"], ["import", "offices", "graph/load/data/offices.csv"]):
        second = command(*arguments, REGISTRY_DATA_DIR=str(home / "data"))
        assert second.returncode == 1
        (line,) = said(second.stderr)
        assert f"in use by process {serving.process.pid}" in line
        assert "NEO4J_URI" in line
        assert second.stdout == ""
    assert serving.status() == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_the_server_and_its_store_with_code_0(serving: Serving, how: signal.Signals) -> None:
    (store,) = serving.children
    assert serving.status() == 200
    started = time.monotonic()
    assert serving.stop(how) == 0
    assert time.monotonic() - started < STOP_SECONDS
    assert gone(store)
    assert "Traceback" not in serving.log.read_text()
    assert said(serving.log.read_text())[-1] == "stopped"


def test_port_in_use_is_told_in_one_line_before_a_store_is_started(serving: Serving, tmp_path: Path) -> None:
    port = serving.address.rpartition(":")[2]
    second = command("serve", REGISTRY_PORT=port, REGISTRY_DATA_DIR=str(tmp_path / "data"))
    assert second.returncode == 1
    assert said(second.stderr) == [
        f"Cannot listen on 127.0.0.1 port {port}: Address already in use (REGISTRY_HOST, REGISTRY_PORT)."
    ]
    assert not (tmp_path / "data").exists()


def test_neo4j_that_cannot_be_used_is_told_in_one_line(neo4j_server: Server) -> None:
    known = settings_of(neo4j_server.address)
    cases = {
        "does not accept user": known | {"NEO4J_PASSWORD": "wrong"},
        "without a password: NEO4J_PASSWORD is not set": known | {"NEO4J_PASSWORD": ""},
        "has no database 'nothere'": known | {"NEO4J_DATABASE": "nothere"},
    }
    for words, settings in cases.items():
        ended = command("serve", **settings)
        assert ended.returncode == 1
        (line,) = said(ended.stderr)
        assert words in line
        assert known["NEO4J_PASSWORD"] not in line


def test_address_where_no_neo4j_is_is_told_in_one_line() -> None:
    ended = command("serve", NEO4J_URI="bolt://127.0.0.1:1")
    assert (ended.returncode, said(ended.stderr)) == (1, ["Neo4j at bolt://127.0.0.1:1 does not answer."])


def test_registry_on_neo4j_serves_and_shares_its_store_with_other_commands(
    neo4j_server: Server, tmp_path: Path
) -> None:
    neo4j_server.holds = "something"
    serving = Serving.start(tmp_path, **settings_of(neo4j_server.address))
    try:
        assert serving.children == []
        assert serving.status() == 200
        assert command("check", **settings_of(neo4j_server.address)).returncode == 0
    finally:
        assert serving.stop() == 0
