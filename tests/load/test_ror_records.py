"""What one ROR record becomes, and how bad ones are reported. No store."""

import gzip
import zipfile
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.load.report import ImportReport, LoadError, RejectedError
from graph.load.ror import institution_unit, read_ror
from graph.load.ror_claims import Claims
from graph.load.ror_file import raw_records
from graph.load.ror_record import Institution, institution
from graph.load.ror_relations import stated_edges, university_of
from tests.load.ror_samples import location, record, relation, ror, write_lines


def test_record_becomes_the_models_words() -> None:
    found = institution(record(7))
    assert (found.ror, found.name, found.kind, found.status) == (ror(7), "University 7", "HIGHER_EDUCATION", "ACTIVE")
    assert (found.founded, found.website, found.checked) == (1907, "https://www.u7.example.org/en", "2025-10-28")
    assert found.names == (
        ("University 7", "en", "ENGLISH"),
        ("Университет 7", "ru", "OFFICIAL"),
        ("U7", "und", "ACRONYM"),
    )
    assert found.identifiers == (("WIKIDATA", "Q1007"),)
    place = found.places[0]
    assert (place.country, place.region, place.region_name, place.latitude) == ("RU", "RU-MOW", "Moscow", 55.0)


@pytest.mark.parametrize(
    ("country", "labels", "kind"),
    [
        ("RU", ["ru"], "ENGLISH"),
        ("RU", [], "OFFICIAL"),
        ("IN", ["hi"], "OFFICIAL"),
        ("GB", ["cy"], "OFFICIAL"),
        ("DE", [None], "OFFICIAL"),
    ],
)
def test_english_label_is_official_where_english_is_or_nothing_else_is_given(
    country: str, labels: list[str | None], kind: str
) -> None:
    names: list[dict[str, Any]] = [{"value": "Name", "lang": "en", "types": ["ror_display"]}]
    names += [{"value": "Other", "lang": language, "types": ["label"]} for language in labels]
    found = institution(record(1, names=names, locations=[location(5, country_code=country)]))
    assert found.names[0] == ("Name", "en", kind)


@pytest.mark.parametrize(
    ("types", "kind"),
    [(["alias", "label"], "OFFICIAL"), (["alias"], "ALIAS"), (["acronym", "alias"], "ACRONYM")],
)
def test_name_with_several_types_has_one_kind(types: list[str], kind: str) -> None:
    names = record(1)["names"] + [{"value": "Имя", "lang": "ru", "types": types}]
    assert institution(record(1, names=names)).names[-1] == ("Имя", "ru", kind)


@pytest.mark.parametrize(
    ("status", "relations", "expected"),
    [
        ("active", [], "ACTIVE"),
        ("inactive", [], "CLOSED"),
        ("inactive", [relation("successor", 2)], "MERGED"),
        ("withdrawn", [relation("successor", 2)], "WITHDRAWN"),
    ],
)
def test_status(status: str, relations: list[Any], expected: str) -> None:
    assert institution(record(1, status=status, relationships=relations)).status == expected


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["facility", "education"], "HIGHER_EDUCATION"),
        (["facility", "healthcare"], "MEDICAL_CENTRE"),
        (["facility"], "RESEARCH_INSTITUTE"),
        (["company"], "OTHER"),
    ],
)
def test_kind(types: list[str], kind: str) -> None:
    assert institution(record(1, types=types)).kind == kind


