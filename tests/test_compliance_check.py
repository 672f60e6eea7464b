"""Compliance checks before agreements are signed, asked as a user would."""

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

KIND = record_kind("ComplianceCheck")


async def test_check_is_found_by_its_slug_or_id_with_its_agreement(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: complianceCheck(slug: "demo-check-012") {
            id kind rule status required requested decided until demo agreement { slug }
            sources { slug } provenance { totalCount edges { checked node { slug } } }
          }
          b: complianceCheck(id: $id) { status requested decided until }
          c: complianceCheck(slug: "demo-check-999") { id }
        }""",
        id=slug_id("cchk", "demo-check-022"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("cchk", "demo-check-012"),
            "kind": "EXPORT_CONTROL",
            "rule": "Export control rules (demo)",
            "status": "GRANTED",
            "required": "2025-01-13",
            "requested": "2025-01-22",
            "decided": "2025-04-07",
            "until": "2027-01-15",
            "demo": True,
            "agreement": {"slug": "demo-agreement-038"},
            "sources": [{"slug": "demo"}],
            "provenance": {"totalCount": 1, "edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {"status": "REQUIRED", "requested": None, "decided": None, "until": None},
        "c": None,
    }
    assert len(asked.statements) == 3


CHECKS = """query ($where: RegistryComplianceCheckWhere, $order: [RegistryComplianceCheckOrder!]) {
  complianceChecks(where: $where, orderBy: $order, first: 100) { nodes { slug } totalCount }
}"""
BY_SLUG = [{"field": "SLUG"}]


def numbers(nodes: Any) -> list[int]:
    return [int(node["slug"].removeprefix("demo-check-")) for node in nodes]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"kind": {"eq": "EXPORT_CONTROL"}}, [4, 5, 12, 22]),
        ({"status": {"eq": "REFUSED"}}, [8, 19, 25]),
        ({"status": {"in": ["REQUIRED", "REQUESTED"]}}, [21, 22, 24]),
        ({"required": {"gte": "2025-12-01", "lt": "2026-09-14"}}, [18, 19, 20]),
        ({"decided": {"gte": "2026-04-01"}}, [20, 23, 25]),
        ({"requested": {"isNull": True}}, [22, 24]),
        ({"until": {"lt": "2027-06-01"}, "agreement": {"status": {"eq": "IN_FORCE"}}}, [4, 5, 12]),
        ({"rule": {"startsWith": "Decree 645"}, "agreement": {"kind": {"eq": "EXCHANGE"}}}, [1, 6, 8, 9, 11, 14, 24]),
        ({"agreement": {"parties": {"some": {"country": {"code": {"eq": "AM"}}}}}}, [18, 19, 20]),
    ],
)
async def test_checks_are_filtered(ask: Ask, where: dict[str, Any], found: list[int]) -> None:
    asked = await ask(CHECKS, where=where, order=BY_SLUG)
    assert asked.errors == []
    assert numbers(asked.data["complianceChecks"]["nodes"]) == found
    assert asked.data["complianceChecks"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_checks_that_became_necessary_last_come_first(ask: Ask) -> None:
    asked = await ask("{ complianceChecks(first: 6) { nodes { required } } }")
    days = [node["required"] for node in asked.data["complianceChecks"]["nodes"]]
    assert days == ["2026-10-05"] * 2 + ["2026-09-14"] * 3 + ["2026-02-02"]
    order = [{"field": "DECIDED"}, {"field": "SLUG"}]
    asked = await ask(CHECKS, where={"required": {"gte": "2026-01-01"}}, order=order)
    assert numbers(asked.data["complianceChecks"]["nodes"]) == [20, 23, 25, 21, 22, 24]


async def test_agreement_has_its_checks_and_drafts_tell_what_they_wait_for(ask: Ask) -> None:
    asked = await ask(
        """{
          agreement(slug: "demo-agreement-044") { complianceChecks { totalCount nodes { slug status } } }
          agreements(where: {status: {eq: DRAFT}}, orderBy: [{field: SLUG}]) { nodes {
            slug complianceChecks(where: {status: {notIn: [GRANTED]}}, orderBy: [{field: SLUG}]) { nodes { slug } }
          } }
          clear: agreements(where: {complianceChecks: {some: {}, none: {status: {notIn: [GRANTED]}}}}) { totalCount }
        }"""
    )
    assert asked.data["agreement"]["complianceChecks"] == {
        "totalCount": 2,
        "nodes": [{"slug": "demo-check-020", "status": "GRANTED"}, {"slug": "demo-check-019", "status": "REFUSED"}],
    }
    waiting = {node["slug"]: numbers(node["complianceChecks"]["nodes"]) for node in asked.data["agreements"]["nodes"]}
    assert waiting == {"demo-agreement-045": [21, 22], "demo-agreement-046": [24, 25]}
    assert asked.data["clear"] == {"totalCount": 12}
    assert len(asked.statements) == 3


GOOD = {
    "slug": "c-1", "agreement": "demo-agreement-045", "kind": "EXPORT_CONTROL", "rule": "Rules", "status": "GRANTED",
    "required": "2026-01-01", "requested": "2026-01-02", "decided": "2026-02-01", "until": "2027-02-01",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": "C 1"}, "slug", "is not a slug"),
        ({"agreement": ""}, "agreement", "is empty"),
        ({"agreement": "a-1|a-2"}, "agreement", "names more than one Agreement"),
        ({"kind": "TAX"}, "kind", "`TAX` is not one of MINISTRY_CONCLUSION"),
        ({"rule": ""}, "rule", "is empty"),
        ({"status": "OPEN"}, "status", "is not one of REQUIRED, REQUESTED"),
        ({"required": ""}, "required", "is empty"),
        ({"requested": ""}, "requested", "is empty, and the status is GRANTED"),
        ({"decided": ""}, "decided", "is empty, and the status is GRANTED"),
        ({"status": "REQUESTED"}, "decided", "is a day, and the status is REQUESTED"),
        ({"status": "REQUIRED"}, "requested", "is a day, and the status is REQUIRED"),
        ({"status": "REFUSED"}, "until", "is a day, and the status is REFUSED, not GRANTED"),
        ({"requested": "2025-12-31"}, "requested", "is before required"),
        ({"decided": "2026-01-01"}, "decided", "is before requested"),
        ({"until": "2026-01-31"}, "until", "is before decided"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_check_of_an_unknown_agreement_is_rejected(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [GOOD | {"agreement": "no-agreement"}, GOOD | {"slug": "c-2"}]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (2, "agreement", "`no-agreement` is no Agreement of the registry")
    ]
