"""Similar institutions, asked as staff would."""

from typing import Any

import pytest

from graph.natural_keys import country_id, university_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

NETWORK = f"""
CREATE (ru:Country {{id: '{country_id("RU")}', code: 'RU', name: 'Russia'}}),
  (cl:Country {{id: '{country_id("CL")}', code: 'CL', name: 'Chile'}}),
  (ar:Country {{id: '{country_id("AR")}', code: 'AR', name: 'Argentina'}}),
  (cordoba:Region {{id: 'regn_x', code: 'AR-X', name: 'Córdoba'}}),
  (moscow:City {{id: 'city_m', geonamesId: 1, name: 'Moscow'}})-[:IN_COUNTRY]->(ru),
  (santiago:City {{id: 'city_s', geonamesId: 2, name: 'Santiago', latitude: -33.46, longitude: -70.65}}),
  (city:City {{id: 'city_c', geonamesId: 3, name: 'Córdoba', latitude: -31.41, longitude: -64.18}}),
  (santiago)-[:IN_COUNTRY]->(cl), (city)-[:IN_COUNTRY]->(ar), (city)-[:IN_REGION]->(cordoba),
  (home:University {{id: 'univ_home', name: 'Home', kind: 'OTHER', status: 'ACTIVE'}}),
  (second:University {{id: 'univ_second', name: 'Second', kind: 'OTHER', status: 'ACTIVE'}}),
  (model:University {{id: 'univ_model', name: 'Model', kind: 'OTHER', status: 'ACTIVE', fields: ['0711'],
    studentBand: 'OVER_30K'}}),
  (twin:University {{id: 'univ_twin', name: 'Twin', kind: 'OTHER', status: 'ACTIVE', fields: ['0711'],
    studentBand: 'OVER_30K'}}),
  (clinic:University {{id: 'univ_clinic', name: 'Clinic', kind: 'MEDICAL_CENTRE', status: 'ACTIVE'}}),
  (part:University {{id: 'univ_part', name: 'Part', kind: 'OTHER', status: 'ACTIVE', fields: ['0711']}}),
  (part)-[:CHILD_OF]->(model),
  (home)-[:LOCATED_IN {{position: 0}}]->(moscow), (second)-[:LOCATED_IN {{position: 0}}]->(moscow),
  (model)-[:LOCATED_IN {{position: 0}}]->(santiago), (part)-[:LOCATED_IN {{position: 0}}]->(santiago),
  (clinic)-[:LOCATED_IN {{position: 0}}]->(santiago), (twin)-[:LOCATED_IN {{position: 0}}]->(city),
  (c1:Contact {{id: 'cont_1', slug: 'c1', stage: 'AGREED', since: date('2021-01-01')}}),
  (c1)-[:BETWEEN]->(home), (c1)-[:BETWEEN]->(model),
  (c2:Contact {{id: 'cont_2', slug: 'c2', stage: 'AGREED', since: date('2022-01-01')}}),
  (c2)-[:BETWEEN]->(home), (c2)-[:BETWEEN]->(twin),
  (model)-[:HAS_INTENT]->(:Intent {{id: 'intn_1', slug: 'i1', direction: 'SEEKS', cooperationKind: 'RESEARCH',
    fields: ['0711'], since: date('2025-01-01')}}),
  (twin)-[:HAS_INTENT]->(:Intent {{id: 'intn_2', slug: 'i2', direction: 'SEEKS', cooperationKind: 'RESEARCH',
    fields: ['0715'], since: date('2025-02-01')}})
"""

LIKE = """query ($to: ID! = "univ_model", $where: RegistrySimilarInstitutionWhere, $day: Date = "2026-01-01",
    $first: Int, $after: String, $last: Int) {
  similarInstitutions(university: $to, where: $where, asOf: $day, first: $first, after: $after, last: $last) {
    totalCount
    edges {
      score homePartners node { name }
      reasons {
        kind weight sentence russian: sentence(language: RU)
        evidence { ... on University { name } ... on Intent { slug } }
      }
    }
    nodes { name }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}"""
BOTH = [{"name": "Model"}, {"name": "Twin"}]


async def names(ask: Ask, **given: Any) -> list[str]:
    asked = await ask(LIKE, **given)
    assert asked.errors == []
    found = asked.data["similarInstitutions"]
    assert [node["name"] for node in found["nodes"]] == [edge["node"]["name"] for edge in found["edges"]]
    assert found["totalCount"] >= len(found["nodes"])
    return [node["name"] for node in found["nodes"]]


