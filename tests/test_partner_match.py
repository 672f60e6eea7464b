"""Partner matches, asked as a user would: whom to approach, why, through which office, introduced by whom."""

import re
from itertools import chain
from typing import Any

import pytest

from graph.natural_keys import university_id
from tests.conftest import Ask

DAY = "2026-06-15"
"""The date at which all of these look, where they do not say another."""

CYRILLIC = re.compile("[А-Яа-яЁё]")


def ror(tail: str) -> str:
    return university_id("ROR", f"https://ror.org/{tail}")


MOSCOW = ror("010pmpe69")
KAZAN = ror("05256ym39")
TASHKENT = ror("05987a729")
BAIKAL_WITHOUT_CONTACT = ror("024fhbm82")
MEXICO_WITHOUT_CONTACT = ror("01tmp8f25")
ASKING = {
    "Russian, rich in contacts": (MOSCOW, 29),
    "Russian": (KAZAN, 33),
    "Russian without a contact": (BAIKAL_WITHOUT_CONTACT, 38),
    "foreign": (TASHKENT, 18),
    "foreign without a contact": (MEXICO_WITHOUT_CONTACT, 22),
}
"""Who asks, and how many of the 38 foreign or 22 Russian institutions have no live agreement with it on DAY."""

MATCHES = """query ($university: ID!, $where: RegistryPartnerMatchWhere, $day: Date = "2026-06-15", $first: Int = 100) {
  partnerMatches(university: $university, where: $where, asOf: $day, first: $first) {
    totalCount
    edges {
      score node { id name country { code } } reasons { kind weight sentence russian: sentence(language: RU) }
      office { basis sentence russian: sentence(language: RU) office { slug } }
      path { length steps { kind } }
    }
    nodes { id }
  }
}"""


async def matches(ask: Ask, university: str, **variables: Any) -> list[dict[str, Any]]:
    """All matches, in one statement for their nodes (none where there is none)."""
    asked = await ask(MATCHES, university=university, **variables)
    assert asked.errors == []
    edges: list[dict[str, Any]] = asked.data["partnerMatches"]["edges"]
    assert len(asked.statements) == (1 if edges else 0)
    assert [node["id"] for node in asked.data["partnerMatches"]["nodes"]] == [edge["node"]["id"] for edge in edges]
    return edges


def names(edges: list[dict[str, Any]]) -> set[str]:
    return {edge["node"]["name"] for edge in edges}


@pytest.mark.parametrize("who", ASKING)
async def test_score_is_the_sum_of_its_reasons_within_0_and_1_and_gives_the_order(ask: Ask, who: str) -> None:
    university, total = ASKING[who]
    edges = await matches(ask, university)
    assert len(edges) == total
    scores = [edge["score"] for edge in edges]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    for edge in edges:
        weights = [reason["weight"] for reason in edge["reasons"]]
        assert sum(weights) == pytest.approx(edge["score"], abs=1e-6)
        assert weights == sorted(weights, reverse=True)
        assert all(weight > 0 for weight in weights)


@pytest.mark.parametrize("who", ASKING)
async def test_partners_are_of_the_other_side_only(ask: Ask, who: str) -> None:
    edges = await matches(ask, ASKING[who][0])
    russian = {edge["node"]["country"]["code"] == "RU" for edge in edges}
    assert russian == {who.startswith("foreign")}


@pytest.mark.parametrize("who", ASKING)
async def test_every_reason_is_worded_in_english_and_russian(ask: Ask, who: str) -> None:
    for edge in await matches(ask, ASKING[who][0], first=10):
        for said in [*edge["reasons"], edge["office"]]:
            assert said["sentence"].endswith(".") and not CYRILLIC.search(said["sentence"])
            assert said["russian"].endswith(".") and CYRILLIC.match(said["russian"])
            assert "None" not in said["sentence"] + said["russian"]


async def test_seeking_and_offering_meet_both_ways(ask: Ask) -> None:
    """Kazan and Hanoi both seek and offer exchanges in software and mathematics."""
    (edge,) = await matches(ask, KAZAN, where={"countries": ["VN"], "cooperationKinds": ["STUDENT_EXCHANGE"]})
    assert edge["node"]["name"] == "Vietnam National University, Hanoi"
    met = [reason for reason in edge["reasons"] if reason["kind"] == "INTENT_MET"]
    assert {reason["sentence"].partition(":")[0] for reason in met} == {
        "They offer what you seek",
        "They seek what you offer",
    }
    assert {reason["russian"].partition(":")[0] for reason in met} == {
        "Предлагают то, что вы ищете",
        "Ищут то, что вы предлагаете",
    }


