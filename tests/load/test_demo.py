"""The demo set: loads whole, true to the model, and lives together with a ROR dump."""

import csv
from pathlib import Path
from typing import Any

from graph.declared import declared_model
from graph.load.demo import is_empty, load_demo
from graph.load.records import DEMO_FILES, record_kinds
from graph.load.ror import import_ror
from graph.store.store import Store
from tests.load.graphs import exported, quiet
from tests.load.ror_samples import location, record, write_lines

MSU = "https://ror.org/010pmpe69"


def lines_of(name: str) -> int:
    with (DEMO_FILES / name).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


async def count(store: Store, label: str) -> int:
    rows = await store.rows(f"MATCH (n:{label}) RETURN count(n) AS count", {})
    return int(rows[0]["count"])


async def test_demo_set_loads_whole_once(store: Store) -> None:
    assert await is_empty(store)
    report = await load_demo(store, quiet)
    assert report.rejected == [], report.text()
    assert not await is_empty(store)
    for label, name in (
        ("University", "universities.csv"),
        ("Office", "offices.csv"),
        ("Source", "sources.csv"),
        *((kind.label, kind.file) for kind in record_kinds()),
    ):
        assert await count(store, label) == lines_of(name), label
    graph = await exported(store)
    again = await load_demo(store, quiet)
    assert (again.created, again.updated) == (0, 0)
    assert await exported(store) == graph


async def test_demo_set_holds_only_values_of_the_model_and_marks_what_is_invented(store: Store) -> None:
    await load_demo(store, quiet)
    for label, property, allowed in declared_model().values():
        rows = await store.rows(f"MATCH (n:{label}) RETURN DISTINCT n.{property} AS value", {})
        assert {row["value"] for row in rows} - {None} <= set(allowed), (label, property)
    for kind in record_kinds():
        rows = await store.rows(f"MATCH (n:{kind.label}) RETURN DISTINCT n.demo AS demo", {})
        assert rows == [{"demo": True}], kind.label
    for label in ("University", "Office"):
        rows = await store.rows(f"MATCH (n:{label}) RETURN DISTINCT n.demo AS demo", {})
        assert rows == [{"demo": False}], label


async def test_every_invented_node_says_that_the_demo_set_states_it(store: Store) -> None:
    await load_demo(store, quiet)
    for label in (kind.label for kind in record_kinds()):
        text = f"MATCH (n:{label})-[:STATED_BY]->(s:Source {{slug: $slug}}) RETURN count(n) AS count"
        assert (await store.rows(text, {"slug": "demo"}))[0]["count"] == await count(store, label)


async def msu(store: Store) -> dict[str, Any]:
    text = """MATCH (i:Identifier {key: $key})<-[:IDENTIFIED_BY]-(u)
    CALL (u) { MATCH (u)-[:NAMED]->(n) WITH n ORDER BY n.id RETURN collect(n.value) AS names }
    CALL (u) { MATCH (u)-[:LOCATED_IN]->(c) RETURN collect(c.geonamesId) AS cities }
    CALL (u) {
      MATCH (u)-[e:STATED_BY]->(s) WITH s.slug AS source, toString(e.checked) AS day ORDER BY source
      RETURN collect({source: source, day: day}) AS checked
    }
    RETURN u.name AS name, u.founded AS founded, u.fields AS fields, u.studentBand AS band, names, cities, checked"""
    rows = await store.rows(text, {"key": "ROR:010pmpe69"})
    assert len(rows) == 1
    return rows[0] | {"checked": [(each["source"], each["day"]) for each in rows[0]["checked"]]}


def dump(path: Path) -> Path:
    names = [
        {"value": "MSU of ROR", "lang": "en", "types": ["label", "ror_display"]},
        {"value": "МГУ по ROR", "lang": "ru", "types": ["label"]},
    ]
    moscow = location(524901, name="Moscow")
    return write_lines(path, [record(1, id=MSU, names=names, established=1756, locations=[moscow], domains=[])])


async def test_ror_and_demo_set_meet_in_one_institution_in_either_order(store: Store, tmp_path: Path) -> None:
    path = dump(tmp_path / "dump.jsonl")
    await load_demo(store, quiet)
    alone = await msu(store)
    report = await import_ror(store, path, progress=quiet)
    assert (report.created, report.updated) == (0, 1)
    both = await msu(store)
    assert (both["name"], both["founded"], both["cities"]) == ("MSU of ROR", 1756, [524901])
    assert (both["fields"], both["band"]) == (alone["fields"], alone["band"])
    assert {"MSU of ROR", "МГУ по ROR", "Imperial Moscow University"} <= set(both["names"])
    assert "Lomonosov Moscow State University" not in both["names"], "ROR no longer states it"
    assert (await load_demo(store, quiet)).updated == 0
    assert await msu(store) == both


async def test_demo_set_after_ror_only_adds(store: Store, tmp_path: Path) -> None:
    await import_ror(store, dump(tmp_path / "dump.jsonl"), progress=quiet)
    report = await load_demo(store, quiet)
    assert (report.updated, report.rejected) == (1, [])
    both = await msu(store)
    assert (both["name"], both["founded"], both["cities"]) == ("MSU of ROR", 1756, [524901])
    assert both["band"] == "OVER_30K"
    assert both["checked"] == [("curated", None), ("ror", "2025-10-28")], "the day on which ROR itself checked it stays"


async def test_rows_that_name_something_unknown_are_rejected(store: Store, tmp_path: Path) -> None:
    for source in DEMO_FILES.glob("*.csv"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    text = (tmp_path / "contacts.csv").read_text("utf-8").splitlines()
    header, first, *others = text
    cells = first.split(",")
    cells[7] = "no-such-office"
    (tmp_path / "contacts.csv").write_text("\n".join([header, ",".join(cells), *others]) + "\n", "utf-8")
    report = await load_demo(store, quiet, tmp_path)
    rejected = [each for each in report.rejected if each.file == "contacts.csv"]
    assert [(each.line, each.field, each.reason) for each in rejected] == [
        (2, "office", "`no-such-office` is no Office of the registry")
    ]
    assert await count(store, "Contact") == len(others)


def rows_of(name: str) -> list[dict[str, str]]:
    with (DEMO_FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_actions_have_done_what_the_flows_that_show_it_say() -> None:
    people = {flow["slug"]: int(flow["count"]) for flow in rows_of("mobility_flows.csv")}
    shown = [action for action in rows_of("joint_actions.csv") if action["evidence_flows"]]
    assert shown
    assert {action["slug"]: int(action["actual"]) for action in shown} == {
        action["slug"]: sum(people[flow] for flow in action["evidence_flows"].split("|")) for action in shown
    }
