"""Agreements that end soon, asked as staff would."""

from datetime import date
from typing import Any

import pytest

from graph.natural_keys import slug_id
from graph.store.store import Store
from resolvers.expiring_agreements import academic_years
from settings import Settings
from tests.conftest import Ask
from tests.written import written

HOUSE, HEAD = slug_id("offi", "house"), slug_id("offi", "head")


def agreement(name: str, valid_to: str, status: str = "IN_FORCE", valid_from: str = "2020-01-01") -> str:
    return (
        f"({name}:Agreement {{id: 'agrm_{name}', slug: '{name}', title: '{name}', kind: 'EXCHANGE', "
        f"status: '{status}', validFrom: date('{valid_from}'), validTo: date('{valid_to}')}})"
    )


AGREEMENTS = f"""
CREATE (house:Office {{id: '{HOUSE}', slug: 'house', name: 'House', kind: 'BRANCH'}}),
  (head:Office {{id: '{HEAD}', slug: 'head', name: 'Head', kind: 'HEADQUARTERS'}}),
  {agreement("lively", "2026-12-01")}, {agreement("quiet", "2026-11-25")}, {agreement("bare", "2027-05-24")},
  {agreement("later", "2027-05-25")}, {agreement("over", "2026-11-24", "EXPIRED")},
  {agreement("future", "2027-01-01", "IN_FORCE", "2026-12-01")}, {agreement("ended", "2026-11-23")},
  (c1:Contact {{id: 'cont_1', slug: 'c1', stage: 'AGREED', since: date('2020-01-01'),
    lastActivity: date('2025-01-01')}})-[:LED_TO]->(lively),
  (c2:Contact {{id: 'cont_2', slug: 'c2', stage: 'AGREED', since: date('2021-01-01'),
    lastActivity: date('2025-11-23')}})-[:LED_TO]->(quiet),
  (c1)-[:FACILITATED_BY]->(house), (c2)-[:FACILITATED_BY]->(house), (lively)-[:SIGNED_BY]->(head),
  (:Interaction {{id: 'intr_1', slug: 'i1', kind: 'CALL', date: date('2026-09-01')}})-[:WITHIN]->(c1),
  (:MobilityFlow {{id: 'mobi_1', academicYear: '2026/2027', count: 3}})-[:FLOWS_UNDER]->(lively),
  (:MobilityFlow {{id: 'mobi_2', academicYear: '2025/2026', count: 2}})-[:FLOWS_UNDER]->(lively),
  (:MobilityFlow {{id: 'mobi_3', academicYear: '2024/2025', count: 9}})-[:FLOWS_UNDER]->(lively),
  (plan:AnnualPlan {{id: 'plan_1', slug: 'p', year: 2026, status: 'RUNNING'}})-[:PLANNED_UNDER]->(lively),
  (j1:JointAction {{id: 'jact_1', status: 'DONE', target: 2, actual: 2}})-[:PART_OF_PLAN]->(plan),
  (:JointAction {{id: 'jact_2', status: 'RUNNING', target: 4, actual: 1}})-[:PART_OF_PLAN]->(plan),
  (j1)-[:EVIDENCED_BY]->(lively)
"""

EXPIRING = """query ($days: Int! = 180, $day: Date! = "2026-11-24", $office: String, $quiet: Boolean! = false,
                    $first: Int, $after: String) {
  expiringAgreements(days: $days, asOf: $day, office: $office, onlyQuiet: $quiet, first: $first, after: $after) {
    agreements {
      agreement { slug } office { slug } validTo lastActivity isQuiet people actionCount completion
    }
    offices { office { slug } agreements quiet people }
    pageInfo { hasNextPage endCursor }
  }
}"""


def slugs(data: Any) -> list[str]:
    return [row["agreement"]["slug"] for row in data["expiringAgreements"]["agreements"]]


async def test_agreements_in_force_that_end_within_the_days_come_first_to_end_first(
    store: Store, settings: Settings
) -> None:
    ask = await written(store, settings, AGREEMENTS)
    asked = await ask(EXPIRING, days=181)
    assert asked.errors == []
    found = asked.data["expiringAgreements"]
    assert found["agreements"] == [
        {
            "agreement": {"slug": "quiet"}, "office": {"slug": "house"}, "validTo": "2026-11-25",
            "lastActivity": "2025-11-23", "isQuiet": True, "people": 0, "actionCount": 0, "completion": None,
        },
        {
            "agreement": {"slug": "lively"}, "office": {"slug": "head"}, "validTo": "2026-12-01",
            "lastActivity": "2026-09-01", "isQuiet": False, "people": 5, "actionCount": 2, "completion": 0.625,
        },
        {
            "agreement": {"slug": "bare"}, "office": None, "validTo": "2027-05-24",
            "lastActivity": None, "isQuiet": True, "people": 0, "actionCount": 0, "completion": None,
        },
    ]  # fmt: skip
    assert len(asked.statements) == 1


