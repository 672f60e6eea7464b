"""Mobility flows, asked as a user would: how many went where, and what it weighs."""

from typing import Any

import pytest

from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from tests.conftest import Ask
from tests.load.rows import check_rejected

KIND = record_kind("MobilityFlow")

U1, U2 = "https://ror.org/010pmpe69", "https://ror.org/05256ym39"
ROW = {
    "slug": "f-1", "academic_year": "2026/2027", "kind": "STUDENT_STUDIES", "level": "EQF7", "field": "0613",
    "count": "3", "weight": "0.5", "sending": U1, "receiving": U2, "agreement": "a-1", "campaign": "",
}  # fmt: skip
COUNTED = {"kind": "FULL_DEGREE", "sending": "", "campaign": "c-1"}
THREE_YEARS = ["2023/2024", "2024/2025", "2025/2026"]


async def test_flow_is_found_by_its_slug_or_id_with_its_ends_and_reasons(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: mobilityFlow(slug: "demo-flow-050") {
            id academicYear kind level field count weight weighted demo
            sending { name } receiving { name } agreement { slug } campaign { slug }
            sources { slug } provenance { edges { checked node { slug } } }
          }
          b: mobilityFlow(id: $id) {
            slug count weighted level field sending { name } receiving { name } agreement { slug } campaign { slug }
          }
          c: mobilityFlow(slug: "demo-flow-015") { level field weight weighted }
          d: mobilityFlow(slug: "demo-flow-999") { id }
        }""",
        id=slug_id("mobi", "demo-flow-060"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("mobi", "demo-flow-050"),
            "academicYear": "2025/2026",
            "kind": "STUDENT_TRAINEESHIP",
            "level": "EQF7",
            "field": "0114",
            "count": 3,
            "weight": 0.15,
            "weighted": 0.45,
            "demo": True,
            "sending": {"name": "Sakhalin State University"},
            "receiving": {"name": "Heilongjiang University"},
            "agreement": {"slug": "demo-agreement-036"},
            "campaign": None,
            "sources": [{"slug": "demo"}],
            "provenance": {"edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {
            "slug": "demo-flow-060",
            "count": 51,
            "weighted": 51.0,
            "level": "EQF6",
            "field": None,
            "sending": None,
            "receiving": {"name": "South Ural State University"},
            "agreement": None,
            "campaign": {"slug": "demo-campaign-021"},
        },
        "c": {"level": None, "field": None, "weight": 0.05, "weighted": 0.1},
        "d": None,
    }
    assert len(asked.statements) == 4


FLOWS = """query ($where: RegistryMobilityFlowWhere) {
  mobilityFlows(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


def numbers_of(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-flow-") for node in connection["nodes"]]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"academicYear": {"eq": "2021/2022"}}, ["001", "002", "003", "004"]),
        ({"academicYear": {"in": ["2022/2023", "2023/2024"]}, "kind": {"eq": "FULL_DEGREE"}}, ["017", "018", "019"]),
        ({"kind": {"eq": "STUDENT_TRAINEESHIP"}}, ["047", "050", "054"]),
        ({"level": {"eq": "EQF8"}}, ["014", "029", "043"]),
        ({"level": {"isNull": True}, "field": {"isNull": False}}, ["024", "030", "044", "051"]),
        ({"field": {"startsWith": "08"}}, ["031", "046", "047"]),
        ({"field": {"isNull": True}, "kind": {"eq": "FULL_DEGREE"}}, ["060", "074"]),
        ({"count": {"gte": 96}}, ["019", "063", "076"]),
        ({"count": {"eq": 9}}, ["026", "032"]),
        ({"weight": {"gt": 1.0}}, ["067"]),
        ({"weight": {"gte": 0.15, "lt": 0.5}}, ["047", "050", "054"]),
        ({"agreement": {"slug": {"eq": "demo-agreement-036"}}}, ["032", "033", "048", "049", "050", "051"]),
        ({"agreement": {"kind": {"eq": "NETWORK"}}}, ["069"]),
        ({"not": {"sending": {}}, "academicYear": {"eq": "2026/2027"}}, ["073", "074", "075", "076"]),
        ({"campaign": {"country": {"code": {"eq": "EG"}}}}, ["019", "035"]),
        ({"receiving": {"country": {"code": {"in": ["FR", "RO"]}}}}, ["001", "003", "005"]),
        ({"sending": {"country": {"code": {"eq": "UZ"}}}}, ["066", "067", "069"]),
    ],
)
async def test_flows_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str]) -> None:
    asked = await ask(FLOWS, where=where)
    assert asked.errors == []
    assert numbers_of(asked.data["mobilityFlows"]) == numbers
    assert asked.data["mobilityFlows"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("domain", "partner", "out", "back"),
    [
        ("msu.ru", "Vietnam National", 3.5, 27.0),
        ("sakhgu.ru", "Heilongjiang", 9.95, 9.2),
        ("msu.ru", "Yerevan", 4.5, 5.0),
    ],
)
async def test_balance_of_exchange_over_three_years_is_told_by_the_flows_both_ways(
    ask: Ask, domain: str, partner: str, out: float, back: float
) -> None:
    """Question 13: the flows and what they weigh, in one statement."""
    asked = await ask(
        """query ($domain: String!, $partner: String!, $years: [String!]!) {
          university(identifier: {scheme: DOMAIN, value: $domain}) {
            out: outgoingFlows(where: {receiving: {name: {startsWith: $partner}}, academicYear: {in: $years}}) {
              nodes { weighted } }
            back: incomingFlows(where: {sending: {name: {startsWith: $partner}}, academicYear: {in: $years}}) {
              nodes { weighted } }
          }
        }""",
        domain=domain,
        partner=partner,
        years=THREE_YEARS,
    )
    university = asked.data["university"]
    assert [round(sum(node["weighted"] for node in university[way]["nodes"]), 6) for way in ("out", "back")] == [
        out,
        back,
    ]
    assert len(asked.statements) == 1


