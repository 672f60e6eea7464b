"""Joint actions of annual plans, asked as a user would."""

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

KIND = record_kind("JointAction")


async def test_action_is_found_by_its_slug_or_id_with_plan_person_and_evidence(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: jointAction(slug: "demo-action-042") {
            id area title russian: title(languages: ["ru"]) due completed status indicator target actual demo
            plan { slug university { name } } responsible { role }
            evidenceEvents { slug } evidenceAgreements { slug } evidenceContacts { slug }
            sources { slug } provenance { totalCount edges { checked node { slug } } }
          }
          b: jointAction(id: $id) { completed actual responsible { role } evidenceContacts { slug } }
          c: jointAction(slug: "demo-action-999") { id }
        }""",
        id=slug_id("jact", "demo-action-050"),
    )
    contacts = {each["slug"] for each in asked.data["a"].pop("evidenceContacts")}
    assert contacts == {"demo-contact-146", "demo-contact-147"}
    assert asked.data == {
        "a": {
            "id": slug_id("jact", "demo-action-042"),
            "area": "INSTITUTIONAL_PARTNERSHIP",
            "title": "Contacts at the open day",
            "russian": "Контакты на дне открытых дверей",
            "due": "2026-05-31",
            "completed": "2026-04-22",
            "status": "DONE",
            "indicator": "contacts made",
            "target": 3,
            "actual": 2,
            "demo": True,
            "plan": {"slug": "demo-plan-022", "university": {"name": "Kazan Federal University"}},
            "responsible": {"role": "INTERNATIONAL_OFFICER"},
            "evidenceEvents": [{"slug": "demo-open-day-tashkent-2026"}],
            "evidenceAgreements": [],
            "sources": [{"slug": "demo"}],
            "provenance": {"totalCount": 1, "edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {"completed": None, "actual": None, "responsible": None, "evidenceContacts": []},
        "c": None,
    }
    assert len(asked.statements) == 3


ACTIONS = """query ($where: RegistryJointActionWhere, $order: [RegistryJointActionOrder!]) {
  jointActions(where: $where, orderBy: $order, first: 100) { nodes { slug } totalCount }
}"""
BY_SLUG = [{"field": "SLUG"}]
OF_2026 = {"plan": {"year": {"eq": 2026}}}
UNFINISHED = {"in": ["PLANNED", "RUNNING"]}
NOTHING_SHOWS_IT: dict[str, Any] = {
    "evidenceEvents": {"none": {}},
    "evidenceAgreements": {"none": {}},
    "evidenceContacts": {"none": {}},
    "evidenceFlows": {"none": {}},
}


def numbers(nodes: Any) -> list[int]:
    return [int(node["slug"].removeprefix("demo-action-")) for node in nodes]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"area": {"eq": "LANGUAGE_AND_CULTURE"}} | OF_2026, [33, 38, 46]),
        ({"area": {"notIn": ["ACADEMIC_MOBILITY", "POSITIVE_IMAGE"]}, "plan": {"year": {"eq": 2027}}}, [51, 52, 54]),
        ({"status": {"eq": "CANCELLED"}}, [5, 14, 25, 48]),
        ({"due": {"gte": "2026-10-01", "lt": "2027-01-01"}, "status": UNFINISHED}, [32, 33, 35, 40, 44, 45, 46, 47]),
        ({"due": {"lt": "2026-11-24"}, "status": UNFINISHED}, [35, 44]),
        ({"completed": {"gte": "2026-09-01"}}, [34, 37]),
        ({"target": {"gte": 300}}, [6, 20, 26, 48, 49]),
        ({"actual": {"eq": 0}}, [45]),
        ({"actual": {"isNull": True}, "plan": {"year": {"lte": 2026}}}, [5, 14, 25, 46, 48]),
        ({"indicator": {"eq": "agreements signed"}, "status": {"eq": "DONE"}}, [21, 29, 36, 43]),
        ({"titleRu": {"startsWith": "Пушкинские"}}, [12, 38]),
        ({"not": {"responsible": {}}}, [50]),
        ({"plan": {"office": {"slug": {"eq": "russian-house-minsk"}}}}, [39, 40]),
        ({"evidenceEvents": {"some": {"kind": {"eq": "FAIR"}}}}, [15, 20, 21, 26, 28]),
        ({"evidenceAgreements": {"some": {"slug": {"eq": "demo-agreement-041"}}}}, [29, 44]),
        ({"evidenceContacts": {"atLeast": 2}}, [28, 42]),
        ({"evidenceFlows": {"some": {"academicYear": {"eq": "2025/2026"}}}}, [18, 23, 30]),
        ({"status": {"eq": "DONE"}} | NOTHING_SHOWS_IT, [2, 3, 6, 8, 9, 12, 31, 38]),
    ],
)
async def test_actions_are_filtered(ask: Ask, where: dict[str, Any], found: list[int]) -> None:
    asked = await ask(ACTIONS, where=where, order=BY_SLUG)
    assert asked.errors == []
    assert numbers(asked.data["jointActions"]["nodes"]) == found
    assert asked.data["jointActions"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_actions_come_by_the_day_on_which_they_are_due(ask: Ask) -> None:
    asked = await ask("{ jointActions(first: 3) { nodes { due } } }")
    assert [node["due"] for node in asked.data["jointActions"]["nodes"]] == ["2023-08-31", "2023-10-31", "2023-11-15"]
    order = [{"field": "TARGET", "direction": "DESC"}, {"field": "SLUG"}]
    asked = await ask(ACTIONS, where={"status": {"eq": "RUNNING"}}, order=order)
    assert numbers(asked.data["jointActions"]["nodes"]) == [33, 44, 32, 47, 35, 40, 45]


async def test_plan_gives_plan_and_fact_of_a_year_by_area(ask: Ask) -> None:
    """Question 10: each number opens its evidence."""
    asked = await ask(
        """{ annualPlan(slug: "demo-plan-022") {
          actions { totalCount nodes { slug target actual } }
          image: actions(where: {area: {eq: POSITIVE_IMAGE}}) { nodes { target actual evidenceEvents { visitors } } }
        } }"""
    )
    assert asked.data["annualPlan"]["actions"]["totalCount"] == 4
    assert numbers(asked.data["annualPlan"]["actions"]["nodes"]) == [41, 43, 42, 44]
    image = {"target": 250, "actual": 310, "evidenceEvents": [{"visitors": 310}]}
    assert asked.data["annualPlan"]["image"]["nodes"] == [image]
    assert len(asked.statements) == 1


async def test_event_agreement_and_contact_say_what_they_show(ask: Ask) -> None:
    asked = await ask(
        """{
          event(slug: "demo-open-day-tashkent-2026") { evidenceOf { totalCount nodes { slug } } }
          agreement(slug: "demo-agreement-038") {
            evidenceOf(where: {status: {eq: RUNNING}}) { totalCount nodes { slug } }
          }
          contact(slug: "demo-contact-131") { evidenceOf { totalCount nodes { slug } } }
        }"""
    )
    found = {name: numbers(value["evidenceOf"]["nodes"]) for name, value in asked.data.items()}
    assert found == {"event": [41, 42], "agreement": [47], "contact": [28, 29]}
    assert [value["evidenceOf"]["totalCount"] for value in asked.data.values()] == [2, 1, 2]
    assert len(asked.statements) == 3


async def test_counts_of_people_show_what_was_done(ask: Ask) -> None:
    asked = await ask(
        """{
          jointAction(slug: "demo-action-030") {
            actual evidenceFlows { slug count } evidenceAgreements { slug } evidenceEvents { slug }
          }
          mobilityFlow(slug: "demo-flow-055") { evidenceOf { totalCount nodes { slug } } }
          none: mobilityFlow(slug: "demo-flow-001") { evidenceOf { totalCount } }
        }"""
    )
    action = asked.data["jointAction"]
    assert {each["slug"]: each["count"] for each in action["evidenceFlows"]} == {"demo-flow-052": 2, "demo-flow-054": 3}
    assert (action["actual"], action["evidenceAgreements"]) == (5, [{"slug": "demo-agreement-038"}])
    assert action["evidenceEvents"] == []
    assert asked.data["mobilityFlow"]["evidenceOf"] == {"totalCount": 1, "nodes": [{"slug": "demo-action-023"}]}
    assert asked.data["none"]["evidenceOf"]["totalCount"] == 0
    assert len(asked.statements) == 3


GOOD = {
    "slug": "a-1", "plan": "demo-plan-022", "area": "POSITIVE_IMAGE", "title_en": "Open day", "title_ru": "",
    "due": "2026-04-22", "completed": "2026-04-22", "status": "DONE", "indicator": "visitors", "target": "250",
    "actual": "310", "responsible": "demo-person-030", "evidence_events": "demo-open-day-tashkent-2026",
    "evidence_agreements": "", "evidence_contacts": "demo-contact-146|demo-contact-147",
    "evidence_flows": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": "A 1"}, "slug", "is not a slug"),
        ({"plan": ""}, "plan", "is empty"),
        ({"plan": "p-1|p-2"}, "plan", "names more than one AnnualPlan"),
        ({"area": "SPORT"}, "area", "`SPORT` is not one of EDUCATION_AND_SCIENCE"),
        ({"title_en": ""}, "title_en", "is empty"),
        ({"due": "2026"}, "due", "is not a date"),
        ({"status": "FAILED"}, "status", "is not one of PLANNED, RUNNING"),
        ({"completed": ""}, "completed", "is empty, and the status is DONE"),
        ({"actual": ""}, "actual", "is empty, and the status is DONE"),
        ({"status": "RUNNING"}, "completed", "is a day, and the status is RUNNING, not DONE"),
        ({"status": "PLANNED", "completed": ""}, "actual", "is more than 0, and the status is PLANNED"),
        ({"indicator": ""}, "indicator", "is empty"),
        ({"target": "0"}, "target", "is not a whole number from 1"),
        ({"actual": "-1"}, "actual", "is not a whole number from 0"),
        ({"responsible": "p-1|p-2"}, "responsible", "names more than one Person"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_action_with_unknown_evidence_is_rejected_and_evidence_that_is_gone_goes(
    store: Store, tmp_path: Path
) -> None:
    await load_demo(store, quiet)
    rows = [GOOD | {"evidence_agreements": "no-agreement"}, GOOD | {"slug": "a-2"}]

    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (2, "evidence_agreements", "`no-agreement` is no Agreement of the registry")
    ]
    rows = [GOOD | {"slug": "a-2", "evidence_events": "", "evidence_contacts": "demo-contact-147"}]
    assert (await load_rows(store, tmp_path, KIND, rows)).updated == 1
    text = "MATCH (:JointAction {slug: $slug})-[:EVIDENCED_BY]->(e) RETURN e.slug AS slug"
    assert await store.rows(text, {"slug": "a-2"}) == [{"slug": "demo-contact-147"}]
