"""While the read model is made, and where it cannot be: who asks is told so, and so is who runs the registry."""

import asyncio
import logging
import time
from typing import Any

import pytest

from engine import context
from graph.store.errors import StoreTimeoutError
from graph.store.store import Store
from matching import current
from matching.current import CurrentView
from matching.standing import NotMadeError
from matching.view import View, load_view
from matching.weights import read_weights
from settings import Settings
from tests.http.answering import client, codes, post

SEARCH = '{ search(text: "kazan") { nodes { id } } }'
TENTH = 9.0
"""How many times its own time a statement waits besides."""


class Slowed:
    """A store at a tenth of its speed, which does not give a page of more than some rows in time."""

    def __init__(self, store: Store, most: int) -> None:
        self.store = store
        self.most = most
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.pages: list[int] = []

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        await self.goes_on.wait()
        started = time.monotonic()
        if "limit" in parameters:
            self.pages.append(parameters["limit"])
            if parameters["limit"] > self.most:
                raise StoreTimeoutError(15)
        found = await self.store.rows(statement, parameters)
        await asyncio.sleep(TENTH * (time.monotonic() - started))
        return found


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "FIRST_VIEW_SECONDS", 0.3)
    monkeypatch.setattr(current, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(current, "LONGEST_PAUSE", 0.0)
    monkeypatch.setattr(current, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(current, "FIRST_REST", 0.0)


def told(view: View) -> list[Any]:
    """What a read model holds."""
    network = view.network
    table = [getattr(network.contacts, name).tolist() for name in ("identifiers", "parties", "since", "until")]
    return [network.universities, network.persons, network.agreements, network.events, table, view.names.records]


def warnings(caplog: pytest.LogCaptureFixture) -> list[Any]:
    return [each for each in caplog.records if each.name == "matching.current" and each.levelname == "WARNING"]


async def test_store_at_a_tenth_of_its_speed_gives_the_same_read_model_and_readiness_tells_how_far_it_is(
    demo_store: Store, settings: Settings
) -> None:
    slowed = Slowed(demo_store, most=100)
    views = CurrentView(slowed, read_weights())
    async with client(demo_store, settings, views=views) as asker:
        assert codes(await asker.get("/readyz")) == ["NOT_READY"]
        said = []
        while views.made is None:
            answer = await post(asker, SEARCH)
            if views.made:
                break
            assert (answer.status_code, codes(answer), answer.headers["retry-after"]) == (503, ["NOT_READY"], "2")
            ready = await asker.get("/readyz")
            if views.made:
                break
            assert (ready.status_code, codes(ready), ready.headers["retry-after"]) == (503, ["NOT_READY"], "2")
            said.append(ready.json()["errors"][0]["message"])
        assert (await asker.get("/readyz")).json() == {"status": "ready"}
        assert codes(await post(asker, SEARCH)) == []
    rows = [int(each.split(": ")[1].split(" rows")[0].replace(",", "")) for each in said]
    assert rows == sorted(rows) and rows[0] < rows[-1]
    assert min(slowed.pages) < 100 < max(slowed.pages)
    assert told(await views.current()) == told(await load_view(demo_store, read_weights()))


async def test_read_model_that_cannot_be_made_is_told_with_the_reason_and_since_when(
    demo_store: Store, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "FIRST_VIEW_SECONDS", 30.0)
    slowed = Slowed(demo_store, most=0)
    views = CurrentView(slowed, read_weights())
    async with client(demo_store, settings, views=views) as asker:
        for number in (1, 2):
            answer = await post(asker, SEARCH)
            assert (answer.status_code, codes(answer), answer.headers["retry-after"]) == (503, ["NOT_READY"], "2")
            assert "took too long" in answer.json()["errors"][0]["message"]
            assert len(warnings(caplog)) == number
        ready = await asker.get("/readyz")
        assert (ready.status_code, codes(ready)) == (503, ["NOT_READY"])
        assert "the store took too long (tried 2 times since 20" in ready.text
        slowed.most = 10_000
        await views.current()
        assert (await asker.get("/readyz")).json() == {"status": "ready"}


async def test_reading_ends_at_a_deadline_of_its_own(demo_store: Store, caplog: pytest.LogCaptureFixture) -> None:
    slowed = Slowed(demo_store, most=10_000)
    slowed.goes_on.clear()
    views = CurrentView(slowed, read_weights(), deadline=0.05)
    with pytest.raises(NotMadeError, match="took too long"):
        await views.current()
    assert [each.getMessage() for each in warnings(caplog)] == ["the read model could not be made"]


async def test_older_read_model_answers_where_a_newer_one_cannot_be_made_and_readiness_says_so(
    demo_store: Store, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowed = Slowed(demo_store, most=10_000)
    views = CurrentView(slowed, read_weights())
    before = await views.current()

    async def fails(*_: object) -> None:
        raise StoreTimeoutError(15)

    with monkeypatch.context() as broken:
        broken.setattr(current, "read_last_change", fails)
        async with client(demo_store, settings, views=views) as asker:
            assert codes(await post(asker, SEARCH)) == []
            ready = await asker.get("/readyz")
        assert await views.current() is before
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert "the store took too long" in ready.json()["older"]
    assert warnings(caplog)
    making = views.begin()
    assert making
    await making
    assert views.trouble == ""


async def test_model_that_cannot_be_made_is_not_tried_at_each_question(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(current, "FIRST_REST", 60.0)
    views = CurrentView(Slowed(demo_store, most=0), read_weights())
    for _ in range(3):
        with pytest.raises(NotMadeError):
            await views.current()
    assert len(warnings(caplog)) == 1
