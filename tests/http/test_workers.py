"""REGISTRY_WORKERS: several processes on one socket and one store; one that dies is replaced, all stop together."""

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from process import workers
from process.workers import Workers
from tests.serving import Serving, children_of, command, gone, until

QUESTION = "{ countries(first: 3) { nodes { code } } }"
STOP_SECONDS = 15.0


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except FileNotFoundError:
        return ""


def fork_server_of(serving: Serving) -> int:
    (forks,) = [pid for pid in serving.children if command_of(pid).endswith("worker.py ")]
    return forks


def workers_of(serving: Serving) -> list[int]:
    return sorted(children_of(fork_server_of(serving)))


def store_of(serving: Serving) -> int:
    (store,) = [pid for pid in serving.children if "ArcadeDBServer" in command_of(pid)]
    return store


def told(serving: Serving) -> list[dict[str, object]]:
    return [json.loads(line) for line in serving.log.read_text().splitlines() if line.startswith("{")]


def answering(serving: Serving) -> set[object]:
    """The numbers of the workers that answer questions; asks several at once."""
    known = len(told(serving))
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(lambda _: serving.status(QUESTION), range(32))) == {200}
    return {line["worker"] for line in told(serving)[known:] if line["event"] == "request completed"}


def figure(serving: Serving, name: str) -> float:
    text = httpx.get(f"{serving.address}/metrics").text
    return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Serving]]:
    """The registry with two workers, while one runs."""
    running: list[Serving] = []
    yield running
    for each in running:
        ended(each)


@pytest.fixture
def serving(home: list[Serving], tmp_path_factory: pytest.TempPathFactory) -> Serving:
    """A registry with two workers that answer; that of the test before, unless it has ended."""
    if not home or home[0].process.poll() is not None:
        if home:
            ended(home.pop())
        home.append(Serving.start(tmp_path_factory.mktemp("workers"), REGISTRY_WORKERS="2"))
    assert until(lambda: answering(home[0]) == {0, 1})
    return home[0]


def ended(serving: Serving) -> None:
    if serving.process.poll() is None:
        serving.process.terminate()
        serving.process.wait(30)
    assert serving.process.stdout
    serving.process.stdout.close()


def test_network_is_read_once_and_other_workers_have_it_of_the_snapshot(tmp_path: Path) -> None:
    serving = Serving.start(tmp_path, REGISTRY_WORKERS="2", REGISTRY_LOAD_DEMO="true")

    def times(event: str) -> int:
        return sum(line["event"] == event for line in told(serving))

    try:
        assert until(lambda: times("read model built") == 2)
        assert times("snapshot loaded") == 1
        os.kill(workers_of(serving)[0], signal.SIGKILL)
        assert until(lambda: times("read model built") == 3)
        assert times("snapshot loaded") == 2
    finally:
        ended(serving)


def test_worker_that_is_killed_is_replaced_while_the_others_answer_and_no_sum_falls(serving: Serving) -> None:
    before, asked = workers_of(serving), figure(serving, "registry_requests_total")
    os.kill(before[0], signal.SIGKILL)
    killed = time.monotonic()
    assert until(lambda: len(workers_of(serving)) == 2, 10)
    assert time.monotonic() - killed < 3
    assert before[1] in workers_of(serving)
    assert figure(serving, "registry_requests_total") >= asked
    assert until(lambda: answering(serving) == {0, 1})
    assert figure(serving, "registry_requests_total") >= asked + 32
    (line,) = [each for each in told(serving) if each["event"] == "worker exited; restarting"]
    assert (line["level"], line["code"]) == ("error", -signal.SIGKILL)


def test_figures_are_the_sum_of_all_workers_and_memory_is_that_of_each(serving: Serving) -> None:
    asked = figure(serving, "registry_requests_total")
    assert until(lambda: answering(serving) == {0, 1})
    found = {figure(serving, "registry_requests_total") for _ in range(20)}
    assert found == {found.copy().pop()}  # whoever is asked
    assert (found.pop() - asked) % 32 == 0
    assert figure(serving, 'registry_memory_bytes{pid="0"}') != figure(serving, 'registry_memory_bytes{pid="1"}')


