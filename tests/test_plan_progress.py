"""Plan and fact of a year, asked as staff would."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask, asking
from tests.written import written

NORTH, SOUTH = slug_id("offi", "north"), slug_id("offi", "south")


def action(name: str, area: str, status: str, due: str, target: int, actual: int | None, plan: str) -> str:
    counted = "" if actual is None else f", actual: {actual}"
    return (
        f"({name}:JointAction {{id: 'jact_{name}', slug: '{name}', title: '{name}', indicator: 'x', area: '{area}', "
        f"status: '{status}', due: date('{due}'), target: {target}{counted}}})-[:PART_OF_PLAN]->({plan})"
    )


PLANS = f"""
CREATE (a:University {{id: 'univ_a', name: 'A', kind: 'OTHER', status: 'ACTIVE'}}),
  (b:University {{id: 'univ_b', name: 'B', kind: 'OTHER', status: 'ACTIVE'}}),
  (north:Office {{id: '{NORTH}', slug: 'north', name: 'North', kind: 'BRANCH'}}),
  (south:Office {{id: '{SOUTH}', slug: 'south', name: 'South', kind: 'BRANCH'}}),
  (pa:AnnualPlan {{id: 'plan_a', slug: 'pa', year: 2026, status: 'RUNNING'}}),
  (pb:AnnualPlan {{id: 'plan_b', slug: 'pb', year: 2026, status: 'RUNNING'}}),
  (empty:AnnualPlan {{id: 'plan_c', slug: 'pc', year: 2026, status: 'DRAFT'}}),
  (old:AnnualPlan {{id: 'plan_o', slug: 'po', year: 2025, status: 'CLOSED'}}),
  (pa)-[:PLAN_OF]->(a), (pb)-[:PLAN_OF]->(b), (empty)-[:PLAN_OF]->(b), (old)-[:PLAN_OF]->(a),
  (pa)-[:PLANNED_WITH]->(north), (pb)-[:PLANNED_WITH]->(south), (empty)-[:PLANNED_WITH]->(north),
  {action("a1", "ACADEMIC_MOBILITY", "DONE", "2026-03-01", 10, 12, "pa")},
  {action("a2", "ACADEMIC_MOBILITY", "RUNNING", "2026-05-31", 4, 1, "pa")},
  {action("a3", "POSITIVE_IMAGE", "CANCELLED", "2026-02-01", 5, None, "pa")},
  {action("b1", "ACADEMIC_MOBILITY", "PLANNED", "2026-06-01", 2, None, "pb")},
  {action("b2", "LANGUAGE_AND_CULTURE", "DONE", "2026-04-01", 0, 0, "pb")},
  {action("o1", "POSITIVE_IMAGE", "DONE", "2025-04-01", 7, 7, "old")},
  (a1)-[:EVIDENCED_BY]->(:Event {{id: 'evnt_1', slug: 'fair', name: 'Fair', kind: 'FAIR', starts: date('2026-02-02'),
    ends: date('2026-02-03')}})
