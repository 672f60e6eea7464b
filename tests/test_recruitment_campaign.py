"""Recruitment campaigns, asked as a user would: who looks for students where, and what came of it."""

from typing import Any

import pytest

from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from tests.conftest import Ask
from tests.load.rows import check_rejected

KIND = record_kind("RecruitmentCampaign")

ROW = {
    "slug": "c-1", "name": "Campaign", "kind": "SCHOLARSHIP", "university": "https://ror.org/05256ym39",
    "country": "UZ", "office": "house-x", "quota": "q-1", "events": "e-1|e-2", "academic_year": "2026/2027",
    "since": "2025-10-01", "until": "", "applications": "10", "admitted": "3",
}  # fmt: skip


async def test_campaign_is_found_by_its_slug_or_id_with_all_that_belongs_to_it(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: recruitmentCampaign(slug: "demo-campaign-012") {
            id name kind academicYear since until applications admitted demo
            university { name } country { code } office { slug } quota { slug places filled }
            events { totalCount nodes { slug } } sources { slug } provenance { edges { checked node { slug } } }
          }
          b: recruitmentCampaign(id: $id) { slug quota { slug } office { slug } events { nodes { slug } } }
          c: recruitmentCampaign(slug: "demo-campaign-033") { until applications admitted }
          d: recruitmentCampaign(slug: "demo-campaign-999") { id }
        }""",
        id=slug_id("camp", "demo-campaign-018"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("camp", "demo-campaign-012"),
            "name": "Kazan Federal University in Uzbekistan 2025: bachelor by quota",
            "kind": "SCHOLARSHIP",
            "academicYear": "2025/2026",
            "since": "2024-10-01",
            "until": "2025-05-01",
            "applications": 240,
            "admitted": 71,
            "demo": True,
            "university": {"name": "Kazan Federal University"},
            "country": {"code": "UZ"},
            "office": {"slug": "russian-house-tashkent"},
            "quota": {"slug": "demo-quota-023", "places": 420, "filled": 420},
            "events": {"totalCount": 1, "nodes": [{"slug": "demo-fair-tashkent-2025"}]},
            "sources": [{"slug": "demo"}],
            "provenance": {"edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {"slug": "demo-campaign-018", "quota": None, "office": None, "events": {"nodes": []}},
        "c": {"until": None, "applications": None, "admitted": None},
        "d": None,
    }
    assert len(asked.statements) == 4


CAMPAIGNS = """query ($where: RegistryRecruitmentCampaignWhere) {
  recruitmentCampaigns(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


def numbers_of(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-campaign-") for node in connection["nodes"]]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"academicYear": {"eq": "2023/2024"}}, ["001", "002", "003"]),
        ({"kind": {"eq": "CONTRACT"}, "academicYear": {"eq": "2026/2027"}}, ["028", "029", "031", "032"]),
        ({"applications": {"gte": 240}}, ["012", "019", "023", "028"]),
        ({"admitted": {"lt": 9}}, ["013", "016", "025", "030"]),
        ({"admitted": {"isNull": True}}, ["033", "034", "035", "036", "037", "038"]),
        ({"until": {"isNull": True}}, ["033", "034"]),
        ({"since": {"eq": "2023-11-20"}}, ["008", "009"]),
        ({"name": {"startsWith": "Moscow Aviation"}}, ["016", "037"]),
        ({"country": {"code": {"in": ["JO", "TR", "CN"]}}}, ["004", "018", "029"]),
        ({"not": {"office": {}}}, ["018"]),
        ({"quota": {"slug": {"eq": "demo-quota-027"}}}, ["026", "027"]),
        ({"quota": {"level": {"eq": "EQF8"}}}, ["025"]),
        ({"events": {"some": {"kind": {"eq": "OPEN_DAY"}}}}, ["023", "031", "032"]),
        ({"events": {"none": {}}, "country": {"code": {"eq": "EG"}}}, ["003"]),
        ({"university": {"name": {"startsWith": "Sechenov"}}}, ["003", "018", "019", "028"]),
    ],
)
async def test_campaigns_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str]) -> None:
    asked = await ask(CAMPAIGNS, where=where)
    assert asked.errors == []
    assert numbers_of(asked.data["recruitmentCampaigns"]) == numbers
    assert asked.data["recruitmentCampaigns"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        ("2022-10-02", []),
        ("2022-10-03", ["001"]),
        ("2023-04-30", ["001", "002", "003"]),
        ("2023-05-01", ["002", "003"]),
        ("2026-11-08", ["033", "034", "035", "036"]),
        ("2026-11-09", ["033", "034", "035", "036", "037"]),
        ("2028-01-01", ["033", "034"]),
    ],
)
async def test_campaigns_run_from_their_first_day_and_no_longer_on_their_until(
    ask: Ask, day: str, numbers: list[str]
) -> None:
    asked = await ask(CAMPAIGNS, where={"activeAt": day})
    assert numbers_of(asked.data["recruitmentCampaigns"]) == numbers


