"""Quotas, asked as a user would: state-paid places by country, year and level."""

from typing import Any

import pytest

from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from tests.conftest import Ask
from tests.load.rows import check_rejected

KIND = record_kind("Quota")

ROW = {
    "slug": "q-1", "country": "UZ", "office": "house-x", "academic_year": "2026/2027", "level": "EQF7",
    "places": "10", "filled": "10",
}  # fmt: skip


async def test_quota_is_found_by_its_slug_or_id_with_its_country_and_office(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: quota(slug: "demo-quota-041") {
            id academicYear level places filled free demo country { code } office { slug }
            sources { slug } provenance { edges { checked node { slug } } }
          }
          b: quota(id: $id) { slug places filled free }
          c: quota(slug: "demo-quota-028") { free country { code } office { slug } }
          d: quota(slug: "demo-quota-999") { id }
        }""",
        id=slug_id("quot", "demo-quota-045"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("quot", "demo-quota-041"),
            "academicYear": "2026/2027",
            "level": "EQF7",
            "places": 120,
            "filled": 101,
            "free": 19,
            "demo": True,
            "country": {"code": "UZ"},
            "office": {"slug": "russian-house-tashkent"},
            "sources": [{"slug": "demo"}],
            "provenance": {"edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {"slug": "demo-quota-045", "places": 80, "filled": None, "free": None},
        "c": {"free": 14, "country": {"code": "AZ"}, "office": None},
        "d": None,
    }
    assert len(asked.statements) == 4


QUOTAS = """query ($where: RegistryQuotaWhere) {
  quotas(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


def numbers_of(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-quota-") for node in connection["nodes"]]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"academicYear": {"eq": "2023/2024"}}, ["001", "002"]),
        ({"academicYear": {"in": ["2023/2024", "2027/2028"]}, "level": {"eq": "EQF6"}}, ["001", "046", "048"]),
        ({"filled": {"isNull": True}}, ["044", "045", "046", "047", "048"]),
        ({"level": {"eq": "EQF8"}}, ["015", "031"]),
        ({"places": {"gte": 400}}, ["010", "023", "040", "046"]),
        ({"places": {"lt": 60}, "filled": {"lt": 25}}, ["005", "015", "028", "031"]),
        ({"office": {"slug": {"eq": "russian-house-cairo"}}}, ["004", "016", "022", "032"]),
        ({"not": {"office": {}}}, ["028"]),
        ({"country": {"code": {"in": ["BY", "SY"]}}}, ["009", "022", "029", "038"]),
        ({"office": {"slug": {"eq": "russian-house-tashkent"}}, "country": {"code": {"eq": "TM"}}}, ["039"]),
    ],
)
async def test_quotas_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str]) -> None:
    asked = await ask(QUOTAS, where=where)
    assert asked.errors == []
    assert numbers_of(asked.data["quotas"]) == numbers
    assert asked.data["quotas"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


async def test_country_tells_its_quotas_latest_year_first(ask: Ask) -> None:
    asked = await ask(
        """{ country(code: "UZ") {
          quotas(first: 3) { totalCount nodes { academicYear } }
          masters: quotas(where: {level: {eq: "EQF7"}}, orderBy: [{field: ACADEMIC_YEAR}]) {
            nodes { slug places free office { slug } }
          }
        } }"""
    )
    country = asked.data["country"]
    years = ["2027/2028", "2027/2028", "2026/2027"]
    assert country["quotas"] == {"totalCount": 10, "nodes": [{"academicYear": year} for year in years]}
    assert numbers_of(country["masters"]) == ["002", "011", "024", "041", "047"]
    assert [node["free"] for node in country["masters"]["nodes"]] == [6, 3, 0, 19, None]
    assert country["masters"]["nodes"][0]["office"] == {"slug": "russian-house-tashkent"}
    assert len(asked.statements) == 1


async def test_another_office_distributes_while_one_is_suspended(ask: Ask) -> None:
    asked = await ask(
        """{ damascus: office(slug: "russian-house-damascus") { quotas { nodes { slug } } }
             cairo: office(slug: "russian-house-cairo") {
               quotas(where: {country: {code: {eq: "SY"}}}) { nodes { slug academicYear } totalCount } } }"""
    )
    assert numbers_of(asked.data["damascus"]["quotas"]) == ["038", "009"]
    assert asked.data["cairo"]["quotas"] == {
        "nodes": [{"slug": "demo-quota-022", "academicYear": "2025/2026"}],
        "totalCount": 1,
    }
    assert len(asked.statements) == 2


async def test_largest_quotas_come_first_when_asked_so_and_latest_years_otherwise(ask: Ask) -> None:
    asked = await ask(
        """{ a: quotas(orderBy: [{field: PLACES, direction: DESC}, {field: SLUG}], first: 3) { nodes { slug } }
             b: quotas(first: 6) { nodes { academicYear } totalCount } }"""
    )
    assert numbers_of(asked.data["a"]) == ["046", "040", "023"]
    assert [node["academicYear"] for node in asked.data["b"]["nodes"]] == ["2027/2028"] * 5 + ["2026/2027"]
    assert asked.data["b"]["totalCount"] == 48


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"country": ""}, "country", "is empty"),
        ({"country": "Uzbekistan"}, "country", "is not a country code"),
        ({"country": "UZ|KZ"}, "country", "names more than one Country"),
        ({"office": "a|b"}, "office", "names more than one Office"),
        ({"academic_year": "2026/2028"}, "academic_year", "2028 is neither 2026 nor the year after"),
        ({"level": "EQF7|EQF8"}, "level", "is not a level"),
        ({"places": ""}, "places", "is empty"),
        ({"places": "-1"}, "places", "is not a whole number"),
        ({"filled": "11"}, "filled", "11 is more than places (10)"),
        ({"filled": "1", "places": "0"}, "filled", "1 is more than places (0)"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    assert KIND.parse(InputRow(2, ROW)).unit.properties["filled"] == 10
    check_rejected(KIND, ROW, change, field, words)


def test_a_quota_may_have_no_places_and_nobody_in_them() -> None:
    assert KIND.parse(InputRow(2, ROW | {"places": "0", "filled": ""})).unit.properties["places"] == 0
