"""Single points of failure, asked as staff would."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

HOUSE, HEAD = slug_id("offi", "house"), slug_id("pers", "head")
HOME, PARIS, LYON, NICE = "univ_home", "univ_paris", "univ_lyon", "univ_nice"

NETWORK = f"""
CREATE (ru:Country {{id: 'ctry_ru', code: 'RU', name: 'Russia'}}),
  (fr:Country {{id: 'ctry_fr', code: 'FR', name: 'France'}}),
  (moscow:City {{id: 'city_m', geonamesId: 1, name: 'Moscow'}})-[:IN_COUNTRY]->(ru),
  (city:City {{id: 'city_p', geonamesId: 2, name: 'Paris'}})-[:IN_COUNTRY]->(fr),
  (home:University {{id: '{HOME}', name: 'Home', kind: 'OTHER', status: 'ACTIVE'}}),
  (paris:University {{id: '{PARIS}', name: 'Paris', kind: 'OTHER', status: 'ACTIVE'}}),
  (lyon:University {{id: '{LYON}', name: 'Lyon', kind: 'OTHER', status: 'ACTIVE'}}),
  (nice:University {{id: '{NICE}', name: 'Nice', kind: 'OTHER', status: 'ACTIVE'}}),
  (home)-[:LOCATED_IN {{position: 0}}]->(moscow), (paris)-[:LOCATED_IN {{position: 0}}]->(city),
  (lyon)-[:LOCATED_IN {{position: 0}}]->(city), (nice)-[:LOCATED_IN {{position: 0}}]->(city),
  (house:Office {{id: '{HOUSE}', slug: 'house', name: 'House', kind: 'RUSSIAN_HOUSE'}}),
  (head:Person {{id: '{HEAD}', slug: 'head', role: 'OFFICE_HEAD'}}),
  (head)-[:SERVES_AT {{since: date('2020-01-01')}}]->(house),
  (c1:Contact {{id: 'cont_1', slug: 'c1', stage: 'AGREED', since: date('2021-01-01'),
    lastActivity: date('2022-05-05')}}),
  (c2:Contact {{id: 'cont_2', slug: 'c2', stage: 'AGREED', since: date('2023-01-01')}}),
  (c3:Contact {{id: 'cont_3', slug: 'c3', stage: 'AGREED', since: date('2021-01-01')}}),
  (c4:Contact {{id: 'cont_4', slug: 'c4', stage: 'AGREED', since: date('2021-01-01')}}),
  (c1)-[:BETWEEN]->(home), (c1)-[:BETWEEN]->(paris), (c1)-[:FACILITATED_BY]->(house),
  (c2)-[:BETWEEN]->(home), (c2)-[:BETWEEN]->(paris), (c2)-[:FACILITATED_BY]->(house),
  (c3)-[:BETWEEN]->(home), (c3)-[:BETWEEN]->(lyon), (c3)-[:HELD_BY]->(head),
  (c4)-[:BETWEEN]->(home), (c4)-[:BETWEEN]->(nice)
"""

POINTS = """query ($office: String, $university: ID, $day: Date = "2026-01-01", $first: Int, $after: String) {
  singlePointsOfFailure(office: $office, university: $university, asOf: $day, first: $first, after: $after) {
    totalCount
    points { kind partners office { slug } person { role } }
    partners {
      kind contactCount lastActivity partner { name } office { slug } person { role } contacts { slug }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""
THROUGH_HOUSE = {
    "kind": "OFFICE",
    "contactCount": 2,
    "lastActivity": "2023-01-01",
    "partner": {"name": "Paris"},
    "office": {"slug": "house"},
    "person": None,
    "contacts": [{"slug": "c2"}, {"slug": "c1"}],
}
THROUGH_HEAD = {
    "kind": "PERSON",
    "contactCount": 1,
    "lastActivity": "2021-01-01",
    "partner": {"name": "Lyon"},
    "office": None,
    "person": {"role": "OFFICE_HEAD"},
    "contacts": [{"slug": "c3"}],
}


@pytest.mark.parametrize("given", [{}, {"office": "house"}, {"office": HOUSE}, {"university": HOME}])
async def test_partners_known_through_one_office_or_person_come_with_their_evidence(
    store: Store, settings: Settings, given: dict[str, Any]
) -> None:
    ask = await written(store, settings, NETWORK)
    asked = await ask(POINTS, **given)
    assert asked.errors == []
    assert asked.data["singlePointsOfFailure"] == {
        "totalCount": 2,
        "points": [
            {"kind": "OFFICE", "partners": 1, "office": {"slug": "house"}, "person": None},
            {"kind": "PERSON", "partners": 1, "office": None, "person": {"role": "OFFICE_HEAD"}},
        ],
        "partners": [THROUGH_HOUSE, THROUGH_HEAD],
        "pageInfo": {"hasNextPage": False, "endCursor": asked.data["singlePointsOfFailure"]["pageInfo"]["endCursor"]},
    }
    assert len(asked.statements) == 1


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    first = (await ask(POINTS, first=1)).data["singlePointsOfFailure"]
    assert (first["partners"], first["pageInfo"]["hasNextPage"]) == ([THROUGH_HOUSE], True)
    second = (await ask(POINTS, first=1, after=first["pageInfo"]["endCursor"])).data["singlePointsOfFailure"]
    assert (second["partners"], second["pageInfo"]["hasNextPage"]) == ([THROUGH_HEAD], False)


async def test_partner_is_judged_as_of_the_day(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    found = (await ask(POINTS, day="2022-01-01")).data["singlePointsOfFailure"]
    assert [(row["partner"]["name"], row["contactCount"]) for row in found["partners"]] == [("Lyon", 1), ("Paris", 1)]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"office": "no-such-house"}, "office", "NOT_FOUND"),
        ({"office": "univ_aaaaaaaaaaaaaaaa"}, "office", "BAD_ID"),
        ({"university": "offi_aaaaaaaaaaaaaaaa"}, "university", "BAD_ID"),
        ({"university": "univ_aaaaaaaaaaaaaaaa"}, "university", "NOT_FOUND"),
        ({"first": 101}, "first", "BAD_USER_INPUT"),
        ({"after": "nonsense"}, "after", "BAD_CURSOR"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(POINTS, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"singlePointsOfFailure.{field}")