ACTIVITIES = {
    "a version": """CREATE (:AgreementVersion {{id: 'agrv_1', slug: 'v', number: 2, recorded: date('{day}')}})
      -[:VERSION_OF]->(a)""",
    "an action done of a plan made under it": """CREATE (a)<-[:PLANNED_UNDER]-
      (:AnnualPlan {{id: 'plan_2', slug: 'p2', year: 2026}})<-[:PART_OF_PLAN]-
      (:JointAction {{id: 'jact_3', slug: 'j3', status: 'DONE', target: 1, completed: date('{day}')}})""",
    "an action done of which it is evidence": """CREATE (a)<-[:EVIDENCED_BY]-
      (:JointAction {{id: 'jact_3', slug: 'j3', status: 'DONE', target: 1, completed: date('{day}')}})""",
    "its signature": "SET a.signed = date('{day}')",
    "a contact": "CREATE (:Contact {{id: 'cont_3', slug: 'c3', stage: 'LEAD', since: date('{day}')}})-[:LED_TO]->(a)",
    "a meeting": """CREATE (:Interaction {{id: 'intr_2', slug: 'i2', kind: 'MEETING', date: date('{day}')}})
      -[:WITHIN]->(:Contact {{id: 'cont_3', slug: 'c3', stage: 'LEAD', since: date('2019-01-01')}})-[:LED_TO]->(a)""",
}  # fmt: skip


@pytest.mark.parametrize("activity", ACTIVITIES)
async def test_agreement_is_not_quiet_within_a_year_of(store: Store, settings: Settings, activity: str) -> None:
    for day, quiet in (("2025-11-23", True), ("2025-11-24", False), ("2026-11-24", False), ("2026-11-25", True)):
        change = f"MATCH (a:Agreement {{id: 'agrm_bare'}}) {ACTIVITIES[activity].format(day=day)}"
        ask = await written(store, settings, "MATCH (n) WHERE NOT n:Migration DETACH DELETE n", AGREEMENTS, change)
        found = (await ask(EXPIRING, days=181)).data["expiringAgreements"]
        bare = next(row for row in found["agreements"] if row["agreement"]["slug"] == "bare")
        known = None if day > "2026-11-24" else day
        expected = "2019-01-01" if known is None and activity == "a meeting" else known
        assert (bare["isQuiet"], bare["lastActivity"]) == (quiet, expected)
        assert next(row for row in found["offices"] if row["office"] is None)["quiet"] == int(quiet)
        assert ("bare" in slugs((await ask(EXPIRING, days=181, quiet=True)).data)) is quiet


async def test_agreement_under_which_people_move_is_not_quiet(store: Store, settings: Settings) -> None:
    flow = """MATCH (a:Agreement {id: 'agrm_bare'})
      CREATE (:MobilityFlow {id: 'mobi_4', academicYear: '2025/2026', count: 12})-[:FLOWS_UNDER]->(a)"""
    ask = await written(store, settings, AGREEMENTS, flow)
    rows = (await ask(EXPIRING, days=181)).data["expiringAgreements"]["agreements"]
    assert [(row["people"], row["isQuiet"]) for row in rows if row["agreement"]["slug"] == "bare"] == [(12, False)]
    assert "bare" not in slugs((await ask(EXPIRING, days=181, quiet=True)).data)


async def test_offices_have_their_numbers(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, AGREEMENTS)
    offices = (await ask(EXPIRING, days=181)).data["expiringAgreements"]["offices"]
    assert sorted(offices, key=lambda row: (row["office"] or {"slug": ""})["slug"]) == [
        {"office": None, "agreements": 1, "quiet": 1, "people": 0},
        {"office": {"slug": "head"}, "agreements": 1, "quiet": 0, "people": 5},
        {"office": {"slug": "house"}, "agreements": 1, "quiet": 1, "people": 0},
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"days": 1}, ["quiet"]),
        ({"days": 181}, ["quiet", "lively", "bare"]),
        ({"days": 182}, ["quiet", "lively", "bare", "later"]),
        ({"days": 182, "quiet": True}, ["quiet", "bare", "later"]),
        ({"office": "house"}, ["quiet", "lively"]),
        ({"office": HEAD}, ["lively"]),
        ({"day": "2025-11-01", "days": 400}, ["ended", "quiet", "lively"]),
    ],
)
async def test_agreements_are_chosen_by_days_office_and_activity(
    store: Store, settings: Settings, given: dict[str, Any], found: list[str]
) -> None:
    ask = await written(store, settings, AGREEMENTS)
    assert slugs((await ask(EXPIRING, **given)).data) == found


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, AGREEMENTS)
    first = (await ask(EXPIRING, first=1)).data
    second = (await ask(EXPIRING, first=1, after=first["expiringAgreements"]["pageInfo"]["endCursor"])).data
    assert slugs(first) + slugs(second) == ["quiet", "lively"]


def test_academic_years_are_those_that_run_and_those_before() -> None:
    assert academic_years(date(2026, 8, 31)) == ["2024/2025", "2025/2026", "2025/2025", "2026/2026"]
    assert academic_years(date(2026, 9, 1)) == ["2025/2026", "2026/2027", "2025/2025", "2026/2026"]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"days": 0}, "days", "BAD_USER_INPUT"),
        ({"days": 1831}, "days", "BAD_USER_INPUT"),
        ({"office": "univ_aaaaaaaaaaaaaaaa"}, "office", "BAD_ID"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(EXPIRING, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"expiringAgreements.{field}")
