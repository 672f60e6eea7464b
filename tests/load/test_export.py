"""The export: sorted lines, read back to the same graph."""

import gc
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.declared import declared_model
from graph.load.batch import Batch
from graph.load.demo import load_demo
from graph.load.export import export
from graph.load.report import LoadError
from graph.load.restore import holds_anything, import_export
from graph.load.unfinished import unfinished_loads
from graph.load.whole import Tally
from graph.store.store import Store
from tests.conftest import Server, emptied
from tests.load.graphs import clear, exported, facts, quiet

LINE = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
LINES: list[Any] = [
    {"node": "Country", "id": "ctry_a", "properties": {"code": "RU", "name": "Russia"}},
    {"node": "Office", "id": "offi_a", "properties": {"slug": "a", "name": "A", "demo": False}},
    {"edge": "COVERS", "from": "offi_a", "to": "ctry_a", "properties": {"since": "2020-01-01"}},
    {"edge": "COVERS", "from": "offi_a", "to": "ctry_a", "properties": {"since": "2022-01-01", "until": "2023-01-01"}},
]


def written(path: Path, lines: list[Any]) -> Path:
    """A file of these lines, with the last line that an export of so many nodes and edges has."""
    tally = Tally(sum("node" in line for line in lines), sum("edge" in line for line in lines))
    tally.add(b"".join(orjson.dumps(line, option=LINE) for line in lines))
    path.write_bytes(b"".join([*(orjson.dumps(line, option=LINE) for line in lines), tally.line()]))
    return path


async def test_export_is_sorted_and_holds_dates_as_text(store: Store, tmp_path: Path) -> None:
    batch = Batch()
    batch.node("Office", "offi_a", {"slug": "a", "name": "A", "demo": False})
    batch.node("Country", "ctry_a", {"code": "RU", "name": "Russia"})
    batch.edge("COVERS", ("Office", "offi_a"), ("Country", "ctry_a"), {"since": "2022-01-01", "until": "2023-01-01"})
    batch.edge("COVERS", ("Office", "offi_a"), ("Country", "ctry_a"), {"since": "2020-01-01", "until": None})
    await batch.write(store)
    assert [json.loads(line) for line in facts(await exported(store))] == LINES


