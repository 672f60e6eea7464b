"""Events that are in each other's way, asked as staff would."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

NEAR, FAR = slug_id("offi", "near"), slug_id("offi", "far")


def event(name: str, kind: str, starts: str, ends: str) -> str:
    return (
        f"({name}:Event {{id: 'evnt_{name}', slug: '{name}', name: '{name}', kind: '{kind}', "
        f"starts: date('2026-05-{starts}'), ends: date('2026-05-{ends}')}})"
    )


EVENTS = f"""
CREATE (x:City {{id: 'city_x', geonamesId: 1, name: 'X'}})-[:IN_COUNTRY]->(uz:Country {{id: 'ctry_uz', code: 'UZ'}}),
  (y:City {{id: 'city_y', geonamesId: 2, name: 'Y'}})-[:IN_COUNTRY]->(kz:Country {{id: 'ctry_kz', code: 'KZ'}}),
  (near:Office {{id: '{NEAR}', slug: 'near', name: 'Near', kind: 'BRANCH'}}),
  (far:Office {{id: '{FAR}', slug: 'far', name: 'Far', kind: 'BRANCH'}}),
  (u:University {{id: 'univ_u', name: 'U', kind: 'OTHER', status: 'ACTIVE'}}),
  {event("e1", "OPEN_DAY", "01", "03")}-[:HELD_IN]->(x), {event("e2", "OPEN_DAY", "03", "04")}-[:HELD_IN]->(x),
  {event("e3", "FAIR", "02", "10")}-[:HELD_IN]->(x), {event("e4", "OPEN_DAY", "03", "03")}-[:HELD_IN]->(y),
  {event("e5", "OPEN_DAY", "04", "05")}-[:HELD_IN]->(x),
  (e1)-[:HOSTED_BY]->(near), (e2)-[:HOSTED_BY]->(far), (e3)-[:HOSTED_BY]->(near),
  (:Participation {{id: 'part_1'}})-[:AT_EVENT]->(e1), (:Participation {{id: 'part_4'}})-[:AT_EVENT]->(e4)
WITH u
MATCH (p:Participation) CREATE (p)-[:OF_UNIVERSITY]->(u)
"""

CLASHES = """query ($since: Date! = "2026-05-01", $until: Date! = "2026-06-01", $country: String, $office: String,
                   $kind: EventKind, $first: Int, $after: String) {
  eventClashes(since: $since, until: $until, country: $country, office: $office, kind: $kind, first: $first,
               after: $after) {
    clashes {
      first { slug } second { slug } since last days sameKind sameCity sameOffice sharedCount shared { name }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""


def pairs(data: Any) -> list[tuple[str, str]]:
    return [(row["first"]["slug"], row["second"]["slug"]) for row in data["eventClashes"]["clashes"]]


async def test_clash_says_on_which_days_and_why(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, EVENTS)
    asked = await ask(CLASHES, country="UZ")
    assert asked.errors == []
    assert pairs(asked.data) == [("e1", "e3"), ("e1", "e2"), ("e2", "e5")]
    by_office, by_kind, _ = asked.data["eventClashes"]["clashes"]
    assert by_office == {
        "first": {"slug": "e1"}, "second": {"slug": "e3"}, "since": "2026-05-02", "last": "2026-05-03", "days": 2,
        "sameKind": False, "sameCity": True, "sameOffice": True, "sharedCount": 0, "shared": [],
    }  # fmt: skip
    assert by_kind == {
        "first": {"slug": "e1"}, "second": {"slug": "e2"}, "since": "2026-05-03", "last": "2026-05-03", "days": 1,
        "sameKind": True, "sameCity": True, "sameOffice": False, "sharedCount": 0, "shared": [],
    }  # fmt: skip
    assert len(asked.statements) == 1


async def test_institution_that_takes_part_in_both_makes_a_clash_between_cities(
    store: Store, settings: Settings
) -> None:
    ask = await written(store, settings, EVENTS)
    (clash,) = (await ask(CLASHES, country="KZ")).data["eventClashes"]["clashes"]
    assert (clash["first"]["slug"], clash["second"]["slug"]) == ("e1", "e4")
    assert (clash["sharedCount"], clash["shared"], clash["sameCity"]) == (1, [{"name": "U"}], False)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"office": "near"}, [("e1", "e3")]),
        ({"office": FAR}, [("e1", "e2")]),
        ({"country": "UZ", "kind": "OPEN_DAY"}, [("e1", "e2"), ("e2", "e5")]),
        ({"office": "near", "kind": "FAIR"}, []),
        ({"country": "UZ", "since": "2026-05-03"}, [("e1", "e2"), ("e2", "e5")]),
        ({"country": "UZ", "until": "2026-05-03"}, [("e1", "e3")]),
        ({"country": "FR"}, []),
    ],
)
async def test_clashes_are_chosen_by_place_kind_and_span(
    store: Store, settings: Settings, given: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    ask = await written(store, settings, EVENTS)
    assert pairs((await ask(CLASHES, **given)).data) == found


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, EVENTS)
    found, after = [], None
    for _ in range(3):
        data = (await ask(CLASHES, country="UZ", first=1, after=after)).data
        found += pairs(data)
        after = data["eventClashes"]["pageInfo"]["endCursor"]
    assert found == [("e1", "e3"), ("e1", "e2"), ("e2", "e5")]
    assert not data["eventClashes"]["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "eventClashes"),
        ({"country": "UZ", "office": "near"}, "eventClashes"),
        ({"country": "Uzbekistan"}, "eventClashes.country"),
        ({"country": "UZ", "until": "2026-05-01"}, "eventClashes.until"),
        ({"country": "UZ", "until": "2027-05-03"}, "eventClashes.until"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str) -> None:
    (error,) = (await ask(CLASHES, **given)).errors
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_USER_INPUT", field)
