"""Open intents that match an institution, asked as a web client would."""

from typing import Any

import pytest

from graph.natural_keys import country_id, slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

HOME = "univ_home"


def intent(of: str, direction: str, slug: str, until: str | None, *aims: str, **named: Any) -> str:
    """An intent of an institution of the graph below, for student exchange where nothing else is said."""
    own = {"cooperationKind": "STUDENT_EXCHANGE", "since": "2025-01-01", "until": until, **named}
    said = ", ".join(
        f"{name}: date('{value}')" if name in ("since", "until") else f"{name}: {value!r}"
        for name, value in own.items()
        if value is not None
    )
    id = slug_id("intn", slug)
    aimed = "".join(f", (i)-[:AIMS_AT]->({each})" for each in aims)
    found = "".join(f", ({each}:Country {{id: '{country_id(each.upper())}'}})" for each in aims)
    return (
        f"MATCH (u:University {{id: 'univ_{of}'}}){found} "
        f"CREATE (u)-[:HAS_INTENT]->(i:Intent {{id: '{id}', slug: '{slug}', direction: '{direction}', {said}}}){aimed}"
    )


PLACES = f"""
CREATE (ru:Country {{id: '{country_id("RU")}', code: 'RU', name: 'Russia'}}),
  (fr:Country {{id: '{country_id("FR")}', code: 'FR', name: 'France'}}),
  (moscow:City {{id: 'city_m', geonamesId: 1, name: 'Moscow'}})-[:IN_COUNTRY]->(ru),
  (city:City {{id: 'city_p', geonamesId: 2, name: 'Paris'}})-[:IN_COUNTRY]->(fr),
  (home:University {{id: '{HOME}', name: 'Home', kind: 'OTHER', status: 'ACTIVE'}}),
  (near:University {{id: 'univ_near', name: 'Near', kind: 'OTHER', status: 'ACTIVE'}}),
  (paris:University {{id: 'univ_paris', name: 'Paris', kind: 'OTHER', status: 'ACTIVE'}}),
  (lyon:University {{id: 'univ_lyon', name: 'Lyon', kind: 'OTHER', status: 'ACTIVE'}}),
  (gone:University {{id: 'univ_gone', name: 'Gone', kind: 'OTHER', status: 'CLOSED'}}),
  (home)-[:LOCATED_IN {{position: 0}}]->(moscow), (near)-[:LOCATED_IN {{position: 0}}]->(moscow),
  (paris)-[:LOCATED_IN {{position: 0}}]->(city), (lyon)-[:LOCATED_IN {{position: 0}}]->(city),
  (gone)-[:LOCATED_IN {{position: 0}}]->(city),
  (:Agreement {{id: 'agrm_1', slug: 'a1', title: 'A', kind: 'FRAMEWORK', status: 'IN_FORCE',
    validFrom: date('2020-01-01')}})-[:HAS_PARTY]->(lyon)
"""
GRAPH = (
    PLACES,
    "MATCH (a:Agreement {id: 'agrm_1'}), (home:University {id: 'univ_home'}) CREATE (a)-[:HAS_PARTY]->(home)",
    intent("home", "OFFERS", "software", "2027-01-01", fields=["0613"], levels=["EQF7"], languages=["en", "ru-B2"]),
    intent("home", "OFFERS", "anything", None, "fr"),
    intent("home", "SEEKS", "courses", "2026-12-31", "ru", cooperationKind="LANGUAGE_COURSE"),
    intent("paris", "SEEKS", "ends-first", "2026-01-20", "ru", fields=["06"], levels=["EQF7"], languages=["ru-B1"]),
    intent("lyon", "SEEKS", "ends-later", "2026-03-02", fields=["0912"], languages=["en"]),
    intent("lyon", "SEEKS", "ends-latest", "2026-03-03", fields=["0613"]),
    intent("paris", "SEEKS", "without-end", None, fields=["0613"]),
    intent("paris", "SEEKS", "over", "2026-01-01", fields=["0613"]),
    intent("paris", "SEEKS", "not-yet", "2026-02-01", fields=["0613"], since="2026-01-02"),
    intent("paris", "SEEKS", "other-kind", "2026-01-20", cooperationKind="RESEARCH"),
    intent("paris", "OFFERS", "same-way", "2026-01-20", fields=["0613"]),
    intent("paris", "OFFERS", "courses-abroad", "2026-01-20", cooperationKind="LANGUAGE_COURSE"),
    intent("paris", "SEEKS", "only-france", "2026-01-20", "fr", fields=["0613"]),
    intent("near", "SEEKS", "same-side", "2026-01-20", fields=["0613"]),
    intent("gone", "SEEKS", "closed", "2026-01-20", fields=["0613"]),
)

MATCHING = """query (
  $university: ID! = "univ_home", $day: Date = "2026-01-01", $days: Int, $where: RegistryMatchingIntentWhere
  $first: Int, $after: String, $last: Int, $before: String
) {
  matchingIntents(university: $university, asOf: $day, days: $days, where: $where, first: $first, after: $after,
    last: $last, before: $before) {
    totalCount
    edges {
      cursor daysLeft score metCount node { slug university { name } }
      met {
        intent { slug } score fields levels languages countries { code } sentence russian: sentence(language: RU)
      }
    }
    nodes { slug }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}"""


async def found(ask: Ask, **given: Any) -> Any:
    asked = await ask(MATCHING, **given)
    assert asked.errors == []
    assert len(asked.statements) <= 1
    return asked.data["matchingIntents"]


def slugs(answer: Any) -> list[str]:
    assert [edge["node"]["slug"] for edge in answer["edges"]] == [node["slug"] for node in answer["nodes"]]
    return [node["slug"] for node in answer["nodes"]]