async def test_evidence_of_a_reason_can_be_read_as_nodes(ask: Ask) -> None:
    asked = await ask(
        """query ($university: ID!, $where: RegistryPartnerMatchWhere = {countries: ["VN"]}) {
          partnerMatches(university: $university, asOf: "2026-06-15", where: $where, first: 1) {
          edges { reasons { kind evidence {
            __typename id
            ... on Intent { direction university { name } }
            ... on Event { visitors }
            ... on Contact { stage parties { name } }
          } } path { steps { evidence { __typename id } } } }
        } }""",
        university=KAZAN,
    )
    (edge,) = asked.data["partnerMatches"]["edges"]
    evidence = {reason["kind"]: reason["evidence"] for reason in edge["reasons"]}
    assert {(each["__typename"], each["direction"]) for each in evidence["INTENT_MET"]} == {
        ("Intent", "SEEKS"),
        ("Intent", "OFFERS"),
    }
    assert {each["university"]["name"] for each in evidence["INTENT_MET"]} == {
        "Kazan Federal University",
        "Vietnam National University, Hanoi",
    }
    assert [each["visitors"] for each in evidence["EVENT_TOGETHER"]] == [1850]
    assert {each["__typename"] for each in evidence["THREE_STEP_PATHS"]} == {"Contact"}
    assert len(asked.statements) == 1


async def test_partners_with_a_live_agreement_are_left_out_unless_asked_for(ask: Ask) -> None:
    """Moscow has agreements in force with nine foreign institutions on DAY; 38 - 9 = 29."""
    partners = {
        "Al-Farabi Kazakh National University",
        "Belarusian State University",
        "Peking University",
        "Tashkent University of Information Technology",
        "University of São Paulo",
        "University of Belgrade",
        "University of Havana",
        "Vietnam National University, Hanoi",
        "Yerevan State University",
    }
    without = names(await matches(ask, MOSCOW))
    everyone = names(await matches(ask, MOSCOW, where={"excludeLiveAgreements": False}))
    assert everyone - without == partners
    assert len(everyone) == 38


async def test_agreement_that_has_run_out_excludes_no_longer(ask: Ask) -> None:
    """Moscow and Hanoi: an exchange agreement from 2022-12-02, of which 2027-01-31 is the last day."""
    hanoi = {"countries": ["VN"]}
    name = "Vietnam National University, Hanoi"
    assert name in names(await matches(ask, MOSCOW, where=hanoi, day="2022-12-01"))
    assert name not in names(await matches(ask, MOSCOW, where=hanoi, day="2022-12-02"))
    assert name not in names(await matches(ask, MOSCOW, where=hanoi, day="2027-01-31"))
    assert name in names(await matches(ask, MOSCOW, where=hanoi, day="2027-02-01"))


async def test_institutions_in_live_contact_are_left_out_where_that_is_asked(ask: Ask) -> None:
    edges = await matches(ask, MOSCOW, where={"excludeLiveContacts": True, "excludeLiveAgreements": False})
    assert len(edges) == 18
    assert all(reason["kind"] != "IN_CONTACT" for edge in edges for reason in edge["reasons"])
    assert "University of Bologna" in names(edges), "a dormant contact does not exclude"
    assert "Khazar University" not in names(edges)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"countries": ["IN"]}, {"Indian Institute of Technology Bombay", "Jawaharlal Nehru University"}),
        ({"countries": ["IN", "MX"], "cooperationKinds": ["JOINT_PROGRAMME"]},
         {"Indian Institute of Technology Bombay"}),
        ({"cooperationKinds": ["RESEARCH"], "levels": ["EQF8"]}, {"University of Cape Town"}),
        ({"fields": ["0916"]}, {"University of Jordan"}),
        ({"fields": ["10"]}, {"Hanoi University"}),
        ({"kinds": ["MEDICAL_CENTRE"]}, set()),
        ({"kinds": ["HIGHER_EDUCATION"], "countries": ["MX"]}, {"National Autonomous University of Mexico"}),
        ({"languages": ["vi"]}, set()),
        ({"countries": ["RU"]}, set()),
    ],
)  # fmt: skip
async def test_partner_must_fulfil_everything_that_is_demanded(
    ask: Ask, where: dict[str, Any], found: set[str]
) -> None:
    assert names(await matches(ask, MOSCOW, where=where)) == found


async def test_wider_field_includes_the_narrower_ones(ask: Ask) -> None:
    wide = names(await matches(ask, MOSCOW, where={"fields": ["06"]}))
    narrow = names(await matches(ask, MOSCOW, where={"fields": ["0613"]}))
    assert narrow and narrow <= wide


