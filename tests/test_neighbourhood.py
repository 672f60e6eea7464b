"""Neighbourhoods, asked as a user would: what surrounds a node, and how much of it is shown."""

from collections import Counter
from typing import Any

import pytest

from graph.ids import stable_id
from graph.natural_keys import university_id
from graph.store.store import Store, Transaction
from settings import Settings
from tests.conftest import Ask, asking

TASHKENT = stable_id("offi", "russian-house-tashkent")
MOSCOW = university_id("ROR", "https://ror.org/010pmpe69")
HOUSE, HALL = stable_id("offi", "house"), stable_id("venu", "hall")
ASK = """query ($of: ID!, $depth: Int! = 2, $limit: Int! = 300, $where: RegistryNeighbourhoodWhere,
               $relations: [RelationshipKind!]) {
  neighbourhood(of: $of, depth: $depth, limit: $limit, where: $where, relations: $relations) {
    shown total totalIsExact summary russian: summary(language: RU)
    centre { id __typename }
    nodes { depth activity ties node { id __typename ... on University { name } ... on Contact { slug } } }
    edges { source target kind since until through }
  }
}"""


async def around(ask: Ask, of: str, **variables: Any) -> dict[str, Any]:
    """The neighbourhood, whatever it is: one statement, and every node shown has its way to the centre."""
    asked = await ask(ASK, of=of, **variables)
    assert asked.errors == []
    assert len(asked.statements) == 1
    found: dict[str, Any] = asked.data["neighbourhood"]
    is_sound(found)
    return found


def is_sound(found: dict[str, Any]) -> None:
    """The centre comes first, a node n steps away has an edge to one n - 1 steps away, and edges join what is shown."""
    depth = {each["node"]["id"]: each["depth"] for each in found["nodes"]}
    assert len(depth) == len(found["nodes"]) == found["shown"] <= found["total"]
    assert [id for id, steps in depth.items() if steps == 0] == [found["centre"]["id"]] == list(depth)[:1]
    assert list(depth.values()) == sorted(depth.values())
    beside: dict[str, set[str]] = {id: set() for id in depth}
    for edge in found["edges"]:
        beside[edge["source"]].add(edge["target"])
        beside[edge["target"]].add(edge["source"])
    assert all(min(depth[other] for other in beside[id]) == steps - 1 for id, steps in depth.items() if steps)


def types(found: dict[str, Any], depth: int) -> Counter[str]:
    return Counter(each["node"]["__typename"] for each in found["nodes"] if each["depth"] == depth)


def slugs(found: dict[str, Any]) -> list[str]:
    return [each["node"]["slug"] for each in found["nodes"] if "slug" in each["node"]]


@pytest.fixture
async def ask_own(store: Store, settings: Settings) -> Ask:
    """Asks a graph of the test's own: a house with a hall, and 40 contacts that it brought about between a home
    university and 40 others; contact 39 is the newest."""

    async def work(transaction: Transaction) -> None:
        await transaction.run(
            "CREATE (:University {id: 'univ_home', name: 'Home'}) "
            "CREATE (o:Office {id: $house, slug: 'house', name: 'House'}) "
            "CREATE (o)<-[:RUN_BY]-(:Venue {id: $hall, slug: 'hall'}) "
            "CREATE (:City {id: 'city_a', name: 'A'})-[:IN_COUNTRY]->(k:Country {id: 'ctry_kz', code: 'KZ'}) "
            "CREATE (:City {id: 'city_b', name: 'B'})-[:IN_COUNTRY]->(:Country {id: 'ctry_uz', code: 'UZ'}) "
            "CREATE (o)-[:COVERS {since: date('2020-01-01'), until: date('2022-01-01')}]->(k)",
            {"house": HOUSE, "hall": HALL},
        )
        rows = [
            {"i": i, "u": f"univ_{i:02}", "c": f"cont_{i:02}", "day": f"20{i // 2 + 5:02}-01-{i % 2 + 1:02}",
             "city": "city_a" if i % 2 else "city_b"}
            for i in range(40)
        ]  # fmt: skip
        await transaction.run(
            "UNWIND $rows AS row "
            "MATCH (o:Office {id: $house}), (h:University {id: 'univ_home'}), (k:City {id: row.city}) "
            "CREATE (u:University {id: row.u, name: row.u})-[:LOCATED_IN {position: 0}]->(k) "
            "CREATE (o)<-[:FACILITATED_BY]-(c:Contact {id: row.c, slug: row.c, stage: 'AGREED', "
            "since: date('2005-01-01'), lastActivity: date(row.day)})-[:BETWEEN]->(h) CREATE (c)-[:BETWEEN]->(u)",
            {"rows": rows, "house": HOUSE},
        )

    await store.write(work)
    return asking(store, settings)


