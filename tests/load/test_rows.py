"""CSV rows: each error names the row, the field and what is wrong. No store."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.load import universities
from graph.load.offices import office_of, read_offices
from graph.load.quoting import MAX_QUOTED
from graph.load.record import Record
from graph.load.records import record_kind
from graph.load.report import ImportReport, LoadError, RejectedError
from graph.load.rows import InputRow, parse_rows
from graph.load.units import Unit
from graph.natural_keys import slug_id
from graph.vocabularies.forms import ACADEMIC_YEAR
from graph.vocabularies.levels import LEVELS

U1, U2 = "https://ror.org/010pmpe69", "https://ror.org/05256ym39"

OFFICE = {
    "slug": "house-x", "name_en": "House in X", "name_ru": "Дом в X", "kind": "RUSSIAN_HOUSE", "country": "AM",
    "geonames": "616052", "city": "Yerevan", "city_ru": "Ереван", "latitude": "40.1", "longitude": "44.5",
    "website": "", "covers": "AM:2012-03-01:|GE:2019-01-01:2024-07-01",
    "statuses": "ACTIVE:2012-03-01:2020-01-01|CLOSED:2020-01-01:", "note": "",
}  # fmt: skip
CONTACT = {
    "slug": "c-1", "universities": f"{U1}|{U2}", "stage": "AGREED", "since": "2020-01-01", "until": "",
    "last_activity": "2021-01-01", "outcome": "VISIT_HELD", "office": "house-x", "event": "", "agreement": "",
    "persons": "p-1|p-2",
}  # fmt: skip
AGREEMENT = {
    "slug": "a-1", "title": "A", "kind": "FRAMEWORK", "status": "IN_FORCE", "signed": "2020-01-01",
    "valid_from": "2020-01-01", "valid_to": "", "parties": f"{U2}|{U1}", "office": "",
}  # fmt: skip
EVENT = {
    "slug": "e-1", "name_en": "Fair", "name_ru": "", "kind": "FAIR", "starts": "2025-01-02", "ends": "2025-01-03",
    "geonames": "616052", "office": "house-x", "visitors": "10", "participants": f"{U1}",
}  # fmt: skip
INTENT = {
    "slug": "i-1", "university": U1, "direction": "SEEKS", "cooperation_kind": "RESEARCH", "fields": "0613|05",
    "levels": "EQF7|EQF8", "languages": "en|ru-B2", "places": "5", "countries": "RU|DE", "since": "2025-01-01",
    "until": "",
}  # fmt: skip
PERSON = {
    "slug": "p-1", "role": "DEAN", "languages": "ru|en", "university": U1, "office": "", "since": "2020-01-01",
    "until": "",
}  # fmt: skip
NAME = {"ror": U1, "value": "МГУ", "language": "ru", "kind": "ACRONYM", "until": "", "origin": "curated"}
UNIVERSITY = {
    "ror": U1, "wikidata": "Q13164", "domain": "msu.ru", "isni": "", "erasmus": "", "kind": "HIGHER_EDUCATION",
    "founded": "1755", "website": "http://www.msu.ru", "studentBand": "OVER_30K", "fields": "0613|0541",
    "country": "RU", "region_code": "RU-MOW", "region_name": "Moscow", "federal_district": "Central",
    "geonames": "524901", "city": "Moscow", "city_ru": "Москва", "latitude": "55.75", "longitude": "37.61",
}  # fmt: skip

COLUMNS = "slug,name_en,name_ru,kind,country,geonames,city,city_ru,latitude,longitude,website,covers,statuses,note"
LIST_COLUMNS = "country,city,kind,status,confidence,source,lat,lng,geonameid"

Parse = Callable[[InputRow], object]

BAD: list[tuple[Parse, dict[str, str], dict[str, str], str, str]] = [
    (office_of, OFFICE, {"slug": "House X"}, "slug", "is not a slug"),
    (office_of, OFFICE, {"slug": "№ 51/2024"}, "slug", "hyphens); `51-2024` would be one"),
    (office_of, OFFICE, {"slug": "Дом-1"}, "slug", "(lower-case letters, digits and hyphens)"),
    (office_of, OFFICE, {"name_en": " "}, "name_en", "is empty"),
    (office_of, OFFICE, {"kind": "HOUSE"}, "kind", "`HOUSE` is not one of HEADQUARTERS, RUSSIAN_HOUSE"),
    (office_of, OFFICE, {"country": "XX"}, "country", "is not a country code"),
    (office_of, OFFICE, {"geonames": ""}, "geonames", "is empty"),
    (office_of, OFFICE, {"geonames": "x1"}, "geonames", "is not a whole number"),
    (office_of, OFFICE, {"latitude": "95"}, "latitude", "between -90 and 90"),
    (office_of, OFFICE, {"longitude": "4,5"}, "longitude", "between -180 and 180"),
    (office_of, OFFICE, {"website": "rs.gov.ru"}, "website", "is not a web address"),
    (office_of, OFFICE, {"covers": "AM"}, "covers", "is not VALUE:since:until"),
    (office_of, OFFICE, {"covers": "AM::"}, "covers", "is not VALUE:since:until"),
    (office_of, OFFICE, {"covers": "ZZ:2012-01-01:"}, "covers", "is not a country code"),
    (office_of, OFFICE, {"statuses": "OPEN:2012-01-01:"}, "statuses", "is not one of ACTIVE"),
    (office_of, OFFICE, {"statuses": "ACTIVE:2012-02-30:"}, "statuses", "is not a date (YYYY-MM-DD)"),
    (office_of, OFFICE, {"statuses": "ACTIVE:2012-01-02:2012-01-02"}, "statuses", "ends before it begins"),
    (
        office_of,
        OFFICE,
        {"statuses": "ACTIVE:2012-01-02:|CLOSED:2013-01-01:"},
        "statuses",
        "CLOSED begins on 2013-01-01, before ACTIVE has ended",
    ),
    (record_kind("Contact").parse, CONTACT, {"universities": U1}, "universities", "fewer than two"),
    (record_kind("Contact").parse, CONTACT, {"universities": "msu.ru"}, "universities", "is not a ROR id"),
    (record_kind("Contact").parse, CONTACT, {"stage": ""}, "stage", "is empty"),
    (record_kind("Contact").parse, CONTACT, {"since": "01.02.2020"}, "since", "is not a date"),
    (record_kind("Contact").parse, CONTACT, {"until": "2019-01-01"}, "until", "is before since"),
    (record_kind("Contact").parse, CONTACT, {"outcome": "GOOD"}, "outcome", "is not one of"),
    (record_kind("Agreement").parse, AGREEMENT, {"parties": ""}, "parties", "is empty"),
    (record_kind("Agreement").parse, AGREEMENT, {"parties": U1}, "parties", "one party only"),
    (record_kind("Agreement").parse, AGREEMENT, {"valid_to": "2019-01-01"}, "valid_to", "is before valid_from"),
    (record_kind("Event").parse, EVENT, {"ends": "2025-01-01"}, "ends", "is before starts"),
    (record_kind("Event").parse, EVENT, {"visitors": "-1"}, "visitors", "is not a whole number"),
    (record_kind("Intent").parse, INTENT, {"university": ""}, "university", "is empty"),
    (record_kind("Intent").parse, INTENT, {"fields": "6"}, "fields", "is not a field of ISCED-F"),
    (record_kind("Intent").parse, INTENT, {"levels": "EQF4"}, "levels", "is not a level"),
    (record_kind("Intent").parse, INTENT, {"languages": "русский"}, "languages", "is not a language"),
    (record_kind("Intent").parse, INTENT, {"countries": "Russia"}, "countries", "is not a country code"),
    (record_kind("Person").parse, PERSON, {"university": ""}, "university", "is empty, and so is office"),
    (record_kind("Person").parse, PERSON, {"role": "RECTOR"}, "role", "is not one of"),
    (universities.university_of, UNIVERSITY, {"founded": "3000"}, "founded", "is not a whole number"),
    (universities.university_of, UNIVERSITY, {"studentBand": "MANY"}, "studentBand", "is not one of"),
    (universities.university_of, UNIVERSITY, {"region_code": "Moscow"}, "region_code", "is not a region code"),
    (universities.name_of, NAME, {"kind": "NICKNAME"}, "kind", "is not one of"),
    (universities.name_of, NAME, {"language": "Russian"}, "language", "is not a language"),
]


@pytest.mark.parametrize(("parse", "good", "change", "field", "words"), BAD)
def test_bad_row_is_rejected_with_its_field_and_reason(
    parse: Parse, good: dict[str, str], change: dict[str, str], field: str, words: str
) -> None:
    parse(InputRow(2, good))
    with pytest.raises(RejectedError) as caught:
        parse(InputRow(2, good | change))
    assert caught.value.field == field
    assert words in caught.value.reason


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ("A", "a"),
        ("№", ""),
        ("Дом-1", ""),
        ("-X" * (MAX_QUOTED // 2), "x" + "-x" * (MAX_QUOTED // 2 - 1)),
        ("X " * (MAX_QUOTED // 2) + "Y", ""),
        ("X " * (MAX_QUOTED // 2) + "YY", ""),
    ],
)
def test_slug_is_proposed_where_a_latin_text_of_moderate_length_is_like_one(given: str, slug: str) -> None:
    with pytest.raises(RejectedError) as caught:
        office_of(InputRow(2, OFFICE | {"slug": given}))
    assert caught.value.reason.partition("digits and hyphens)")[2] == (f"; `{slug}` would be one" if slug else "")


def csv_file(path: Path, header: str, *lines: str) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return path


def test_rejected_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    good = ",".join(OFFICE.values())
    lines = [good, good, "house-y,too,short", good.replace("house-x", "house-z").replace("AM,616052", "XX,616052")]
    report = ImportReport("offices.csv")
    path = csv_file(tmp_path / "offices.csv", COLUMNS, *lines, good.replace("house-x", "house-w"))
    slugs = [unit.properties["slug"] for unit, _, _ in read_offices(path, report)]
    assert slugs == ["house-x", "house-w"]
    assert [(each.line, each.id, each.field) for each in report.rejected] == [
        (3, "house-x", "slug"),
        (4, None, "row"),
        (5, "house-z", "country"),
    ]
    assert report.rejected[0].reason == "is also that of line 2"


def test_plain_list_of_offices_is_read_without_its_undated_status(tmp_path: Path) -> None:
    lines = [
        "AM,Yerevan,russian_house,active,seen,x,40.17765,44.5126,616052",
        "BR,São Paulo,partner_house,active,seen,x,-23.5,-46.6,3448439",
        "AZ,Baku,planned,planned_2022,seen,x,40.4,49.9,587084",
        "AM,Yerevan,russian_house,closed,seen,x,40.17765,44.5126,616052",
    ]
    report = ImportReport("list.csv")
    offices = read_offices(csv_file(tmp_path / "list.csv", LIST_COLUMNS, *lines), report)
    assert [(unit.properties["slug"], unit.first["name"]) for unit, _, _ in offices] == [
        ("russian-house-yerevan", "Russian House in Yerevan"),
        ("partner-house-sao-paulo", "Partner Russian House in São Paulo"),
    ]
    assert not [child for unit, _, _ in offices for child in unit.children if child.label == "OfficeStatus"]
    assert [(each.line, each.field) for each in report.rejected] == [(4, "kind"), (5, "city")]
    assert report.notes == ["status has no dates in this list and was not loaded: 2 active"]


def test_file_of_another_format_is_refused_with_the_missing_columns(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "slug,name", "a,b")
    with pytest.raises(LoadError, match="no column country, city, kind, geonames, latitude, longitude"):
        read_offices(path, ImportReport(""))
    with pytest.raises(LoadError, match="no column title"):
        parse_rows(path, "slug,title", lambda row: row, ImportReport(""))
    with pytest.raises(LoadError, match="there is no such file"):
        read_offices(tmp_path / "none.csv", ImportReport(""))
    path.write_bytes(b"slug,name\n\xff\xfe,x\n")
    with pytest.raises(LoadError, match="not a CSV file in UTF-8"):
        parse_rows(path, "slug,name", lambda row: row, ImportReport(""))


def test_university_without_a_name_and_name_without_a_university_are_rejected(tmp_path: Path) -> None:
    report = ImportReport("")
    facts = csv_file(tmp_path / "universities.csv", universities.COLUMNS, ",".join(UNIVERSITY.values()))
    names = csv_file(tmp_path / "names.csv", universities.NAME_COLUMNS, f"{U2},КФУ,ru,ACRONYM,,curated")
    assert universities.read_universities(facts, names, report) == []
    assert [(each.file, each.line, each.reason) for each in report.rejected] == [
        ("universities.csv", 2, "has no name in names.csv"),
        ("names.csv", 2, "is not in universities.csv"),
    ]


@pytest.mark.parametrize(
    ("read", "cell", "words"),
    [
        (lambda row: row.text_of_form("x", ACADEMIC_YEAR), "2026/27", "is not an academic year (2026/2027)"),
        (lambda row: row.text_of_form("x", ACADEMIC_YEAR), "2026/2028", "2028 is neither 2026 nor the year after"),
        (lambda row: row.text_of_form("x", ACADEMIC_YEAR), "", "is empty"),
        (lambda row: row.codes("x", LEVELS), "EQF9", "is not a level from EQF5 to EQF8"),
        (lambda row: row.isced_fields("x"), "06131", "is not a field of ISCED-F"),
        (lambda row: row.integer("x", 1, 9), "0", "is not a whole number from 1 to 9"),
        (lambda row: row.number("x", 0.1, 2), "2.5", "is not a number from 0.1 to 2"),
        (lambda row: row.number("x", 0.1, 2), "1,5", "is not a number from 0.1 to 2"),
        (lambda row: row.number("x", 0.1, 2), "nan", "is not a number from 0.1 to 2"),
    ],
)
def test_cell_that_is_not_what_a_noun_asks_for_is_rejected(read: Parse, cell: str, words: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(InputRow(2, {"x": cell}))
    assert caught.value.field == "x"
    assert words in caught.value.reason


def test_cells_give_numbers_years_and_links() -> None:
    row = InputRow(
        2, {"year": "2026/2027", "weight": "0.5", "whole": "1", "places": "12", "none": "", "office": "house-x"}
    )
    assert row.text_of_form("year", ACADEMIC_YEAR) == "2026/2027"
    assert (row.number("weight", 0, 1), row.number("whole", 0, 1), row.integer("places", 1, 12)) == (0.5, 1.0, 12)
    assert isinstance(row.number("whole", 0, 1), float)
    assert row.number("none", 0, 1) is None
    record = Record(row, Unit("Agreement", slug_id("agrm", "a"), {}))
    record.link("office", "SIGNED_BY", "Office", {}, single=True)
    record.link("none", "SIGNED_BY", "Office", {}, single=True)
    assert [(link.type, link.id) for link in record.unit.links] == [("SIGNED_BY", slug_id("offi", "house-x"))]


@pytest.mark.parametrize("cell", ["١٢", "１２", "१२"])
def test_digits_of_other_scripts_are_no_number(cell: str) -> None:
    row = InputRow(2, {"number": cell, "day": f"2024-01-{cell}"})
    for read in (lambda: row.integer("number", 0, 99), lambda: row.number("number", 0, 99), lambda: row.date("day")):
        with pytest.raises(RejectedError):
            read()


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("yes", True), ("True", True), ("ДА", True), ("no", False), ("FALSE", False), ("нет", False), (" ", None)],
)
def test_yes_and_no_are_read_in_two_languages(cell: str, meant: bool | None) -> None:
    assert InputRow(2, {"x": cell}).optional_boolean("x") is meant
