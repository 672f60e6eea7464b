"""Cooperation conditions, asked as a user would: what agreements allow in each direction."""

from typing import Any

import pytest

from graph.load.records import record_kind
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from tests.conftest import Ask
from tests.load.rows import check_rejected

KIND = record_kind("CooperationCondition")

U1, U2 = "https://ror.org/010pmpe69", "https://ror.org/05256ym39"
ROW = dict.fromkeys(KIND.columns.split(","), "") | {
    "slug": "c-1", "agreement": "a-1", "kind": "STUDENT_STUDIES", "sending": U1, "receiving": U2,
    "months": "2.5", "first_year": "2026/2027", "fields": "0613|07", "levels": "EQF7", "languages": "en-B2|ru",
}  # fmt: skip


async def test_condition_is_found_by_its_slug_or_id_with_both_institutions_and_its_agreement(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: cooperationCondition(slug: "demo-condition-026") {
            id kind placesPerYear months days firstYear lastYear fields levels languages demo
            agreement { slug kind } sending { name } receiving { name } sources { slug }
            provenance { edges { checked node { slug } } }
          }
          b: cooperationCondition(id: $id) { slug placesPerYear months days fields levels lastYear }
          c: cooperationCondition(slug: "demo-condition-999") { id }
        }""",
        id=slug_id("cond", "demo-condition-005"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("cond", "demo-condition-026"),
            "kind": "STUDENT_TRAINEESHIP",
            "placesPerYear": 2,
            "months": 2.5,
            "days": None,
            "firstYear": "2025/2026",
            "lastYear": "2026/2027",
            "fields": ["0811"],
            "levels": ["EQF7"],
            "languages": ["en-B2"],
            "demo": True,
            "agreement": {"slug": "demo-agreement-034", "kind": "EXCHANGE"},
            "sending": {"name": "Addis Ababa University"},
            "receiving": {"name": "Peoples' Friendship University of Russia"},
            "sources": [{"slug": "demo"}],
            "provenance": {"edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {
            "slug": "demo-condition-005",
            "placesPerYear": None,
            "months": None,
            "days": 14,
            "fields": [],
            "levels": [],
            "lastYear": "2026/2027",
        },
        "c": None,
    }
    assert len(asked.statements) == 3


CONDITIONS = """query ($where: RegistryCooperationConditionWhere) {
  cooperationConditions(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


def numbers_of(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-condition-") for node in connection["nodes"]]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"kind": {"eq": "STUDENT_TRAINEESHIP"}}, ["026", "027", "030"]),
        ({"kind": {"in": ["STAFF_TRAINING"]}}, ["020", "033"]),
        ({"placesPerYear": {"isNull": True}}, ["005", "006"]),
        ({"placesPerYear": {"gte": 10}}, ["019", "023", "024", "034", "039"]),
        ({"months": {"lt": 5}}, ["026", "027", "030"]),
        ({"months": {"gte": 20}}, ["034"]),
        ({"days": {"gt": 14}}, ["007", "025"]),
        ({"lastYear": {"isNull": True}}, ["036", "037", "038", "041", "042"]),
        ({"firstYear": {"in": ["2014/2015", "2015/2016"]}}, ["001", "002", "003"]),
        ({"fields": {"includes": "0811"}}, ["022", "026"]),
        ({"fields": {"includesUnder": "071"}}, ["028", "029", "030"]),
        ({"levels": {"includes": "EQF8"}}, ["003"]),
        ({"languages": {"includes": "hy-A2"}}, ["014", "040"]),
        ({"agreement": {"slug": {"eq": "demo-agreement-042"}}}, ["036", "037", "038"]),
        ({"agreement": {"status": {"eq": "DRAFT"}}}, ["041", "042"]),
        ({"sending": {"country": {"code": {"eq": "VN"}}}}, ["019", "020", "029", "030"]),
        ({"receiving": {"country": {"code": {"eq": "FR"}}}}, ["010"]),
        ({"not": {"receiving": {"country": {"code": {"eq": "RU"}}}}, "inYear": "2014/2015"}, ["001"]),
    ],
)
async def test_conditions_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str]) -> None:
    asked = await ask(CONDITIONS, where=where)
    assert asked.errors == []
    assert numbers_of(asked.data["cooperationConditions"]) == numbers
    assert asked.data["cooperationConditions"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("year", "numbers"),
    [
        ("2013/2014", []),
        ("2016/2017", ["001", "002", "003", "004", "005", "006"]),
        ("2028/2029", ["014", "015", "031", "032", "033", "034", "035",
                       "036", "037", "038", "039", "040", "041", "042"]),
        ("2029/2030", ["034", "035", "036", "037", "038", "039", "040", "041", "042"]),
        ("2030/2031", ["036", "037", "038", "039", "040", "041", "042"]),
        ("2031/2032", ["036", "037", "038", "041", "042"]),
    ],
)  # fmt: skip
async def test_conditions_hold_from_their_first_to_their_last_year(ask: Ask, year: str, numbers: list[str]) -> None:
    asked = await ask(CONDITIONS, where={"inYear": year})
    assert numbers_of(asked.data["cooperationConditions"]) == numbers