async def test_what_an_event_brought_in_students_is_one_statement(ask: Ask) -> None:
    """Question 11, its last step: the campaigns that an event advertised, and how many were admitted."""
    asked = await ask(
        """{ event(slug: "demo-fair-tashkent-2025") { recruitmentCampaigns(orderBy: [{field: SLUG}]) {
          totalCount nodes { slug applications admitted university { name } quota { slug } } } } }"""
    )
    campaigns = asked.data["event"]["recruitmentCampaigns"]
    assert campaigns["totalCount"] == 4
    assert numbers_of(campaigns) == ["012", "020", "021", "022"]
    assert [node["admitted"] for node in campaigns["nodes"]] == [71, 14, 51, 67]
    assert [node["quota"] and node["quota"]["slug"] for node in campaigns["nodes"]] == [
        "demo-quota-023",
        "demo-quota-024",
        None,
        None,
    ]
    assert len(asked.statements) == 1


async def test_ways_back_lead_to_the_campaigns_latest_first(ask: Ask) -> None:
    asked = await ask(
        """{
          university(identifier: {scheme: DOMAIN, value: "tpu.ru"}) {
            recruitmentCampaigns { totalCount nodes { slug } } }
          country(code: "AM") {
            recruitmentCampaigns(where: {academicYear: {in: ["2025/2026", "2026/2027"]}}) { totalCount } }
        }"""
    )
    assert numbers_of(asked.data["university"]["recruitmentCampaigns"]) == ["035", "024", "015"]
    assert asked.data["university"]["recruitmentCampaigns"]["totalCount"] == 3
    assert asked.data["country"]["recruitmentCampaigns"] == {"totalCount": 3}
    asked = await ask(
        """{
          office(slug: "russian-house-branch-alexandria") { recruitmentCampaigns { nodes { slug } } }
          quota(slug: "demo-quota-027") { filled recruitmentCampaigns(orderBy: [{field: SLUG}]) { nodes { slug } } }
        }"""
    )
    assert numbers_of(asked.data["office"]["recruitmentCampaigns"]) == ["009"]
    assert numbers_of(asked.data["quota"]["recruitmentCampaigns"]) == ["026", "027"]
    assert len(asked.statements) == 2


async def test_campaigns_begun_last_come_first(ask: Ask) -> None:
    asked = await ask("{ recruitmentCampaigns(first: 2) { nodes { slug since } totalCount } }")
    assert numbers_of(asked.data["recruitmentCampaigns"]) == ["038", "037"]
    assert asked.data["recruitmentCampaigns"]["totalCount"] == 38


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "is empty"),
        ({"kind": "QUOTA"}, "kind", "is not one of SCHOLARSHIP, CONTRACT"),
        ({"kind": "CONTRACT"}, "quota", "is not filled by a campaign for contract students"),
        ({"university": ""}, "university", "is empty"),
        ({"university": "https://ror.org/05256ym39|https://ror.org/010pmpe69"}, "university", "more than one"),
        ({"country": ""}, "country", "is empty"),
        ({"quota": "q-1|q-2"}, "quota", "names more than one Quota"),
        ({"academic_year": "2026"}, "academic_year", "is not an academic year"),
        ({"since": ""}, "since", "is empty"),
        ({"until": "2025-09-01"}, "until", "is before since"),
        ({"admitted": "11"}, "admitted", "11 is more than applications (10)"),
        ({"applications": "-1"}, "applications", "is not a whole number"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    assert KIND.parse(InputRow(2, ROW)).unit.properties["admitted"] == 3
    check_rejected(KIND, ROW, change, field, words)
