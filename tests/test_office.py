"""Offices, asked as a user would."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from tests.conftest import Ask


async def test_office_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: office(slug: "russian-house-astana") {
            id name(languages: ["ru"]) kind website city { name } country { code }
          }
          b: office(id: $id) { slug website }
          c: office(slug: "russian-house-atlantis") { id }
        }""",
        id=slug_id("offi", "russian-house-baku"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("offi", "russian-house-astana"),
            "name": "Русский дом в Астане",
            "kind": "RUSSIAN_HOUSE",
            "website": "https://kaz.rs.gov.ru",
            "city": {"name": "Astana"},
            "country": {"code": "KZ"},
        },
        "b": {"slug": "russian-house-baku", "website": None},
        "c": None,
    }
    assert len(asked.statements) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ("", "BAD_USER_INPUT", "office"),
        ('(id: "offi_a", slug: "b")', "BAD_USER_INPUT", "office"),
        ("(slug: null)", "BAD_USER_INPUT", "office"),
        ('(id: "univ_aaaaaaaaaaaaaaaa")', "BAD_ID", "office.id"),
    ],
)
async def test_office_takes_exactly_one_key_of_its_own(ask: Ask, arguments: str, code: str, field: str) -> None:
    asked = await ask(f"{{ office{arguments} {{ name }} }}")
    assert asked.data == {"office": None}
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]


COVERS = """query ($slug: String!, $day: Date) {
  office(slug: $slug) { covers(asOf: $day) { edges { since until node { code } } totalCount } }
}"""


@pytest.mark.parametrize(
    ("slug", "day", "countries"),
    [
        ("russian-house-belgrade", "2023-10-31", [("ME", "2019-01-01", "2024-01-01"), ("RS", "2009-01-01", None)]),
        (
            "russian-house-belgrade",
            "2023-11-01",
            [("ME", "2019-01-01", "2024-01-01"), ("MK", "2023-11-01", None), ("RS", "2009-01-01", None)],
        ),
        ("russian-house-belgrade", "2024-01-01", [("MK", "2023-11-01", None), ("RS", "2009-01-01", None)]),
        ("russian-house-cairo", "2025-09-01", [("EG", "2009-01-01", None), ("JO", "2024-12-10", None)]),
        ("russian-house-baku", "2025-02-03", []),
        ("russian-house-baku", "2009-05-31", []),
    ],
)
async def test_office_covers_the_countries_of_the_date(
    ask: Ask, slug: str, day: str, countries: list[tuple[str, str, str | None]]
) -> None:
    asked = await ask(COVERS, slug=slug, day=day)
    covers = asked.data["office"]["covers"]
    assert [(edge["node"]["code"], edge["since"], edge["until"]) for edge in covers["edges"]] == countries
    assert covers["totalCount"] == len(countries)
    assert len(asked.statements) == 1


async def test_coverage_is_asked_at_two_dates_at_once(ask: Ask) -> None:
    asked = await ask(
        """{ office(slug: "russian-house-ankara") {
          before: covers(asOf: "2025-08-31") { nodes { name(languages: ["ru"]) } }
          after: covers(asOf: "2025-09-01") { nodes { name(languages: ["ru"]) } }
          always: covers(allTime: true) { totalCount }
          none: covers(asOf: "2025-09-01", where: {code: {notIn: ["TR", "AZ"]}}) { totalCount }
        } }"""
    )
    assert asked.data["office"] == {
        "before": {"nodes": [{"name": "Турция"}]},
        "after": {"nodes": [{"name": "Азербайджан"}, {"name": "Турция"}]},
        "always": {"totalCount": 2},
        "none": {"totalCount": 0},
    }
    assert len(asked.statements) == 1


OFFICES = """query ($where: RegistryOfficeWhere) {
  offices(where: $where, orderBy: [{field: SLUG}]) { nodes { slug } totalCount }
}"""


