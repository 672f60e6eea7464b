"""A snapshot of the read model: what it gives, what is refused, and who writes it."""

import asyncio
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.changes.last import LastChange
from graph.changes.statements import LAST_SEQ
from graph.store.store import Store
from matching import snapshot as module
from matching.codeprint import codeprint
from matching.current import CurrentView
from matching.lease import lease
from matching.model.network import WORKED_OUT
from matching.model.statements import CHANGES, CONTACTS
from matching.names.index import NameIndex
from matching.names.russian import russian_names
from matching.names.seats import Seat, Seats
from matching.names.table import NameRecord
from matching.ranking import MatchRequest, rank
from matching.snapshot import ARRAYS, FACTS, OBJECTS, Kept, Snapshots
from matching.weights import read_weights
from tests.matching.build import TODAY, World
from tests.matching.test_following import same
from tests.matching.test_names import IDENTIFIERS, NAMES
from tests.matching.test_restart import ROOT

TEXTS = ["MSU", "Kazan Fedral University", "с Казанским федеральным университетом", "kpfu.ru", "lomonos"]


def kept() -> Kept:
    """A small read model."""
    world = World()
    for number in range(8):
        world.university(f"home{number}", "RU", fields=(f"0{number % 5 + 1}",))
    for number in range(30):
        world.university(f"abroad{number}", ("DE", "FR", "UZ")[number % 3], fields=(f"0{number % 5 + 1}",))
        for other in range(number % 7):
            world.contact(f"home{(number * other) % 8}", f"abroad{number}")
    world.event("fair", "home0", "abroad1").office("house", "DE").seeks("home0").offers("abroad3")
    network = world.network()
    network.last_change = LastChange(7, "a")
    russian = russian_names([NameRecord("home0", "Дом", "ru", "OFFICIAL", None)])
    seats = Seats({"home0": Seat("RU", "RU-MOW", frozenset({"moscow"}))}, ["abroad1"])
    return Kept(network, NameIndex(NAMES, IDENTIFIERS), russian, seats)


def answers(read: Kept) -> list[Any]:
    """What a read model answers."""
    found = rank(read.network, MatchRequest("home0", TODAY)).page(0, 50)
    return [found, [read.names.search(text) for text in TEXTS], dict(read.russian), read.seats.by_id, read.seats.gone]


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    """A folder with one of `kept`."""
    found = Snapshots(tmp_path / "read-model")
    assert found.write(kept())
    return found


def only(snapshots: Snapshots) -> Path:
    """The folder of the one snapshot."""
    (found,) = (each for each in snapshots.folder.iterdir() if each.is_dir())
    return found


def held_in(folder: Path) -> list[Path]:
    """Whatever is in a folder."""
    return list(folder.iterdir())


def refusals(caplog: pytest.LogCaptureFixture) -> list[Any]:
    return [each.__dict__["reason"] for each in caplog.records if each.message == "snapshot rejected"]


def test_read_model_of_a_snapshot_answers_the_same(snapshots: Snapshots) -> None:
    loaded = snapshots.load(LastChange(7, "a"))
    assert loaded and answers(loaded) == answers(kept())
    assert loaded.network.last_change == LastChange(7, "a")


def test_what_was_worked_out_is_kept_with_the_days_that_were_asked_for(tmp_path: Path) -> None:
    made = kept()
    made.network.prepare([TODAY])
    snapshots = Snapshots(tmp_path)
    assert snapshots.write(made)
    loaded = snapshots.load(LastChange(7, "a"))
    assert loaded and loaded.network.days() == (TODAY,)
    assert {name for names in WORKED_OUT.values() for name in names} <= set(vars(loaded.network))
    assert loaded.network.columns._universities is loaded.network.universities
    assert is_mapped(loaded.network.at(TODAY).adjacency.indices)
    assert answers(loaded) == answers(made)


def test_a_day_that_is_not_in_the_snapshot_is_worked_out(tmp_path: Path) -> None:
    made, other = kept(), TODAY + timedelta(1000)
    made.network.prepare([TODAY])
    snapshots = Snapshots(tmp_path)
    assert snapshots.write(made)
    loaded = snapshots.load(LastChange(7, "a"))
    assert loaded
    answers = [rank(each.network, MatchRequest("home0", other)).page(0, 50) for each in (loaded, made)]
    assert answers[0] == answers[1]
    assert loaded.network.days() == (TODAY, other)


def is_mapped(array: np.ndarray[Any, Any]) -> bool:
    """Whether an array has its bytes in a file."""
    base: Any = array
    while isinstance(base, np.ndarray) and not isinstance(base, np.memmap):
        base = base.base
    return isinstance(base.obj if isinstance(base, memoryview) else base, np.memmap)


def test_arrays_are_mapped_and_not_copied(snapshots: Snapshots) -> None:
    loaded = snapshots.load(LastChange(7, "a"))
    assert loaded
    assert is_mapped(loaded.network.contacts.since)
    assert not loaded.network.contacts.since.flags.writeable


