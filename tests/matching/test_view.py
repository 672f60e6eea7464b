"""The read model that answers: made once, made anew behind the questions."""

import asyncio
import gc
import json
import weakref
from collections.abc import Awaitable
from typing import Any

import pytest

from graph.changes.statements import LAST_SEQ
from matching import current as module
from matching.current import CurrentView
from matching.names.reading import read_names
from matching.names.russian import russian_names
from matching.names.table import NameRecord
from matching.standing import NotMadeError
from matching.view import View
from matching.weights import read_weights
from resolvers.names import pick_name

Row = dict[str, Any]


class Changing:
    """An empty graph whose data version can rise, and whose reading can be held up."""

    def __init__(self) -> None:
        self.version = 1
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.fails = False

    def rows(self, statement: str, parameters: Row) -> Awaitable[list[Row]]:
        return self._rows(statement, parameters)

    async def _rows(self, statement: str, parameters: Row) -> list[Row]:
        if self.fails:
            raise ConnectionError
        if statement == LAST_SEQ:
            return [{"seq": self.version, "lineage": "a"}]
        await self.goes_on.wait()
        return [{"rows": []}] if "limit" in parameters else []


async def newer(views: CurrentView, version: int) -> View:
    """The model of a version, asked for again and again."""
    for _ in range(500):
        found = await views.current()
        if found.network.last_change.seq == version:
            return found
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question looks whether the version has risen, and waits for nothing."""
    monkeypatch.setattr(module, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.0)
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.0)


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has failed is tried again at once."""
    monkeypatch.setattr(module, "FIRST_REST", 0.0)


@pytest.mark.usefixtures("impatient")
async def test_older_model_answers_while_a_newer_one_is_made() -> None:
    graph = Changing()
    views = CurrentView(graph, read_weights())
    first = await views.current()
    graph.version = 2
    graph.goes_on.clear()
    assert [await views.current() for _ in range(3)] == [first] * 3
    graph.goes_on.set()
    assert (await newer(views, 2)).network.last_change.seq == 2


async def test_question_waits_for_a_newer_model_that_is_made_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.0)
    graph = Changing()
    views = CurrentView(graph, read_weights())
    await views.current()
    graph.version = 2
    assert (await views.current()).network.last_change.seq == 2


@pytest.mark.usefixtures("restless")
async def test_first_question_waits_until_there_is_a_model_and_hears_why_there_is_none() -> None:
    graph = Changing()
    views = CurrentView(graph, read_weights())
    graph.fails = True
    with pytest.raises(NotMadeError, match="on our side") as told:
        await views.current()
    assert isinstance(told.value.__cause__, ConnectionError)
    graph.fails = False
    assert (await views.current()).network.last_change.seq == 1


async def test_names_share_what_several_have() -> None:
    class Named:
        async def rows(self, statement: str, parameters: Row) -> list[Row]:
            row = {"id": "name_a", "holder": "univ_a", "language": "en", "kind": "ALIAS", "until": None}
            return [{"rows": json.loads(json.dumps([row | {"value": value} for value in ("Omsk", "Tomsk")]))}]

    one, other = await read_names(Named())
    assert [one.value, other.value] == ["Omsk", "Tomsk"]
    assert one.university is other.university and one.kind is other.kind


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("after", "grown"), [(350, 250), (80, 0)])
async def test_what_the_first_model_takes_is_told(monkeypatch: pytest.MonkeyPatch, after: int, grown: int) -> None:
    held = iter((100, after, 900, 990))
    monkeypatch.setattr(module, "resident_bytes", lambda: next(held))
    graph = Changing()
    views = CurrentView(graph, read_weights())
    assert views.made is None
    await views.current()
    first = views.made
    graph.version = 2
    await newer(views, 2)
    assert first and views.made
    assert (first.grown, views.made.grown) == (grown, grown)
    assert first.at <= views.made.at


@pytest.mark.usefixtures("impatient")
async def test_older_model_is_let_go() -> None:
    """Its objects are frozen, so the collector would not find a circle of them."""
    graph = Changing()
    views = CurrentView(graph, read_weights())
    first = await views.current()
    held: list[weakref.ref[Any]] = [weakref.ref(each) for each in (first.network, first.names)]
    del first
    graph.version = 2
    gc.disable()
    try:
        await newer(views, 2)
        assert [each() for each in held] == [None] * 2
    finally:
        gc.enable()


@pytest.mark.parametrize("turn", [1, -1])
def test_sentences_call_an_institution_by_its_name_in_russian(turn: int) -> None:
    values = {"Казанский университет": "OFFICIAL", "Казанский федеральный университет": "OFFICIAL", "А": "ALIAS"}
    records = [NameRecord("kazan", value, "ru", kind, None) for value, kind in values.items()][::turn]
    rows = [{"value": name.value, "language": "ru", "kind": name.kind, "until": None} for name in records]
    called = pick_name({"name": "Kazan Federal University"}, rows, ["ru"])
    assert russian_names(records).value_of("kazan", "name") == called == "Казанский университет"


async def test_making_is_given_up_before_the_store_is_closed(caplog: pytest.LogCaptureFixture) -> None:
    graph = Changing()
    graph.goes_on.clear()
    views = CurrentView(graph, read_weights())
    making = views.begin()
    assert making
    await asyncio.sleep(0)
    views.stop()
    graph.fails = True
    graph.goes_on.set()
    await asyncio.wait({making})
    assert making.cancelled()
    assert caplog.records == []