@pytest.mark.parametrize(
    ("where", "slugs"),
    [
        ({"kind": {"eq": "BRANCH"}}, ["russian-house-branch-alexandria"]),
        ({"kind": {"notIn": ["RUSSIAN_HOUSE", "BRANCH"]}},
         ["agency-headquarters-moscow", "partner-house-rio-de-janeiro"]),
        ({"kind": {"in": ["HEADQUARTERS", "PARTNER_HOUSE"]}},
         ["agency-headquarters-moscow", "partner-house-rio-de-janeiro"]),
        ({"kind": {"isNull": True}}, []),
        ({"slug": {"startsWith": "russian-house-b"}},
         [f"russian-house-{city}" for city in (
             "baku", "beijing", "belgrade", "berlin", "bishkek", "branch-alexandria", "bucharest", "budapest",
             "buenos-aires")]),
        ({"website": {"isNull": False}, "country": {"code": {"in": ["KZ", "IN", "CN"]}}},
         ["russian-house-astana", "russian-house-new-delhi"]),
        ({"covers": {"some": {"code": {"eq": "SY"}}, "asOf": "2025-01-01"}},
         ["russian-house-cairo", "russian-house-damascus"]),
        ({"covers": {"some": {"code": {"eq": "SY"}}, "asOf": "2025-09-01"}}, ["russian-house-damascus"]),
        ({"covers": {"atLeast": 3, "asOf": "2022-06-30"}},
         ["russian-house-addis-ababa", "russian-house-buenos-aires"]),
        ({"covers": {"none": {}, "asOf": "2025-02-03"}}, ["russian-house-baku"]),
        ({"statuses": {"some": {"status": {"eq": "SUSPENDED"}}, "asOf": "2024-12-10"}},
         ["russian-house-bucharest", "russian-house-damascus", "russian-house-skopje"]),
        ({"statuses": {"some": {"status": {"in": ["CLOSED"]}}, "asOf": "2025-02-03"}}, ["russian-house-baku"]),
        ({"statuses": {"none": {}, "asOf": "2009-01-01"}, "slug": {"startsWith": "russian-house-a"}},
         ["russian-house-ankara", "russian-house-astana"]),
        ({"contacts": {"some": {"stage": {"eq": "LOST"}}, "atLeast": 2}},
         ["russian-house-astana", "russian-house-berlin"]),
        ({"contacts": {"none": {}}}, ["agency-headquarters-moscow"]),
        ({"people": {"some": {"role": {"eq": "OFFICE_HEAD"}}, "asOf": "2017-12-31"}},
         ["russian-house-bucharest", "russian-house-buenos-aires"]),
        ({"agreements": {"atLeast": 5}}, ["agency-headquarters-moscow"]),
        ({"events": {"atLeast": 2}}, ["russian-house-new-delhi", "russian-house-tashkent"]),
    ],
)  # fmt: skip
async def test_offices_are_filtered(ask: Ask, where: dict[str, Any], slugs: list[str]) -> None:
    asked = await ask(OFFICES, where=where)
    assert asked.errors == []
    assert asked.data["offices"] == {"nodes": [{"slug": slug} for slug in slugs], "totalCount": len(slugs)}
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("day", "inactive"),
    [
        # Skopje, Bucharest, Berlin, Paris: suspended or limited; Baku: closed; Damascus: active again that day.
        ("2025-09-01", ["baku", "berlin", "bucharest", "paris", "skopje"]),
        ("2025-08-31", ["baku", "berlin", "bucharest", "damascus", "paris", "skopje"]),
        ("2023-09-30", ["berlin", "bucharest", "paris"]),
    ],
)
async def test_office_that_is_not_active_on_the_date_is_left_out(ask: Ask, day: str, inactive: list[str]) -> None:
    asked = await ask(OFFICES, where={"not": {"activeAt": day}})
    assert [node["slug"] for node in asked.data["offices"]["nodes"]] == [f"russian-house-{city}" for city in inactive]
    asked = await ask(OFFICES, where={"activeAt": day})
    assert asked.data["offices"]["totalCount"] == 25 - len(inactive)