def test_snapshot_of_an_older_version_of_the_same_data_serves_to_follow_from(snapshots: Snapshots) -> None:
    loaded = snapshots.load(LastChange(9, "a"))
    assert loaded and loaded.network.last_change.seq == 7


@pytest.mark.parametrize("now", [LastChange(7, "b"), LastChange(6, "a")])
def test_snapshot_of_other_data_is_refused(
    snapshots: Snapshots, now: LastChange, caplog: pytest.LogCaptureFixture
) -> None:
    assert snapshots.load(now) is None
    assert refusals(caplog) == ["it is of other data"]


def test_snapshot_of_other_code_is_refused(
    snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "codeprint", lambda: "other")
    assert snapshots.load(LastChange(7, "a")) is None
    assert refusals(caplog) == ["it was written by other code"]


@pytest.mark.parametrize("name", [ARRAYS, OBJECTS, FACTS])
@pytest.mark.parametrize("harm", ["changed", "cut", "empty", "gone"])
def test_damaged_snapshot_is_refused(
    snapshots: Snapshots, name: str, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = only(snapshots) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes({"changed": bytes(content), "cut": bytes(content[: len(content) // 2]), "empty": b""}[harm])
    assert snapshots.load(LastChange(7, "a")) is None
    assert len(refusals(caplog)) == 1
    assert snapshots.write(kept())
    assert snapshots.load(LastChange(7, "a"))


class Trap:
    """Writes a file where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return Path.touch, (self.path,)


def test_arrays_are_never_unpickled(snapshots: Snapshots, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    (only(snapshots) / ARRAYS).write_bytes(pickle.dumps(Trap(sprung)))
    assert snapshots.load(LastChange(7, "a")) is None
    assert not sprung.exists()


def test_what_was_half_written_is_never_read_and_is_removed_by_the_next_writer(snapshots: Snapshots) -> None:
    half = only(snapshots).rename(snapshots.folder / f"{module.HALF_WRITTEN}x")
    assert snapshots.load(LastChange(7, "a")) is None
    snapshots.write(kept())
    assert not half.exists()


def test_older_snapshots_are_removed_and_who_has_mapped_one_goes_on_with_it(snapshots: Snapshots) -> None:
    loaded, before = snapshots.load(LastChange(7, "a")), only(snapshots)
    snapshots.write(kept())
    assert only(snapshots) != before
    assert loaded and answers(loaded) == answers(kept())


def test_disk_that_takes_nothing_is_told_and_no_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    assert not Snapshots(tmp_path / "file" / "read-model").write(kept())
    assert [each.levelname for each in caplog.records] == ["WARNING"]


class Harm:
    """What runs a program where a careless reader makes it anew."""

    def __reduce__(self) -> Any:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("thing", [Harm(), eval, subprocess.run, codeprint])
def test_file_that_would_run_something_is_refused(
    snapshots: Snapshots, thing: object, caplog: pytest.LogCaptureFixture
) -> None:
    place = only(snapshots)
    (place / OBJECTS).write_bytes(pickle.dumps((thing, 0, 0, 0)))
    facts = json.loads((place / FACTS).read_text())
    facts["sums"][OBJECTS] = module._sum((place / OBJECTS).read_bytes())
    (place / FACTS).write_text(json.dumps(facts))
    assert snapshots.load(LastChange(7, "a")) is None
    assert "a snapshot holds no" in refusals(caplog)[0]


HOLDER = """
import asyncio, sys
from datetime import timedelta
from pathlib import Path
from matching.lease import lease

async def hold():
    async with lease(Path(sys.argv[1])):
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold())
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, which has the lease of the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


async def test_lease_is_waited_for_and_ends_with_the_process_that_had_it(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    async def have() -> bool:
        async with lease(tmp_path) as held:
            return held

    waiting = asyncio.create_task(have())
    await asyncio.sleep(0.5)
    assert not waiting.done()
    holder.send_signal(signal.SIGKILL)
    assert await asyncio.wait_for(waiting, 20)


async def test_folder_that_cannot_be_written_gives_no_lease_and_keeps_nobody_from_reading(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    async with lease(tmp_path / "file" / "read-model") as held:
        assert not held
    assert [each.levelname for each in caplog.records] == ["WARNING"]


@pytest.mark.usefixtures("holder")
async def test_process_that_waits_for_another_says_so(tmp_path: Path) -> None:
    class Empty:
        async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
            return [{"seq": 1, "lineage": "a"}]

    views = CurrentView(Empty(), read_weights(), snapshots=Snapshots(tmp_path))
    making = views.begin()
    assert making
    await asyncio.sleep(0.5)
    assert "Another process reads" in views.trouble
    making.cancel()


class Noted:
    """A store, and what it was asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[str] = []

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        self.asked.append(statement)
        return await self.store.rows(statement, parameters)


async def test_second_process_asks_the_store_for_its_version_alone(
    demo_store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    first, second = Noted(demo_store), Noted(demo_store)
    made = await CurrentView(first, read_weights(), snapshots=Snapshots(tmp_path)).current()
    loaded = await CurrentView(second, read_weights(), snapshots=Snapshots(tmp_path)).current()
    assert CONTACTS in first.asked
    assert len(second.asked) == 1
    same(made, loaded)


async def test_processes_that_start_at_once_read_the_store_once(demo_store: Store, tmp_path: Path) -> None:
    readers = [Noted(demo_store) for _ in range(3)]
    views = [CurrentView(reader, read_weights(), snapshots=Snapshots(tmp_path)) for reader in readers]
    one, *others = await asyncio.gather(*(each.current() for each in views))
    assert sorted(CONTACTS in reader.asked for reader in readers) == [False, False, True]
    for other in others:
        same(one, other)


async def test_those_who_start_on_another_day_share_the_network_of_that_day_too(
    demo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.current.utc_today", lambda: TODAY)
    first = await CurrentView(demo_store, read_weights(), snapshots=Snapshots(tmp_path)).current()
    assert first.network.days() == (TODAY,)
    later = TODAY + timedelta(1)
    monkeypatch.setattr("matching.current.utc_today", lambda: later)
    reader = Noted(demo_store)
    views = [CurrentView(reader, read_weights(), snapshots=Snapshots(tmp_path)) for _ in range(2)]
    for view in await asyncio.gather(*(each.current() for each in views)):
        assert later in view.network.days()
        assert is_mapped(view.network.at(later).adjacency.indices)
        same(first, view)
    assert set(reader.asked) == {LAST_SEQ}


async def test_model_of_a_damaged_snapshot_is_made_anew(
    demo_store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    snapshots = Snapshots(tmp_path)
    made = await CurrentView(demo_store, read_weights(), snapshots=snapshots).current()
    arrays = only(snapshots) / ARRAYS
    arrays.unlink()  # who has mapped it keeps it
    arrays.write_bytes(b"")
    again = Noted(demo_store)
    same(made, await CurrentView(again, read_weights(), snapshots=Snapshots(tmp_path)).current())
    assert CONTACTS in again.asked
    assert len(refusals(caplog)) == 1
    assert Snapshots(tmp_path).load(made.network.last_change)


async def test_graph_that_nothing_tells_from_others_has_no_snapshot(tmp_path: Path) -> None:
    class Empty:
        async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
            if statement == LAST_SEQ:
                return [{"seq": 1, "lineage": None}]
            return [{"rows": []}] if "limit" in parameters else []

    await CurrentView(Empty(), read_weights(), snapshots=Snapshots(tmp_path)).current()
    assert held_in(tmp_path) == []


class Newer(Noted):
    """The store as if one more load had touched nothing, of which is told or not."""

    def __init__(self, store: Store, tells: bool) -> None:
        super().__init__(store)
        self.tells = tells

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        found = await super().rows(statement, parameters)
        if statement == LAST_SEQ:
            return [{**found[0], "seq": found[0]["seq"] + 1}]
        if statement == CHANGES:
            told = {"seq": parameters["version"] + 1, "kind": "UPDATED", "entity": "", "kinds": [], "touched": []}
            return [told] if self.tells else []
        return found


@pytest.mark.parametrize("tells", [True, False])
async def test_stale_snapshot_is_followed_where_changes_are_told_else_made_anew_and_written_again(
    demo_store: Store, tmp_path: Path, tells: bool, caplog: pytest.LogCaptureFixture
) -> None:
    made = await CurrentView(demo_store, read_weights(), snapshots=Snapshots(tmp_path)).current()
    now = made.network.last_change._replace(seq=made.network.last_change.seq + 1)
    newer = Newer(demo_store, tells)
    view = await CurrentView(newer, read_weights(), snapshots=Snapshots(tmp_path)).current()
    same(made, view)
    assert view.network.last_change == now
    assert (CONTACTS in newer.asked) is not tells
    assert refusals(caplog) == ([] if tells else ["what has changed since is not known"])
    kept = Snapshots(tmp_path).load(now)
    assert kept and kept.network.last_change == now


PROGRAM = """
import json, sys
from datetime import timedelta
from pathlib import Path
from tests.matching.test_snapshot import Snapshots, LastChange, answers, kept

snapshots = Snapshots(Path(sys.argv[1]))
if sys.argv[2] == "write":
    assert snapshots.write(kept())
print(repr(answers(snapshots.load(LastChange(7, "a")))))
"""


def test_snapshot_serves_processes_with_other_hash_seeds(tmp_path: Path) -> None:
    def told(seed: str, does: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path), does],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    written = told("1", "write")
    assert [told(seed, "read") for seed in ("2", "31337")] == [written] * 2
