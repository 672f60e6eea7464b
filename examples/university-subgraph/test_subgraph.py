"""The subgraph, asked as a gateway and as a client would."""

import asyncio
from typing import Any

from graphql import parse
from httpx import ASGITransport, AsyncClient
from subgraph import app

KAZAN = "https://ror.org/05256ym39"
ENTITIES = """query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on University {
    openPlaces(academicYear: "2026/2027", field: "06") { field language places }
    contactOffice { name }
  }
} }"""


def ask(query: str, **variables: Any) -> dict[str, Any]:
    """The answer over HTTP, which must be without errors."""

    async def asked() -> Any:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://university") as client:
            answer = await client.post("/graphql", json={"query": query, "variables": variables})
        assert answer.status_code == 200
        return answer.json()

    body = asyncio.run(asked())
    assert "errors" not in body, body
    return dict(body["data"])


def entity(**keys: Any) -> Any:
    """What a gateway gets for a University with these keys."""
    return ask(ENTITIES, representations=[{"__typename": "University", **keys}])["_entities"][0]


def test_gateway_gets_the_places_and_the_office_of_our_university() -> None:
    found = entity(ror=KAZAN)
    assert found["openPlaces"] == [
        {"field": "0613", "language": "en", "places": 12},
        {"field": "0613", "language": "ru", "places": 40},
    ]
    assert found["contactOffice"] == {"name": "Office of International Admission"}


def test_key_may_be_written_in_any_usual_way() -> None:
    assert entity(ror="05256YM39") == entity(ror=KAZAN)


def test_of_a_university_that_is_not_ours_nothing_is_known() -> None:
    assert entity(ror="https://ror.org/010pmpe69") == {"openPlaces": None, "contactOffice": None}


def test_search_of_the_library_requires_the_name_that_the_registry_gives() -> None:
    known = {"__typename": "University", "ror": KAZAN, "displayName": "Kazan Federal University"}
    asked = ask(
        "query ($known: [_Any!]!) { _entities(representations: $known) { ... on University { librarySearch } } }",
        known=[known],
    )
    assert asked["_entities"] == [{"librarySearch": "https://library.example/search?q=Kazan+Federal+University"}]


def test_open_places_lead_to_the_university_by_its_key() -> None:
    found = ask('{ openPlaces(academicYear: "2027/2028") { places university { ror } } }')
    assert found == {"openPlaces": [{"places": 20, "university": {"ror": KAZAN}}]}


def test_gateway_is_told_the_key_and_the_version_of_federation() -> None:
    sdl = ask("{ _service { sdl } }")["_service"]["sdl"]
    assert parse(sdl)
    assert 'url: "https://specs.apollo.dev/federation/v2.3"' in sdl
    assert 'type University @key(fields: "ror")' in sdl
