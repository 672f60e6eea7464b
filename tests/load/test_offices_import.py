"""The offices import on a store."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.load.offices import import_offices, read_offices
from graph.load.report import ImportReport, LoadError
from graph.store.store import Store
from tests.load.graphs import exported, quiet

COLUMNS = "slug,name_en,name_ru,kind,country,geonames,city,city_ru,latitude,longitude,website,covers,statuses,note"
LIST_COLUMNS = "country,city,kind,status,confidence,source,lat,lng,geonameid"
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
    assert await store.rows("MATCH (o:Office) RETURN o.demo AS demo", {}) == [{"demo": False}]
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


OWN = COLUMNS.replace(",", ";")
DIRTY = {
    "semicolons, titles and decimal commas": (
        f"Офисы агентства;;\n{OWN}\n"
        "house-x;House;Дом;Русский дом;Армения;616 052;Yerevan;Ереван;40,17765;44,5126;-;am:01.03.2012:;"
        "действует:1.3.12:;\n",
        "read as Windows-1251, `;`, header in line 2",
    ),
    "Russian names of columns": (
        "Номер;Название (англ.);Название;Вид;Страна;GeoNames ID;Город;Город на русском;Широта;Долгота;Сайт;Охватывает;"
        "Статусы\nhouse-x;House;Дом;рцнк;AM;616052;Yerevan;Ереван;40.17765;44.5126;;Армения:2012-03-01:;ACTIVE:2012-03-01:\n",
        "read as Windows-1251, `;`, header in line 1",
    ),
}


@pytest.mark.parametrize(("text", "read"), DIRTY.values(), ids=DIRTY)
def test_table_of_offices_is_read_as_offices_send_it(tmp_path: Path, text: str, read: str) -> None:
    path, report = tmp_path / "offices.csv", ImportReport("offices.csv")
    path.write_bytes(text.encode("cp1251"))
    ((unit, place, covers),) = read_offices(path, report)
    assert (report.rejected, report.read) == ([], read)
    assert (unit.properties["kind"], unit.properties["website"]) == ("RUSSIAN_HOUSE", None)
    assert (place.country, place.geonames, place.latitude, place.longitude) == ("AM", 616052, 40.17765, 44.5126)
    assert [(span.value, span.since, span.until) for span in covers] == [("AM", "2012-03-01", None)]
    assert [child.properties["since"] for child in unit.children if child.label == "OfficeStatus"] == ["2012-03-01"]


def test_all_that_is_wrong_with_an_office_is_told_at_once_and_no_row_is_lost(tmp_path: Path) -> None:
    path, report = tmp_path / "offices.csv", ImportReport("offices.csv")
    good = f"house-x,House,Дом,RUSSIAN_HOUSE,{YEREVAN},,AM:2012-03-01:,ACTIVE:2012-03-01:,"
    rows = [
        good,
        "House Y,,Дом,Дача,Атлантида,x,Yerevan,,140,44,,AM,OPEN::,",
        good,
        f'house-z,"House{good[13:]}',
        good[:40],
    ]
    path.write_text("\n".join([COLUMNS, *rows]) + "\n", "utf-8")
    assert len(read_offices(path, report)) == 1
    assert [each.line for each in report.rejected] == [3, 4, 5, 6]
    told = report.rejected[0].text()
    for words in (
        "slug: `House Y` is not a slug", "name_en: is empty", "kind: `Дача` is not one of",
        "geonames: `x` is not a whole",
        "country: `Атлантида` is not a country", "latitude: `140` is not a number of degrees",
        "covers: `AM` is not VALUE:since:until", "statuses: `OPEN::` is not VALUE:since:until",
    ):  # fmt: skip
        assert words in told
    assert report.rejected[1].reason == "is also that of line 2"
    assert "a quote" in report.rejected[2].reason and "cells, the header has 14" in report.rejected[3].reason


def test_day_of_a_status_is_told_where_the_day_is_at_fault(tmp_path: Path) -> None:
    report = ImportReport("offices.csv")
    line = f"house-x,House,Дом,RUSSIAN_HOUSE,{YEREVAN},,Армения:31.02.2019:,действует:03/04/2019:|OPEN:2020-01-01:,"
    assert read_offices(offices(tmp_path / "offices.csv", line), report) == []
    told = report.rejected[0].text()
    assert "statuses: `03/04/2019` may be 2019-04-03 or 2019-03-04; write it like that, in `действует:03/04" in told
    assert "covers: `31.02.2019` is not a date" in told and "statuses: `OPEN` is not one of ACTIVE" in told


async def test_office_whose_city_and_geonames_id_are_two_places_is_told(store: Store, tmp_path: Path) -> None:
    yerevan = f"house-x,House,Дом,RUSSIAN_HOUSE,{YEREVAN},,,,"
    paris = "house-y,House,Дом,RUSSIAN_HOUSE,Франция,616052,Paris,,48.85,2.35,,,,"
    same = "house-z,House,Дом,BRANCH,AM,616052,ЕРЕВАН,,40.17765,44.5126,,,,"
    spelled = "house-v,House,Дом,BRANCH,AM,616052,Erevan,,40.17765,44.5126,,,,"
    path = offices(tmp_path / "offices.csv", yerevan, paris, same, spelled)
    first = await import_offices(store, path, quiet)
    said = "offices.csv line 3 (house-y): geonames: `616052` is Yerevan (AM) in line 2, and the row has Paris (FR)"
    assert [each.text() for each in first.rejected] == [said]
    assert first.notes == ["line 5: geonames: `616052` is Yerevan (AM) in line 2, and the row has Erevan (AM)"]
    assert first.created == 3
    again = await import_offices(store, offices(path, paris), quiet)
    assert [each.reason for each in again.rejected] == [
        "`616052` is Erevan (AM) in the registry, and the row has Paris (FR)"
    ]


def test_plain_list_in_excel_is_read_and_a_city_without_a_latin_name_is_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Country", "City", "Kind", "Lat", "Lng", "GeonameID"))
    sheet.append(("AM", "Yerevan", "Russian House", 40.17765, 44.5126, 616052))
    sheet.append(("AM", "Гюмри", "филиал", 40.78, 43.85, 616635))
    path, report = tmp_path / "list.xlsx", ImportReport("list.xlsx")
    book.save(path)
    assert [unit.properties["slug"] for unit, _, _ in read_offices(path, report)] == ["russian-house-yerevan"]
    assert [(each.line, each.field) for each in report.rejected] == [(3, "city")]


def test_table_of_offices_that_lacks_what_would_be_cleared_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "offices.csv"
    path.write_text("slug,name_en,kind,country,geonames,city,latitude,longitude\n", "utf-8")
    with pytest.raises(LoadError, match="no column name_ru, city_ru, website, covers, statuses, as a table with slugs"):
        read_offices(path, ImportReport(""))