async def test_all_that_fits_is_shown_and_said_to_be_all(ask_own: Ask) -> None:
    found = await around(ask_own, HOUSE)
    assert found["summary"] == "showing all 84" and found["russian"] == "показано всё: 84"
    assert types(found, 1) == {"Contact": 40, "Venue": 1, "Country": 1}
    assert types(found, 2) == {"University": 41}


async def test_hub_keeps_room_for_what_its_facts_lead_to(ask_own: Ask) -> None:
    """Of 20 places, ten are for what is one step away: the newest contacts; the others for whom they join."""
    found = await around(ask_own, HOUSE, limit=21)
    assert found["summary"] == "showing 21 of 84" and found["russian"] == "показано 21 из 84"
    assert found["totalIsExact"] is True
    assert slugs(found) == [f"cont_{i}" for i in range(39, 29, -1)]
    far = [each for each in found["nodes"] if each["depth"] == 2]
    assert [each["node"]["name"] for each in far] == ["Home", *(f"univ_{i}" for i in range(39, 30, -1))]
    assert (far[0]["ties"], far[0]["activity"], far[1]["ties"]) == (40, "2024-01-02", 1)


@pytest.mark.parametrize(("limit", "shown"), [(1, 1), (2, 2), (3, 3), (82, 82), (83, 83), (84, 84), (1000, 84)])
async def test_no_more_nodes_come_than_are_asked_for(ask_own: Ask, limit: int, shown: int) -> None:
    found = await around(ask_own, HOUSE, limit=limit)
    assert (found["shown"], found["total"]) == (shown, 84)


async def test_places_that_further_steps_do_not_need_go_to_the_nearer_ones(ask_own: Ask) -> None:
    """With one step there is nothing else; with three, nothing is three steps away.

    Ten contacts lead to eleven institutions: all of them are shown, and nine contacts more.
    """
    assert types(await around(ask_own, HOUSE, limit=31, depth=1), 1) == {"Contact": 30}
    found = await around(ask_own, HOUSE, limit=31, depth=3)
    assert (found["shown"], types(found, 1)["Contact"], types(found, 2)["University"]) == (31, 19, 11)


async def test_contact_falls_into_the_window_by_its_last_activity(ask_own: Ask) -> None:
    found = await around(ask_own, HOUSE, depth=1, where={"since": "2023-01-02"})
    assert slugs(found) == ["cont_39", "cont_38", "cont_37"]
    found = await around(ask_own, HOUSE, depth=1, where={"since": "2023-01-02", "until": "2024-01-01"})
    assert "cont_37" in slugs(found) and "cont_39" in slugs(found), "they were going on then"
    found = await around(ask_own, HOUSE, depth=1, where={"until": "2005-01-01"})
    assert slugs(found) == []


async def test_relationship_with_a_time_of_its_own_must_fall_into_the_window(ask_own: Ask) -> None:
    assert types(await around(ask_own, HOUSE, depth=1, where={"since": "2021-12-31"}), 1)["Country"] == 1
    assert types(await around(ask_own, HOUSE, depth=1, where={"since": "2022-01-01"}), 1)["Country"] == 0
    assert types(await around(ask_own, HOUSE, depth=1, where={"until": "2020-01-01"}), 1)["Country"] == 0


async def test_countries_keep_what_lies_in_them(ask_own: Ask) -> None:
    found = await around(ask_own, HOUSE, where={"countries": ["KZ"]})
    assert types(found, 1) == {"Contact": 20, "Country": 1}
    assert all(int(each["node"]["name"][-2:]) % 2 for each in found["nodes"] if each["depth"] == 2)