async def test_intents_that_meet_ones_own_come_in_the_order_in_which_they_end(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, *GRAPH)
    answer = await found(ask)
    assert slugs(answer) == ["ends-first", "ends-later", "ends-latest", "without-end"]
    assert [edge["daysLeft"] for edge in answer["edges"]] == [19, 60, 61, None]
    assert answer["totalCount"] == 4
    soon = await found(ask, days=60)
    assert slugs(soon) == ["ends-first", "ends-later"]
    assert slugs(await found(ask, days=60, day="2026-01-02")) == ["ends-first", "not-yet", "ends-later", "ends-latest"]


async def test_each_says_which_own_intents_it_meets_and_in_what_they_agree(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, *GRAPH)
    first, later = (await found(ask, days=60))["edges"]
    assert first["node"] == {"slug": "ends-first", "university": {"name": "Paris"}}
    assert (first["score"], first["metCount"]) == (1.0, 2)
    assert first["met"] == [
        {
            "intent": {"slug": "software"},
            "score": 1.0,
            "fields": ["06"],
            "levels": ["EQF7"],
            "languages": ["ru-B2"],
            "countries": [{"code": "RU"}],
            "sentence": "They seek what you offer: student exchange (“Information and Communication Technologies "
            "(ICTs)”).",
            "russian": first["met"][0]["russian"],
        },
        {
            "intent": {"slug": "anything"},
            "score": 0.4,
            "fields": [],
            "levels": [],
            "languages": [],
            "countries": [{"code": "FR"}, {"code": "RU"}],
            "sentence": "They seek what you offer: student exchange.",
            "russian": first["met"][1]["russian"],
        },
    ]
    assert "студент" in first["met"][0]["russian"]
    assert [(met["intent"]["slug"], met["countries"]) for met in later["met"]] == [("anything", [{"code": "FR"}])]


async def test_a_foreign_institution_asks_the_same(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, *GRAPH)
    answer = await found(ask, university="univ_paris")
    assert slugs(answer) == ["same-side", "software", "anything"]
    assert [met["intent"]["slug"] for met in answer["edges"][1]["met"]] == ["ends-first", "without-end"]
    assert answer["edges"][1]["met"][0]["sentence"].startswith("They offer what you seek")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, ["ends-first", "ends-later", "ends-latest", "without-end"]),
        ({"direction": "SEEKS"}, ["ends-first", "ends-later", "ends-latest", "without-end"]),
        ({"direction": "OFFERS"}, []),
        ({"levels": ["EQF7"]}, ["ends-first"]),
        ({"languages": ["en"]}, ["ends-later"]),
        ({"languages": ["ru-A2"]}, []),
        ({"cooperationKinds": ["LANGUAGE_COURSE"]}, []),
        ({"countries": ["fr"]}, ["ends-first", "ends-later", "ends-latest", "without-end"]),
        ({"countries": ["DE"]}, []),
        ({"excludeLiveAgreements": True}, ["ends-first", "without-end"]),
        ({"requireActiveOffice": True}, []),
    ],
)
async def test_what_is_demanded_narrows_it(
    store: Store, settings: Settings, where: dict[str, Any], expected: list[str]
) -> None:
    assert slugs(await found(await written(store, settings, *GRAPH), where=where)) == expected


async def test_pages_follow_one_another_both_ways(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, *GRAPH)
    first = await found(ask, first=3)
    assert (slugs(first), first["pageInfo"]["hasNextPage"]) == (["ends-first", "ends-later", "ends-latest"], True)
    second = await found(ask, first=3, after=first["pageInfo"]["endCursor"])
    assert (slugs(second), second["pageInfo"]["hasNextPage"]) == (["without-end"], False)
    back = await found(ask, last=1, before=second["edges"][0]["cursor"])
    assert (slugs(back), back["totalCount"]) == (["ends-latest"], 4)


async def test_institutions_are_those_with_an_intent_met_among_partner_matches(ask: Ask) -> None:
    query = """query ($university: ID!, $where: RegistryPartnerMatchWhere) {
      partnerMatches(university: $university, asOf: "2026-11-24", where: $where, first: 100) {
        edges { node { name } reasons { kind } }
      }
    }"""
    for named in ("kpfu.ru", "msu.ru", "https://ror.org/014weej12"):
        matches = await ask(query, university=named, where={"excludeLiveAgreements": False})
        assert matches.errors == []
        met = {
            edge["node"]["name"]
            for edge in matches.data["partnerMatches"]["edges"]
            if any(reason["kind"] == "INTENT_MET" for reason in edge["reasons"])
        }
        answer = await found(ask, university=named, day="2026-11-24", first=100)
        assert {edge["node"]["university"]["name"] for edge in answer["edges"]} == met != set()


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"university": "no such institution"}, "university", "BAD_ID"),
        ({"university": "univ_aaaaaaaaaaaaaaaa"}, "university", "NOT_FOUND"),
        ({"university": "offi_aaaaaaaaaaaaaaaa"}, "university", "BAD_ID"),
        ({"university": "kpfu.ru", "days": 0}, "days", "BAD_USER_INPUT"),
        ({"university": "kpfu.ru", "days": 1831}, "days", "BAD_USER_INPUT"),
        ({"university": "kpfu.ru", "where": {"fields": ["9"]}}, "where.fields", "BAD_USER_INPUT"),
        ({"university": "kpfu.ru", "first": 101}, "first", "BAD_USER_INPUT"),
        ({"university": "kpfu.ru", "after": "nonsense"}, "after", "BAD_CURSOR"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(MATCHING, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"matchingIntents.{field}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_ends_of_the_calendar_are_days_as_others(ask: Ask, day: str) -> None:
    assert (await found(ask, university="kpfu.ru", day=day, days=1830))["totalCount"] == 0