BAD: list[tuple[Any, str, str]] = [
    (None, "record", "is missing"),
    ([], "record", "is not an object"),
    ({"names": []}, "id", "is missing"),
    (record(1, id=5), "id", "is not text"),
    (record(1, id="https://example.org/1"), "id", "is not a ROR id (https://ror.org/0…)"),
    (record(1, names=[]), "names", "is missing or empty"),
    (record(1, names="x"), "names", "is not a list"),
    (record(1, names=[{"value": "A", "types": ["label"]}]), "names", "has no name of type ror_display"),
    (record(1, names=[{"value": "  ", "types": ["label"]}]), "names[0].value", "is empty"),
    (record(1, names=[{"value": "A", "lang": 5, "types": ["label"]}]), "names[0].lang", "is not a language code"),
    (record(1, names=[{"value": "A", "types": [3]}]), "names[0].types[0]", "is not text"),
    (record(1, status="merged"), "status", "is not one of active, inactive, withdrawn"),
    (record(1, established="1900"), "established", "is not a year"),
    (record(1, established=True), "established", "is not a year"),
    (record(1, links=[{"type": "website", "value": "ftp://x"}]), "links[0].value", "is not a web address (http…)"),
    (record(1, links=["https://x"]), "links[0]", "is not an object"),
    (record(1, domains=[None]), "domains[0]", "is missing"),
    (record(1, external_ids=[{"type": "isni", "all": "1"}]), "external_ids[0].all", "is not a list"),
    (record(1, locations=[{"geonames_id": "5"}]), "locations[0].geonames_id", "is not a GeoNames number"),
    (record(1, locations=[{"geonames_id": 5}]), "locations[0].geonames_details", "is missing"),
    (
        record(1, locations=[location(1), location(5, country_code="XX")]),
        "locations[1].country_code",
        "is not a country code of ISO 3166-1",
    ),
    (record(1, locations=[location(5, lat=91)]), "locations[0].lat", "is not between -90 and 90 degrees"),
    (record(1, locations=[location(5, lng=-181)]), "locations[0].lng", "is not between -180 and 180 degrees"),
    (record(1, locations=[location(5, lat="55")]), "locations[0].lat", "is not a number"),
    (
        record(1, locations=[location(5, country_subdivision_code=77)]),
        "locations[0].country_subdivision_code",
        "is not a subdivision code of ISO 3166-2",
    ),
    (record(1, relationships=[{"type": "friend"}]), "relationships[0].type", "is not one of parent, child, successor, "
     "predecessor, related"),
    (record(1, relationships=[{"type": "child", "id": "x"}]), "relationships[0].id", "is not a ROR id (https://ror.org/0…)"),
    (record(1, admin={"last_modified": {"date": "soon"}}), "admin.last_modified.date", "is not a date (YYYY-MM-DD)"),
    (record(1, admin=[]), "admin", "is not an object"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "field", "reason"), BAD)
def test_bad_record_is_rejected_with_its_field_and_reason(raw: Any, field: str, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        institution(raw)
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_bad_lines_do_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    lines = [orjson.dumps(record(1)), b"{oops", b"", orjson.dumps(record(1)), orjson.dumps(record(2, names=[]))]
    path.write_bytes(b"\n".join([*lines, orjson.dumps(record(3))]))
    report = ImportReport("dump")
    assert [each.ror for each in read_ror(path, report)] == [ror(1), ror(3)]
    assert [(each.line, each.id, each.field, each.reason) for each in report.rejected] == [
        (2, None, "record", "is not JSON"),
        (4, ror(1), "id", "is also that of record 1"),
        (5, ror(2), "names", "is missing or empty"),
    ]
    assert f"line 5 ({ror(2)}): names: is missing or empty" in report.text()


def test_every_form_of_a_dump_reads_the_same(tmp_path: Path) -> None:
    records = [record(1), record(2)]
    write_lines(tmp_path / "a.jsonl", records)
    (tmp_path / "a.json").write_bytes(orjson.dumps(records))
    with gzip.open(tmp_path / "a.jsonl.gz", "wb") as file:
        file.write((tmp_path / "a.jsonl").read_bytes())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as release:
        release.writestr("v1-ror-data.json", b"[]")
        release.writestr("v1-ror-data_schema_v2.json", orjson.dumps(records))
        release.writestr("v1-ror-data_schema_v2.csv", b"id")
    for name in ("a.jsonl", "a.json", "a.jsonl.gz", "a.zip"):
        assert list(raw_records(tmp_path / name)) == [(1, records[0]), (2, records[1])], name


def test_file_that_is_no_dump_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    (tmp_path / "b.json").write_bytes(b"[1,")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 1000)[:-9])
    (tmp_path / "b.jsonl.gz").write_bytes(b"plain")
    (tmp_path / "a.zip").write_bytes(b"PK")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as release:
        release.writestr("readme.txt", b"")
    expected = {
        "none.json": "there is no such file",
        "a.json": "not a list of records",
        "b.json": "not JSON (line 1",
        "a.jsonl.gz": "damaged or cut short",
        "b.jsonl.gz": "damaged or cut short",
        "a.zip": "damaged or cut short",
        "b.zip": "no dump of ROR schema v2 in it; it holds readme.txt",
        "a.csv": "not a ROR dump by its name",
    }
    (tmp_path / "a.csv").write_bytes(b"")
    for name, words in expected.items():
        with pytest.raises(LoadError) as caught:
            list(raw_records(tmp_path / name))
        assert words in str(caught.value), name


