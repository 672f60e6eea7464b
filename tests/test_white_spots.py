"""White spots, asked as staff would."""

from typing import Any

import pytest

from graph.natural_keys import country_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

NETWORK = f"""
CREATE (ru:Country {{id: '{country_id("RU")}', code: 'RU', name: 'Russia'}}),
  (cl:Country {{id: '{country_id("CL")}', code: 'CL', name: 'Chile'}}),
  (moscow:City {{id: 'city_m', geonamesId: 1, name: 'Moscow'}})-[:IN_COUNTRY]->(ru),
  (city:City {{id: 'city_s', geonamesId: 2, name: 'Santiago'}})-[:IN_COUNTRY]->(cl),
  (home:University {{id: 'univ_home', name: 'Home', kind: 'OTHER', status: 'ACTIVE', fields: ['0711']}}),
  (there:University {{id: 'univ_there', name: 'There', kind: 'OTHER', status: 'ACTIVE', fields: ['0711', '0912']}}),
  (known:University {{id: 'univ_known', name: 'Known', kind: 'OTHER', status: 'ACTIVE', fields: ['0912']}}),
  (home)-[:LOCATED_IN {{position: 0}}]->(moscow), (there)-[:LOCATED_IN {{position: 0}}]->(city),
  (known)-[:LOCATED_IN {{position: 0}}]->(city),
  (office:Office {{id: 'offi_s', slug: 'house', name: 'House', kind: 'RUSSIAN_HOUSE'}}),
  (office)-[:COVERS {{since: date('2020-01-01')}}]->(cl),
  (office)-[:HAS_STATUS]->(:OfficeStatus {{id: 'ofst_s', status: 'ACTIVE', since: date('2020-01-01')}}),
  (contact:Contact {{id: 'cont_1', slug: 'c1', stage: 'AGREED', since: date('2021-01-01')}}),
  (contact)-[:BETWEEN]->(home), (contact)-[:BETWEEN]->(known),
  (home)-[:HAS_INTENT]->(i1:Intent {{id: 'intn_1', slug: 'i1', direction: 'SEEKS', cooperationKind: 'RESEARCH',
    fields: ['0711', '0912'], since: date('2025-01-01')}}),
  (i1)-[:AIMS_AT]->(cl),
  (there)-[:HAS_INTENT]->(:Intent {{id: 'intn_2', slug: 'i2', direction: 'OFFERS', cooperationKind: 'RESEARCH',
    fields: ['0713'], since: date('2025-02-01')}})
"""

SPOTS = """query ($countries: [String!], $digits: Int! = 2, $day: Date = "2026-01-01", $first: Int, $after: String) {
  whiteSpots(countries: $countries, fieldDigits: $digits, asOf: $day, first: $first, after: $after) {
    totalCount
    spots {
      country { name } field fieldName russian: fieldName(language: RU) demand fromHome fromThere
      intents { slug } institutionCount institutions { name } offices { slug }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""


async def test_country_and_field_with_demand_and_no_contact_is_a_white_spot(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    asked = await ask(SPOTS)
    assert asked.errors == []
    assert asked.data["whiteSpots"]["spots"] == [
        {
            "country": {"name": "Chile"},
            "field": "07",
            "fieldName": "Engineering, manufacturing and construction",
            "russian": "Инженерное дело, производство и строительство",
            "demand": 2,
            "fromHome": 1,
            "fromThere": 1,
            "intents": [{"slug": "i2"}, {"slug": "i1"}],
            "institutionCount": 1,
            "institutions": [{"name": "There"}],
            "offices": [{"slug": "house"}],
        }
    ]
    assert len(asked.statements) == 1


async def test_narrower_fields_are_spots_of_their_own_and_pages_follow_one_another(
    store: Store, settings: Settings
) -> None:
    ask = await written(store, settings, NETWORK)
    first = (await ask(SPOTS, digits=4, first=1)).data["whiteSpots"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (2, True)
    second = (await ask(SPOTS, digits=4, first=1, after=first["pageInfo"]["endCursor"])).data["whiteSpots"]
    assert [page["spots"][0]["field"] for page in (first, second)] == ["0711", "0713"]


@pytest.mark.parametrize(
    ("given", "count"),
    [({"countries": ["CL"]}, 1), ({"countries": ["FR"]}, 0), ({"day": "2024-01-01"}, 0)],
)
async def test_spots_are_chosen_by_country_and_day(
    store: Store, settings: Settings, given: dict[str, Any], count: int
) -> None:
    ask = await written(store, settings, NETWORK)
    assert (await ask(SPOTS, **given)).data["whiteSpots"]["totalCount"] == count


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"digits": 5}, "fieldDigits", "BAD_USER_INPUT"),
        ({"countries": ["Chile"]}, "countries", "BAD_USER_INPUT"),
        ({"first": -1}, "first", "BAD_USER_INPUT"),
        ({"after": "nonsense"}, "after", "BAD_CURSOR"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(SPOTS, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"whiteSpots.{field}")