async def test_types_keep_only_nodes_of_these_types(ask_own: Ask) -> None:
    found = await around(ask_own, HOUSE, where={"types": ["CONTACT", "UNIVERSITY"]})
    assert types(found, 1) == {"Contact": 40} and types(found, 2) == {"University": 41}
    assert (await around(ask_own, HOUSE, where={"types": ["UNIVERSITY"]}))["shown"] == 1


async def test_places_are_walked_through_only_where_they_are_asked_for(ask_own: Ask) -> None:
    found = await around(ask_own, "univ_01", depth=3)
    assert types(found, 1) == {"City": 1, "Contact": 1}
    assert {each["node"]["__typename"] for each in found["nodes"] if each["depth"] == 2} == {"Office", "University"}
    found = await around(ask_own, "univ_01", depth=2, relations=["LOCATED_IN"])
    assert types(found, 2) == {"University": 19}
    assert {edge["kind"] for edge in found["edges"]} == {"LOCATED_IN"}


async def test_from_a_country_the_walk_goes_through_its_cities(ask_own: Ask) -> None:
    found = await around(ask_own, "ctry_kz")
    assert types(found, 1) == {"City": 1, "Office": 1}
    assert types(found, 2)["University"] == 20 and types(found, 2)["Contact"] == 40


@pytest.mark.parametrize("asked", [{"relations": []}, {"where": {"types": []}}, {"where": {"countries": []}}])
async def test_nothing_around_fits_an_empty_list(ask_own: Ask, asked: dict[str, Any]) -> None:
    found = await around(ask_own, HOUSE, **asked)
    assert (found["shown"], found["total"], found["edges"]) == (1, 1, [])


async def test_degree_tells_how_much_lies_behind_a_node(ask_own: Ask) -> None:
    asked = await ask_own(
        "query ($of: ID!) { neighbourhood(of: $of, depth: 1, limit: 2) { nodes { degree node { id } } } }", of=HOUSE
    )
    assert len(asked.statements) == 1
    assert asked.data["neighbourhood"]["nodes"] == [
        {"degree": 42, "node": {"id": HOUSE}},
        {"degree": 3, "node": {"id": "cont_39"}},
    ]


DEGREES = """query ($of: ID!, $depth: Int! = 1, $relations: [RelationshipKind!], $where: RegistryNeighbourhoodWhere) {
  neighbourhood(of: $of, depth: $depth, relations: $relations, where: $where, limit: 1000) {
    total shown nodes { node { id } degree } edges { kind source target through }
  }
}"""


async def degrees(ask: Ask, of: str, **variables: Any) -> dict[str, int]:
    asked = await ask(DEGREES, of=of, **variables)
    assert asked.errors == []
    return {each["node"]["id"]: each["degree"] for each in asked.data["neighbourhood"]["nodes"]}


async def test_degree_is_the_same_from_every_centre_at_every_depth_and_under_every_demand(ask_own: Ask) -> None:
    near = await degrees(ask_own, HOUSE)
    far = await degrees(ask_own, HOUSE, depth=3)
    within = await degrees(ask_own, HOUSE, where={"since": "2023-01-01", "types": ["CONTACT"]})
    from_afar = await degrees(ask_own, "univ_39", depth=2)
    for found in (near, within, from_afar):
        assert found == {id: far.get(id, found[id]) for id in found}
    assert (far["univ_home"], far["cont_01"], far["univ_01"], far["ctry_kz"]) == (40, 3, 2, 2)


async def test_degree_counts_what_one_step_from_the_node_walks(ask: Ask) -> None:
    found = (await ask(DEGREES, of=TASHKENT)).data["neighbourhood"]
    sample = [each for each in found["nodes"] if each["node"]["id"][:4] in ("evnt", "cont", "agrm", "pers", "city")]
    for each in sample[:12]:
        own = (await ask(DEGREES, of=each["node"]["id"])).data["neighbourhood"]
        walked = [edge for edge in own["edges"] if each["node"]["id"] in (edge["source"], edge["target"])]
        assert each["degree"] == len(walked)


