"""Interactions, asked as a user would: letters, calls, visits and meetings within contacts."""

from pathlib import Path
from typing import Any

import pytest

from graph.load.demo import load_demo
from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from graph.store.store import Store
from tests.conftest import Ask
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

KIND = record_kind("Interaction")


def numbers(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-interaction-") for node in connection["nodes"]]


async def test_interaction_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: interaction(slug: "demo-interaction-043") {
            id kind date note evidence demo contact { slug } office { slug } sources { slug }
            people(where: {role: {notIn: [OFFICE_HEAD]}}) { role university { name } }
            provenance { nodes { slug } }
          }
          b: interaction(id: $id) { slug note evidence office { slug } people { role } }
          c: interaction(slug: "demo-interaction-999") { id }
        }""",
        id=slug_id("intr", "demo-interaction-013"),
    )
    people = asked.data["a"].pop("people")
    assert sorted(people, key=lambda person: str(person["role"])) == [
        {"role": "INTERNATIONAL_OFFICER", "university": {"name": "Yerevan State University"}},
        {"role": "PROFESSOR", "university": {"name": "Lomonosov Moscow State University"}},
    ]
    assert asked.data == {
        "a": {
            "id": slug_id("intr", "demo-interaction-043"),
            "kind": "MEETING",
            "date": "2026-06-16",
            "note": "Meeting of the working group",
            "evidence": "https://example.org/demo/minutes/043",
            "demo": True,
            "contact": {"slug": "demo-contact-137"},
            "office": {"slug": "russian-house-yerevan"},
            "sources": [{"slug": "demo"}],
            "provenance": {"nodes": [{"slug": "demo"}]},
        },
        "b": {"slug": "demo-interaction-013", "note": None, "evidence": None, "office": None, "people": []},
        "c": None,
    }
    assert len(asked.statements) == 3


INTERACTIONS = """query ($where: RegistryInteractionWhere) {
  interactions(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"kind": {"eq": "VISIT"}}, ["032", "035", "044", "049", "051", "054", "055", "056"]),
        ({"kind": {"in": ["LETTER", "CALL"]}, "date": {"gte": "2026-10-01"}}, ["052", "053", "057", "058"]),
        ({"date": {"lt": "2024-01-01"}}, ["001", "002", "003"]),
        ({"date": {"eq": "2025-10-06"}}, ["022", "023"]),
        ({"note": {"isNull": True}}, ["013", "026", "039", "052"]),
        ({"evidence": {"isNull": False}, "date": {"gte": "2026-06-01"}}, ["043", "049", "051", "055"]),
        ({"note": {"startsWith": "Visit of the vice-rector"}}, ["044", "049", "054", "056"]),
        ({"contact": {"slug": {"eq": "demo-contact-135"}}}, ["029", "034"]),
        ({"contact": {"stage": {"eq": "LEAD"}}}, ["023", "057"]),
        ({"office": {"slug": {"eq": "russian-house-hanoi"}}}, ["007", "008", "009", "020", "030"]),
        ({"people": {"none": {}}, "not": {"office": {}}}, ["010", "013"]),
        ({"people": {"atLeast": 3}}, ["011", "016", "017", "022", "043", "056"]),
        (
            {"people": {"some": {"role": {"eq": "DEAN"}}}},
            ["003", "006", "017", "019", "038", "040", "044", "047", "056", "058"],
        ),
    ],
)
async def test_interactions_are_filtered(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    asked = await ask(INTERACTIONS, where=where)
    assert asked.errors == []
    assert numbers(asked.data["interactions"]) == found
    assert asked.data["interactions"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_newest_interactions_come_first(ask: Ask) -> None:
    asked = await ask("{ interactions(first: 4) { totalCount nodes { date } } }")
    assert asked.data["interactions"] == {
        "totalCount": 58,
        "nodes": [{"date": "2026-11-18"}, {"date": "2026-11-17"}, {"date": "2026-11-17"}, {"date": "2026-11-14"}],
    }


async def test_contact_person_and_office_have_their_interactions_newest_first(ask: Ask) -> None:
    asked = await ask(
        """query ($person: ID!) {
          contact(slug: "demo-contact-147") { interactions { totalCount nodes { slug } } }
          person(id: $person) { interactions { totalCount nodes { slug } } }
          office(slug: "russian-house-tashkent") {
            interactions(where: {date: {gte: "2026-06-01"}}) { totalCount nodes { slug } }
          }
        }""",
        person=slug_id("pers", "demo-person-013"),
    )
    for name, found in {
        "contact": ["044", "040"],
        "person": ["047", "003"],
        "office": ["056", "052", "049", "048", "046", "044", "042"],
    }.items():
        connection = asked.data[name]["interactions"]
        assert (numbers(connection), connection["totalCount"]) == (found, len(found))
    assert len(asked.statements) == 3


async def test_contacts_that_were_only_written_to_are_found(ask: Ask) -> None:
    asked = await ask(
        """{ contacts(where: {
          interactions: {some: {kind: {in: [LETTER, CALL]}}, none: {kind: {in: [VISIT, MEETING]}}}
        }, orderBy: [{field: SLUG}]) { nodes { slug } } }"""
    )
    assert [each["slug"][-3:] for each in asked.data["contacts"]["nodes"]] == ["009", "018", "028", "135", "150"]


async def test_last_activity_of_a_contact_is_that_of_its_newest_interaction(ask: Ask) -> None:
    asked = await ask(
        """{ contacts(where: {interactions: {some: {}}}, first: 100) {
          nodes { lastActivity since interactions(first: 1) { nodes { date } } }
        } }"""
    )
    nodes = asked.data["contacts"]["nodes"]
    assert len(nodes) == 30
    for node in nodes:
        assert node["since"] <= node["interactions"]["nodes"][0]["date"] == node["lastActivity"]


GOOD = {
    "slug": "i-1", "contact": "demo-contact-001", "kind": "CALL", "date": "2026-01-01",
    "office": "russian-house-minsk", "people": "demo-person-001|demo-person-004", "note": "Call", "evidence": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": ""}, "slug", "is empty"),
        ({"contact": ""}, "contact", "is empty"),
        ({"contact": "c-1|c-2"}, "contact", "names more than one Contact"),
        ({"kind": "DINNER"}, "kind", "`DINNER` is not one of LETTER, CALL, VISIT, MEETING"),
        ({"date": ""}, "date", "is empty"),
        ({"date": "2026-02-30"}, "date", "is not a date"),
        ({"office": "house-a|house-b"}, "office", "names more than one Office"),
        ({"evidence": "minutes.pdf"}, "evidence", "is not a web address"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    KIND.parse(InputRow(2, GOOD | {"office": "", "people": "", "note": ""}))
    check_rejected(KIND, GOOD, change, field, words)


async def test_interaction_that_names_something_unknown_is_rejected(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    rows = [
        GOOD | {"contact": "no-contact"},
        GOOD | {"slug": "i-2", "people": "demo-person-001|nobody"},
        GOOD | {"slug": "i-3"},
        GOOD | {"slug": "i-3", "kind": "VISIT"},
    ]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert (report.created, report.updated) == (1, 0)
    assert sorted((each.line, each.field, each.reason) for each in report.rejected) == [
        (2, "contact", "`no-contact` is no Contact of the registry"),
        (3, "people", "`nobody` is no Person of the registry"),
        (5, "slug", "is also that of line 4"),
    ]
