"""What would be lost with an office, asked as staff would."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

HOUSE = slug_id("offi", "house")
ACTIVE = "OfficeStatus {status: 'ACTIVE', since: date('2020-01-01'), id: "

NETWORK = f"""
CREATE (ru:Country {{id: 'ctry_ru', code: 'RU', name: 'Russia'}}),
  (fr:Country {{id: 'ctry_fr', code: 'FR', name: 'France'}}),
  (de:Country {{id: 'ctry_de', code: 'DE', name: 'Germany'}}),
  (it:Country {{id: 'ctry_it', code: 'IT', name: 'Italy'}}),
  (moscow:City {{id: 'city_m', geonamesId: 1, name: 'Moscow'}})-[:IN_COUNTRY]->(ru),
  (city:City {{id: 'city_p', geonamesId: 2, name: 'Paris'}})-[:IN_COUNTRY]->(fr),
  (home:University {{id: 'univ_home', name: 'Home', kind: 'OTHER', status: 'ACTIVE'}}),
  (paris:University {{id: 'univ_paris', name: 'Paris', kind: 'OTHER', status: 'ACTIVE'}}),
  (lyon:University {{id: 'univ_lyon', name: 'Lyon', kind: 'OTHER', status: 'ACTIVE'}}),
  (nice:University {{id: 'univ_nice', name: 'Nice', kind: 'OTHER', status: 'ACTIVE'}}),
  (home)-[:LOCATED_IN {{position: 0}}]->(moscow), (paris)-[:LOCATED_IN {{position: 0}}]->(city),
  (lyon)-[:LOCATED_IN {{position: 0}}]->(city), (nice)-[:LOCATED_IN {{position: 0}}]->(city),
  (house:Office {{id: '{HOUSE}', slug: 'house', name: 'House', kind: 'RUSSIAN_HOUSE'}}),
  (other:Office {{id: 'offi_other', slug: 'other', name: 'Other', kind: 'RUSSIAN_HOUSE'}}),
  (shut:Office {{id: 'offi_shut', slug: 'shut', name: 'Shut', kind: 'RUSSIAN_HOUSE'}}),
  (house)-[:HAS_STATUS]->(:{ACTIVE} 'ofst_1'}}), (other)-[:HAS_STATUS]->(:{ACTIVE} 'ofst_2'}}),
  (shut)-[:HAS_STATUS]->(:OfficeStatus {{status: 'SUSPENDED', since: date('2020-01-01'), id: 'ofst_3'}}),
  (house)-[:COVERS {{since: date('2021-01-01')}}]->(fr), (house)-[:COVERS {{since: date('2021-01-01')}}]->(de),
  (house)-[:COVERS {{since: date('2021-01-01'), until: date('2024-01-01')}}]->(it),
  (other)-[:COVERS {{since: date('2021-01-01')}}]->(de), (shut)-[:COVERS {{since: date('2021-01-01')}}]->(fr)
CREATE (c1:Contact {{id: 'cont_1', slug: 'c1', stage: 'AGREED', since: date('2021-01-01')}}),
  (c2:Contact {{id: 'cont_2', slug: 'c2', stage: 'AGREED', since: date('2021-01-01')}}),
  (c3:Contact {{id: 'cont_3', slug: 'c3', stage: 'AGREED', since: date('2021-01-01')}}),
  (c4:Contact {{id: 'cont_4', slug: 'c4', stage: 'AGREED', since: date('2021-01-01')}}),
  (c5:Contact {{id: 'cont_5', slug: 'c5', stage: 'AGREED', since: date('2021-01-01')}}),
  (c1)-[:BETWEEN]->(home), (c1)-[:BETWEEN]->(paris), (c1)-[:FACILITATED_BY]->(house),
  (c2)-[:BETWEEN]->(home), (c2)-[:BETWEEN]->(paris), (c2)-[:FACILITATED_BY]->(house),
  (c3)-[:BETWEEN]->(home), (c3)-[:BETWEEN]->(lyon), (c3)-[:FACILITATED_BY]->(house),
  (c4)-[:BETWEEN]->(home), (c4)-[:BETWEEN]->(lyon), (c4)-[:FACILITATED_BY]->(other),
  (c5)-[:BETWEEN]->(home), (c5)-[:BETWEEN]->(nice), (c5)-[:FACILITATED_BY]->(house)