async def test_language_level_that_is_had_is_enough_for_lower_ones(ask: Ask) -> None:
    """Language courses: Skopje and four others seek Russian to A2, which a speaker of B2 has, one of A1 has not."""
    where = {"cooperationKinds": ["LANGUAGE_COURSE"], "languages": ["ru-B2"]}
    assert "Ss. Cyril and Methodius University in Skopje" in names(await matches(ask, MOSCOW, where=where))
    where["languages"] = ["ru-A1"]
    assert await matches(ask, MOSCOW, where=where) == []


async def test_null_demands_demand_nothing(ask: Ask) -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("countries", "fields", "languages", "requireActiveOffice", "excludeLiveAgreements")
    )
    assert len(await matches(ask, MOSCOW, where=nothing)) == 29


async def test_only_countries_with_an_active_office_are_left_where_that_is_demanded(ask: Ask) -> None:
    where = {"countries": ["MX", "MK", "RO", "AZ", "FR"], "requireActiveOffice": True}
    edges = await matches(ask, MOSCOW, where=where)
    assert {edge["node"]["country"]["code"] for edge in edges} == {"AZ", "MK"}
    assert {edge["office"]["basis"] for edge in edges} == {"ACTIVE"}
    # Between the closing in Baku and the coverage from Ankara nobody answers for Azerbaijan.
    assert await matches(ask, MOSCOW, where={"countries": ["AZ"], "requireActiveOffice": True}, day="2025-03-01") == []


async def test_foreign_institution_without_an_active_office_finds_none_where_one_is_demanded(ask: Ask) -> None:
    assert await matches(ask, MEXICO_WITHOUT_CONTACT, where={"requireActiveOffice": True}) == []
    assert len(await matches(ask, TASHKENT, where={"requireActiveOffice": True})) == 18


@pytest.mark.parametrize(
    ("country", "day", "basis", "slug", "said"),
    [
        ("UZ", DAY, "ACTIVE", "russian-house-tashkent",
         "Go through Russian House in Tashkent: it covers Uzbekistan and has been active since 1 September 2021."),
        ("MK", "2023-09-30", "ACTIVE", "russian-house-skopje", "active since 1 September 2012."),
        ("MK", "2023-10-15", "COVERS_FROM_NEIGHBOUR", "russian-house-belgrade",
         "Russian House in Skopje, which covers North Macedonia, has been suspended since 1 October 2023. "
         "The nearest active office is Russian House in Belgrade (Serbia,"),
        ("MK", "2023-11-01", "ACTIVE", "russian-house-belgrade", "it covers North Macedonia"),
        ("SY", "2024-12-09", "ACTIVE", "russian-house-damascus", "it covers Syria"),
        ("SY", "2025-01-15", "ACTIVE", "russian-house-cairo", "it covers Syria"),
        ("SY", "2025-09-01", "ACTIVE", "russian-house-damascus", "active since 1 September 2025."),
        ("FR", DAY, "LIMITED", "russian-house-paris",
         "Go through Russian House in Paris: it covers France, but works with limits since 1 April 2022."),
        ("RO", DAY, "COVERS_FROM_NEIGHBOUR", "russian-house-belgrade", "has been suspended since 1 August 2023."),
        ("AZ", "2025-03-01", "COVERS_FROM_NEIGHBOUR", "russian-house-yerevan", "No office covers Azerbaijan."),
        ("AZ", "2025-09-01", "ACTIVE", "russian-house-ankara", "it covers Azerbaijan"),
        ("MX", DAY, "COVERS_FROM_NEIGHBOUR", "russian-house-havana",
         "No office covers Mexico. The nearest active office is Russian House in Havana (Cuba,"),
        ("MX", "2008-12-01", "HEADQUARTERS", "agency-headquarters-moscow", "No active office is near"),
        ("MX", "2008-09-05", "NONE", None, "No other office can help on this day."),
    ],
)  # fmt: skip
async def test_office_to_go_through_is_the_one_that_works_on_the_date_and_a_fallback_is_said(
    ask: Ask, country: str, day: str, basis: str, slug: str | None, said: str
) -> None:
    edges = await matches(ask, MOSCOW, where={"countries": [country], "excludeLiveAgreements": False}, day=day, first=1)
    office = edges[0]["office"]
    assert office["basis"] == basis
    assert (office["office"] and office["office"]["slug"]) == slug
    assert said in office["sentence"]