async def test_agreement_tells_its_conditions_newest_first_in_one_statement(ask: Ask) -> None:
    asked = await ask(
        """{ agreement(slug: "demo-agreement-036") { conditions(orderBy: [{field: FIRST_YEAR, direction: DESC},
          {field: SLUG}]) { totalCount nodes { slug firstYear sending { name } receiving { name } } }
          students: conditions(where: {kind: {in: [STUDENT_STUDIES]}}) { totalCount } } }"""
    )
    agreement = asked.data["agreement"]
    assert agreement["conditions"]["totalCount"] == 4
    assert numbers_of(agreement["conditions"]) == ["027", "023", "024", "025"]
    assert agreement["conditions"]["nodes"][1]["sending"] == {"name": "Sakhalin State University"}
    assert agreement["conditions"]["nodes"][1]["receiving"] == {"name": "Heilongjiang University"}
    assert agreement["students"] == {"totalCount": 2}
    assert len(asked.statements) == 1


async def test_university_sends_and_receives_under_different_conditions(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "tuit.uz"}) {
          sendingConditions(orderBy: [{field: SLUG}]) { totalCount nodes { slug } }
          receivingConditions(orderBy: [{field: SLUG}]) { totalCount nodes { slug } } } }"""
    )
    university = asked.data["university"]
    assert numbers_of(university["sendingConditions"]) == ["032", "033", "034", "038"]
    assert numbers_of(university["receivingConditions"]) == ["031", "035"]
    assert university["receivingConditions"]["totalCount"] == 2
    assert len(asked.statements) == 1


async def test_agreements_that_could_carry_another_field_are_found_by_what_their_conditions_lack(ask: Ask) -> None:
    """Question 4: of the live agreements of TPU, one has conditions and none of them is for field 0533."""
    asked = await ask(
        """{ agreements(where: {liveAt: "2026-11-01", parties: {some: {name: {startsWith: "Tomsk Poly"}}},
          conditions: {some: {levels: {includes: "EQF7"}}},
          not: {conditions: {some: {fields: {includesUnder: "0533"}}}}}) { nodes { slug } totalCount } }"""
    )
    assert asked.data["agreements"] == {"nodes": [{"slug": "demo-agreement-038"}], "totalCount": 1}


async def test_conditions_begun_last_come_first(ask: Ask) -> None:
    asked = await ask("{ cooperationConditions(first: 3) { nodes { firstYear } totalCount } }")
    years = [node["firstYear"] for node in asked.data["cooperationConditions"]["nodes"]]
    assert years == ["2027/2028", "2027/2028", "2026/2027"]
    assert asked.data["cooperationConditions"]["totalCount"] == 42


async def test_both_institutions_of_a_condition_are_parties_of_its_agreement(ask: Ask) -> None:
    asked = await ask(
        """{ cooperationConditions(first: 100) { nodes {
          slug sending { id } receiving { id } agreement { parties { id } } } } }"""
    )
    for node in asked.data["cooperationConditions"]["nodes"]:
        parties = [party["id"] for party in node["agreement"]["parties"]]
        assert {node["sending"]["id"], node["receiving"]["id"]} <= set(parties), node["slug"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"agreement": ""}, "agreement", "is empty"),
        ({"agreement": "a-1|a-2"}, "agreement", "names more than one Agreement"),
        ({"kind": "STUDIES"}, "kind", "is not one of STUDENT_STUDIES"),
        ({"sending": "msu.ru"}, "sending", "is not a ROR id"),
        ({"receiving": U1}, "receiving", "is also the sending institution"),
        ({"places_per_year": "0"}, "places_per_year", "is not a whole number from 1"),
        ({"months": "0"}, "months", "is not a number from 0.1 to 60"),
        ({"days": "5"}, "days", "stands beside months"),
        ({"first_year": "2026"}, "first_year", "is not an academic year"),
        ({"last_year": "2025/2026"}, "last_year", "2025/2026 is before first_year (2026/2027)"),
        ({"fields": "6"}, "fields", "is not a field of ISCED-F"),
        ({"levels": "BACHELOR"}, "levels", "is not a level"),
        ({"languages": "English"}, "languages", "is not a language"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    assert KIND.parse(InputRow(2, ROW)).unit.properties["months"] == 2.5
    check_rejected(KIND, ROW, change, field, words)


async def test_condition_says_whether_stays_are_blended(ask: Ask) -> None:
    asked = await ask(
        """{ a: cooperationConditions(where: {blended: true}) { totalCount nodes { blended kind } }
             b: cooperationConditions(where: {kind: {eq: STAFF_TEACHING}}) { nodes { blended } } }"""
    )
    assert asked.data["a"]["totalCount"] > 0
    assert {node["blended"] for node in asked.data["a"]["nodes"]} == {True}
    assert {node["kind"] for node in asked.data["a"]["nodes"]} <= {"STUDENT_STUDIES", "STUDENT_TRAINEESHIP"}
    assert {node["blended"] for node in asked.data["b"]["nodes"]} == {None}


@pytest.mark.parametrize(("cell", "blended"), [("yes", True), ("Да", True), ("no", False), ("", None)])
def test_blended_is_written_as_yes_or_no(cell: str, blended: bool | None) -> None:
    assert KIND.parse(InputRow(2, ROW | {"blended": cell})).unit.properties["blended"] is blended


def test_years_of_a_condition_may_lie_within_one_calendar_year() -> None:
    properties = KIND.parse(InputRow(2, ROW | {"first_year": "2025/2025", "last_year": "2026/2026"})).unit.properties
    assert (properties["firstYear"], properties["lastYear"]) == ("2025/2025", "2026/2026")
    with pytest.raises(RejectedError, match="last_year"):
        KIND.parse(InputRow(2, ROW | {"first_year": "2026/2026", "last_year": "2025/2026"}))
