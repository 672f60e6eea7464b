"""Communities, asked as staff would."""

from itertools import combinations
from typing import Any

import pytest

from graph.natural_keys import country_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

FRENCH, GERMAN = ("home", "paris", "lyon", "nice"), ("bonn", "kiel", "jena")
PAIRS = [*combinations(FRENCH, 2), *combinations(GERMAN, 2), ("home", "bonn")]
COUNTRIES = [
    f"({code}:Country {{id: '{country_id(code.upper())}', code: '{code.upper()}', name: '{code}'}}), "
    f"(city_{code}:City {{id: 'city_{code}', geonamesId: {number}, name: '{code}'}})-[:IN_COUNTRY]->({code})"
    for number, code in enumerate(("ru", "fr", "de"))
]
UNIVERSITIES = [
    f"({name}:University {{id: 'univ_{name}', name: '{name}', status: 'ACTIVE'}})"
    f"-[:LOCATED_IN {{position: 0}}]->(city_{'de' if name in GERMAN else 'ru' if name == 'home' else 'fr'})"
    for name in (*FRENCH, *GERMAN, "metz")
]
CONTACTS = [
    f"(c{number}:Contact {{id: 'cont_{number}', slug: 'c{number}', stage: 'AGREED', since: date('2021-01-01')}}), "
    f"(c{number})-[:BETWEEN]->({one}), (c{number})-[:BETWEEN]->({other})"
    for number, (one, other) in enumerate(PAIRS)
]
HOUSE = [
    "(house:Office {id: 'offi_house', slug: 'house', name: 'House', kind: 'RUSSIAN_HOUSE'})",
    *(f"(c{number})-[:FACILITATED_BY]->(house)" for number, (one, _) in enumerate(PAIRS) if one == "home"),
]
NETWORK = "CREATE " + ", ".join([*COUNTRIES, *UNIVERSITIES, *CONTACTS, *HOUSE])

COMMUNITIES = """query (
  $university: ID, $resolution: Float! = 1, $day: Date = "2026-01-01", $first: Int, $after: String
) {
  communities(university: $university, resolution: $resolution, asOf: $day, first: $first, after: $after) {
    communityCount institutionCount modularity totalCount
    communities {
      institutionCount contactsWithin contactsOutside
      countries { country { code } institutionCount }
      mostConnected { name }
      offices { office { slug } contactCount }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""

LARGER = {
    "institutionCount": 4,
    "contactsWithin": 6,
    "contactsOutside": 1,
    "countries": [
        {"country": {"code": "FR"}, "institutionCount": 3},
        {"country": {"code": "RU"}, "institutionCount": 1},
    ],
    "mostConnected": [{"name": "home"}, {"name": "lyon"}, {"name": "nice"}, {"name": "paris"}],
    "offices": [{"office": {"slug": "house"}, "contactCount": 3}],
}
SMALLER = {
    "institutionCount": 3,
    "contactsWithin": 3,
    "contactsOutside": 1,
    "countries": [{"country": {"code": "DE"}, "institutionCount": 3}],
    "mostConnected": [{"name": "bonn"}, {"name": "jena"}, {"name": "kiel"}],
    "offices": [],
}


async def test_groups_come_with_their_contacts_countries_institutions_and_offices(
    store: Store, settings: Settings
) -> None:
    ask = await written(store, settings, NETWORK)
    asked = await ask(COMMUNITIES)
    assert asked.errors == []
    assert asked.data["communities"] == {
        "communityCount": 2,
        "institutionCount": 7,
        "modularity": 0.355,  # 9 of 10 contacts are within; the halves have 13 and 7 of the 20 ends
        "totalCount": 2,
        "communities": [LARGER, SMALLER],
        "pageInfo": {"hasNextPage": False, "endCursor": asked.data["communities"]["pageInfo"]["endCursor"]},
    }
    assert len(asked.statements) == 1


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    first = (await ask(COMMUNITIES, first=1)).data["communities"]
    assert (first["communities"], first["pageInfo"]["hasNextPage"]) == ([LARGER], True)
    second = (await ask(COMMUNITIES, first=1, after=first["pageInfo"]["endCursor"])).data["communities"]
    assert (second["communities"], second["pageInfo"]["hasNextPage"]) == ([SMALLER], False)


@pytest.mark.parametrize(
    ("given", "communities", "count"),
    [
        ({"university": "univ_kiel"}, [SMALLER], 2),
        ({"university": "univ_metz"}, [], 2),
        ({"day": "2020-01-01"}, [], 0),
    ],
)
async def test_communities_are_those_of_the_institution_and_the_day(
    store: Store, settings: Settings, given: dict[str, Any], communities: list[Any], count: int
) -> None:
    ask = await written(store, settings, NETWORK)
    found = (await ask(COMMUNITIES, **given)).data["communities"]
    assert (found["communities"], found["totalCount"]) == (communities, len(communities))
    assert found["communityCount"] == count


async def test_low_resolution_makes_one_of_all(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    found = (await ask(COMMUNITIES, resolution=0.1)).data["communities"]
    assert [each["institutionCount"] for each in found["communities"]] == [7]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"university": "offi_aaaaaaaaaaaaaaaa"}, "university", "BAD_ID"),
        ({"university": "univ_aaaaaaaaaaaaaaaa"}, "university", "NOT_FOUND"),
        ({"resolution": 0}, "resolution", "BAD_USER_INPUT"),
        ({"resolution": 10.5}, "resolution", "BAD_USER_INPUT"),
        ({"first": 101}, "first", "BAD_USER_INPUT"),
        ({"after": "nonsense"}, "after", "BAD_CURSOR"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(COMMUNITIES, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"communities.{field}")


async def test_where_scikit_network_is_not_installed_the_answer_says_what_to_install(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.model.louvain.IS_INSTALLED", False)
    (error,) = (await ask(COMMUNITIES)).errors
    assert error["extensions"]["code"] == "NOT_INSTALLED"
    assert "partner-registry[communities]" in error["message"]