async def test_office_is_sought_in_the_country_of_the_foreign_one_of_the_two(ask: Ask) -> None:
    edges = await matches(ask, TASHKENT, first=3)
    assert {edge["office"]["office"]["slug"] for edge in edges} == {"russian-house-tashkent"}
    (edge,) = await matches(ask, MEXICO_WITHOUT_CONTACT, first=1)
    assert edge["office"]["basis"] == "COVERS_FROM_NEIGHBOUR"
    assert edge["office"]["russian"].startswith("Эту страну (Мексика) не охватывает ни одно представительство.")
    assert "«Русский дом в Гаване»" in edge["office"]["russian"]


async def test_institution_without_a_contact_gets_reasons_from_what_it_seeks_and_offers(ask: Ask) -> None:
    edges = await matches(ask, BAIKAL_WITHOUT_CONTACT, first=10)
    assert {edge["reasons"][0]["kind"] for edge in edges} == {"INTENT_MET"}
    assert all(edge["path"] is None for edge in edges)
    kinds = {reason["kind"] for edge in edges for reason in edge["reasons"]}
    assert kinds.isdisjoint({"COMMON_PARTNERS", "THREE_STEP_PATHS", "EVENT_TOGETHER", "IN_CONTACT"})


async def test_shortest_introduction_stands_with_its_evidence(ask: Ask) -> None:
    asked = await ask(
        """query ($university: ID!, $where: RegistryPartnerMatchWhere = {countries: ["AZ"]}) {
          partnerMatches(university: $university, asOf: "2026-06-15", where: $where) { edges {
          path { length steps {
            kind since sentence source { ... on University { name } } target { ... on University { name } }
            evidence { ... on Contact { slug } }
          } }
        } } }""",
        university=MOSCOW,
    )
    (edge,) = asked.data["partnerMatches"]["edges"]
    assert edge["path"] == {
        "length": 1,
        "steps": [
            {
                "kind": "CONTACT",
                "since": "2017-11-06",
                "sentence": "Lomonosov Moscow State University and Khazar University "
                "have been in contact since 6 November 2017.",
                "source": {"name": "Lomonosov Moscow State University"},
                "target": {"name": "Khazar University"},
                "evidence": [{"slug": "demo-contact-030"}],
            }
        ],
    }
    assert len(asked.statements) == 1


