"""Restrictions of countries, asked as a user would."""

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

KIND = record_kind("Restriction")


async def test_restriction_is_found_by_its_slug_or_id_with_its_countries(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: restriction(slug: "demo-restriction-006") {
            id kind title russian: title(languages: ["ru-RU"]) since until demo
            imposedBy { code } countries { code }
            sources { slug } provenance { totalCount edges { checked node { slug } } }
          }
          b: restriction(id: $id) { slug until }
          c: restriction(slug: "demo-restriction-999") { id }
        }""",
        id=slug_id("rest", "demo-restriction-004"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("rest", "demo-restriction-006"),
            "kind": "VISA",
            "title": "Demo: study visas need proof of means",
            "russian": "Демо: для учебной визы нужно подтверждение средств",
            "since": "2023-04-01",
            "until": "2025-09-01",
            "demo": True,
            "imposedBy": {"code": "HU"},
            "countries": [{"code": "EG"}, {"code": "IN"}, {"code": "RU"}],
            "sources": [{"slug": "demo"}],
            "provenance": {"totalCount": 1, "edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {"slug": "demo-restriction-004", "until": None},
        "c": None,
    }
    assert len(asked.statements) == 3


RESTRICTIONS = """query ($where: RegistryRestrictionWhere, $order: [RegistryRestrictionOrder!]) {
  restrictions(where: $where, orderBy: $order, first: 100) { nodes { slug } totalCount }
}"""
BY_SLUG = [{"field": "SLUG"}]


def numbers(nodes: Any) -> list[int]:
    return [int(node["slug"].removeprefix("demo-restriction-")) for node in nodes]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"kind": {"eq": "PAYMENT"}}, [9, 10, 11, 12]),
        ({"kind": {"notIn": ["ENTRY", "VISA", "PAYMENT", "EXPORT"]}}, [16, 17, 18]),
        ({"since": {"gte": "2024-01-01"}}, [7, 17, 18]),
        ({"until": {"isNull": True}, "imposedBy": {"code": {"in": ["DE", "FR"]}}}, [4, 5, 9, 13]),
        ({"countries": {"some": {"code": {"eq": "CN"}}}}, [3, 11, 14]),
        ({"countries": {"atLeast": 3}, "imposedBy": {"code": {"eq": "RU"}}}, [8, 12, 14]),
        ({"countries": {"none": {"code": {"eq": "RU"}}}}, [8, 12, 14]),
        ({"titleRu": {"startsWith": "Демо: лимит"}}, [11]),
    ],
)
async def test_restrictions_are_filtered(ask: Ask, where: dict[str, Any], found: list[int]) -> None:
    asked = await ask(RESTRICTIONS, where=where, order=BY_SLUG)
    assert asked.errors == []
    assert numbers(asked.data["restrictions"]["nodes"]) == found
    assert asked.data["restrictions"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-11-24", [4, 5, 8, 9, 11, 13, 14, 15, 17]),
        ("2026-12-01", [4, 5, 8, 9, 11, 13, 14, 15, 17, 18]),
        ("2022-07-14", [1, 2, 3, 9, 12, 13, 15, 16]),
        ("2022-07-15", [2, 3, 9, 12, 13, 15, 16]),
        ("2018-12-31", []),
    ],
)
async def test_restrictions_hold_from_their_first_day_until_the_day_before_their_end(
    ask: Ask, day: str, found: list[int]
) -> None:
    asked = await ask(RESTRICTIONS, where={"activeAt": day}, order=BY_SLUG)
    assert numbers(asked.data["restrictions"]["nodes"]) == found


async def test_newest_restrictions_come_first(ask: Ask) -> None:
    asked = await ask("{ restrictions(first: 3) { nodes { since } } }")
    days = [node["since"] for node in asked.data["restrictions"]["nodes"]]
    assert days == ["2026-12-01", "2024-09-01", "2024-06-01"]
    order = [{"field": "UNTIL", "direction": "DESC"}, {"field": "SLUG"}]
    asked = await ask(RESTRICTIONS, where={"until": {"gte": "2024-12-01"}}, order=order)
    assert numbers(asked.data["restrictions"]["nodes"]) == [10, 6, 16, 7]


async def test_country_has_the_restrictions_that_it_imposes(ask: Ask) -> None:
    asked = await ask(
        """{
          country(code: "IN") { restrictions { totalCount nodes { slug } } }
          russia: country(code: "RU") { restrictions(where: {activeAt: "2026-11-24"}) { totalCount nodes { slug } } }
          armenia: country(code: "AM") { restrictions { totalCount nodes { slug } } }
        }"""
    )
    found = {name: numbers(value["restrictions"]["nodes"]) for name, value in asked.data.items()}
    assert found == {"country": [17, 1], "russia": [14, 8], "armenia": []}
    assert [value["restrictions"]["totalCount"] for value in asked.data.values()] == [2, 2, 0]
    assert len(asked.statements) == 3


GOOD = {
    "slug": "r-1", "kind": "VISA", "title_en": "Slow visas", "title_ru": "", "since": "2025-01-01",
    "until": "2026-01-01", "country": "DE", "countries": "RU|AM",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": "R 1"}, "slug", "is not a slug"),
        ({"kind": "TRADE"}, "kind", "`TRADE` is not one of ENTRY, VISA"),
        ({"title_en": ""}, "title_en", "is empty"),
        ({"since": ""}, "since", "is empty"),
        ({"until": "2025-01-01"}, "until", "2025-01-01 is not after since (2025-01-01)"),
        ({"country": ""}, "country", "is empty"),
        ({"country": "DE|FR"}, "country", "names more than one Country"),
        ({"countries": ""}, "countries", "is empty"),
        ({"countries": "RU|Armenia"}, "countries", "is not a country code"),
        ({"countries": "RU|DE"}, "countries", "`DE` imposes it"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_restriction_of_a_country_that_is_not_in_the_registry_is_rejected(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [GOOD | {"country": "TV"}, GOOD | {"slug": "r-2"}]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (2, "country", "`TV` is no Country of the registry")
    ]
