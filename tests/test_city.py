"""Cities, asked as a user would."""

from typing import Any

import pytest

from graph.natural_keys import city_id
from tests.conftest import Ask

MOSCOW = 524901
NAME = "query ($id: Int!, $languages: [String!]) { city(geonamesId: $id) { name(languages: $languages) } }"


async def test_city_is_found_by_its_geonames_number_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: city(geonamesId: 1512569) { id name latitude longitude country { code } region { code } }
          b: city(id: $id) { name } c: city(geonamesId: 1) { name }
        }""",
        id=city_id(MOSCOW),
    )
    assert asked.data == {
        "a": {
            "id": city_id(1512569),
            "name": "Tashkent",
            "latitude": 41.26465,
            "longitude": 69.21627,
            "country": {"code": "UZ"},
            "region": {"code": "UZ-TK"},
        },
        "b": {"name": "Moscow"},
        "c": None,
    }


@pytest.mark.parametrize(
    ("languages", "name"),
    [
        (None, "Moscow"),
        (["ru"], "Москва"),
        (["ru-RU"], "Москва"),
        (["xx", "ru"], "Москва"),
        (["en", "ru"], "Moscow"),
        (["de"], "Moscow"),
        (["RU"], "Москва"),
    ],
)
async def test_city_is_named_in_russian_or_as_geonames_has_it(ask: Ask, languages: list[str] | None, name: str) -> None:
    asked = await ask(NAME, id=MOSCOW, languages=languages)
    assert asked.data == {"city": {"name": name}}


async def test_city_asked_for_in_latin_script_is_not_answered_in_cyrillic(ask: Ask) -> None:
    asked = await ask(NAME, id=MOSCOW, languages=["ru-Latn"])
    assert asked.data == {"city": {"name": "Moscow"}}


async def test_city_has_its_universities_and_offices(ask: Ask) -> None:
    asked = await ask(
        """{ city(geonamesId: 1512569) {
          universities { nodes { name } totalCount } offices { nodes { slug city { geonamesId } } totalCount }
        } }"""
    )
    assert asked.data["city"] == {
        "universities": {
            "nodes": [
                {"name": "Tashkent University of Information Technology"},
                {"name": "Uzbek State University of World Languages"},
            ],
            "totalCount": 2,
        },
        "offices": {"nodes": [{"slug": "russian-house-tashkent", "city": {"geonamesId": 1512569}}], "totalCount": 1},
    }
    assert len(asked.statements) == 1


CITIES = """query ($where: RegistryCityWhere, $order: [RegistryCityOrder!]) {
  cities(where: $where, orderBy: $order) { nodes { name } }
}"""


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({"latitude": {"gt": 55.8}}, ["St Petersburg", "Tomsk"]),
        ({"latitude": {"lt": -30}, "longitude": {"gte": 0}}, ["Rondebosch", "Sydney"]),
        ({"longitude": {"lte": -82.38304}}, ["Havana", "Mexico City"]),
        ({"latitude": {"isNull": True}}, []),
        ({"name": {"in": ["Kazan’", "Kazan"]}}, ["Kazan’"]),
        ({"nameRu": {"startsWith": "Новос"}}, ["Novosibirsk"]),
        ({"region": {"federalDistrict": {"eq": "Volga"}}}, ["Innopolis", "Kazan’", "Samara", "Saransk", "Ufa"]),
        ({"universities": {"atLeast": 3}}, ["Moscow"]),
        ({"offices": {"some": {}}, "universities": {"none": {}}}, ["Cairo", "Damascus", "Rio de Janeiro"]),
        ({"country": {"code": {"eq": "RU"}}, "offices": {"some": {}}}, ["Moscow"]),
        # A city for which no region is known.
        ({"not": {"region": {}}, "country": {"code": {"in": ["SY", "RS", "CN"]}}},
         ["Aleppo", "Belgrade", "Damascus", "Harbin"]),
    ],
)  # fmt: skip
async def test_cities_are_filtered(ask: Ask, where: dict[str, Any], names: list[str]) -> None:
    asked = await ask(CITIES, where=where)
    assert asked.errors == []
    assert [node["name"] for node in asked.data["cities"]["nodes"]] == names


async def test_cities_are_ordered_by_where_they_lie(ask: Ask) -> None:
    asked = await ask(
        CITIES,
        where={"country": {"code": {"in": ["AU", "AR", "BR", "ZA"]}}},
        order=[{"field": "LATITUDE", "direction": "DESC"}],
    )
    assert [node["name"] for node in asked.data["cities"]["nodes"]] == [
        "Rio de Janeiro", "São Paulo", "Sydney", "Rondebosch", "Buenos Aires"
    ]  # fmt: skip


async def test_pages_by_latitude_follow_one_another(ask: Ask) -> None:
    query = """query ($after: String) { cities(first: 20, after: $after, orderBy: [{field: LATITUDE}]) {
      totalCount nodes { geonamesId latitude } pageInfo { endCursor hasNextPage }
    } }"""
    found: list[dict[str, Any]] = []
    after = None
    more = True
    while more:
        cities = (await ask(query, after=after)).data["cities"]
        found += cities["nodes"]
        after, more = cities["pageInfo"]["endCursor"], cities["pageInfo"]["hasNextPage"]
    latitudes = [city["latitude"] for city in found]
    assert latitudes == sorted(latitudes)
    assert len({city["geonamesId"] for city in found}) == len(found) == cities["totalCount"]