"""

PROGRESS = """query ($by: RegistryPlanProgressBy! = AREA, $office: String, $university: ID, $first: Int,
    $after: String) {
  planProgress(year: 2026, by: $by, office: $office, university: $university, asOf: "2026-06-01", first: $first,
               after: $after) {
    rows {
      area university { name } office { slug } plans actionCount done cancelled overdue evidenced target actual
      completion actions { slug evidenceEvents { slug } }
    }
    totals { plans actionCount done cancelled overdue evidenced target actual completion }
    pageInfo { hasNextPage endCursor }
  }
}"""
MOBILITY = {
    "area": "ACADEMIC_MOBILITY", "university": None, "office": None, "plans": 2, "actionCount": 3, "done": 1,
    "cancelled": 0, "overdue": 1, "evidenced": 1, "target": 16, "actual": 13, "completion": round(1.25 / 3, 6),
    "actions": [
        {"slug": "a1", "evidenceEvents": [{"slug": "fair"}]},
        {"slug": "a2", "evidenceEvents": []},
        {"slug": "b1", "evidenceEvents": []},
    ],
}  # fmt: skip
TOTALS = {
    "plans": 3, "actionCount": 5, "done": 2, "cancelled": 1, "overdue": 1, "evidenced": 1, "target": 16, "actual": 13,
    "completion": 2.25 / 4,
}  # fmt: skip


async def test_each_area_has_its_plan_and_fact_and_the_actions_behind_them(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, PLANS)
    asked = await ask(PROGRESS)
    assert asked.errors == []
    found = asked.data["planProgress"]
    assert found["totals"] == TOTALS
    mobility, language, image = found["rows"]
    assert mobility == MOBILITY
    assert (language["area"], language["completion"], language["target"]) == ("LANGUAGE_AND_CULTURE", 1.0, 0)
    assert (image["area"], image["completion"], image["cancelled"]) == ("POSITIVE_IMAGE", None, 1)
    assert len(asked.statements) == 1


INDICATORS = """query ($office: String) { planProgress(year: 2026, by: AREA, asOf: "2026-06-01", office: $office) {
  indicators { indicator area actionCount cancelled target actual }
} }"""


async def test_like_is_added_to_like_and_cancelled_targets_to_nothing(store: Store, settings: Settings) -> None:
    names = """MATCH (a:JointAction) SET a.indicator = CASE a.slug WHEN 'a1' THEN 'students exchanged'
      WHEN 'b1' THEN 'students exchanged' WHEN 'a2' THEN 'lectures given' ELSE 'visitors' END"""
    ask = await written(store, settings, PLANS, names)
    asked = await ask(INDICATORS)
    assert asked.errors == []
    found = [tuple(each.values()) for each in asked.data["planProgress"]["indicators"]]
    assert found == [
        ("lectures given", "ACADEMIC_MOBILITY", 1, 0, 4, 1),
        ("students exchanged", "ACADEMIC_MOBILITY", 2, 0, 12, 12),
        ("visitors", "LANGUAGE_AND_CULTURE", 1, 0, 0, 0),
        ("visitors", "POSITIVE_IMAGE", 1, 1, 0, 0),
    ]
    assert len(asked.statements) == 1
    asked = await ask(INDICATORS, office="south")
    assert [each["indicator"] for each in asked.data["planProgress"]["indicators"]] == [
        "students exchanged",
        "visitors",
    ]


async def test_each_university_has_its_plan_and_fact_also_where_nothing_is_promised(
    store: Store, settings: Settings
) -> None:
    ask = await written(store, settings, PLANS)
    rows = (await ask(PROGRESS, by="UNIVERSITY")).data["planProgress"]["rows"]
    assert [(row["university"]["name"], row["plans"], row["actionCount"]) for row in rows] == [("A", 1, 3), ("B", 2, 2)]
    assert [row["completion"] for row in rows] == [1.25 / 2, 0.5]
    assert [row["area"] for row in rows] == [row["office"] for row in rows] == [None, None]
    (only,) = (await ask(PROGRESS, by="UNIVERSITY", university="univ_a")).data["planProgress"]["rows"]
    assert only == rows[0]


async def test_each_office_has_its_plan_and_fact(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, PLANS)
    found = (await ask(PROGRESS, by="OFFICE")).data["planProgress"]
    rows = [(row["office"]["slug"], row["plans"], row["actionCount"]) for row in found["rows"]]
    assert rows == [("north", 2, 3), ("south", 1, 2)]
    of_one = (await ask(PROGRESS, office="south")).data["planProgress"]
    assert [row["area"] for row in of_one["rows"]] == ["ACADEMIC_MOBILITY", "LANGUAGE_AND_CULTURE"]
    assert of_one["totals"]["plans"] == 1


@pytest.mark.parametrize("by", ["AREA", "UNIVERSITY", "OFFICE"])
async def test_pages_follow_one_another(store: Store, settings: Settings, by: str) -> None:
    ask = await written(store, settings, PLANS)
    whole = (await ask(PROGRESS, by=by)).data["planProgress"]
    rows, after, more = [], None, True
    while more:
        page = (await ask(PROGRESS, by=by, first=1, after=after)).data["planProgress"]
        rows += page["rows"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert page["totals"] == whole["totals"]
    assert rows == whole["rows"]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"office": "univ_aaaaaaaaaaaaaaaa"}, "office", "BAD_ID"),
        ({"university": "offi_aaaaaaaaaaaaaaaa"}, "university", "BAD_ID"),
        ({"first": 101}, "first", "BAD_USER_INPUT"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(PROGRESS, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"planProgress.{field}")


async def test_sum_that_an_int_cannot_hold_is_told_as_its_greatest_value(store: Store, settings: Settings) -> None:
    most = 2**31 - 1
    plan = """CREATE (:AnnualPlan {id: 'plan_a', slug: 'pa', year: 2026, status: 'RUNNING'})
      <-[:PART_OF_PLAN]-(:JointAction {id: 'jact_a', slug: 'a', title: 'A', indicator: 'x', area: 'ACADEMIC_MOBILITY',
        status: 'DONE', due: date('2026-03-01'), target: $most, actual: $most})
      CREATE (b:JointAction {id: 'jact_b', slug: 'b', title: 'B', indicator: 'x', area: 'ACADEMIC_MOBILITY',
        status: 'DONE', due: date('2026-03-01'), target: $most, actual: 1})
      WITH b MATCH (p:AnnualPlan) CREATE (b)-[:PART_OF_PLAN]->(p)"""
    await store.write(lambda transaction: transaction.run(plan, {"most": most}))
    flows = """CREATE (a:University {id: 'univ_aaaaaaaaaaaaaaaa', name: 'A', kind: 'OTHER', status: 'ACTIVE'})
      CREATE (b:University {id: 'univ_bbbbbbbbbbbbbbbb', name: 'B', kind: 'OTHER', status: 'ACTIVE'})
      WITH a, b UNWIND ['mobi_a', 'mobi_b'] AS id
      CREATE (m:MobilityFlow {id: id, slug: id, academicYear: '2025/2026', kind: 'STUDENT_STUDIES', count: $most,
        weight: 1.0})
      CREATE (m)-[:FLOWS_FROM]->(a) CREATE (m)-[:FLOWS_TO]->(b)"""
    await store.write(lambda transaction: transaction.run(flows, {"most": most}))
    asked = await asking(store, settings)(
        """{
          planProgress(year: 2026, by: AREA) { totals { target actual completion } rows { target } }
          balanceOfExchange(university: "univ_aaaaaaaaaaaaaaaa", from: "2025/2026", to: "2025/2026") {
            totals { sent received } partners { sent weightedSent }
          }
        }"""
    )
    assert asked.errors == []
    progress, balance = asked.data["planProgress"], asked.data["balanceOfExchange"]
    assert (progress["totals"]["target"], progress["totals"]["actual"], progress["rows"][0]["target"]) == (most,) * 3
    assert (balance["totals"]["sent"], balance["totals"]["received"], balance["partners"][0]["sent"]) == (most, 0, most)
    assert balance["partners"][0]["weightedSent"] == 2.0 * most
