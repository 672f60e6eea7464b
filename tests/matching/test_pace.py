"""Pages are as large as the store gives them in good time."""

from typing import Any

import pytest

from graph.store.errors import StoreError, StoreMemoryError, StoreTimeoutError
from matching.model import pace as module
from matching.model.pace import LEAST, PAGE_SIZE, Pace
from matching.model.reader import pages, read_by_id

IDS = [f"univ_{number:05}" for number in range(6_000)]


class Slow:
    """A graph of IDS that gives so many rows at once, each in so many seconds of a clock of its own."""

    def __init__(self, most: int, seconds: float = 0.0, fault: StoreError | None = None) -> None:
        self.most = most
        self.seconds = seconds
        self.fault = fault or StoreTimeoutError(15)
        self.now = 0.0
        self.asked: list[int] = []

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        ids = parameters.get("ids") or [each for each in IDS if each > parameters["after"]]
        size = len(ids) if "ids" in parameters else parameters["limit"]
        self.asked.append(size)
        if size > self.most:
            raise self.fault
        self.now += size * self.seconds
        return [{"rows": [{"id": each} for each in ids[:size]]}]


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> Slow:
    found = Slow(PAGE_SIZE)
    monkeypatch.setattr(module, "monotonic", lambda: found.now)
    return found


async def ids_of(reader: Any) -> list[str]:
    return [row["id"] async for page in pages(reader, "", {"after": ""}, PAGE_SIZE) for row in page]


@pytest.mark.parametrize("fault", [StoreTimeoutError(15), StoreMemoryError()])
async def test_page_that_does_not_come_in_time_is_asked_for_in_halves(graph: Slow, fault: StoreError) -> None:
    graph.most, graph.fault = 700, fault
    assert await ids_of(graph) == IDS
    assert graph.asked[:3] == [2_500, 1_250, 625]


async def test_all_that_is_read_at_one_pace_learns_of_it_once(graph: Slow) -> None:
    graph.most, graph.seconds = 700, 0.005
    reader = Pace(graph)
    for _ in range(3):
        assert await ids_of(reader) == IDS
    assert graph.asked.count(2_500) == graph.asked.count(1_250) == 1


async def test_pages_grow_again_when_the_store_is_quick(graph: Slow) -> None:
    graph.most, graph.seconds = 700, 0.005
    reader = Pace(graph)
    await ids_of(reader)
    graph.most, graph.seconds = PAGE_SIZE, 0.0
    await ids_of(reader)
    await ids_of(reader)
    assert graph.asked[-1] == PAGE_SIZE


async def test_page_that_took_long_makes_the_next_one_smaller_before_it_fails(graph: Slow) -> None:
    graph.seconds = 0.005
    assert await ids_of(graph) == IDS
    assert graph.asked[:3] == [2_500, 1_250, 1_250]


async def test_ids_are_asked_for_in_smaller_parts_too(graph: Slow) -> None:
    graph.most = 700
    assert [row["id"] for row in await read_by_id(graph, "", IDS)] == IDS


async def test_store_that_does_not_give_the_smallest_page_in_time_has_failed(graph: Slow) -> None:
    graph.most = LEAST - 1
    with pytest.raises(StoreTimeoutError):
        await ids_of(graph)
    assert graph.asked[-1] == LEAST


async def test_statement_that_gives_all_at_once_is_asked_again(graph: Slow) -> None:
    class Once:
        asked = 0

        async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
            self.asked += 1
            if self.asked < module.TRIES:
                raise StoreTimeoutError(15)
            return [{"id": "univ_a"}]

    assert await Pace(Once()).rows("", {}) == [{"id": "univ_a"}]