@pytest.mark.parametrize("server", ["embedded"], indirect=True)  # what moves to Neo4j and back says it of that
async def test_demo_set_comes_back_the_same(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    told: list[int] = []
    path = tmp_path / "export.jsonl"
    with path.open("wb") as out:
        tally = await export(store, out, lambda done, total: told.append(done))
    lines = tally.nodes + tally.edges
    assert lines == told[-1] == len(facts(path.read_text("utf-8")))
    await clear(store)
    report = await import_export(store, path, quiet)
    assert (report.created, report.rejected) == (lines, [])
    assert await exported(store) == path.read_text("utf-8")
    assert (await load_demo(store, quiet)).updated == 0


async def test_export_is_not_read_into_a_store_that_holds_anything(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "export.jsonl", [*LINES])
    await import_export(store, path, quiet)
    with pytest.raises(LoadError, match="not empty"):
        await import_export(store, path, quiet)


BAD = [
    ([], "line", "is not a node or an edge of an export"),
    ({"node": "Person"}, "line", "is not a node or an edge of an export"),
    ({"node": "Secret", "id": "secr_a", "properties": {}}, "node", "is no label of the registry"),
    ({"node": "Person", "id": "offi_a", "properties": {}}, "id", "is not the id of a Person"),
    ({"node": "Country", "id": "ctry_a", "properties": {}}, "id", "was there before"),
    ({"edge": "LIKES", "from": "offi_a", "to": "ctry_a", "properties": {}}, "edge", "is no relationship type"),
    ({"edge": "COVERS", "from": "offi_b", "to": "ctry_a", "properties": {}}, "from", "is not the id of a node above"),
    ({"edge": "COVERS", "from": "ctry_a", "to": "offi_a", "properties": {}}, "edge", "does not run between"),
]


async def test_export_with_wrong_lines_is_not_read_at_all(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "export.jsonl", [*LINES, *(line for line, _, _ in BAD)])
    report = await import_export(store, path, quiet, allow_incomplete=True)
    assert [(each.line, each.field) for each in report.rejected] == [
        (5 + place, field) for place, (_, field, _) in enumerate(BAD)
    ]
    for rejection, (_, _, words) in zip(report.rejected, BAD, strict=True):
        assert words in rejection.reason
    assert report.created == 0
    assert facts(await exported(store)) == []


async def test_demo_set_moves_between_the_embedded_store_and_neo4j_as_the_same_bytes(
    embedded_server: Server, neo4j_server: Server, tmp_path: Path
) -> None:
    exports = []
    for server in (embedded_server, neo4j_server):
        store = await emptied(server)
        server.holds = "something"
        await load_demo(store, quiet)
        exports.append(await exported(store))
        await store.close()
    assert exports[0] == exports[1]
    path = tmp_path / "export.jsonl"
    for export_of_the_other, server in zip(exports, (neo4j_server, embedded_server), strict=True):
        path.write_text(export_of_the_other, "utf-8")
        store = await emptied(server)
        server.holds = "something"
        assert (await import_export(store, path, quiet)).rejected == []
        assert await exported(store) == export_of_the_other
        await store.close()
    there = {json.loads(line).get("node") for line in facts(exports[0])} - {None}
    assert there == declared_model().types.keys(), "the demo set has no node of some noun: this test says nothing of it"


async def test_export_that_cannot_be_read_twice_is_refused(store: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    try:
        with pytest.raises(LoadError, match="cannot be read twice"):
            await import_export(store, pipe, quiet)
    finally:
        os.close(writer)


def collect() -> None:
    gc.collect()


async def peak_of(store: Store, path: Path, nodes: int) -> int:
    """The most bytes of Python that reading an export of so many nodes takes, garbage not counted."""
    with path.open("w") as out:
        for number in range(nodes):
            properties = {"slug": f"s-{number}", "name": "x" * 2_000, "kind": "REGISTER"}
            out.write(json.dumps({"node": "Source", "id": f"srce_{number:016}", "properties": properties}) + "\n")
    tracemalloc.start()
    report = await import_export(store, path, lambda *_: collect(), allow_incomplete=True)
    assert report.created == nodes
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("server", ["embedded"], indirect=True)  # it is the memory of Python
async def test_export_three_times_as_large_is_read_in_the_same_memory(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.load.restore.BATCH", 500)
    small = await peak_of(store, tmp_path / "small.jsonl", 500)
    await clear(store)
    assert await peak_of(store, tmp_path / "large.jsonl", 1_500) < small * 1.3


CUT = [
    pytest.param(lambda text: "".join(text.splitlines(keepends=True)[:-1]), "was cut", id="without its last line"),
    pytest.param(lambda text: "".join(text.splitlines(keepends=True)[:2]), "was cut", id="cut at the end of a line"),
    pytest.param(lambda text: text[: len(text) // 2], "was cut", id="cut within a line"),
    pytest.param(lambda text: "", "was cut", id="empty"),
    pytest.param(lambda text: text.replace("2020-01-01", "2020-01-02"), "was changed", id="with another date"),
    pytest.param(lambda text: text[text.index("\n") + 1 :], "was changed", id="without its first line"),
    pytest.param(lambda text: text.replace('"nodes":2', '"nodes":3'), "was changed", id="with another count"),
    pytest.param(lambda text: text.replace("\n", "\r\n"), "was changed", id="with other line ends"),
]


@pytest.mark.parametrize(("cut", "said"), CUT)
async def test_export_that_was_cut_or_changed_is_refused_whole(
    store: Store, tmp_path: Path, cut: Callable[[str], str], said: str
) -> None:
    path = written(tmp_path / "export.jsonl", [*LINES])
    path.write_bytes(cut(path.read_text("utf-8")).encode())
    with pytest.raises(LoadError, match=rf"{said}.*Nothing was written"):
        await import_export(store, path, quiet)
    assert not await holds_anything(store)
    assert await unfinished_loads(store) == []


async def test_export_without_its_last_line_is_read_where_that_is_allowed_and_a_note_says_so(
    store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path / "export.jsonl", [*LINES])
    whole = path.read_text("utf-8")
    path.write_text("".join(whole.splitlines(keepends=True)[:-1]), "utf-8")
    report = await import_export(store, path, quiet, allow_incomplete=True)
    assert (report.created, [note.partition(":")[0] for note in report.notes]) == (4, ["read all the same"])
    assert await exported(store) == whole


async def test_lines_after_the_end_of_an_export_are_refused(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "export.jsonl", [*LINES])
    path.write_text(path.read_text("utf-8") * 2, "utf-8")
    report = await import_export(store, path, quiet)
    assert {each.reason for each in report.rejected} == {"stands after the end of the export"}
    assert not await holds_anything(store)


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1, [1, 2**40]])
async def test_integer_that_no_field_can_tell_is_refused(store: Store, tmp_path: Path, value: object) -> None:
    country = {"node": "Country", "id": "ctry_a", "properties": {"code": "RU", "name": "Russia", "number": value}}
    path = written(tmp_path / "export.jsonl", [country])
    report = await import_export(store, path, quiet, allow_incomplete=True)
    assert [(each.field, "32 bits" in each.reason) for each in report.rejected] == [("number", True)]
    assert not await holds_anything(store)
