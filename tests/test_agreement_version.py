"""Versions of agreements, asked as a user would."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from graph.load.demo import load_demo
from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.load.versions import changed_fields, content_hash, facts_of
from graph.natural_keys import slug_id, university_id
from graph.store.store import Store
from tests.conftest import Ask
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

AGREEMENT_KIND = record_kind("Agreement")
KIND = record_kind("AgreementVersion")


async def test_version_is_found_by_its_slug_or_id_with_its_agreement(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: agreementVersion(slug: "demo-version-034") {
            id number recorded changedFields note demo agreement { slug }
            sources { slug } provenance { totalCount edges { checked node { slug } } }
          }
          b: agreementVersion(id: $id) { number changedFields note }
          c: agreementVersion(slug: "demo-version-999") { id }
        }""",
        id=slug_id("agvr", "demo-version-033"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("agvr", "demo-version-034"),
            "number": 2,
            "recorded": "2026-05-04",
            "changedFields": ["title", "parties"],
            "note": "a third university has joined",
            "demo": True,
            "agreement": {"slug": "demo-agreement-042"},
            "sources": [{"slug": "demo"}],
            "provenance": {"totalCount": 1, "edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "b": {"number": 1, "changedFields": [], "note": None},
        "c": None,
    }
    assert len(asked.statements) == 3


VERSIONS = """query ($where: RegistryAgreementVersionWhere, $order: [RegistryAgreementVersionOrder!]) {
  agreementVersions(where: $where, orderBy: $order, first: 100) { nodes { slug } totalCount }
}"""
BY_SLUG = [{"field": "SLUG"}]
OF_KAZAN = {"agreement": {"parties": {"some": {"identifiers": {"some": {"key": {"eq": "DOMAIN:kpfu.ru"}}}}}}}


def numbers(nodes: Any) -> list[int]:
    return [int(node["slug"].removeprefix("demo-version-")) for node in nodes]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"recorded": {"gte": "2026-01-19"}}, [14, 18, 20, 23, 29, 32, 33, 34, 35, 36, 37, 38]),
        ({"recorded": {"gt": "2026-05-04"}} | OF_KAZAN, [18, 32, 37]),
        ({"number": {"gte": 3}}, [3, 23, 29, 32]),
        ({"changedFields": {"includes": "validTo"}}, [2, 7, 9, 18, 22, 28, 31, 32, 36]),
        ({"changedFields": {"includesAny": ["renewal", "noticeMonths", "parties"]}}, [3, 14, 23, 34]),
        ({"note": {"eq": "its time has run out"}, "agreement": {"kind": {"eq": "FRAMEWORK"}}}, [12, 20]),
        ({"agreement": {"status": {"eq": "DRAFT"}}}, [37, 38]),
    ],
)
async def test_versions_are_filtered(ask: Ask, where: dict[str, Any], found: list[int]) -> None:
    asked = await ask(VERSIONS, where=where, order=BY_SLUG)
    assert asked.errors == []
    assert numbers(asked.data["agreementVersions"]["nodes"]) == found
    assert asked.data["agreementVersions"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_newest_versions_come_first(ask: Ask) -> None:
    asked = await ask(
        """{
          agreementVersions(first: 3) { nodes { slug } }
          agreement(slug: "demo-agreement-041") {
            versions { totalCount nodes { number recorded changedFields } }
            newest: versions(first: 1) { nodes { slug } }
          }
          agreements(where: {versions: {atLeast: 3}}, orderBy: [{field: SLUG}]) { nodes { slug } }
        }"""
    )
    assert numbers(asked.data["agreementVersions"]["nodes"]) == [38, 37, 32]
    dates = ["status", "signed", "validFrom", "validTo"]
    assert asked.data["agreement"] == {
        "versions": {
            "totalCount": 3,
            "nodes": [
                {"number": 3, "recorded": "2026-08-20", "changedFields": ["validTo"]},
                {"number": 2, "recorded": "2025-11-18", "changedFields": dates},
                {"number": 1, "recorded": "2025-06-09", "changedFields": []},
            ],
        },
        "newest": {"nodes": [{"slug": "demo-version-032"}]},
    }
    assert [node["slug"][-3:] for node in asked.data["agreements"]["nodes"]] == ["001", "028", "040", "041"]
    assert len(asked.statements) == 3


async def test_newest_hash_is_that_of_the_agreement_as_it_is_answered(ask: Ask) -> None:
    asked = await ask(
        """{ agreements(where: {versions: {some: {}}}, first: 100) { totalCount nodes {
          title kind status signed validFrom validTo renewal noticeMonths
          parties { id } office { id } amends { id } versions(first: 1) { nodes { contentHash } }
        } } }"""
    )
    assert asked.data["agreements"]["totalCount"] == 19
    for facts in asked.data["agreements"]["nodes"]:
        newest = facts.pop("versions")["nodes"][0]
        facts["parties"] = [party["id"] for party in facts["parties"]]
        facts |= {name: facts[name] and facts[name]["id"] for name in ("office", "amends")}
        known = {name: value for name, value in facts.items() if value is not None}
        canonical = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert newest == {"contentHash": hashlib.sha256(canonical.encode()).hexdigest()}, facts["title"]


AGREEMENT = {
    "slug": "a-1", "title": "A", "kind": "FRAMEWORK", "status": "IN_FORCE", "signed": "", "valid_from": "2026-01-01",
    "valid_to": "", "parties": "https://ror.org/05256ym39|https://ror.org/010pmpe69", "office": "", "amends": "a-0",
    "renewal": "", "notice_months": "6",
}  # fmt: skip


def test_two_states_of_an_agreement_differ_in_the_fields_that_a_client_knows() -> None:
    before = facts_of(AGREEMENT_KIND.parse(InputRow(2, AGREEMENT)).unit)
    assert before == {
        "title": "A",
        "kind": "FRAMEWORK",
        "status": "IN_FORCE",
        "validFrom": "2026-01-01",
        "noticeMonths": 6,
        "parties": [university_id("ROR", f"https://ror.org/{each}") for each in ("05256ym39", "010pmpe69")],
        "amends": slug_id("agrm", "a-0"),
    }
    parties = "https://ror.org/010pmpe69|https://ror.org/05256ym39"
    change = {"slug": "a-2", "parties": parties, "amends": "", "renewal": "NONE", "notice_months": "3"}
    after = facts_of(AGREEMENT_KIND.parse(InputRow(2, AGREEMENT | change)).unit)
    assert changed_fields(before, after) == ["renewal", "noticeMonths", "parties", "amends"]
    assert changed_fields(before, dict(before)) == []
    assert content_hash(before) == content_hash(dict(reversed(before.items()))) != content_hash(after)


GOOD = {
    "slug": "v-1", "agreement": "demo-agreement-042", "number": "3", "recorded": "2026-06-01",
    "content_hash": "0a" * 32, "changed_fields": "parties|validTo", "note": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": "V 1"}, "slug", "is not a slug"),
        ({"agreement": ""}, "agreement", "is empty"),
        ({"agreement": "a-1|a-2"}, "agreement", "names more than one Agreement"),
        ({"number": "0"}, "number", "is not a whole number from 1"),
        ({"recorded": ""}, "recorded", "is empty"),
        ({"content_hash": "0A" * 32}, "content_hash", "is not a SHA-256"),
        ({"content_hash": "0a"}, "content_hash", "is not a SHA-256"),
        ({"changed_fields": "valid_to"}, "changed_fields", "`valid_to` is not one of title, kind, status"),
        ({"changed_fields": ""}, "changed_fields", "is empty, and this is version 3"),
        ({"number": "1"}, "changed_fields", "names fields, and before version 1 there is nothing"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_versions_of_an_agreement_have_numbers_and_days_in_one_order(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [
        GOOD | {"number": "2"},
        GOOD | {"slug": "v-2", "number": "4", "recorded": "2026-05-31"},
        GOOD | {"slug": "v-3"},
        GOOD | {"slug": "v-4"},
        GOOD | {"slug": "v-5", "number": "5", "agreement": "no-agreement"},
        GOOD | {"slug": "v-6", "number": "3", "agreement": "demo-agreement-001", "recorded": "2026-05-31"},
        GOOD | {"slug": "v-7", "number": "3", "agreement": "demo-agreement-016", "recorded": "2026-02-15"},
    ]

    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert {each.line: (each.field, each.reason) for each in report.rejected} == {
        2: ("number", "2 is that of another version of the agreement"),
        3: ("recorded", "2026-05-31 is before an earlier version (2026-06-01)"),
        5: ("number", "3 is that of another version of the agreement"),
        6: ("agreement", "`no-agreement` is no Agreement of the registry"),
        7: ("number", "3 is that of another version of the agreement"),
        8: ("recorded", "2026-02-15 is before an earlier version (2026-02-16)"),
    }
    rows = [GOOD | {"slug": "v-3", "note": "once more"}]
    assert (await load_rows(store, tmp_path, KIND, rows)).updated == 1
