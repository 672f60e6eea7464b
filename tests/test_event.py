"""Events, asked as a user would."""

from typing import Any

import pytest

from graph.load.records import record_kind
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from tests.conftest import Ask

KIND = record_kind("Event")


async def test_event_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: event(slug: "demo-olympiad-minsk-2026") {
            id name russian: name(languages: ["xx", "ru"]) kind starts ends visitors demo
            city { name country { code } } office { slug } sources { slug }
          }
          b: event(id: $id) { slug visitors }
          c: event(slug: "no-such-event") { id }
        }""",
        id=slug_id("evnt", "demo-course-belgrade-2027"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("evnt", "demo-olympiad-minsk-2026"),
            "name": "Mathematics olympiad in Minsk",
            "russian": "Олимпиада по математике в Минске",
            "kind": "OLYMPIAD",
            "starts": "2026-02-11",
            "ends": "2026-02-13",
            "visitors": 540,
            "demo": True,
            "city": {"name": "Minsk", "country": {"code": "BY"}},
            "office": {"slug": "russian-house-minsk"},
            "sources": [{"slug": "demo"}],
        },
        "b": {"slug": "demo-course-belgrade-2027", "visitors": None},
        "c": None,
    }


async def test_what_came_of_an_event_is_one_statement(ask: Ask) -> None:
    asked = await ask(
        """{ event(slug: "demo-exhibition-hanoi-2024") {
          participants { totalCount }
          foreign: participants(where: {not: {country: {code: {eq: "RU"}}}}) { nodes { name } }
          contacts { totalCount }
          agreed: contacts(where: {agreements: {some: {status: {eq: IN_FORCE}}}}, orderBy: [{field: SLUG}]) {
            nodes { slug agreements { nodes { slug signed } } }
          }
        } }"""
    )
    assert asked.data["event"] == {
        "participants": {"totalCount": 9},
        "foreign": {"nodes": [{"name": "Hanoi University"}, {"name": "Vietnam National University, Hanoi"}]},
        "contacts": {"totalCount": 5},
        "agreed": {
            "nodes": [
                {
                    "slug": "demo-contact-118",
                    "agreements": {"nodes": [{"slug": "demo-agreement-038", "signed": "2025-04-21"}]},
                },
                {
                    "slug": "demo-contact-121",
                    "agreements": {"nodes": [{"slug": "demo-agreement-037", "signed": "2025-03-17"}]},
                },
            ]
        },
    }
    assert len(asked.statements) == 1


EVENTS = """query ($where: RegistryEventWhere, $order: [RegistryEventOrder!]) {
  events(where: $where, orderBy: $order) { nodes { slug } }
}"""


LATEST = [
    "demo-course-belgrade-2027",
    "demo-open-day-engineering-2027",
    "demo-open-day-new-delhi-2027",
    "demo-fair-new-delhi-2027",
]


@pytest.mark.parametrize(
    ("where", "slugs"),
    [
        ({"kind": {"eq": "FAIR"}}, ["demo-fair-new-delhi-2027", "demo-fair-tashkent-2025", "demo-fair-astana-2024"]),
        ({"starts": {"lte": "2026-02-12"}, "ends": {"gte": "2026-02-12"}}, ["demo-olympiad-minsk-2026"]),
        ({"starts": {"gt": "2026-04-22"}}, LATEST),
        ({"visitors": {"isNull": True}}, LATEST),
        ({"visitors": {"gte": 540, "lt": 2400}}, ["demo-olympiad-minsk-2026", "demo-exhibition-hanoi-2024"]),
        ({"city": {"country": {"code": {"eq": "UZ"}}}}, ["demo-open-day-tashkent-2026", "demo-fair-tashkent-2025"]),
        ({"office": {"kind": {"eq": "BRANCH"}}}, ["demo-presentation-alexandria-2023"]),
        ({"nameRu": {"startsWith": "Выставка"}}, ["demo-fair-new-delhi-2027", "demo-fair-tashkent-2025"]),
        ({"participants": {"atLeast": 11}}, ["demo-fair-tashkent-2025", "demo-fair-astana-2024"]),
        ({"participants": {"some": {"name": {"startsWith": "Innopolis"}}}}, ["demo-fair-tashkent-2025"]),
        ({"participants": {"none": {"name": {"startsWith": "Lomonosov"}}}},
         ["demo-open-day-engineering-2027", "demo-open-day-new-delhi-2027", "demo-open-day-tashkent-2026",
          "demo-presentation-alexandria-2023"]),
        ({"contacts": {"none": {}}}, LATEST),
    ],
)  # fmt: skip
async def test_events_are_filtered_and_come_latest_first(ask: Ask, where: dict[str, Any], slugs: list[str]) -> None:
    asked = await ask(EVENTS, where=where)
    assert asked.errors == []
    assert [node["slug"] for node in asked.data["events"]["nodes"]] == slugs


async def test_events_with_most_visitors_come_first_and_those_not_counted_before_them(ask: Ask) -> None:
    asked = await ask(
        EVENTS,
        where={"starts": {"gte": "2026-01-01"}},
        order=[{"field": "VISITORS", "direction": "DESC"}, {"field": "STARTS"}],
    )
    assert [node["slug"] for node in asked.data["events"]["nodes"]] == [
        "demo-fair-new-delhi-2027",
        "demo-open-day-new-delhi-2027",
        "demo-open-day-engineering-2027",
        "demo-course-belgrade-2027",
        "demo-olympiad-minsk-2026",
        "demo-open-day-tashkent-2026",
    ]


async def test_university_has_the_events_it_takes_part_in_latest_first(ask: Ask) -> None:
    asked = await ask(
        '{ university(identifier: {scheme: DOMAIN, value: "vvsu.ru"}) { events { totalCount nodes { slug starts } } } }'
    )
    assert asked.data["university"]["events"] == {
        "totalCount": 2,
        "nodes": [
            {"slug": "demo-exhibition-hanoi-2024", "starts": "2024-10-10"},
            {"slug": "demo-conference-beijing-2023", "starts": "2023-09-14"},
        ],
    }


ROW = dict.fromkeys(KIND.columns.split(","), "") | {
    "slug": "e-1", "name_en": "Meeting", "kind": "ROUND_TABLE", "starts": "2026-10-01", "ends": "2026-10-01",
}  # fmt: skip


def test_event_that_is_online_has_no_city() -> None:
    unit = KIND.parse(InputRow(2, ROW | {"mode": "ONLINE"})).unit
    assert (unit.properties["mode"], unit.links) == ("ONLINE", [])


@pytest.mark.parametrize(
    ("cells", "namespace", "field", "reason"),
    [
        ({}, "", "geonames", "is empty; an event without a place has the mode ONLINE"),
        ({"mode": "HYBRID"}, "kfu", "city", "is empty; an event without a place has the mode ONLINE"),
        ({"mode": "ONLINE", "geonames": "1"}, "kfu", "city", "names a place, and the mode is ONLINE"),
        ({"mode": "SOMEHOW", "geonames": "1"}, "", "mode", "is not one of ON_SITE, ONLINE, HYBRID"),
    ],
)
def test_event_says_where_it_is_held(cells: dict[str, str], namespace: str, field: str, reason: str) -> None:
    with pytest.raises(RejectedError) as refused:
        KIND.parse(InputRow(2, ROW | cells, namespace))
    assert (refused.value.field, reason in refused.value.reason) == (field, True)


async def test_events_are_filtered_by_how_people_come_together(ask: Ask) -> None:
    asked = await ask("""{ events(where: {mode: {eq: HYBRID}}) { nodes { slug mode city { name } } } }""")
    assert asked.data["events"]["nodes"] == [
        {"slug": "demo-course-belgrade-2027", "mode": "HYBRID", "city": {"name": "Belgrade"}},
        {"slug": "demo-conference-beijing-2023", "mode": "HYBRID", "city": {"name": "Beijing"}},
    ]
