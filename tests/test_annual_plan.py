"""Annual plans, asked as a user would."""

from pathlib import Path
from typing import Any

import pytest

from graph.load.demo import load_demo
from graph.load.records import record_kind
from graph.natural_keys import slug_id
from graph.store.store import Store
from tests.conftest import Ask
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

KIND = record_kind("AnnualPlan")


async def test_plan_is_found_by_its_slug_or_id_with_whom_it_binds(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: annualPlan(slug: "demo-plan-022") {
            id year status demo university { name } office { slug } agreement { slug kind }
            sources { slug } provenance { totalCount edges { checked node { slug } } }
          }
          b: annualPlan(id: $id) { slug status }
          c: annualPlan(slug: "demo-plan-999") { id }
        }""",
        id=slug_id("plan", "demo-plan-025"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("plan", "demo-plan-022"),
            "year": 2026,
            "status": "RUNNING",
            "demo": True,
            "university": {"name": "Kazan Federal University"},
            "office": {"slug": "russian-house-tashkent"},
            "agreement": {"slug": "demo-agreement-028", "kind": "AGENCY_COOPERATION"},
            "sources": [{"slug": "demo"}],
            "provenance": {"totalCount": 1, "edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {"slug": "demo-plan-025", "status": "DRAFT"},
        "c": None,
    }
    assert len(asked.statements) == 3


PLANS = """query ($where: RegistryAnnualPlanWhere, $order: [RegistryAnnualPlanOrder!]) {
  annualPlans(where: $where, orderBy: $order, first: 100) { nodes { slug } totalCount }
}"""
BY_SLUG = [{"field": "SLUG"}]


def numbers(nodes: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-plan-") for node in nodes]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"status": {"eq": "DRAFT"}}, ["025", "027"]),
        ({"status": {"notIn": ["CLOSED", "RUNNING"]}}, ["025", "026", "027", "028"]),
        ({"year": {"eq": 2023}}, ["001", "002", "003", "004"]),
        ({"year": {"gte": 2025}, "office": {"slug": {"eq": "russian-house-tashkent"}}},
         ["012", "015", "016", "019", "022", "027"]),
        ({"university": {"identifiers": {"some": {"key": {"eq": "DOMAIN:kpfu.ru"}}}}},
         ["004", "008", "016", "022", "023", "027"]),
        ({"agreement": {"status": {"eq": "EXPIRED"}}}, ["002", "006", "013"]),
        ({"agreement": {"validTo": {"lt": "2027-06-15"}}, "year": {"eq": 2027}}, ["026", "027"]),
        ({"office": {"country": {"code": {"in": ["IN", "BY"]}}}}, ["021", "023", "025"]),
    ],
)  # fmt: skip
async def test_plans_are_filtered(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    asked = await ask(PLANS, where=where, order=BY_SLUG)
    assert asked.errors == []
    assert numbers(asked.data["annualPlans"]["nodes"]) == found
    assert asked.data["annualPlans"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_plans_of_the_newest_year_come_first(ask: Ask) -> None:
    asked = await ask("{ annualPlans(first: 100) { nodes { year } } }")
    years = [node["year"] for node in asked.data["annualPlans"]["nodes"]]
    assert years == [2027] * 4 + [2026] * 7 + [2025] * 7 + [2024] * 6 + [2023] * 4
    asked = await ask(PLANS, where={"status": {"eq": "RUNNING"}}, order=[{"field": "SLUG", "direction": "DESC"}])
    assert numbers(asked.data["annualPlans"]["nodes"]) == ["024", "023", "022", "021", "020", "019", "018"]


async def test_university_office_and_agreement_have_their_plans_newest_first(ask: Ask) -> None:
    asked = await ask(
        """{
          university(identifier: {scheme: DOMAIN, value: "tpu.ru"}) {
            annualPlans(where: {office: {slug: {eq: "russian-house-hanoi"}}}) { totalCount nodes { slug } }
          }
          office(slug: "russian-house-addis-ababa") { annualPlans(first: 3) { totalCount nodes { slug } } }
          agreement(slug: "demo-agreement-021") { annualPlans { totalCount nodes { slug year } } }
        }"""
    )
    assert asked.data["university"]["annualPlans"]["totalCount"] == 4
    assert numbers(asked.data["university"]["annualPlans"]["nodes"]) == ["028", "024", "017", "010"]
    assert asked.data["office"]["annualPlans"]["totalCount"] == 4
    assert numbers(asked.data["office"]["annualPlans"]["nodes"]) == ["018", "011", "005"]
    assert asked.data["agreement"]["annualPlans"] == {
        "totalCount": 3,
        "nodes": [
            {"slug": "demo-plan-013", "year": 2025},
            {"slug": "demo-plan-006", "year": 2024},
            {"slug": "demo-plan-002", "year": 2023},
        ],
    }
    assert len(asked.statements) == 3


GOOD = {
    "slug": "p-1", "year": "2026", "status": "RUNNING", "university": "https://ror.org/05256ym39",
    "office": "russian-house-tashkent", "agreement": "demo-agreement-028",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": "Plan 1"}, "slug", "is not a slug"),
        ({"year": ""}, "year", "is empty"),
        ({"year": "26"}, "year", "`26` is not a whole number from 1990 to 2100"),
        ({"status": "DONE"}, "status", "`DONE` is not one of DRAFT, AGREED"),
        ({"university": "kpfu.ru"}, "university", "is not a ROR id"),
        ({"office": ""}, "office", "is empty"),
        ({"office": "house-a|house-b"}, "office", "names more than one Office"),
        ({"agreement": ""}, "agreement", "is empty"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_plan_is_made_under_an_agreement_of_its_university_with_the_agency(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [
        GOOD | {"agreement": "demo-agreement-010"},
        GOOD | {"slug": "p-2", "agreement": "demo-agreement-024"},
        GOOD | {"slug": "p-3", "agreement": "no-agreement"},
        GOOD | {"slug": "p-4"},
    ]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert {each.line: (each.field, each.reason) for each in report.rejected} == {
        2: ("agreement", "`demo-agreement-010` is FRAMEWORK, not AGENCY_COOPERATION"),
        3: ("agreement", "`demo-agreement-024` is not one of this university"),
        4: ("agreement", "`no-agreement` is no Agreement of the registry"),
    }
