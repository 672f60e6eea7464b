"""`create_app` under the servers that others run: settings of the environment, the store opened with the lifespan."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.conftest import ROOT
from tests.serving import children_of, environment, gone, until

UVICORN = [sys.executable, "-m", "uvicorn", "--factory", "server:create_app", "--port"]


def status_of(port: int) -> int | None:
    try:
        answer = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": "{ universities { totalCount } }"})
    except httpx.TransportError:
        return None
    return answer.status_code


def test_uvicorn_runs_it_and_its_store_ends_with_it(tmp_path: Path, unused_tcp_port: int) -> None:
    settings = environment(REGISTRY_DATA_DIR=str(tmp_path / "data"))
    with subprocess.Popen([*UVICORN, str(unused_tcp_port)], cwd=ROOT, env=settings) as process:
        try:
            assert until(lambda: status_of(unused_tcp_port) == 200)
            children = children_of(process.pid)
            assert children
        finally:
            process.send_signal(signal.SIGTERM)
    assert until(lambda: all(gone(each) for each in children), 10)


def test_start_that_fails_says_why_in_plain_words(tmp_path: Path, unused_tcp_port: int) -> None:
    (tmp_path / "data").write_text("")
    ended = subprocess.run(
        [*UVICORN, str(unused_tcp_port)],
        cwd=ROOT,
        env=environment(REGISTRY_DATA_DIR=str(tmp_path / "data")),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert f"REGISTRY_DATA_DIR: {tmp_path / 'data'}: is not a directory" in ended.stderr
    assert "Traceback" not in ended.stderr
