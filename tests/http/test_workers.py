"""REGISTRY_WORKERS: several processes on one socket and one store; one that dies is replaced, all stop together."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.serving import Serving, until

QUESTION = "{ countries(first: 3) { nodes { code } } }"


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except FileNotFoundError:
        return ""


def workers_of(serving: Serving) -> list[int]:
    return sorted(pid for pid in serving.children if " worker" in command_of(pid))


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    started = Serving.start(tmp_path_factory.mktemp("workers"), REGISTRY_WORKERS="2")
    assert until(lambda: started.status(QUESTION) == 200)
    yield started
    if started.process.poll() is None:
        started.process.terminate()
        started.process.wait(30)
    if started.process.stdout:
        started.process.stdout.close()


def figure(serving: Serving, name: str) -> float:
    text = httpx.get(f"{serving.address}/metrics").text
    return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name))


def test_worker_that_is_killed_is_replaced_and_the_others_go_on(serving: Serving) -> None:
    assert until(lambda: len(workers_of(serving)) == 2)
    before = workers_of(serving)
    os.kill(before[0], signal.SIGKILL)
    assert until(lambda: len(workers_of(serving)) == 2 and workers_of(serving) != before)
    assert before[1] in workers_of(serving)
    assert until(lambda: [serving.status(QUESTION) for _ in range(20)] == [200] * 20)
    assert "a worker has ended; another takes its place" in serving.log.read_text()


def test_metrics_are_the_sum_of_all_workers(serving: Serving) -> None:
    asked = figure(serving, "registry_requests_total")
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: serving.status(QUESTION), range(40))) == {200}
    assert figure(serving, "registry_requests_total") >= asked + 40
    assert figure(serving, "registry_store_seconds_count") >= 40


def test_workers_find_the_store_again_when_it_was_killed(serving: Serving) -> None:
    (store,) = [pid for pid in serving.children if pid not in workers_of(serving)]
    os.kill(store, signal.SIGKILL)
    assert until(lambda: [serving.status(QUESTION) for _ in range(10)] == [200] * 10, 120)


def test_request_that_runs_is_finished_before_all_stop(serving: Serving) -> None:
    slow = "{ " + " ".join(f"a{i}: universities(first: 100) {{ totalCount nodes {{ id }} }}" for i in range(20)) + " }"
    workers = workers_of(serving)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(serving.post, slow)
        time.sleep(0.05)
        serving.process.terminate()
        assert asked.result().status_code == 200
    assert serving.process.wait(30) == 0
    assert until(lambda: not any(" worker" in command_of(pid) for pid in workers))