async def test_institution_like_another_comes_with_its_reasons(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    asked = await ask(LIKE, where={"minHomePartners": 1})
    assert asked.errors == []
    (twin,) = asked.data["similarInstitutions"]["edges"]
    assert (twin["node"], twin["homePartners"]) == ({"name": "Twin"}, 1)
    assert twin["reasons"] == [
        {
            "kind": "SHARED_FIELDS",
            "weight": 0.35,
            "sentence": "Both are strong in “Chemical engineering and processes”.",
            "russian": "Общие направления: «Химическая технология и химические процессы».",
            "evidence": BOTH,
        },
        {
            "kind": "SIMILAR_PROFILE",
            "weight": 0.14,
            "sentence": "Both are of the same kind and of the same size.",
            "russian": "Обе организации одного типа и одного размера.",
            "evidence": BOTH,
        },
        {
            "kind": "COMMON_PARTNERS",
            "weight": 0.083333,
            "sentence": "Both work with 1 partner: Home.",
            "russian": "У них 1 общий партнёр: «Home».",
            "evidence": [{"name": "Home"}],
        },
        {
            "kind": "SAME_INTENTS",
            "weight": 0.04,
            "sentence": "Both seek joint research (“Engineering and engineering trades”).",
            "russian": "Ищут одно и то же: совместные исследования («Инженерное дело и технические специальности»).",
            "evidence": [{"slug": "i1"}, {"slug": "i2"}],
        },
        {
            "kind": "NEARBY",
            "weight": 0.036155,
            "sentence": "They are 648 km apart.",
            "russian": "Расстояние между ними — 648 км.",
            "evidence": BOTH,
        },
    ]
    assert twin["score"] == pytest.approx(sum(reason["weight"] for reason in twin["reasons"]), abs=1e-6)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["Twin", "Clinic"]),
        ({"where": {"countries": None, "minHomePartners": None}}, ["Twin", "Clinic"]),
        ({"where": {"countries": []}}, []),
        ({"where": {"countries": ["CL"]}}, ["Clinic"]),
        ({"where": {"regions": ["AR-X"]}}, ["Twin"]),
        ({"where": {"kinds": ["MEDICAL_CENTRE"]}}, ["Clinic"]),
        ({"where": {"minHomePartners": 1}, "day": "2021-12-31"}, []),
        ({"where": {"minHomePartners": 2}}, []),
        ({"to": "univ_home"}, ["Second"]),
        ({"to": "univ_home", "where": {"countries": ["AR"]}}, ["Twin"]),
        ({"to": "univ_part"}, ["Twin", "Clinic"]),
    ],
)
async def test_similar_institutions_are_chosen_by_side_place_kind_and_partners(
    store: Store, settings: Settings, given: dict[str, Any], found: list[str]
) -> None:
    ask = await written(store, settings, NETWORK)
    assert await names(ask, **given) == found


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, NETWORK)
    first = (await ask(LIKE, first=1)).data["similarInstitutions"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (2, True)
    second = (await ask(LIKE, first=1, after=first["pageInfo"]["endCursor"])).data["similarInstitutions"]
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (False, True)
    assert [page["nodes"] for page in (first, second)] == [[{"name": "Twin"}], [{"name": "Clinic"}]]
    assert await names(ask, last=1) == ["Clinic"]


KAZAN = university_id("ROR", "https://ror.org/05256ym39")
TASHKENT = university_id("ROR", "https://ror.org/05987a729")


@pytest.mark.parametrize("to", [KAZAN, TASHKENT])
async def test_score_is_the_sum_of_its_reasons_and_gives_the_order(ask: Ask, to: str) -> None:
    asked = await ask(LIKE, to=to, day="2026-06-15", first=100)
    assert asked.errors == [] and len(asked.statements) == 1
    edges = asked.data["similarInstitutions"]["edges"]
    assert len(edges) == (21 if to == KAZAN else 37)
    assert [edge["score"] for edge in edges] == sorted((edge["score"] for edge in edges), reverse=True)
    for edge in edges:
        weights = [reason["weight"] for reason in edge["reasons"]]
        assert sum(weights) == pytest.approx(edge["score"], abs=1e-6)
        assert weights == sorted(weights, reverse=True) and 0 < edge["score"] <= 1
        assert all(reason["evidence"] for reason in edge["reasons"])


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"to": "offi_aaaaaaaaaaaaaaaa"}, "university", "BAD_ID"),
        ({"to": "nonsense"}, "university", "BAD_ID"),
        ({"to": "univ_aaaaaaaaaaaaaaaa"}, "university", "NOT_FOUND"),
        ({"where": {"countries": ["Chile"]}}, "where.countries", "BAD_USER_INPUT"),
        ({"where": {"regions": ["Kazan"]}}, "where.regions", "BAD_USER_INPUT"),
        ({"where": {"minHomePartners": -1}}, "where.minHomePartners", "BAD_USER_INPUT"),
        ({"first": 101}, "first", "BAD_USER_INPUT"),
        ({"first": 1, "last": 1}, "last", "BAD_USER_INPUT"),
        ({"after": "nonsense"}, "after", "BAD_CURSOR"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(LIKE, **{"to": KAZAN} | given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"similarInstitutions.{field}")
