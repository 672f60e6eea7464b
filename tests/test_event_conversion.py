"""What came of events: contacts, agreements, students, and how long it took."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

FAIR, OPEN_DAY, HOUSE = slug_id("evnt", "fair"), slug_id("evnt", "open-day"), slug_id("offi", "house")

EVENTS = f"""
CREATE (fair:Event {{id: '{FAIR}', slug: 'fair', name: 'Fair', kind: 'FAIR',
    starts: date('2025-03-01'), ends: date('2025-03-02')}}),
  (day:Event {{id: '{OPEN_DAY}', slug: 'open-day', name: 'Open day', kind: 'OPEN_DAY',
    starts: date('2025-05-01'), ends: date('2025-05-01')}}),
  (early:Event {{id: 'evnt_early', slug: 'early', name: 'Early', kind: 'FAIR',
    starts: date('2024-12-31'), ends: date('2024-12-31')}}),
  (late:Event {{id: 'evnt_late', slug: 'late', name: 'Late', kind: 'FAIR',
    starts: date('2026-01-01'), ends: date('2026-01-01')}}),
  (fair)-[:HOSTED_BY]->(:Office {{id: '{HOUSE}', slug: 'house', name: 'House', kind: 'RUSSIAN_HOUSE'}}),
  (:Participation {{id: 'part_a', leads: 10}})-[:AT_EVENT]->(fair),
  (:Participation {{id: 'part_b'}})-[:AT_EVENT]->(fair),
  (c1:Contact {{id: 'cont_1', slug: 'c1', stage: 'AGREED', since: date('2025-03-02')}})-[:ORIGINATED_AT]->(fair),
  (c2:Contact {{id: 'cont_2', slug: 'c2', stage: 'AGREED', since: date('2025-03-04')}})-[:ORIGINATED_AT]->(fair),
  (c3:Contact {{id: 'cont_3', slug: 'c3', stage: 'IN_TALKS', since: date('2025-03-11')}})-[:ORIGINATED_AT]->(fair),
  (c4:Contact {{id: 'cont_4', slug: 'c4', stage: 'AGREED', since: date('2025-04-30')}})-[:ORIGINATED_AT]->(day),
  (c5:Contact {{id: 'cont_5', slug: 'c5', stage: 'AGREED', since: date('2024-12-31')}})-[:ORIGINATED_AT]->(early),
  (a1:Agreement {{id: 'agrm_1', slug: 'a1', signed: date('2025-06-10')}}),
  (a2:Agreement {{id: 'agrm_2', slug: 'a2', signed: date('2025-08-01')}}),
  (draft:Agreement {{id: 'agrm_3', slug: 'a3'}}),
  (c1)-[:LED_TO]->(a1), (c1)-[:LED_TO]->(a2), (c2)-[:LED_TO]->(a1), (c3)-[:LED_TO]->(draft), (c4)-[:LED_TO]->(a1),
  (:MobilityFlow {{id: 'mobi_1', kind: 'STUDENT_STUDIES', count: 5}})-[:FLOWS_UNDER]->(a1),
  (:MobilityFlow {{id: 'mobi_2', kind: 'STAFF_TEACHING', count: 2}})-[:FLOWS_UNDER]->(a1),
  (:MobilityFlow {{id: 'mobi_3', kind: 'FULL_DEGREE', count: 4}})-[:FLOWS_UNDER]->(a2),
  (:MobilityFlow {{id: 'mobi_4', kind: 'STUDENT_STUDIES', count: 9}})-[:FLOWS_UNDER]->(draft)
