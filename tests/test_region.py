"""Regions, asked as a user would."""

from typing import Any

import pytest

from graph.natural_keys import region_id
from tests.conftest import Ask


async def test_region_is_found_by_its_code_or_id(ask: Ask) -> None:
    asked = await ask(
        'query ($id: ID!) { a: region(code: "RU-TA") { id name federalDistrict country { code } } '
        'b: region(id: $id) { code federalDistrict } c: region(code: "RU-XX") { id } }',
        id=region_id("KZ-75"),
    )
    assert asked.data == {
        "a": {
            "id": region_id("RU-TA"),
            "name": "Tatarstan Republic",
            "federalDistrict": "Volga",
            "country": {"code": "RU"},
        },
        "b": {"code": "KZ-75", "federalDistrict": None},
        "c": None,
    }
    assert len(asked.statements) == 3


async def test_region_has_its_cities_with_their_universities(ask: Ask) -> None:
    asked = await ask(
        """{ region(code: "RU-TA") { cities { totalCount nodes {
          name(languages: ["ru"]) universities(orderBy: [{field: FOUNDED}]) { nodes { founded } }
        } } } }"""
    )
    cities = asked.data["region"]["cities"]
    assert cities["totalCount"] == 2
    assert [city["name"] for city in cities["nodes"]] == ["Иннополис", "Казань"]
    assert [node["founded"] for node in cities["nodes"][1]["universities"]["nodes"]] == [1804, 1932]
    assert len(asked.statements) == 1


async def test_region_without_a_russian_name_keeps_its_english_one(ask: Ask) -> None:
    asked = await ask('{ region(code: "RU-TA") { name(languages: ["ru", "tt"]) } }')
    assert asked.data == {"region": {"name": "Tatarstan Republic"}}


REGIONS = """query ($where: RegistryRegionWhere, $order: [RegistryRegionOrder!]) {
  regions(where: $where, orderBy: $order) { nodes { code } totalCount }
}"""


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        ({"code": {"startsWith": "KZ-"}}, ["KZ-71", "KZ-75"]),
        ({"federalDistrict": {"eq": "Siberian"}}, ["RU-IRK", "RU-NVS", "RU-TOM"]),
        ({"federalDistrict": {"notIn": ["Volga", "Siberian", "Central", "Far Eastern"]},
          "country": {"code": {"eq": "RU"}}}, ["RU-AST", "RU-CHE", "RU-DA", "RU-SPE"]),
        ({"federalDistrict": {"isNull": True}, "country": {"code": {"in": ["RU", "UZ"]}}}, ["UZ-SA", "UZ-TK"]),
        ({"cities": {"atLeast": 2}}, ["RU-TA"]),
        ({"cities": {"none": {}}}, []),
        ({"anyOf": [{"code": {"eq": "DE-BE"}}, {"name": {"eq": "Moscow"}}]}, ["DE-BE", "RU-MOW"]),
    ],
)  # fmt: skip
async def test_regions_are_filtered(ask: Ask, where: dict[str, Any], codes: list[str]) -> None:
    asked = await ask(REGIONS, where=where)
    assert asked.errors == []
    assert asked.data["regions"] == {"nodes": [{"code": code} for code in codes], "totalCount": len(codes)}


async def test_regions_are_ordered_by_district_with_ties_by_code(ask: Ask) -> None:
    asked = await ask(
        REGIONS,
        where={"federalDistrict": {"in": ["Far Eastern", "Siberian"]}},
        order=[{"field": "FEDERAL_DISTRICT", "direction": "DESC"}, {"field": "CODE"}],
    )
    assert [node["code"] for node in asked.data["regions"]["nodes"]] == [
        "RU-IRK", "RU-NVS", "RU-TOM", "RU-PRI", "RU-SAK"
    ]  # fmt: skip


async def test_region_is_found_by_its_code_in_any_letters(ask: Ask) -> None:
    asked = await ask('{ region(code: "ru-ta") { code } regions(where: {code: {startsWith: "kz-7"}}) { totalCount } }')
    assert asked.data == {"region": {"code": "RU-TA"}, "regions": {"totalCount": 2}}
