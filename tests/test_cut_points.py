"""Cut points, asked as staff would."""

from typing import Any

import pytest

from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

NAMES = ("home", "paris", "lyon", "brest", "nice", "lille", "metz")
CONTACTS = (  # a ring of home, Paris, Lyon and Brest; Nice and, beyond it, Lille hang on home
    ("home", "paris", "2021-01-01"),
    ("paris", "lyon", "2021-01-01"),
    ("lyon", "brest", "2021-01-01"),
    ("brest", "home", "2021-01-01"),
    ("home", "nice", "2021-01-01"),
    ("nice", "home", "2023-01-01"),
    ("nice", "lille", "2025-01-01"),
)
UNIVERSITIES = [f"({each}:University {{id: 'univ_{each}', name: '{each}', status: 'ACTIVE'}})" for each in NAMES]
TIES = [
    f"(c{number}:Contact {{id: 'cont_{number}', slug: 'c{number}', stage: 'AGREED', since: date('{since}')}}), "
    f"(c{number})-[:BETWEEN]->({one}), (c{number})-[:BETWEEN]->({other})"
    for number, (one, other, since) in enumerate(CONTACTS)
]
NETWORK = "CREATE " + ", ".join([*UNIVERSITIES, *TIES])

CUT_POINTS = """query ($university: ID, $day: Date = "2026-01-01", $first: Int, $after: String) {
  cutPoints(university: $university, asOf: $day, first: $first, after: $after) {
    institutionCount componentCount largestComponent bridgeCount totalCount
    articulationPoints { university { name } cutOffCount cutOff { name } }
    bridges {
      inner { name } outer { name } cutOffCount cutOff { name } contactCount contacts { slug } lastActivity
    }
    pageInfo { hasNextPage endCursor }
  }
}"""


def named(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


HOME = {"university": {"name": "home"}, "cutOffCount": 2, "cutOff": named("nice", "lille")}
NICE = {"university": {"name": "nice"}, "cutOffCount": 1, "cutOff": named("lille")}
HOME_AND_NICE = {
    "inner": {"name": "home"},
    "outer": {"name": "nice"},
    "cutOffCount": 2,
    "cutOff": named("nice", "lille"),
    "contactCount": 2,
    "contacts": [{"slug": "c5"}, {"slug": "c4"}],
    "lastActivity": "2023-01-01",
}
NICE_AND_LILLE = {
    "inner": {"name": "nice"},
    "outer": {"name": "lille"},
    "cutOffCount": 1,
    "cutOff": named("lille"),
    "contactCount": 1,
    "contacts": [{"slug": "c6"}],
    "lastActivity": "2025-01-01",
}


async def test_articulation_points_and_bridges_come_with_what_they_cut_off(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    asked = await ask(CUT_POINTS)
    assert asked.errors == []
    assert asked.data["cutPoints"] == {
        "institutionCount": 6,
        "componentCount": 1,
        "largestComponent": 6,
        "bridgeCount": 2,
        "totalCount": 2,
        "articulationPoints": [HOME, NICE],
        "bridges": [HOME_AND_NICE, NICE_AND_LILLE],
        "pageInfo": {"hasNextPage": False, "endCursor": asked.data["cutPoints"]["pageInfo"]["endCursor"]},
    }
    assert len(asked.statements) == 1


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    first = (await ask(CUT_POINTS, first=1)).data["cutPoints"]
    assert (first["articulationPoints"], first["pageInfo"]["hasNextPage"]) == ([HOME], True)
    second = (await ask(CUT_POINTS, first=1, after=first["pageInfo"]["endCursor"])).data["cutPoints"]
    assert (second["articulationPoints"], second["pageInfo"]["hasNextPage"]) == ([NICE], False)


@pytest.mark.parametrize(
    ("given", "points", "bridges"),
    [
        ({"university": "univ_lille"}, [], [NICE_AND_LILLE]),
        ({"university": "univ_home"}, [HOME], [HOME_AND_NICE]),
        ({"university": "univ_metz"}, [], []),
        ({"day": "2020-01-01"}, [], []),
    ],
)
async def test_they_are_those_of_the_institution_and_the_day(
    store: Store, settings: Settings, given: dict[str, Any], points: list[Any], bridges: list[Any]
) -> None:
    ask = await written(store, settings, NETWORK)
    found = (await ask(CUT_POINTS, **given)).data["cutPoints"]
    assert (found["articulationPoints"], found["bridges"]) == (points, bridges)
    assert (found["totalCount"], found["bridgeCount"]) == (len(points), len(bridges))


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"university": "offi_aaaaaaaaaaaaaaaa"}, "university", "BAD_ID"),
        ({"university": "univ_aaaaaaaaaaaaaaaa"}, "university", "NOT_FOUND"),
        ({"first": 101}, "first", "BAD_USER_INPUT"),
        ({"after": "nonsense"}, "after", "BAD_CURSOR"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(CUT_POINTS, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"cutPoints.{field}")
