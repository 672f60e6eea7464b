"""The ROR import on a store: idempotent, resumable, true to the file."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.load.batch import Batch
from graph.load.report import ImportReport
from graph.load.ror import import_ror
from graph.natural_keys import identifier_id, university_id
from graph.store.store import Store
from tests.load.graphs import clear, exported, quiet
from tests.load.ror_samples import location, record, relation, ror, write_lines

ROOT = Path(__file__).parents[2]


async def load(store: Store, path: Path) -> ImportReport:
    return await import_ror(store, path, progress=quiet)


async def version(store: Store) -> int:
    rows = await store.rows("MATCH (r:Registry) RETURN r.seq AS version", {})
    return int(rows[0]["version"])


async def values(store: Store, number: int, edge: str) -> set[str]:
    text = f"MATCH (u:University {{id: $id}})-[:{edge}]->(n) RETURN coalesce(n.value, n.name) AS value"
    return {row["value"] for row in await store.rows(text, {"id": university_id("ROR", ror(number))})}


def many(count: int) -> list[dict[str, Any]]:
    return [
        record(number, relationships=[relation("parent", number // 2), relation("related", (number * 7) % count)])
        for number in range(1, count + 1)
    ]


async def test_second_import_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dump.jsonl", many(300))
    first = await load(store, path)
    assert (first.created, first.updated, first.unchanged, first.rejected) == (300, 0, 0, [])
    before, graph = await version(store), await exported(store)
    second = await load(store, path)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 300)
    assert await version(store) == before
    assert await exported(store) == graph


async def test_record_stands_in_the_graph(store: Store, tmp_path: Path) -> None:
    places = [location(5, country_code="FR", country_subdivision_code=None, name="Lyon"), location(9, name="Moscow")]
    await load(store, write_lines(tmp_path / "dump.jsonl", [record(1, locations=places)]))
    text = """MATCH (u:University {id: $id})-[l:LOCATED_IN]->(c)-[:IN_COUNTRY]->(k)
    OPTIONAL MATCH (c)-[:IN_REGION]->(r)-[:PART_OF]->(rk)
    RETURN u.name AS name, u.founded AS founded, u.fields AS fields, u.demo AS demo, l.position AS position,
    c.name AS city, c.latitude AS latitude, k.nameRu AS country, r.code AS region, rk.code AS within
    ORDER BY position"""
    rows = await store.rows(text, {"id": university_id("ROR", ror(1))})
    common = {"name": "University 1", "founded": 1901, "fields": [], "demo": False, "latitude": 55.0}
    assert rows == [
        common | {"position": 0, "city": "Lyon", "country": "Франция", "region": None, "within": None},
        common | {"position": 1, "city": "Moscow", "country": "Россия", "region": "RU-MOW", "within": "RU"},
    ]
    assert await values(store, 1, "NAMED") == {"University 1", "Университет 1", "U1"}
    assert await values(store, 1, "IDENTIFIED_BY") == {ror(1), "Q1001", "u1.example.org"}
    checked = await store.rows(
        "MATCH (:University)-[s:STATED_BY]->(o) RETURN toString(s.checked) AS d, o.slug AS slug", {}
    )
    assert checked == [{"d": "2025-10-28", "slug": "ror"}]


class StoppedError(Exception):
    """Raised by a progress callback."""


async def test_import_that_stops_in_the_middle_is_completed_by_the_next(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dump.jsonl", many(600))
    await load(store, path)
    undisturbed = await exported(store)
    for stop in (250, 600):
        await clear(store)

        def stopping(done: int, total: int | None, stop: int = stop) -> None:
            if done == stop:
                raise StoppedError

        with pytest.raises(StoppedError):
            await import_ror(store, path, progress=stopping)
        report = await load(store, path)
        assert report.created == 600 - stop
        assert await exported(store) == undisturbed


CHILD = """
import asyncio, sys
from pathlib import Path
import schema.nouns
from graph.load.ror import import_ror
from graph.store.address import StoreAddress
from graph.store.store import Store

async def main():
    uri, user, database, embedded, path = sys.argv[1:]
    store = Store.open(StoreAddress(uri, user, sys.stdin.readline().strip(), database), embedded=embedded == "True")
    await import_ror(store, Path(path), progress=lambda done, total: print(done, flush=True))