PAGE = """query ($university: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  partnerMatches(university: $university, asOf: "2026-06-15",
                 first: $first, after: $after, last: $last, before: $before) {
    edges { cursor } nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


@pytest.mark.parametrize("who", ["Russian", "foreign without a contact"])
async def test_pages_forward_and_backward_give_the_same_ranking(ask: Ask, who: str) -> None:
    university, total = ASKING[who]
    whole = [node["id"] for node in (await ask(PAGE, university=university, first=100)).data["partnerMatches"]["nodes"]]
    assert len(set(whole)) == total
    forward: list[str] = []
    backward: list[str] = []
    after = before = None
    for _ in range(0, total, 8):
        page = (await ask(PAGE, university=university, first=8, after=after)).data["partnerMatches"]
        forward += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        assert page["pageInfo"]["hasPreviousPage"] is (len(forward) > 8)
        assert page["pageInfo"]["hasNextPage"] is (len(forward) < total)
        assert page["totalCount"] == total
        page = (await ask(PAGE, university=university, last=8, before=before)).data["partnerMatches"]
        backward = [node["id"] for node in page["nodes"]] + backward
        before = page["pageInfo"]["startCursor"]
    assert forward == whole
    assert backward == whole


async def test_ten_matches_come_where_no_number_is_asked(ask: Ask) -> None:
    asked = await ask(PAGE, university=MOSCOW)
    assert len(asked.data["partnerMatches"]["nodes"]) == 10
    asked = await ask(PAGE, university=MOSCOW, first=0)
    assert asked.data["partnerMatches"]["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


async def test_total_alone_asks_the_store_nothing(ask: Ask) -> None:
    asked = await ask(
        'query ($university: ID!) { partnerMatches(university: $university, asOf: "2026-06-15") {'
        " totalCount __typename } }",
        university=MOSCOW,
    )
    assert asked.data["partnerMatches"] == {"totalCount": 29, "__typename": "PartnerMatchConnection"}
    assert asked.statements == []


@pytest.mark.parametrize(
    ("variables", "code", "field"),
    [
        ({"university": "univ_aaaaaaaaaaaaaaaa"}, "NOT_FOUND", "partnerMatches.university"),
        ({"university": "offi_aaaaaaaaaaaaaaaa"}, "BAD_ID", "partnerMatches.university"),
        ({"university": "Kazan"}, "BAD_ID", "partnerMatches.university"),
        ({"university": KAZAN, "first": 101}, "BAD_USER_INPUT", "partnerMatches.first"),
        ({"university": KAZAN, "first": -1}, "BAD_USER_INPUT", "partnerMatches.first"),
        ({"university": KAZAN, "last": 101}, "BAD_USER_INPUT", "partnerMatches.last"),
        ({"university": KAZAN, "first": 1, "last": 1}, "BAD_USER_INPUT", "partnerMatches.last"),
        ({"university": KAZAN, "after": "???"}, "BAD_CURSOR", "partnerMatches.after"),
        ({"university": KAZAN, "before": "dW5pdl9h"}, "BAD_CURSOR", "partnerMatches.before"),
    ],
)
async def test_matching_refuses_what_it_cannot_use_by_code_and_field(
    ask: Ask, variables: dict[str, Any], code: str, field: str
) -> None:
    asked = await ask(PAGE, **variables)
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]
    assert asked.statements == []


async def test_aliases_rank_for_two_institutions_in_one_request(ask: Ask) -> None:
    asked = await ask(
        """query ($a: ID!, $b: ID!) {
          a: partnerMatches(university: $a, asOf: "2026-06-15", first: 1) { nodes { name } }
          b: partnerMatches(university: $b, asOf: "2026-06-15", first: 1) { nodes { name } }
        }""",
        a=KAZAN,
        b=MEXICO_WITHOUT_CONTACT,
    )
    assert asked.data["a"]["nodes"] == [{"name": "Belarusian State University"}]
    assert asked.data["b"]["nodes"] == [{"name": "Lomonosov Moscow State University"}]
    assert len(asked.statements) == 2


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ({"countries": ["ZZ"]}, "countries"),
        ({"countries": ["India"]}, "countries"),
        ({"fields": ["0699"]}, "fields"),
        ({"levels": ["master"]}, "levels"),
        ({"languages": ["русский"]}, "languages"),
    ],
)
async def test_code_that_does_not_exist_is_refused_by_name(ask: Ask, where: dict[str, list[str]], field: str) -> None:
    asked = await ask(
        "query ($university: ID!, $where: RegistryPartnerMatchWhere) {"
        " partnerMatches(university: $university, where: $where) { totalCount } }",
        university="univ_xguoxdcu4gybh6ym",
        where=where,
    )
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["extensions"]["field"] == f"partnerMatches.where.{field}"


async def test_what_speaks_against_a_match_is_told_with_evidence_and_numbers(ask: Ask) -> None:
    asked = await ask(
        """query ($university: ID!, $day: Date = "2026-06-15") {
          partnerMatches(university: $university, asOf: $day, first: 100) { edges {
          score reasons { weight } office { basis }
          concerns { kind lost sentence russian: sentence(language: RU) evidence { __typename id } }
        } } }""",
        university=KAZAN,
    )
    edges = asked.data["partnerMatches"]["edges"]
    against = [concern for edge in edges for concern in edge["concerns"]]
    assert {concern["kind"] for concern in against} >= {"NO_ACTIVE_OFFICE"}
    for edge in edges:
        assert round(sum(reason["weight"] for reason in edge["reasons"]), 6) == edge["score"]
        told = {concern["kind"] for concern in edge["concerns"]}
        assert ("NO_ACTIVE_OFFICE" in told) == (edge["office"]["basis"] != "ACTIVE")
        lost = [concern["lost"] for concern in edge["concerns"]]
        assert lost == sorted(lost, reverse=True)
        assert all(0 < each < 1 for each in lost)
    assert all(concern["evidence"] and concern["sentence"] != concern["russian"] for concern in against)
    assert len(asked.statements) == 1


NO_PATH: dict[str, Any] = {"steps": []}
EVIDENCE = """query ($university: ID!) {
  partnerMatches(university: $university, asOf: "2026-06-15", first: 10) {
    edges {
      node { name }
      reasons { evidence { __typename id } }
      concerns { evidence { __typename id } }
      office { office { name } }
      path { steps { source { id } target { id } evidence { __typename id } } }
    }
  }
}"""


async def test_the_same_statement_serves_whatever_the_evidence_is(ask: Ask) -> None:
    """A store plans each new text for a third of a second."""
    texts, kinds = set(), set()
    for university, _ in ASKING.values():
        asked = await ask(EVIDENCE, university=university)
        assert asked.errors == []
        (text,) = asked.statements
        edges = asked.data["partnerMatches"]["edges"]
        steps = [(edge["path"] or NO_PATH)["steps"] for edge in edges]
        shown = [part for edge in edges for part in (*edge["reasons"], *edge["concerns"])] + [*chain(*steps)]
        texts.add(text)
        kinds.add(frozenset(node["__typename"] for part in shown for node in part["evidence"]))
    assert len(texts) == 1
    assert len(kinds) > 1