"""

CONVERSION = """query ($since: Date! = "2025-01-01", $until: Date! = "2026-01-01", $office: String, $kind: EventKind,
                      $first: Int, $after: String) {
  eventConversion(since: $since, until: $until, office: $office, kind: $kind, first: $first, after: $after) {
    events {
      event { slug office { slug } }
      participations leads contacts agreed agreements students daysToContact daysToAgreement
      contactRate leadRate agreementRate studentsPerAgreement
    }
    totals { events participations leads contacts agreed agreements students daysToContact daysToAgreement }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}"""

OF_THE_FAIR = {
    "event": {"slug": "fair", "office": {"slug": "house"}},
    "participations": 2,
    "leads": 10,
    "contacts": 3,
    "agreed": 2,
    "agreements": 2,
    "students": 9,
    "daysToContact": 3.0,
    "daysToAgreement": 99.0,
    "contactRate": 1.5,
    "leadRate": 0.3,
    "agreementRate": 0.666667,
    "studentsPerAgreement": 4.5,
}
OF_THE_OPEN_DAY = {
    "event": {"slug": "open-day", "office": None},
    "participations": 0,
    "leads": 0,
    "contacts": 1,
    "agreed": 1,
    "agreements": 1,
    "students": 5,
    "daysToContact": -1.0,
    "daysToAgreement": 41.0,
    "contactRate": None,
    "leadRate": None,
    "agreementRate": 1.0,
    "studentsPerAgreement": 5.0,
}


async def test_events_of_the_span_come_latest_first_with_what_came_of_each(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, EVENTS)
    asked = await ask(CONVERSION)
    assert asked.errors == []
    assert asked.data["eventConversion"]["events"] == [OF_THE_OPEN_DAY, OF_THE_FAIR]
    assert len(asked.statements) == 1


async def test_totals_count_an_agreement_of_two_events_once(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, EVENTS)
    assert (await ask(CONVERSION, first=1)).data["eventConversion"]["totals"] == {
        "events": 2,
        "participations": 2,
        "leads": 10,
        "contacts": 4,
        "agreed": 3,
        "agreements": 2,
        "students": 9,
        "daysToContact": 2.0,
        "daysToAgreement": 98.0,
    }


@pytest.mark.parametrize(
    ("given", "slugs"),
    [
        ({"office": "house"}, ["fair"]),
        ({"office": HOUSE}, ["fair"]),
        ({"office": "no-such-house"}, []),
        ({"kind": "OPEN_DAY"}, ["open-day"]),
        ({"kind": "OPEN_DAY", "office": "house"}, []),
        ({"since": "2024-12-31"}, ["open-day", "fair", "early"]),
        ({"until": "2026-01-02"}, ["late", "open-day", "fair"]),
    ],
)
async def test_events_are_chosen_by_office_kind_and_span(
    store: Store, settings: Settings, given: dict[str, Any], slugs: list[str]
) -> None:
    ask = await written(store, settings, EVENTS)
    asked = await ask(CONVERSION, **given)
    found = asked.data["eventConversion"]
    assert [row["event"]["slug"] for row in found["events"]] == slugs
    assert found["totals"]["events"] == len(slugs)


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, EVENTS)
    first = (await ask(CONVERSION, first=1)).data["eventConversion"]
    assert first["pageInfo"]["hasNextPage"] and not first["pageInfo"]["hasPreviousPage"]
    second = (await ask(CONVERSION, first=1, after=first["pageInfo"]["endCursor"])).data["eventConversion"]
    assert [first["events"], second["events"]] == [[OF_THE_OPEN_DAY], [OF_THE_FAIR]]
    assert not second["pageInfo"]["hasNextPage"] and second["pageInfo"]["hasPreviousPage"]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"until": "2025-01-01"}, "until", "BAD_USER_INPUT"),
        ({"since": "2010-01-01"}, "until", "BAD_USER_INPUT"),
        ({"first": 101}, "first", "BAD_USER_INPUT"),
        ({"after": "nonsense"}, "after", "BAD_CURSOR"),
        ({"office": "univ_aaaaaaaaaaaaaaaa"}, "office", "BAD_ID"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    asked = await ask(CONVERSION, **given)
    (error,) = asked.errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"eventConversion.{field}")
    assert asked.statements == []


async def test_one_reference_can_be_asked_for_twice_and_nothing_need_be(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, EVENTS)
    asked = await ask("""{ eventConversion(since: "2025-01-01", until: "2026-01-01") {
      a: events { x: event { slug } y: event { contacts { totalCount } } }
      b: events { __typename event { office { name } } n: contacts }
    } }""")
    assert asked.data["eventConversion"] == {
        "a": [
            {"x": {"slug": "open-day"}, "y": {"contacts": {"totalCount": 1}}},
            {"x": {"slug": "fair"}, "y": {"contacts": {"totalCount": 3}}},
        ],
        "b": [
            {"__typename": "EventConversionInfo", "event": {"office": None}, "n": 1},
            {"__typename": "EventConversionInfo", "event": {"office": {"name": "House"}}, "n": 3},
        ],
    }
    assert len(asked.statements) == 1
    none = await ask('{ eventConversion(since: "2025-01-01", until: "2026-01-01") { __typename } }')
    assert (none.data, none.statements) == ({"eventConversion": {"__typename": "EventConversionResult"}}, [])