async def test_degree_counts_each_kind_that_is_named_and_no_other(ask_own: Ask) -> None:
    found = await degrees(ask_own, HOUSE, depth=2, relations=["FACILITATED_BY"])
    assert (found[HOUSE], found["cont_01"]) == (40, 1)
    found = await degrees(ask_own, HOUSE, depth=1, relations=["FACILITATED_BY", "BETWEEN"])
    assert (found[HOUSE], found["cont_01"]) == (40, 3)


async def test_all_relationships_of_the_kinds_named_between_nodes_shown_are_told(ask: Ask) -> None:
    text = "{ contacts(first: 40) { nodes { agreements(first: 1) { nodes { id } } } } }"
    contacts = (await ask(text)).data["contacts"]["nodes"]
    agreement = next(node["id"] for each in contacts for node in each["agreements"]["nodes"])
    found = await around(ask, agreement, depth=1, relations=["HAS_PARTY", "LED_TO", "BETWEEN"])
    assert {edge["kind"] for edge in found["edges"]} == {"HAS_PARTY", "LED_TO", "BETWEEN"}
    usual = await around(ask, agreement, depth=1)
    shown = {each["node"]["id"] for each in usual["nodes"]}
    between = [edge for edge in usual["edges"] if edge["kind"] == "BETWEEN"]
    assert between and all({edge["source"], edge["target"]} <= shown for edge in between)


async def test_facts_of_every_type_are_shown_around_their_source(ask: Ask) -> None:
    source = (await ask('{ sources(where: {slug: {eq: "demo"}}) { nodes { id } } }')).data["sources"]["nodes"][0]["id"]
    found = await around(ask, source, depth=1, where={"types": ["INTENT", "PERSON", "PARTICIPATION"]}, limit=1000)
    assert types(found, 1).keys() == {"Intent", "Person", "Participation"}
    person = next(each["node"]["id"] for each in found["nodes"] if each["node"]["__typename"] == "Person")
    back = await around(ask, person, depth=1, relations=["STATED_BY"])
    assert [each["node"]["id"] for each in back["nodes"]] == [person, source]
    counts = await degrees(ask, source)
    assert counts[source] == (await around(ask, source, depth=1))["total"] - 1


async def test_node_of_any_new_noun_can_be_the_centre(ask_own: Ask) -> None:
    found = await around(ask_own, HALL)
    assert found["centre"] == {"id": HALL, "__typename": "Venue"}
    assert types(found, 1) == {"Office": 1} and types(found, 2) == {"Contact": 40}


async def test_participation_is_walked_over_in_one_step(store: Store, settings: Settings) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run(
            "CREATE (:Office {id: 'offi_a'})<-[:HOSTED_BY]-(e:Event {id: 'evnt_a', starts: date('2026-03-01'), "
            "ends: date('2026-03-02')})<-[:AT_EVENT]-(:Participation {id: 'part_a'})-[:OF_UNIVERSITY]->"
            "(:University {id: 'univ_a', name: 'A'})",
        )

    await store.write(work)
    ask = asking(store, settings)
    found = await around(ask, "offi_a")
    assert [each["node"]["id"] for each in found["nodes"]] == ["offi_a", "evnt_a", "univ_a"]
    (edge,) = [each for each in found["edges"] if each["kind"] == "PARTICIPATION"]
    assert (edge["source"], edge["target"], edge["through"]) == ("evnt_a", "univ_a", "part_a")
    back = await around(ask, "univ_a", where={"since": "2026-03-02", "until": "2026-03-03"})
    assert [each["node"]["id"] for each in back["nodes"]] == ["univ_a", "evnt_a", "offi_a"]
    assert (await around(ask, "univ_a", where={"since": "2026-03-03"}))["shown"] == 1
    of_part = await around(ask, "part_a", depth=1)
    assert [edge["kind"] for edge in of_part["edges"]] == ["AT_EVENT", "OF_UNIVERSITY", "PARTICIPATION"]
    assert [each["degree"] for each in (await ask(DEGREES, of="part_a")).data["neighbourhood"]["nodes"]] == [2, 2, 1]
    named = (await ask(DEGREES, of="evnt_a", relations=["PARTICIPATION"])).data["neighbourhood"]["nodes"]
    assert [each["degree"] for each in named] == [1, 1]