async def test_students_that_came_of_the_contacts_of_an_event_are_one_statement(ask: Ask) -> None:
    """Question 11 to its end: event, contact, agreement, students."""
    asked = await ask(
        """{ event(slug: "demo-fair-tashkent-2025") { contacts(where: {agreements: {some: {}}}) {
          nodes { agreements { nodes { slug mobilityFlows(orderBy: [{field: SLUG}]) { totalCount nodes { count } } } } }
        } } }"""
    )
    found = {
        agreement["slug"][-3:]: [flow["count"] for flow in agreement["mobilityFlows"]["nodes"]]
        for contact in asked.data["event"]["contacts"]["nodes"]
        for agreement in contact["agreements"]["nodes"]
    }
    assert found == {"039": [], "040": [3, 6], "041": [14, 4]}
    assert len(asked.statements) == 1


async def test_campaign_brings_as_many_as_it_admitted(ask: Ask) -> None:
    asked = await ask(
        """{ recruitmentCampaigns(where: {mobilityFlows: {some: {}}}, first: 100) {
          totalCount nodes { slug admitted mobilityFlows { nodes { count receiving { id } } } university { id } } } }"""
    )
    assert asked.data["recruitmentCampaigns"]["totalCount"] == 16
    for node in asked.data["recruitmentCampaigns"]["nodes"]:
        flow = {"count": node["admitted"], "receiving": node["university"]}
        assert node["mobilityFlows"]["nodes"] == [flow], node["slug"]


async def test_both_institutions_of_a_flow_are_parties_of_its_agreement(ask: Ask) -> None:
    asked = await ask(
        """{ mobilityFlows(where: {agreement: {}}, first: 100) { totalCount nodes {
          slug sending { id } receiving { id } agreement { parties { id } } } } }"""
    )
    assert asked.data["mobilityFlows"]["totalCount"] == 60
    for node in asked.data["mobilityFlows"]["nodes"]:
        parties = [party["id"] for party in node["agreement"]["parties"]]
        assert {node["sending"]["id"], node["receiving"]["id"]} <= set(parties), node["slug"]


async def test_flows_of_the_latest_year_come_first(ask: Ask) -> None:
    asked = await ask(
        """{ a: mobilityFlows(first: 14) { nodes { academicYear } totalCount }
             b: mobilityFlows(orderBy: [{field: COUNT, direction: DESC}, {field: SLUG}], first: 3) { nodes { slug } }
             c: mobilityFlows(orderBy: [{field: WEIGHT}, {field: SLUG}], first: 3) { nodes { slug } } }"""
    )
    years = [node["academicYear"] for node in asked.data["a"]["nodes"]]
    assert years == ["2026/2027"] * 13 + ["2025/2026"]
    assert asked.data["a"]["totalCount"] == 76
    assert numbers_of(asked.data["b"]) == ["076", "063", "019"]
    assert numbers_of(asked.data["c"]) == ["024", "015", "016"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"academic_year": ""}, "academic_year", "is empty"),
        ({"kind": "EXCHANGE"}, "kind", "is not one of STUDENT_STUDIES"),
        ({"kind": "STAFF_TEACHING"}, "level", "is said of students only"),
        ({"level": "MASTER"}, "level", "is not a level"),
        ({"field": "0613|0541"}, "field", "is not a field of ISCED-F"),
        ({"count": ""}, "count", "is empty"),
        ({"count": "0"}, "count", "is not a whole number from 1"),
        ({"weight": ""}, "weight", "is empty"),
        ({"weight": "0"}, "weight", "is not a number from 0.01 to 10"),
        ({"sending": ""}, "sending", "is empty"),
        ({"sending": "", "campaign": "c-1"}, "sending", "is empty"),
        (COUNTED | {"campaign": ""}, "sending", "is empty, and so is campaign"),
        ({"receiving": U1}, "receiving", "is also the sending institution"),
        ({"receiving": f"{U2}|{U1}"}, "receiving", "names more than one University"),
        ({"agreement": "a-1|a-2"}, "agreement", "names more than one Agreement"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    assert KIND.parse(InputRow(2, ROW)).unit.properties["weight"] == 0.5
    assert KIND.parse(InputRow(2, ROW | COUNTED)).unit.properties["count"] == 3
    check_rejected(KIND, ROW, change, field, words)