asyncio.run(main())
"""


async def test_import_that_is_killed_is_completed_by_the_next(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dump.jsonl", many(500))
    await load(store, path)
    undisturbed = await exported(store)
    await clear(store)
    address = store.address
    arguments = [address.uri, address.user, address.database, str(store.dialect.one_writer), str(path)]
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, *arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin and child.stdout
    child.stdin.write(f"{address.password}\n".encode())
    while (line := await child.stdout.readline()).strip() != b"250":
        assert line, "the import ended before it could be killed"
    child.kill()
    await child.communicate()
    report = await load(store, path)
    assert 0 < report.created <= 250
    assert await exported(store) == undisturbed


async def test_what_ror_no_longer_states_goes_and_what_others_state_stays(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dump.jsonl", [record(1), record(2, relationships=[relation("parent", 1)])])
    await load(store, path)
    university = ("University", university_id("ROR", ror(1)))
    batch = Batch()
    batch.node("Name", "name_other", {"value": "Прежнее имя", "language": "ru", "kind": "FORMER", "origin": "curated"})
    batch.edge("NAMED", university, ("Name", "name_other"))
    await batch.write(store)
    newer = record(1, names=record(1)["names"][:1], external_ids=[], established=None, locations=[location(77)])
    report = await load(store, write_lines(path, [newer, record(2)]))
    assert (report.created, report.updated, report.unchanged) == (0, 2, 0)
    assert await values(store, 1, "NAMED") == {"University 1", "Прежнее имя"}
    assert await values(store, 1, "IDENTIFIED_BY") == {ror(1), "u1.example.org"}
    assert await values(store, 1, "LOCATED_IN") == {"City 77"}
    assert await values(store, 2, "CHILD_OF") == set()
    assert await store.rows("MATCH (n:Identifier {key: $key}) RETURN n.id AS id", {"key": "WIKIDATA:Q1001"}) == []


async def test_change_of_relations_alone_counts_as_updated(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dump.jsonl", [record(1), record(2)])
    await load(store, path)
    report = await load(store, write_lines(path, [record(1), record(2, relationships=[relation("parent", 1)])]))
    assert (report.created, report.updated, report.unchanged) == (0, 1, 1)
    assert await values(store, 2, "CHILD_OF") == {"University 1"}


async def test_file_with_one_side_keeps_relations_to_the_other(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dump.jsonl", [record(1), record(2, relationships=[relation("parent", 1)])])
    await load(store, path)
    report = await load(store, write_lines(path, [record(1, relationships=[relation("child", 9)])]))
    assert await values(store, 2, "CHILD_OF") == {"University 1"}
    assert "1 relations to institutions that are not here were left out" in report.text()


async def test_identifier_of_another_institution_is_not_attached_and_noted(store: Store, tmp_path: Path) -> None:
    batch = Batch()
    identifier = identifier_id("WIKIDATA", "Q1001")
    stated = {"scheme": "WIKIDATA", "value": "Q1001", "key": "WIKIDATA:Q1001", "origin": "curated"}
    batch.node("University", "univ_other", {"name": "Other"})
    batch.node("Identifier", identifier, stated)
    batch.edge("IDENTIFIED_BY", ("University", "univ_other"), ("Identifier", identifier))
    await batch.write(store)
    report = await load(store, write_lines(tmp_path / "dump.jsonl", [record(1)]))
    assert "Q1001" not in await values(store, 1, "IDENTIFIED_BY")
    assert [note for note in report.notes if "WIKIDATA:Q1001 is held by univ_other" in note]


async def test_identifier_that_ror_gives_to_another_institution_moves(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dump.jsonl", [record(1), record(2)])
    await load(store, path)
    for order in (1, -1):
        moved = [record(1, external_ids=record(2)["external_ids"]), record(2, external_ids=record(1)["external_ids"])]
        await load(store, write_lines(path, moved[::order]))
        assert await values(store, 1, "IDENTIFIED_BY") == {ror(1), "Q1002", "u1.example.org"}
        assert await values(store, 2, "IDENTIFIED_BY") == {ror(2), "Q1001", "u2.example.org"}
        await load(store, write_lines(path, [record(1), record(2)]))
        assert await values(store, 1, "IDENTIFIED_BY") == {ror(1), "Q1001", "u1.example.org"}


async def test_order_of_records_does_not_change_the_graph(store: Store, tmp_path: Path) -> None:
    records = [*many(40), record(99, locations=[location(1001, name="Another", country_subdivision_code=None)])]
    path = write_lines(tmp_path / "dump.jsonl", records)
    await load(store, path)
    graph = await exported(store)
    await clear(store)
    await load(store, write_lines(path, records[::-1]))
    assert await exported(store) == graph
