"""Venues, asked as a user would: halls and rooms of offices and their partners."""

from pathlib import Path
from typing import Any

import pytest

from graph.load.demo import load_demo
from graph.load.records import record_kind
from graph.natural_keys import slug_id
from graph.store.store import Store
from tests.conftest import Ask
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

KIND = record_kind("Venue")


async def test_venue_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: venue(slug: "demo-venue-008") {
            id name russian: name(languages: ["ru"]) kind capacity equipment terms partner demo
            office { slug } city { name } country { code } sources { slug }
            provenance { nodes { slug } edges { checked } }
          }
          b: venue(id: $id) { slug partner equipment }
          c: venue(slug: "demo-venue-999") { id }
        }""",
        id=slug_id("venu", "demo-venue-012"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("venu", "demo-venue-008"),
            "name": "Lecture hall, Almaty",
            "russian": "Лекционный зал в Алма-Ате",
            "kind": "HALL",
            "capacity": 180,
            "equipment": ["projector", "sound"],
            "terms": "SHARED_COSTS",
            "partner": "Demo university in Almaty",
            "demo": True,
            "office": {"slug": "russian-house-astana"},
            "city": {"name": "Almaty"},
            "country": {"code": "KZ"},
            "sources": [{"slug": "demo"}],
            "provenance": {"nodes": [{"slug": "demo"}], "edges": [{"checked": None}]},
        },
        "b": {"slug": "demo-venue-012", "partner": None, "equipment": []},
        "c": None,
    }
    assert len(asked.statements) == 3


VENUES = """query ($where: RegistryVenueWhere, $order: [RegistryVenueOrder!]) {
  venues(where: $where, orderBy: $order, first: 100) { nodes { slug } totalCount }
}"""
BY_SLUG = [{"field": "SLUG"}]


def numbers(asked_data: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-venue-") for node in asked_data["venues"]["nodes"]]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"kind": {"eq": "OPEN_AIR"}}, ["012", "026"]),
        ({"capacity": {"gte": 900}}, ["003", "007", "013", "015"]),
        ({"capacity": {"gte": 120, "lt": 151}}, ["004", "006", "010", "026"]),
        ({"terms": {"in": ["FREE", "SHARED_COSTS"]}}, ["004", "005", "008", "015", "017", "018"]),
        ({"terms": {"notIn": ["OWN"]}, "capacity": {"lt": 200}}, ["004", "005", "008"]),
        ({"partner": {"startsWith": "Demo Expo"}}, ["003", "007"]),
        ({"equipment": {"includes": "interpreting booth"}}, ["001", "009", "016", "020"]),
        ({"office": {"slug": {"eq": "russian-house-tashkent"}}, "city": {"geonamesId": {"eq": 1216265}}}, ["005"]),
        ({"country": {"code": {"eq": "UZ"}}, "capacity": {"gte": 120}}, ["001", "003", "004"]),
        ({"country": {"code": {"in": ["EG", "CU"]}}}, ["024", "025", "026"]),
        ({"nameRu": {"startsWith": "Большой зал"}}, ["001", "006", "022"]),
    ],
)
async def test_venues_are_filtered(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    asked = await ask(VENUES, where=where, order=BY_SLUG)
    assert asked.errors == []
    assert numbers(asked.data) == found
    assert asked.data["venues"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_venues_come_by_name_or_by_capacity(ask: Ask) -> None:
    asked = await ask(VENUES, where={"country": {"code": {"eq": "IN"}}})
    assert numbers(asked.data) == ["009", "011", "010", "012", "013"]
    asked = await ask(
        VENUES, where={"country": {"code": {"eq": "IN"}}}, order=[{"field": "CAPACITY", "direction": "DESC"}]
    )
    assert numbers(asked.data) == ["013", "012", "009", "010", "011"]


async def test_office_city_and_country_have_their_venues_by_name(ask: Ask) -> None:
    asked = await ask(
        """{
          office(slug: "russian-house-tashkent") { venues { totalCount nodes { slug } } }
          city(geonamesId: 1512569) { venues(where: {capacity: {gt: 100}}) { totalCount nodes { slug } } }
          country(code: "KZ") { venues { totalCount nodes { name } } }
        }"""
    )
    assert asked.data == {
        "office": {
            "venues": {
                "totalCount": 5,
                "nodes": [{"slug": f"demo-venue-{each}"} for each in ("004", "001", "003", "005", "002")],
            }
        },
        "city": {
            "venues": {"totalCount": 3, "nodes": [{"slug": f"demo-venue-{each}"} for each in ("004", "001", "003")]}
        },
        "country": {
            "venues": {
                "totalCount": 3,
                "nodes": [
                    {"name": "Exhibition hall A, Astana"},
                    {"name": "Great hall, Russian House in Astana"},
                    {"name": "Lecture hall, Almaty"},
                ],
            }
        },
    }
    assert len(asked.statements) == 3


GOOD = {
    "slug": "v-1", "name_en": "Hall", "name_ru": "", "kind": "HALL", "capacity": "120", "equipment": "stage|sound",
    "terms": "OWN", "partner": "", "geonames": "1512569", "office": "russian-house-tashkent",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": "V 1"}, "slug", "is not a slug"),
        ({"name_en": ""}, "name_en", "is empty"),
        ({"kind": "THEATRE"}, "kind", "`THEATRE` is not one of HALL, ROOM"),
        ({"capacity": ""}, "capacity", "is empty"),
        ({"capacity": "0"}, "capacity", "is not a whole number from 1"),
        ({"terms": "CHEAP"}, "terms", "is not one of OWN, FREE"),
        ({"terms": "RENT"}, "partner", "is empty, and the terms are RENT"),
        ({"partner": "A library"}, "partner", "`A library` lends it, and the terms are OWN"),
        ({"geonames": ""}, "geonames", "is empty"),
        ({"geonames": "Tashkent"}, "geonames", "is not a whole number"),
        ({"office": ""}, "office", "is empty"),
        ({"office": "house-a|house-b"}, "office", "names more than one Office"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_venue_in_an_unknown_city_or_of_an_unknown_office_is_rejected(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [GOOD | {"geonames": "1"}, GOOD | {"slug": "v-2", "office": "no-office"}, GOOD | {"slug": "v-3"}]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (2, "geonames", "`1` is no City of the registry"),
        (3, "office", "`no-office` is no Office of the registry"),
    ]
