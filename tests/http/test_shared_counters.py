"""The counters of requests that processes share: what a window has, and a table that neither grows nor halts."""

import asyncio
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from limits import parse_many
from limits.strategies import MovingWindowRateLimiter

from process.shared_counters import SharedCounters
from tests.conftest import ROOT

WORKERS = 4


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self, now: float = 1_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(0, 30), min_size=20, max_size=200))
def test_no_window_has_more_than_the_limit_wherever_it_begins(pauses: list[float]) -> None:
    clock = Clock()
    counters = SharedCounters(clock=clock, sets=1)
    allowed = []
    for pause in pauses:
        clock.now += pause
        allowed += [clock.now] * counters.acquire_entry("somebody", 5, 60)
    assert all(later - first >= 60 for first, later in zip(allowed, allowed[5:], strict=False))
    assert len(allowed) >= 5


def test_whoever_keeps_to_the_limit_is_not_refused() -> None:
    clock = Clock()
    counters = SharedCounters(clock=clock, sets=1)
    for _ in range(500):
        assert counters.acquire_entry("somebody", 59, 60)
        clock.now += 60 / 58


def test_whole_limit_is_free_again_a_sixtieth_of_the_window_after_it() -> None:
    clock = Clock(1_000.5)
    counters = SharedCounters(clock=clock, sets=1)
    assert [counters.acquire_entry("somebody", 10, 60) for _ in range(11)] == [True] * 10 + [False]
    clock.now = 1_060.5
    assert not counters.acquire_entry("somebody", 10, 60)
    clock.now = 1_061.0
    assert [counters.acquire_entry("somebody", 10, 60) for _ in range(11)] == [True] * 10 + [False]


def test_flood_of_addresses_does_not_make_the_table_larger(tmp_path: Path) -> None:
    path = tmp_path / "rates"
    counters = SharedCounters(path)
    before = path.stat().st_size
    limiter, (rate,) = MovingWindowRateLimiter(counters), parse_many("2/minute")
    for number in range(100_000):
        assert limiter.hit(rate, f"somebody {number}")
    assert path.stat().st_size == before < 20_000_000
    assert [limiter.hit(rate, f"somebody {number}") for _ in range(2)] == [True, False]
    counters.close()


def test_oldest_window_gives_way_where_the_table_is_full() -> None:
    clock = Clock()
    counters = SharedCounters(clock=clock, sets=1)
    for number in range(9):
        assert counters.acquire_entry(f"somebody {number}", 1, 60)
        clock.now += 1
    forgotten = [number for number in range(9) if not counters.get_moving_window(f"somebody {number}", 1, 60)[1]]
    assert forgotten == [0]


def test_window_that_is_past_gives_way_before_a_long_one() -> None:
    clock = Clock()
    counters = SharedCounters(clock=clock, sets=1)
    assert counters.acquire_entry("long", 1, 3_600)
    clock.now += 1
    for number in range(8):
        assert counters.acquire_entry(f"short {number}", 1, 10)
        clock.now += 1
    assert not counters.acquire_entry("long", 1, 3_600)


def test_table_of_a_clock_that_went_back_is_forgotten(tmp_path: Path) -> None:
    for began in (5_000_000.0, 10.0):
        counters = SharedCounters(tmp_path / "rates", clock=Clock(began))
        assert [counters.acquire_entry("somebody", 1, 60) for _ in range(2)] == [True, False]
        counters.close()


def test_requests_of_a_key_can_be_forgotten_and_those_of_all() -> None:
    counters = SharedCounters(clock=Clock(), sets=1)
    (minute,) = parse_many("1/minute")
    limiter = MovingWindowRateLimiter(counters)
    assert [limiter.hit(minute, who) for who in ("one", "one", "two")] == [True, False, True]
    limiter.clear(minute, "one")
    assert [limiter.hit(minute, who) for who in ("two", "one", "one")] == [False, True, False]
    counters.reset()
    assert [limiter.hit(minute, who) for who in ("one", "two")] == [True, True]


HOLDS = """
import sys, time
from pathlib import Path
from process.shared_counters import SharedCounters

def stop() -> float:
    print("held", flush=True)
    time.sleep(600)
    return 0.0

SharedCounters(Path(sys.argv[1]), clock=stop).acquire_entry("somebody", 10, 60)
"""
COUNTS = """
import sys
from pathlib import Path
from process.shared_counters import SharedCounters

counters = SharedCounters(Path(sys.argv[1]))
sys.stdin.read(1)
print(sum(counters.acquire_entry("somebody", 1_000, 86_400) for _ in range(2_000)))
"""


def started(program: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, path], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


async def test_process_that_is_killed_while_it_counts_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "rates"
    holder = started(HOLDS, path)
    assert holder.stdout
    assert holder.stdin
    assert holder.stdout.readline() == "held\n"
    counters = SharedCounters(path)
    waiting = asyncio.create_task(asyncio.to_thread(counters.acquire_entry, "somebody", 10, 60))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    holder.kill()
    assert await asyncio.wait_for(waiting, 5)
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    counters.close()


def test_processes_that_count_at_the_same_time_miss_no_request(tmp_path: Path) -> None:
    running = [started(COUNTS, tmp_path / "rates") for _ in range(WORKERS)]
    for each in running:
        assert each.stdin
        each.stdin.write("x")
        each.stdin.flush()
    assert sum(int(each.communicate()[0]) for each in running) == 1_000