@pytest.mark.parametrize(("noun", "facts", "inside", "outside"), [
    ("Agreement", "signed: date('2020-05-01'), validFrom: date('2020-06-01'), validTo: date('2025-05-31')",
     ["2025-05-31", "2026-01-01"], ["2025-06-01", "2026-01-01"]),
    ("Agreement", "signed: date('2020-05-01'), validFrom: date('2020-06-01')",
     ["2030-01-01", "2031-01-01"], ["2020-01-01", "2020-05-01"]),
    ("Event", "starts: date('2020-05-01'), ends: date('2020-05-03')",
     ["2020-05-03", "2020-05-04"], ["2020-05-04", "2020-06-01"]),
    ("OfficeStatus", "since: date('2020-05-01'), until: date('2020-06-01')",
     ["2020-05-31", "2020-06-01"], ["2020-06-01", "2020-07-01"]),
    ("AnnualPlan", "year: 2024", ["2024-12-31", "2025-02-01"], ["2025-01-01", "2025-02-01"]),
    ("Quota", "academicYear: '2024/2025'", ["2025-08-31", "2025-09-01"], ["2025-09-01", "2026-01-01"]),
    ("Quota", "academicYear: '2024/2024'", ["2024-12-31", "2025-01-01"], ["2025-01-01", "2026-01-01"]),
    ("Quota", "academicYear: '2025/2025'", ["2025-05-01", "2025-05-02"], ["2024-11-01", "2025-01-01"]),
])  # fmt: skip
async def test_each_noun_has_its_time(
    store: Store, settings: Settings, noun: str, facts: str, inside: list[str], outside: list[str]
) -> None:
    kind = {"Agreement": "-[:SIGNED_BY]->", "Event": "-[:HOSTED_BY]->", "OfficeStatus": "<-[:HAS_STATUS]-",
            "AnnualPlan": "-[:PLANNED_WITH]->", "Quota": "-[:DISTRIBUTED_BY]->"}[noun]  # fmt: skip

    async def work(transaction: Transaction) -> None:
        await transaction.run(f"CREATE (:{noun} {{id: 'fact', {facts}}}){kind}(:Office {{id: 'offi_a'}})")

    await store.write(work)
    ask = asking(store, settings)
    for window, shown in ((inside, 2), (outside, 1)):
        where = dict(zip(("since", "until"), window, strict=True))
        text = 'query ($where: RegistryNeighbourhoodWhere) { neighbourhood(of: "offi_a", where: $where) { shown } }'
        assert (await ask(text, where=where)).data["neighbourhood"]["shown"] == shown, window


async def test_demo_office_is_surrounded_by_what_it_did(ask: Ask) -> None:
    found = await around(ask, TASHKENT, where={"since": "2024-11-24", "until": "2026-11-25"})
    near = types(found, 1)
    assert (near["Contact"], near["Event"], near["Country"], near["Person"], near["City"]) == (22, 2, 2, 2, 1)
    assert types(found, 2)["University"] == 17
    assert found["totalIsExact"] and found["shown"] == found["total"]
    assert all(each["activity"] is None or each["activity"] < "2026-11-25" for each in found["nodes"])


async def test_nodes_are_read_with_whatever_is_asked_of_them(ask: Ask) -> None:
    asked = await ask(
        """query ($of: ID!) { neighbourhood(of: $of, depth: 1, limit: 3) {
             centre { ... on University { name(languages: ["ru"]) city { name } } }
             a: nodes { node { ... on Contact { parties(first: 5) { id } sources { slug } } } }
             b: nodes { node { ... on Contact { stage } __typename } depth }
        } }""",
        of=MOSCOW,
    )
    assert asked.errors == [] and len(asked.statements) == 1
    found = asked.data["neighbourhood"]
    assert found["centre"]["city"] == {"name": "Moscow"} and "Московский" in found["centre"]["name"]
    assert found["a"][0]["node"] == {}
    assert {"id": MOSCOW} in found["a"][1]["node"]["parties"]
    assert [each["node"]["__typename"] for each in found["b"]] == ["University", "Contact", "Contact"]


