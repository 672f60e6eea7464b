"""Programmes, asked as a user would: what can be studied where, in which language, with free places."""

from typing import Any

import pytest

from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from tests.conftest import Ask
from tests.load.rows import check_rejected

KIND = record_kind("Programme")

U1, U2 = "https://ror.org/010pmpe69", "https://ror.org/05256ym39"
ROW = {
    "slug": "p-1", "name_en": "Optics", "name_ru": "", "universities": f"{U1}|{U2}", "agreement": "a-1",
    "level": "EQF7", "field": "0533", "languages": "en-B2|ru", "mode": "FULL_TIME", "degree": "JOINT", "months": "24",
    "fee": "2400", "currency": "USD", "free_places": "5", "free_places_year": "2027/2028", "okso": "03.04.02",
}  # fmt: skip


async def test_programme_is_found_by_its_slug_or_id_with_all_who_teach_it(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: programme(slug: "demo-programme-003") {
            id name russian: name(languages: ["ru"]) level field languages mode degree months fee currency
            freePlaces freePlacesYear okso demo universities { name } agreement { slug kind }
            sources { slug } provenance { edges { checked node { slug } } }
          }
          b: programme(id: $id) {
            slug name(languages: ["ru"]) fee currency freePlaces freePlacesYear okso agreement { slug }
          }
          c: programme(slug: "demo-programme-999") { id }
        }""",
        id=slug_id("prog", "demo-programme-030"),
    )
    universities = asked.data["a"].pop("universities")
    assert sorted(each["name"] for each in universities) == [
        "Kazan Federal University",
        "Tashkent University of Information Technology",
    ]
    assert asked.data == {
        "a": {
            "id": slug_id("prog", "demo-programme-003"),
            "name": "Computer Science",
            "russian": "Информатика",
            "level": "EQF7",
            "field": "0613",
            "languages": ["ru-B2", "en-B2"],
            "mode": "FULL_TIME",
            "degree": "DOUBLE",
            "months": 24,
            "fee": 210000,
            "currency": "RUB",
            "freePlaces": 9,
            "freePlacesYear": "2027/2028",
            "okso": "09.04.01",
            "demo": True,
            "agreement": {"slug": "demo-agreement-041", "kind": "JOINT_PROGRAMME"},
            "sources": [{"slug": "demo"}],
            "provenance": {"edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {
            "slug": "demo-programme-030",
            "name": "Civil Engineering",
            "fee": 1500,
            "currency": "USD",
            "freePlaces": None,
            "freePlacesYear": None,
            "okso": None,
            "agreement": None,
        },
        "c": None,
    }
    assert len(asked.statements) == 3


PROGRAMMES = """query ($where: RegistryProgrammeWhere) {
  programmes(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


def numbers_of(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-programme-") for node in connection["nodes"]]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"field": {"eq": "0613"}}, ["001", "002", "003"]),
        ({"field": {"startsWith": "09"}}, ["005", "006", "007"]),
        ({"level": {"eq": "EQF8"}}, ["007"]),
        ({"languages": {"includesUnder": "zh"}}, ["020", "031", "036"]),
        ({"languages": {"includes": "en"}}, ["001", "034"]),
        ({"mode": {"in": ["ONLINE", "PART_TIME"]}}, ["017", "021", "032"]),
        ({"degree": {"notIn": ["SINGLE"]}}, ["003", "004", "007", "036"]),
        ({"months": {"gte": 72}}, ["005", "006"]),
        ({"months": {"in": [30, 36]}}, ["007", "021", "031"]),
        ({"fee": {"isNull": True}}, ["004", "007", "033"]),
        ({"fee": {"lte": 2000}, "currency": {"in": ["EUR", "USD"]}}, ["029", "030", "032", "035"]),
        ({"freePlaces": {"eq": 0}}, ["006", "009", "034"]),
        ({"freePlacesYear": {"eq": "2026/2027"}}, ["015", "018", "028"]),
        ({"freePlaces": {"isNull": True}}, ["020", "030"]),
        ({"okso": {"startsWith": "45."}}, ["017", "018"]),
        ({"name": {"startsWith": "Aerospace"}}, ["012", "034"]),
        ({"universities": {"atLeast": 2}}, ["003", "004", "007", "036"]),
        ({"universities": {"some": {"country": {"code": {"eq": "UZ"}}}}}, ["003", "024", "025"]),
        ({"agreement": {"kind": {"eq": "EXCHANGE"}}}, ["036"]),
    ],
)
async def test_programmes_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str]) -> None:
    asked = await ask(PROGRAMMES, where=where)
    assert asked.errors == []
    assert numbers_of(asked.data["programmes"]) == numbers
    assert asked.data["programmes"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


async def test_english_programmes_with_free_places_at_partners_of_russian_universities(ask: Ask) -> None:
    """Question 6: the agreement of Jilin has expired, that of IIT Bombay is a draft."""
    where = {
        "field": {"startsWith": "07"},
        "languages": {"includesUnder": "en"},
        "freePlaces": {"gt": 0},
        "freePlacesYear": {"eq": "2027/2028"},
    }
    russian = {"country": {"code": {"eq": "RU"}}}
    abroad = where | {"universities": {"some": {"not": russian}}}
    asked = await ask(PROGRAMMES, where=abroad)
    assert numbers_of(asked.data["programmes"]) == ["025", "026", "027", "029", "031", "032", "033"]
    live = {"some": {"liveAt": "2026-11-25", "parties": {"some": russian}}}
    partners = where | {"universities": {"some": {"not": russian, "agreements": live}}}
    asked = await ask(PROGRAMMES, where=partners)
    assert numbers_of(asked.data["programmes"]) == ["025", "026", "027", "029", "032", "033"]
    assert len(asked.statements) == 1


async def test_ways_back_lead_to_the_programmes_by_name(ask: Ask) -> None:
    asked = await ask(
        """{
          university(identifier: {scheme: DOMAIN, value: "tuit.uz"}) { programmes { totalCount nodes { slug name } } }
          agreement(slug: "demo-agreement-007") { programmes { totalCount nodes { slug universities { id } } } }
        }"""
    )
    programmes = asked.data["university"]["programmes"]
    assert programmes["totalCount"] == 3
    assert [node["name"] for node in programmes["nodes"]] == [
        "Computer Engineering",
        "Computer Science",
        "Electronics and Automation",
    ]
    assert numbers_of(asked.data["agreement"]["programmes"]) == ["007"]
    assert len(asked.data["agreement"]["programmes"]["nodes"][0]["universities"]) == 2
    assert len(asked.statements) == 2


async def test_programmes_are_ordered_by_name_and_by_what_is_asked(ask: Ask) -> None:
    asked = await ask(
        """{ a: programmes(first: 3) { nodes { name } totalCount }
             b: programmes(orderBy: [{field: FREE_PLACES, direction: DESC}, {field: SLUG}], first: 5) {
               nodes { freePlaces slug } } }"""
    )
    assert [node["name"] for node in asked.data["a"]["nodes"]] == [
        "Aerospace Engineering",
        "Aerospace Engineering",
        "Aircraft Engineering",
    ]
    assert asked.data["a"]["totalCount"] == 36
    assert numbers_of(asked.data["b"]) == ["020", "030", "024", "017", "005"]


async def test_those_who_teach_a_joint_programme_are_parties_of_its_agreement(ask: Ask) -> None:
    asked = await ask(
        """{ programmes(where: {agreement: {}}) { totalCount nodes {
          slug degree universities { id } agreement { parties { id } } } } }"""
    )
    assert asked.data["programmes"]["totalCount"] == 4
    for node in asked.data["programmes"]["nodes"]:
        parties = {party["id"] for party in node["agreement"]["parties"]}
        assert {each["id"] for each in node["universities"]} <= parties, node["slug"]
        assert node["degree"] != "SINGLE"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name_en": ""}, "name_en", "is empty"),
        ({"universities": ""}, "universities", "is empty"),
        ({"universities": "msu.ru"}, "universities", "is not a ROR id"),
        ({"universities": U1}, "universities", "names one institution only, and the degree is JOINT"),
        ({"agreement": "a-1|a-2"}, "agreement", "names more than one Agreement"),
        ({"level": "EQF4"}, "level", "is not a level"),
        ({"field": ""}, "field", "is empty"),
        ({"languages": ""}, "languages", "is empty"),
        ({"languages": "English"}, "languages", "is not a language"),
        ({"mode": "DISTANCE"}, "mode", "is not one of FULL_TIME"),
        ({"degree": "DUAL"}, "degree", "is not one of SINGLE, JOINT, DOUBLE"),
        ({"months": "0"}, "months", "is not a whole number from 1"),
        ({"currency": ""}, "currency", "is empty, and fee is not"),
        ({"fee": ""}, "fee", "is empty, and currency is not"),
        ({"currency": "rub"}, "currency", "is not a currency code"),
        ({"free_places_year": ""}, "free_places_year", "is empty, and free_places is not"),
        ({"free_places_year": "2027"}, "free_places_year", "is not an academic year"),
        ({"okso": "9"}, "okso", "is not a code of OKSO"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    assert KIND.parse(InputRow(2, ROW)).unit.properties["freePlaces"] == 5
    assert KIND.parse(InputRow(2, ROW | {"degree": "SINGLE", "universities": U1})).unit.properties["degree"] == "SINGLE"
    check_rejected(KIND, ROW, change, field, words)
