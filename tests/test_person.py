"""Contact persons, asked as a user would: roles, languages and places of work, never a name."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from tests.conftest import ADMIN, Ask

PLACES = """query ($slug: String!, $day: Date!) {
  person(slug: $slug) { university(asOf: $day) { name } office(asOf: $day) { slug } }
}"""


async def test_person_is_found_by_slug_or_id_with_role_and_languages(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: person(slug: "demo-person-024") { id role languages demo } b: person(id: $id) { role }
          c: person(slug: "demo-person-999") { role }
        }""",
        ADMIN,
        id=slug_id("pers", "demo-person-037"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("pers", "demo-person-024"),
            "role": "PROFESSOR",
            "languages": ["zh", "ru", "en"],
            "demo": True,
        },
        "b": {"role": "OFFICE_HEAD"},
        "c": None,
    }


async def test_registry_gives_no_name_of_a_person(ask: Ask) -> None:
    asked = await ask('{ __type(name: "Person") { fields { name } } }')
    assert {field["name"] for field in asked.data["__type"]["fields"]} == {
        "id", "role", "languages", "languageLabels", "demo", "university", "office", "contacts", "interactions",
        "contactPoints", "notes", "sources", "provenance",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "day", "university", "office"),
    [
        ("demo-person-027", "2010-09-30", None, None),
        ("demo-person-027", "2024-03-30", "Freie Universität Berlin", None),
        ("demo-person-027", "2024-03-31", None, None),
        ("demo-person-040", "2023-07-30", None, "russian-house-bucharest"),
        ("demo-person-040", "2023-07-31", None, None),
    ],
)
async def test_place_of_work_is_that_of_the_date(
    ask: Ask, slug: str, day: str, university: str | None, office: str | None
) -> None:
    asked = await ask(PLACES, ADMIN, slug=slug, day=day)
    assert asked.data["person"] == {
        "university": university and {"name": university},
        "office": office and {"slug": office},
    }
    assert len(asked.statements) == 1


async def test_contacts_of_a_person_come_newest_first(ask: Ask) -> None:
    asked = await ask('{ person(slug: "demo-person-033") { contacts(first: 2) { totalCount nodes { slug } } } }', ADMIN)
    assert asked.data["person"]["contacts"] == {
        "totalCount": 6,
        "nodes": [{"slug": "demo-contact-134"}, {"slug": "demo-contact-112"}],
    }


PEOPLE = "query ($where: RegistryPersonWhere) { people(where: $where) { nodes { id } totalCount } }"


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"role": {"eq": "VICE_RECTOR"}}, {3, 22}),
        ({"role": {"notIn": ["INTERNATIONAL_OFFICER", "PROFESSOR", "OFFICE_HEAD", "OFFICE_EXPERT"]}},
         {3, 5, 13, 22, 23, 25}),
        ({"languages": {"includes": "zh"}}, {2, 17, 18, 24, 33}),
        ({"languages": {"includesAny": ["vi", "am"]}}, {26, 28, 34, 36}),
        ({"languages": {"includes": "es"}, "role": {"in": ["OFFICE_HEAD"]}}, {37, 38}),
        ({"contacts": {"some": {"outcome": {"eq": "NO_RESULT"}}, "atLeast": 2}, "role": {"eq": "OFFICE_EXPERT"}}, {32}),
        ({"not": {"anyOf": [{"languages": {"includes": "ru"}}]}}, {28}),
    ],
)  # fmt: skip
async def test_people_are_filtered(ask: Ask, where: dict[str, Any], numbers: set[int]) -> None:
    asked = await ask(PEOPLE, where=where)
    assert asked.errors == []
    found = {node["id"] for node in asked.data["people"]["nodes"]}
    assert found == {slug_id("pers", f"demo-person-{number:03}") for number in numbers}
    assert asked.data["people"]["totalCount"] == len(numbers)


async def test_people_are_ordered_by_role(ask: Ask) -> None:
    asked = await ask("{ people(first: 6) { nodes { role } } last: people(last: 2) { nodes { role } } }")
    assert [node["role"] for node in asked.data["people"]["nodes"]] == ["DEAN"] * 4 + ["INTERNATIONAL_OFFICER"] * 2
    assert [node["role"] for node in asked.data["last"]["nodes"]] == ["VICE_RECTOR"] * 2