async def test_three_steps_from_the_largest_university_are_cut_with_a_way_to_each(ask: Ask) -> None:
    found = await around(ask, MOSCOW, depth=3, limit=100)
    assert found["shown"] == 100 < found["total"]
    assert all(types(found, depth) for depth in (1, 2, 3))


@pytest.mark.parametrize(("variables", "code", "field"), [
    ({"of": TASHKENT, "depth": 0}, "BAD_USER_INPUT", "neighbourhood.depth"),
    ({"of": TASHKENT, "depth": 99}, "BAD_USER_INPUT", "neighbourhood.depth"),
    ({"of": TASHKENT, "depth": -1}, "BAD_USER_INPUT", "neighbourhood.depth"),
    ({"of": TASHKENT, "limit": 0}, "BAD_USER_INPUT", "neighbourhood.limit"),
    ({"of": TASHKENT, "limit": -1}, "BAD_USER_INPUT", "neighbourhood.limit"),
    ({"of": TASHKENT, "limit": 1001}, "BAD_USER_INPUT", "neighbourhood.limit"),
    ({"of": ""}, "BAD_ID", "neighbourhood.of"),
    ({"of": "russian-house-tashkent"}, "BAD_ID", "neighbourhood.of"),
    ({"of": "xxxx_aaaaaaaaaaaaaaaa"}, "BAD_ID", "neighbourhood.of"),
    ({"of": "offi_aaaaaaaaaaaaaaaa"}, "NOT_FOUND", "neighbourhood.of"),
    ({"of": MOSCOW.replace("univ", "offi")}, "NOT_FOUND", "neighbourhood.of"),
    ({"of": TASHKENT, "where": {"countries": ["U"]}}, "BAD_USER_INPUT", "neighbourhood.where.countries"),
    ({"of": TASHKENT, "where": {"countries": ["UZ"] + [f"A{i}" for i in range(100)]}}, "BAD_USER_INPUT",
     "neighbourhood.where.countries"),
    ({"of": TASHKENT, "where": {"since": "2026-01-01", "until": "2026-01-01"}}, "BAD_USER_INPUT",
     "neighbourhood.where.until"),
])  # fmt: skip
async def test_neighbourhood_that_cannot_be_asked_for_is_refused(
    ask: Ask, variables: dict[str, Any], code: str, field: str
) -> None:
    asked = await ask(ASK, **variables)
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]
    assert len(asked.statements) == (code == "NOT_FOUND")


@pytest.mark.parametrize("where", [{"types": ["NOTHING"]}, {"since": "2026"}, {"unknown": 1}])
async def test_demand_that_the_contract_does_not_have_is_refused(ask: Ask, where: dict[str, Any]) -> None:
    assert (await ask(ASK, of=TASHKENT, where=where)).codes == ["BAD_USER_INPUT"]


async def test_neighbourhood_counts_towards_the_limit_of_a_question(ask: Ask) -> None:
    below = "partners(first: 100) { nodes { contacts(first: 100) { nodes { id } } } }"
    text = (
        f'{{ neighbourhood(of: "{MOSCOW}", limit: 1000) {{ nodes {{ node {{ ... on University {{ {below} }} }} }} }} }}'
    )
    asked = await ask(text)
    assert asked.codes == ["TOO_BIG"] and asked.statements == []


@pytest.mark.parametrize("limit", [7, 18, 30])
async def test_as_many_are_shown_as_the_limit_lets(ask: Ask, limit: int) -> None:
    query = "query ($of: ID!, $n: Int!) { neighbourhood(of: $of, depth: 2, limit: $n) { shown total } }"
    centres = await ask(
        """{ agreements(first: 20) { nodes { id } } universities(first: 20) { nodes { id } }
             events(first: 5) { nodes { id } } people(first: 5) { nodes { id } } offices(first: 5) { nodes { id } } }"""
    )
    for each in (node["id"] for found in centres.data.values() for node in found["nodes"]):
        found = (await ask(query, of=each, n=limit)).data["neighbourhood"]
        assert found["shown"] == min(limit, found["total"]), each
