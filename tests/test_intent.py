"""Intents, asked as a user would: what institutions seek and offer."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from tests.conftest import Ask


async def test_intent_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: intent(slug: "demo-intent-013") {
            id direction cooperationKind fields levels languages places since until demo
            university { name } countries { code }
          }
          b: intent(id: $id) { slug places until countries { code } }
          c: intent(slug: "demo-intent-999") { id }
        }""",
        id=slug_id("intn", "demo-intent-002"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("intn", "demo-intent-013"),
            "direction": "OFFERS",
            "cooperationKind": "STUDENT_RECRUITMENT",
            "fields": ["0912", "0916"],
            "levels": ["EQF7"],
            "languages": ["en", "ru-B1"],
            "places": 100,
            "since": "2025-09-01",
            "until": "2027-07-31",
            "demo": True,
            "university": {"name": "Sechenov University"},
            "countries": [{"code": "EG"}, {"code": "IN"}, {"code": "JO"}, {"code": "UZ"}],
        },
        "b": {"slug": "demo-intent-002", "places": None, "until": None, "countries": []},
        "c": None,
    }
    assert len(asked.statements) == 3


INTENTS = """query ($where: RegistryIntentWhere) {
  intents(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"fields": {"includes": "0612"}}, ["010", "083", "090"]),
        ({"fields": {"includesUnder": "071"}}, ["005", "008", "012", "019"]),
        ({"fields": {"includesAny": ["0916", "0114"]}}, ["001", "013", "085", "088"]),
        ({"levels": {"includes": "EQF8"}, "direction": {"eq": "SEEKS"}}, ["002", "004", "078", "085"]),
        ({"languages": {"includesUnder": "zh"}}, ["020", "067", "075"]),
        ({"languages": {"includes": "ru-C1"}}, ["078", "085"]),
        ({"cooperationKind": {"notIn": ["STUDENT_EXCHANGE", "LANGUAGE_COURSE", "RESEARCH", "JOINT_PROGRAMME",
                                        "STUDENT_RECRUITMENT"]}}, ["085", "086", "088", "089"]),
        ({"places": {"isNull": True}}, ["002", "003", "004", "068", "078"]),
        ({"places": {"gte": 60}}, ["001", "011", "013"]),
        ({"places": {"in": [200, 13]}}, ["011", "065"]),
        ({"until": {"isNull": True}}, ["001", "002", "068"]),
        ({"countries": {"some": {"code": {"eq": "JO"}}}}, ["013"]),
        ({"countries": {"none": {}}, "cooperationKind": {"eq": "JOINT_PROGRAMME"}}, ["091", "092"]),
        ({"countries": {"atLeast": 18}}, ["022", "030"]),
        ({"university": {"country": {"code": {"eq": "MX"}}}}, ["052", "077"]),
        ({"since": {"lt": "2025-03-01"}}, ["001", "002"]),
        (
            {"anyOf": [{"slug": {"eq": "demo-intent-093"}}, {"not": {"since": {"gte": "2025-01-15"}}}]},
            ["001", "093"],
        ),
    ],
)  # fmt: skip
async def test_intents_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str]) -> None:
    asked = await ask(INTENTS, where=where)
    assert asked.errors == []
    assert [node["slug"].removeprefix("demo-intent-") for node in asked.data["intents"]["nodes"]] == numbers
    assert asked.data["intents"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        ("2024-08-31", []),
        ("2024-09-01", ["001"]),
        ("2025-01-20", ["001", "002"]),
        ("2027-12-31", ["001", "002", "068"]),
    ],
)
async def test_open_intents_hold_from_their_first_day_and_no_longer_on_their_until(
    ask: Ask, day: str, numbers: list[str]
) -> None:
    asked = await ask(INTENTS, where={"openAt": day})
    assert [node["slug"].removeprefix("demo-intent-") for node in asked.data["intents"]["nodes"]] == numbers


async def test_open_intents_that_end_soon_come_first(ask: Ask) -> None:
    """Question 5: open on 2026-12-01, and no longer open within 60 days."""
    asked = await ask(
        """{ intents(where: {openAt: "2026-12-01", until: {lte: "2027-01-30"}}) { nodes { slug until } } }"""
    )
    assert [(node["slug"][-3:], node["until"]) for node in asked.data["intents"]["nodes"][:2]] == [
        ("014", "2026-12-15"),
        ("075", "2026-12-20"),
    ]
    assert {node["slug"][-3:] for node in asked.data["intents"]["nodes"]} == {
        "014", "075", "010", "031", "036", "034", "072", "091"
    }  # fmt: skip


async def test_intents_without_an_end_stand_last(ask: Ask) -> None:
    asked = await ask("{ intents(last: 4) { nodes { until } pageInfo { hasPreviousPage hasNextPage } totalCount } }")
    assert [node["until"] for node in asked.data["intents"]["nodes"]] == ["2027-12-31", None, None, None]
    assert asked.data["intents"]["pageInfo"] == {"hasPreviousPage": True, "hasNextPage": False}
    assert asked.data["intents"]["totalCount"] == 93


async def test_seekers_and_offers_of_one_country_in_one_statement(ask: Ask) -> None:
    asked = await ask(
        """{ country(code: "UZ") { universities { nodes { name
          seeks: intents(where: {direction: {eq: SEEKS}}) { totalCount }
          offers: intents(where: {direction: {eq: OFFERS}}) { totalCount }
        } } } }"""
    )
    counts = {
        node["name"]: (node["seeks"]["totalCount"], node["offers"]["totalCount"])
        for node in asked.data["country"]["universities"]["nodes"]
    }
    assert counts == {
        "Samarkand State University named after Sharof Rashidov": (1, 1),
        "Tashkent University of Information Technology": (2, 1),
        "Uzbek State University of World Languages": (1, 0),
    }
    assert len(asked.statements) == 1