@pytest.mark.parametrize(("day", "active"), [("0001-01-01", 0), ("9999-12-31", 20)])
async def test_first_and_last_day_of_the_calendar_can_be_asked_for(ask: Ask, day: str, active: int) -> None:
    asked = await ask(OFFICES, where={"activeAt": day})
    assert (asked.errors, asked.data["offices"]["totalCount"]) == ([], active)


async def test_during_the_pandemic_two_offices_were_suspended_and_two_limited(ask: Ask) -> None:
    query = """query ($status: OfficeStatusKind!) {
      offices(where: {statuses: {some: {status: {eq: $status}}, asOf: "2021-01-15"}}) { nodes { slug } }
    }"""
    suspended = (await ask(query, status="SUSPENDED")).data["offices"]["nodes"]
    limited = (await ask(query, status="LIMITED")).data["offices"]["nodes"]
    assert {node["slug"] for node in suspended} == {"russian-house-addis-ababa", "russian-house-branch-alexandria"}
    assert {node["slug"] for node in limited} == {"russian-house-beijing", "russian-house-tashkent"}


async def test_office_not_yet_open_has_no_status(ask: Ask) -> None:
    asked = await ask(
        '{ office(slug: "partner-house-rio-de-janeiro") { status(asOf: "2021-01-15") { status } '
        'statuses(asOf: "2021-01-15") { status } covers(asOf: "2021-01-15") { totalCount } } }'
    )
    assert asked.data["office"] == {"status": None, "statuses": [], "covers": {"totalCount": 0}}


async def test_what_an_office_has_done_is_one_statement(ask: Ask) -> None:
    asked = await ask(
        """{ office(slug: "russian-house-yerevan") {
          contacts(first: 2, where: {since: {lt: "2026-01-01"}, parties: {some: {name: {startsWith: "Herzen"}}}}) {
            totalCount nodes { slug parties { name } }
          }
          events { nodes { slug } } agreements { totalCount }
          people(asOf: "2026-01-01") { edges { since node { role languages } } }
          sources { slug }
        } }"""
    )
    assert asked.data["office"] == {
        "contacts": {
            "totalCount": 1,
            "nodes": [
                {
                    "slug": "demo-contact-139",
                    "parties": [{"name": "Herzen University"}, {"name": "Yerevan State University"}],
                }
            ],
        },
        "events": {"nodes": [{"slug": "demo-round-table-yerevan-2025"}]},
        "agreements": {"totalCount": 0},
        "people": {"edges": [{"since": "2020-09-01", "node": {"role": "OFFICE_HEAD", "languages": ["ru", "hy"]}}]},
        "sources": [{"slug": "demo"}, {"slug": "offices"}],
    }
    assert len(asked.statements) == 1


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-01", "24-01-01", "2024-1-1", "yesterday", "", "20240101"])
async def test_date_that_is_none_is_refused_in_plain_words(ask: Ask, day: str) -> None:
    words = f'Date must be a calendar date written YYYY-MM-DD, not "{day}".'
    asked = await ask(COVERS, slug="russian-house-baku", day=day)
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["message"] == f"Variable '$day' has invalid value: {words}"
    asked = await ask(f'{{ offices(where: {{activeAt: "{day}"}}) {{ totalCount }} }}')
    assert asked.codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert asked.errors[0]["message"] == words
    assert asked.statements == []


async def test_date_must_be_a_text(ask: Ask) -> None:
    asked = await ask(COVERS, slug="russian-house-baku", day=20240101)
    assert asked.codes == ["BAD_USER_INPUT"]


async def test_value_that_is_none_of_the_enumeration_is_refused(ask: Ask) -> None:
    asked = await ask("{ offices(where: {kind: {eq: CASTLE}}) { totalCount } }")
    assert asked.codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert "CASTLE" in asked.errors[0]["message"]
    asked = await ask(OFFICES, where={"kind": {"eq": "CASTLE"}})
    assert asked.codes == ["BAD_USER_INPUT"]