CREATE (running:AnnualPlan {{id: 'plan_1', slug: 'p1', year: 2026, status: 'RUNNING'}})-[:PLANNED_WITH]->(house),
  (:AnnualPlan {{id: 'plan_2', slug: 'p2', year: 2025, status: 'CLOSED'}})-[:PLANNED_WITH]->(house),
  (:JointAction {{id: 'jact_1', slug: 'j1', status: 'RUNNING'}})-[:PART_OF_PLAN]->(running),
  (:JointAction {{id: 'jact_2', slug: 'j2', status: 'PLANNED'}})-[:PART_OF_PLAN]->(running),
  (:JointAction {{id: 'jact_3', slug: 'j3', status: 'DONE'}})-[:PART_OF_PLAN]->(running),
  (fair:Event {{id: 'evnt_1', slug: 'fair', name: 'Fair', kind: 'FAIR', starts: date('2025-12-30'),
    ends: date('2026-01-01')}})-[:HOSTED_BY]->(house),
  (:Event {{id: 'evnt_2', slug: 'past', name: 'Past', kind: 'FAIR', starts: date('2025-12-30'),
    ends: date('2025-12-31')}})-[:HOSTED_BY]->(house),
  (:Participation {{id: 'part_1'}})-[:AT_EVENT]->(fair),
  (hall:Venue {{id: 'venu_1', slug: 'hall', name: 'Hall', kind: 'HALL', capacity: 9, terms: 'OWN'}})-[:RUN_BY]->(house),
  (:Booking {{id: 'book_1', slug: 'b1', since: date('2026-02-01'), until: date('2026-02-02')}})-[:BOOKS]->(hall),
  (:Booking {{id: 'book_2', slug: 'b2', since: date('2025-12-01'), until: date('2026-01-01')}})-[:BOOKS]->(hall)
"""

SUSPENSION = """query ($office: String! = "house", $first: Int, $after: String) {
  ifOfficeSuspended(office: $office, asOf: "2026-01-01", first: $first, after: $after) {
    totals { office { name } partners plans events bookings }
    partners { partner { name } contactCount }
    countries { country { code } since }
    plans { plan { slug } openActions }
    events { event { slug } participations }
    bookings { booking { slug venue { name } } }
    pageInfo { hasNextPage endCursor }
  }
}"""


async def test_what_depends_on_the_office_alone_would_be_lost(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    asked = await ask(SUSPENSION)
    assert asked.errors == []
    found = asked.data["ifOfficeSuspended"]
    del found["pageInfo"]
    assert found == {
        "totals": {"office": {"name": "House"}, "partners": 2, "plans": 1, "events": 1, "bookings": 1},
        "partners": [
            {"partner": {"name": "Paris"}, "contactCount": 2},
            {"partner": {"name": "Nice"}, "contactCount": 1},
        ],
        "countries": [{"country": {"code": "FR"}, "since": "2021-01-01"}],
        "plans": [{"plan": {"slug": "p1"}, "openActions": 2}],
        "events": [{"event": {"slug": "fair"}, "participations": 1}],
        "bookings": [{"booking": {"slug": "b1", "venue": {"name": "Hall"}}}],
    }
    assert len(asked.statements) == 1


async def test_partners_come_in_pages_and_the_rest_whole(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    first = (await ask(SUSPENSION, first=1)).data["ifOfficeSuspended"]
    second = (await ask(SUSPENSION, first=1, after=first["pageInfo"]["endCursor"])).data["ifOfficeSuspended"]
    names = [row["partner"]["name"] for page in (first, second) for row in page["partners"]]
    assert names == ["Paris", "Nice"]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second)] == [True, False]
    assert first["totals"] == second["totals"]
    none = (await ask(SUSPENSION, first=0)).data["ifOfficeSuspended"]
    assert (none["partners"], none["totals"]) == ([], first["totals"])


async def test_only_the_sections_asked_for_are_in_the_statement(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    (text,) = (await ask('{ ifOfficeSuspended(office: "house") { events { participations } } }')).statements
    assert "HOSTED_BY" in text
    assert not any(type in text for type in ("COVERS", "PLANNED_WITH", "BOOKS", "UNWIND"))


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"office": "no-such-house"}, "NOT_FOUND", "office"),
        ({"office": "univ_aaaaaaaaaaaaaaaa"}, "BAD_ID", "office"),
        ({"office": "russian-house-minsk", "first": 101}, "BAD_USER_INPUT", "first"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], code: str, field: str) -> None:
    (error,) = (await ask(SUSPENSION, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"ifOfficeSuspended.{field}")