def claims_of(*records: dict[str, Any]) -> Claims:
    return Claims([institution(each) for each in records])


def test_domain_of_several_institutions_names_none_and_the_report_says_so() -> None:
    claims = claims_of(record(1, domains=["shared.org"]), record(2, domains=["www.shared.org"]), record(3))
    assert claims.holder("DOMAIN:shared.org") is None
    assert claims.notes() == [f"DOMAIN:shared.org is claimed by {ror(1)}, {ror(2)}; it names none of them"]
    assert "DOMAIN:u3.example.org" in claims.of(ror(3))


def test_parent_and_the_only_active_institution_have_the_shared_domain() -> None:
    parent = record(1, domains=["a.org"], relationships=[relation("child", 2)])
    assert claims_of(parent, record(2, domains=["a.org"])).holder("DOMAIN:a.org") == ror(1)
    gone = record(1, domains=["a.org"], status="withdrawn")
    assert claims_of(gone, record(2, domains=["a.org"])).holder("DOMAIN:a.org") == ror(2)


def test_domain_comes_from_the_website_only_where_that_is_unique() -> None:
    alone = record(1, domains=[])
    assert claims_of(alone).of(ror(1))["DOMAIN:u1.example.org"] == ("DOMAIN", "u1.example.org")
    assert claims_of(alone, record(2, domains=["u1.example.org"])).holder("DOMAIN:u1.example.org") == ror(2)
    same = record(2, domains=[], links=alone["links"])
    assert claims_of(alone, same).holder("DOMAIN:u1.example.org") is None
    malformed = record(1, domains=[], links=[{"type": "website", "value": "https://[u1.example.org/"}])
    hosted = record(1, domains=[], links=[{"type": "website", "value": "https://sites.google.com/view/u"}])
    for other in (malformed, hosted):
        assert not [key for key in claims_of(other).of(ror(1)) if key.startswith("DOMAIN")]


def test_relation_is_one_edge_whichever_side_states_it() -> None:
    both: list[Institution] = [
        institution(
            record(1, relationships=[relation("child", 2), relation("predecessor", 3), relation("related", 2)])
        ),
        institution(record(2, relationships=[relation("parent", 1), relation("related", 1)])),
        institution(record(3, relationships=[relation("successor", 1), relation("related", 3)])),
    ]
    one, two, three = (university_of(ror(number)) for number in (1, 2, 3))
    assert stated_edges(both) == {
        ("CHILD_OF", two, one),
        ("SUCCEEDED_BY", three, one),
        ("RELATED_TO", min(one, two), max(one, two)),
    }


def test_digest_does_not_depend_on_the_order_of_names_and_changes_with_a_name() -> None:
    names = record(1)["names"]
    digests = []
    for order in (names, names[::-1], names[:2]):
        found = institution(record(1, names=order))
        digests.append(institution_unit(found, Claims([found])).digest())
    assert digests[0] == digests[1] != digests[2]
