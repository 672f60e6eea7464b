"""Countries, asked as a user would."""

from typing import Any

import pytest

from graph.natural_keys import country_id
from tests.conftest import Ask

NAME = "query ($code: String!, $languages: [String!]) { country(code: $code) { name(languages: $languages) } }"


async def test_country_is_found_by_its_code_or_id(ask: Ask) -> None:
    asked = await ask(
        'query ($id: ID!) { a: country(code: "UZ") { id name } b: country(id: $id) { code } }', id=country_id("UZ")
    )
    assert asked.data == {"a": {"id": country_id("UZ"), "name": "Uzbekistan"}, "b": {"code": "UZ"}}
    assert len(asked.statements) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ("", "BAD_USER_INPUT", "country"),
        ('(code: "UZ", id: "ctry_a")', "BAD_USER_INPUT", "country"),
        ('(id: "city_aaaaaaaaaaaaaaaa")', "BAD_ID", "country.id"),
    ],
)
async def test_country_takes_exactly_one_key_of_its_own(ask: Ask, arguments: str, code: str, field: str) -> None:
    asked = await ask(f"{{ country{arguments} {{ name }} }}")
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]


async def test_country_that_the_registry_does_not_know_is_null(ask: Ask) -> None:
    asked = await ask(NAME, code="xx")
    assert (asked.data, asked.errors) == ({"country": None}, [])


@pytest.mark.parametrize(
    ("code", "languages", "name"),
    [
        ("MK", ["de"], "Nordmazedonien"),
        ("MK", ["zh"], "北马其顿"),
        ("UZ", ["ru"], "Узбекистан"),
        ("UZ", ["xx", "ru"], "Узбекистан"),
        ("CN", ["zh-Hant"], "中國"),
        ("CN", ["ru-RU", "en"], "Китай"),
        ("RS", ["sr-Latn"], "Srbija"),
        ("RS", ["sr"], "Србија"),
        ("CN", None, "China"),
        ("CN", [], "China"),
        ("CN", ["", "*", "not a tag", "xx", "x" * 60], "China"),
    ],
)
async def test_country_is_named_in_the_first_language_that_the_cldr_knows(
    ask: Ask, code: str, languages: list[str] | None, name: str
) -> None:
    asked = await ask(NAME, code=code, languages=languages)
    assert asked.data == {"country": {"name": name}}


async def test_latin_script_asked_for_is_not_answered_in_cyrillic(ask: Ask) -> None:
    """The CLDR has no Russian in Latin script: the next language counts."""
    asked = await ask(NAME, code="CN", languages=["ru-Latn", "de"])
    assert asked.data == {"country": {"name": "China"}}
    asked = await ask(NAME, code="MK", languages=["ru-Latn", "de"])
    assert asked.data == {"country": {"name": "Nordmazedonien"}}


async def test_undetermined_language_does_not_hide_the_next_one(ask: Ask) -> None:
    asked = await ask(NAME, code="CN", languages=["und", "ru"])
    assert asked.data == {"country": {"name": "Китай"}}


OFFICES = """query ($code: String!, $day: Date, $always: Boolean! = false) {
  country(code: $code) { offices(asOf: $day, allTime: $always) { edges { since until node { slug } } totalCount } }
}"""


@pytest.mark.parametrize(
    ("code", "day", "offices"),
    [
        ("MK", "2023-10-31", ["russian-house-skopje"]),
        ("MK", "2023-11-01", ["russian-house-belgrade", "russian-house-skopje"]),
        ("SY", "2024-12-09", ["russian-house-damascus"]),
        ("SY", "2024-12-10", ["russian-house-cairo", "russian-house-damascus"]),
        ("SY", "2025-08-31", ["russian-house-cairo", "russian-house-damascus"]),
        ("SY", "2025-09-01", ["russian-house-damascus"]),
        ("JO", "2024-12-09", ["russian-house-damascus"]),
        ("JO", "2024-12-10", ["russian-house-cairo"]),
        ("AZ", "2025-02-02", ["russian-house-baku"]),
        ("AZ", "2025-02-03", []),
        ("AZ", "2025-09-01", ["russian-house-ankara"]),
        ("MX", "2026-01-01", []),
    ],
)
async def test_country_has_the_offices_that_cover_it_on_the_date(
    ask: Ask, code: str, day: str, offices: list[str]
) -> None:
    asked = await ask(OFFICES, code=code, day=day)
    found = asked.data["country"]["offices"]
    assert [edge["node"]["slug"] for edge in found["edges"]] == offices
    assert found["totalCount"] == len(offices)
    assert len(asked.statements) == 1


