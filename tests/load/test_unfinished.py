"""Loads that are cut: seen by whoever comes next, completed by another run, and as whole as one that was not cut."""

import itertools
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from neo4j.exceptions import SessionExpired

from graph.load.demo import is_cut, load_demo
from graph.load.export import export
from graph.load.generate.network import generate
from graph.load.generate.world import World
from graph.load.offices import import_offices
from graph.load.report import LoadError, ProgressCallback
from graph.load.restore import import_export
from graph.load.ror import import_ror
from graph.load.unfinished import mark_load, refuse_part, unfinished_loads
from graph.store.store import Store, Transaction
from tests.conftest import ROOT
from tests.load.graphs import clear, exported, quiet
from tests.load.ror_samples import record, write_lines

OFFICES = ROOT / "graph" / "load" / "data" / "offices.csv"


class CutError(Exception):
    """Ends a load in the middle, as a kill does."""


def cut_after(steps: int) -> ProgressCallback:
    """Progress that ends a load when it is told for this time."""
    heard = 0

    def told(done: int, total: int | None) -> None:
        nonlocal heard
        heard += 1
        if heard == steps:
            raise CutError

    return told


async def cut(load: Callable[[ProgressCallback], Awaitable[object]], steps: int) -> None:
    with pytest.raises(CutError):
        await load(cut_after(steps))


async def names(store: Store) -> list[str]:
    return [each.name for each in await unfinished_loads(store)]


async def test_demo_set_that_was_cut_is_completed_by_the_next_run(store: Store) -> None:
    await load_demo(store, quiet)
    whole = await exported(store)
    await clear(store)
    await cut(lambda progress: load_demo(store, progress), 9)
    assert await is_cut(store)
    await load_demo(store, quiet)
    assert await exported(store) == whole
    assert not await is_cut(store)


class CutStore:
    """A store that goes away for good when it has written so often."""

    def __init__(self, store: Store, writes: int) -> None:
        self._store, self._left = store, writes

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def write(self, work: Callable[[Transaction], Awaitable[object]]) -> object:
        if not self._left:
            raise CutError
        self._left -= 1
        return await self._store.write(work)


@pytest.mark.parametrize(("server", "writes"), [("embedded", 1), ("embedded", 4), ("neo4j", 4)], indirect=["server"])
async def test_generated_network_that_was_cut_goes_on_where_it_stopped(
    store: Store, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    monkeypatch.setattr("graph.load.generate.network.BATCH", 30)
    with pytest.raises(CutError):
        await generate(CutStore(store, writes), World(30, 40, seed=3), quiet)  # type: ignore[arg-type]
    with pytest.raises(LoadError, match="part of another network"):
        await generate(store, World(30, 40, seed=4), quiet)
    await generate(store, World(30, 40, seed=3), quiet)
    assert await names(store) == []
    resumed = await exported(store)
    await clear(store)
    await generate(store, World(30, 40, seed=3), quiet)
    assert resumed == await exported(store)


async def test_generated_network_survives_commits_whose_answers_are_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, once, writes = World(30, 40, 7, None), Store._once, itertools.count(1)
    await generate(store, world, quiet)
    whole = await exported(store)
    await clear(store)

    async def answer_lost(self: Store, work: Callable[[Transaction], Awaitable[object]]) -> object:
        result = await once(self, work)
        if next(writes) % 3 == 0:
            raise SessionExpired
        return result

    monkeypatch.setattr(Store, "_once", answer_lost)
    await generate(store, world, quiet)
    assert await exported(store) == whole
    assert next(writes) > 30


async def test_export_that_was_read_back_in_part_is_read_to_its_end_by_the_next_run(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "export.jsonl", tmp_path / "other.jsonl"
    await import_offices(store, OFFICES, quiet)
    for each in (other, path):
        with each.open("wb") as out:
            await export(store, out, quiet)
        await import_ror(store, write_lines(tmp_path / "ror.jsonl", [record(1)]), quiet)
    monkeypatch.setattr("graph.load.restore.BATCH", 100)
    lines = len(path.read_bytes().splitlines()) - 1
    for writes in (1, 3, lines // 100 + 1):
        await clear(store)
        with pytest.raises(CutError):
            await import_export(CutStore(store, writes), path, quiet)  # type: ignore[arg-type]
        assert await names(store) == ["import export"]
        with pytest.raises(LoadError, match="part of another export"):
            await import_export(store, other, quiet)
        report = await import_export(store, path, quiet)
        assert report.created == lines - (writes - 1) * 100
        assert await exported(store) == path.read_text("utf-8")


async def test_store_with_a_part_of_an_export_is_neither_exported_nor_loaded_into(store: Store, tmp_path: Path) -> None:
    async with mark_load(store, "demo set"):
        await refuse_part(store)
    with pytest.raises(CutError):
        async with mark_load(store, "import export", "hash"):
            raise CutError
    for refused in (refuse_part(store), refuse_part(store, "demo")):
        with pytest.raises(LoadError, match=r"only a part.*import export.*again"):
            await refused
    await refuse_part(store, "import export")
    with (tmp_path / "out.jsonl").open("wb") as out, pytest.raises(LoadError, match="only a part"):
        await export(store, out, quiet)
    assert (tmp_path / "out.jsonl").read_bytes() == b""


async def test_repeatable_import_that_was_cut_is_seen_until_it_is_run_again(store: Store, tmp_path: Path) -> None:
    dump = write_lines(tmp_path / "ror.jsonl", [record(number) for number in range(1, 4)])
    await cut(lambda progress: import_ror(store, dump, progress), 2)
    await cut(lambda progress: import_offices(store, OFFICES, progress), 1)
    assert await names(store) == ["import offices", "import ror"]
    await import_ror(store, dump, quiet)
    await import_offices(store, OFFICES, quiet)
    assert await names(store) == []


async def test_file_that_cannot_be_read_leaves_no_load_behind(store: Store, tmp_path: Path) -> None:
    for load in (import_ror, import_offices):
        with pytest.raises(LoadError):
            await load(store, tmp_path / "nowhere", quiet)
    assert await names(store) == []
