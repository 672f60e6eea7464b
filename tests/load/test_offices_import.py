"""The offices import on a store."""

from pathlib import Path

from graph.load.offices import COLUMNS, LIST_COLUMNS, import_offices
from graph.store.store import Store
from tests.load.graphs import exported, quiet

YEREVAN = "AM,616052,Yerevan,Ереван,40.17765,44.5126"


def offices(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([COLUMNS, *lines]) + "\n", "utf-8")
    return path


async def dated(store: Store, edge: str) -> list[tuple[str, str, str | None]]:
    texts = {
        "COVERS": "MATCH (:Office)-[e:COVERS]->(n) RETURN n.code AS value, toString(e.since) AS since, "
        "toString(e.until) AS until ORDER BY since",
        "HAS_STATUS": "MATCH (:Office)-[:HAS_STATUS]->(n) RETURN n.status AS value, toString(n.since) AS since, "
        "toString(n.until) AS until ORDER BY since",
    }
    return [(row["value"], row["since"], row["until"]) for row in await store.rows(texts[edge], {})]


async def test_offices_import_is_idempotent_and_follows_the_file(store: Store, tmp_path: Path) -> None:
    line = f"house-x,House,Дом,RUSSIAN_HOUSE,{YEREVAN},,{{covers}},{{statuses}},note"
    before = line.format(
        covers="AM:2012-03-01:2015-01-01|AM:2016-01-01:|GE:2019-01-01:",
        statuses="ACTIVE:2012-03-01:2020-01-01|CLOSED:2020-01-01:",
    )
    path = offices(tmp_path / "offices.csv", before)
    report = await import_offices(store, path, quiet)
    assert (report.created, report.updated, report.unchanged) == (1, 0, 0)
    assert await dated(store, "COVERS") == [
        ("AM", "2012-03-01", "2015-01-01"),
        ("AM", "2016-01-01", None),
        ("GE", "2019-01-01", None),
    ]
    graph = await exported(store)
    assert (await import_offices(store, path, quiet)).unchanged == 1
    assert await exported(store) == graph
    offices(path, line.format(covers="AM:2016-01-01:", statuses="ACTIVE:2012-03-01:"))
    assert (await import_offices(store, path, quiet)).updated == 1
    assert await dated(store, "COVERS") == [("AM", "2016-01-01", None)]
    assert await dated(store, "HAS_STATUS") == [("ACTIVE", "2012-03-01", None)]


async def test_plain_list_keeps_what_the_full_file_says(store: Store, tmp_path: Path) -> None:
    line = f"russian-house-yerevan,Our name,Дом,RUSSIAN_HOUSE,{YEREVAN},,AM:2012-03-01:,ACTIVE:2012-03-01:,"
    await import_offices(store, offices(tmp_path / "offices.csv", line), quiet)
    plain = tmp_path / "list.csv"
    plain.write_text(f"{LIST_COLUMNS}\nAM,Yerevan,russian_house,active,seen,x,40.2,44.5,616052\n", "utf-8")
    report = await import_offices(store, plain, quiet)
    assert (report.created, report.updated) == (0, 1)
    assert await dated(store, "COVERS") == [("AM", "2012-03-01", None)]
    assert await dated(store, "HAS_STATUS") == [("ACTIVE", "2012-03-01", None)]
    rows = await store.rows("MATCH (o:Office)-[:HOUSED_IN]->(c) RETURN o.name AS name, c.latitude AS latitude", {})
    assert rows == [{"name": "Our name", "latitude": 40.17765}]