def test_workers_find_the_store_again_when_it_was_killed(serving: Serving) -> None:
    os.kill(store_of(serving), signal.SIGKILL)
    assert until(lambda: serving.status(QUESTION) == 503, 10)
    assert until(lambda: [serving.status(QUESTION) for _ in range(20)] == [200] * 20, 120)
    assert answering(serving) <= {0, 1}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_question_that_runs_is_answered_before_all_stop(serving: Serving, how: signal.Signals) -> None:
    store, all_workers = store_of(serving), workers_of(serving)
    os.kill(store, signal.SIGSTOP)  # no question can be answered now
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(serving.post, QUESTION) for _ in range(4)]
        time.sleep(1)
        stopped = time.monotonic()
        serving.process.send_signal(how)
        time.sleep(1)
        assert not any(each.done() for each in asked)
        os.kill(store, signal.SIGCONT)
        assert [each.result().status_code for each in asked] == [200] * 4
    assert serving.process.wait(30) == 0
    assert time.monotonic() - stopped < STOP_SECONDS
    assert all(gone(each) for each in [store, *all_workers])
    assert "Traceback" not in serving.log.read_text()


def test_nothing_is_left_when_the_parent_is_killed(serving: Serving) -> None:
    children = [*serving.children, *workers_of(serving)]
    assert len(children) == 4
    serving.process.kill()
    serving.process.wait()
    assert until(lambda: all(gone(each) for each in children), STOP_SECONDS)


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


FORKED = "import os, signal, sys, time; from process.fork_server import fork_workers; slot = fork_workers(); "
"""A worker that does what follows."""


async def ran(listening: socket.socket, command: list[str], seconds: float) -> float:
    """Keeps one worker that such a command forks, and stops after a time; gives how long the stopping took."""
    keeping = Workers(1, listening, command)
    running = asyncio.create_task(keeping.run())
    await asyncio.sleep(seconds)
    assert not running.done()
    stopped = time.monotonic()
    keeping.stop()
    await running
    return time.monotonic() - stopped


def codes(caplog: pytest.LogCaptureFixture) -> list[object]:
    """What is told of workers that have ended."""
    return [record.code for record in caplog.records if record.levelname == "ERROR"]  # type: ignore[attr-defined]


async def test_worker_that_dies_at_once_again_and_again_does_not_keep_a_core_busy(
    listening: socket.socket, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FIRST_PAUSE", 0.4)
    assert await ran(listening, [sys.executable, "-c", FORKED + "sys.exit(3)"], 4) < 1
    assert 2 <= len(codes(caplog)) <= 4  # 0.4, 1.2 and 2.8 seconds after the first
    assert set(codes(caplog)) == {3}


async def test_process_that_forks_is_started_again_where_it_has_ended(
    listening: socket.socket, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FIRST_PAUSE", 0.1)
    lives = tmp_path / "lives"
    code = FORKED + f"open({str(lives)!r}, 'a').write('lives '); os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)"
    await ran(listening, [sys.executable, "-c", code], 5)
    assert len(lives.read_text().split()) >= 2
    assert set(codes(caplog)) == {-signal.SIGKILL}


@pytest.mark.parametrize(
    ("command", "code"), [(["/nowhere/python"], "No such file or directory"), (["sh", "-c", "exit 3"], 3)]
)
async def test_process_that_forks_and_does_not_start_is_tried_again(
    listening: socket.socket, command: list[str], code: object, caplog: pytest.LogCaptureFixture
) -> None:
    await ran(listening, command, 0.5)
    assert codes(caplog) == [code]


async def test_worker_that_does_not_end_is_killed(listening: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "STOP_SECONDS", 1.0)
    stubborn = FORKED + "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    assert 0.9 < await ran(listening, [sys.executable, "-c", stubborn], 3.0) < 5


@pytest.mark.parametrize("told", ["", "1", "999999 999998"])
def test_process_that_nobody_asks_to_fork_ends_at_once_and_says_why(told: str) -> None:
    ended = command(program="worker.py", REGISTRY_WORKER=told)
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1] == "`serve` starts workers; nobody else does"