async def test_coverage_over_all_time_says_from_when_to_when(ask: Ask) -> None:
    asked = await ask(OFFICES, code="AZ", day="1990-01-01", always=True)
    edges = asked.data["country"]["offices"]["edges"]
    assert [(edge["node"]["slug"], edge["since"], edge["until"]) for edge in edges] == [
        ("russian-house-ankara", "2025-09-01", None),
        ("russian-house-baku", "2009-06-01", "2025-02-03"),
    ]


COUNTRIES = (
    "query ($where: RegistryCountryWhere) { countries(where: $where, orderBy: [{field: CODE}]) { nodes { code } } }"
)


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        ({"code": {"in": ["KZ", "UZ", "XX"]}}, ["KZ", "UZ"]),
        ({"code": {"in": ["kz", "Uz"]}}, ["KZ", "UZ"]),
        ({"code": {"eq": "kz"}}, ["KZ"]),
        ({"name": {"startsWith": "Uz"}}, ["UZ"]),
        ({"nameRu": {"eq": "Мексика"}}, ["MX"]),
        ({"universities": {"atLeast": 3}}, ["CN", "KZ", "RU", "UZ"]),
        ({"universities": {"some": {"founded": {"lt": 1700}}}}, ["HU", "IT"]),
        # Countries with a university, but without an office on the date: Baku was closed, Ankara came later.
        (
            {"universities": {"some": {}}, "offices": {"none": {}, "asOf": "2025-03-01"}},
            ["AU", "AZ", "MX"],
        ),
        (
            {"universities": {"some": {}}, "offices": {"none": {"activeAt": "2025-12-01"}, "asOf": "2025-12-01"}},
            ["AU", "DE", "FR", "IT", "MX", "RO"],
        ),
        ({"offices": {"some": {"slug": {"eq": "russian-house-addis-ababa"}}, "asOf": "2021-12-31"}}, ["ET"]),
        (
            {"offices": {"some": {"slug": {"eq": "russian-house-addis-ababa"}}, "asOf": "2022-01-01"}},
            ["ET", "KE", "ZA"],
        ),
        ({"offices": {"atLeast": 2, "asOf": "2024-01-15"}}, ["EG", "MK", "MN"]),
    ],
)
async def test_countries_are_filtered(ask: Ask, where: dict[str, Any], codes: list[str]) -> None:
    asked = await ask(COUNTRIES, where=where)
    assert asked.errors == []
    assert [node["code"] for node in asked.data["countries"]["nodes"]] == codes


async def test_country_has_its_cities_and_universities(ask: Ask) -> None:
    asked = await ask(
        """{ country(code: "KZ") {
          cities { nodes { name(languages: ["ru"]) universities { totalCount } } }
          universities(first: 2) { nodes { name } totalCount pageInfo { hasNextPage } }
        } }"""
    )
    assert asked.data["country"] == {
        "cities": {
            "nodes": [
                {"name": "Алматы", "universities": {"totalCount": 2}},
                {"name": "Астана", "universities": {"totalCount": 1}},
            ]
        },
        "universities": {
            "nodes": [
                {"name": "Al-Farabi Kazakh National University"},
                {"name": "L. N. Gumilyov Eurasian National University"},
            ],
            "totalCount": 3,
            "pageInfo": {"hasNextPage": True},
        },
    }
    assert len(asked.statements) == 1


@pytest.mark.parametrize("code", ["kz", "Kz", "KZ"])
async def test_country_is_found_by_its_code_in_any_letters(ask: Ask, code: str) -> None:
    asked = await ask("query ($code: String!) { country(code: $code) { code } }", code=code)
    assert asked.data == {"country": {"code": "KZ"}}
