"""Notes, asked as a user would: what the staff of offices remark, for offices alone."""

from pathlib import Path
from typing import Any

import pytest

from access.principal import ANONYMOUS, Principal, Role, Scope
from graph.load.demo import load_demo
from graph.load.records import record_kind
from graph.natural_keys import institution_id, slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import ADMIN, Ask, asking
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

KIND = record_kind("Note")
READ = frozenset((Scope.READ,))


def office(slug: str) -> Principal:
    return Principal(Role.OFFICER, f"key:{slug}", offices=(slug_id("offi", slug),), scopes=READ)


TASHKENT, YEREVAN, HAVANA = map(office, ("russian-house-tashkent", "russian-house-yerevan", "russian-house-havana"))
KAZAN = Principal(Role.PARTNER, "key:kazan", institutions=(institution_id("https://ror.org/05256ym39"),), scopes=READ)


def numbers(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-note-") for node in connection["nodes"]]


async def test_note_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: note(slug: "demo-note-003") {
            id text date demo contact { slug } person { role } university { name } author { role } office { slug }
            sources { slug } provenance { nodes { slug } }
          }
          b: note(id: $id) { contact { slug } person { role } university { name } author { role } }
          c: note(slug: "demo-note-999") { id }
        }""",
        id=slug_id("note", "demo-note-007"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("note", "demo-note-003"),
            "text": "Comes to the stand every year and answers on the same day.",
            "date": "2024-02-20",
            "demo": True,
            "contact": {"slug": "demo-contact-109"},
            "person": {"role": "PROFESSOR"},
            "university": None,
            "author": {"role": "OFFICE_EXPERT"},
            "office": {"slug": "russian-house-astana"},
            "sources": [{"slug": "demo"}],
            "provenance": {"nodes": [{"slug": "demo"}]},
        },
        "b": {"contact": None, "person": None, "university": {"name": "Yerevan State University"}, "author": None},
        "c": None,
    }
    assert len(asked.statements) == 3


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"date": {"gte": "2026-06-01"}}, ["011", "010", "009"]),
        ({"text": {"startsWith": "The "}}, ["011", "009", "004"]),
        ({"contact": {"slug": {"eq": "demo-contact-146"}}}, ["009", "008"]),
        ({"office": {"slug": {"eq": "russian-house-yerevan"}}, "university": {}}, ["007"]),
        ({"person": {"role": {"eq": "INTERNATIONAL_OFFICER"}}}, ["010"]),
        ({"author": {"role": {"eq": "OFFICE_HEAD"}}}, ["011", "010", "006", "004"]),
        ({"not": {"author": {}}}, ["007", "001"]),
    ],
)
async def test_notes_are_filtered(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    asked = await ask(
        "query ($where: RegistryNoteWhere) { notes(where: $where) { nodes { slug } totalCount } }", where=where
    )
    assert asked.errors == []
    assert numbers(asked.data["notes"]) == found
    assert asked.data["notes"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_contact_institution_person_and_office_have_their_notes_newest_first(ask: Ask) -> None:
    asked = await ask(
        """query ($person: ID!) {
          contact(slug: "demo-contact-146") { notes { totalCount nodes { slug } } }
          university(identifier: {scheme: ROR, value: "https://ror.org/02b6gy972"}) {
            notes { totalCount nodes { slug } }
          }
          person(id: $person) { notes { totalCount nodes { slug } } }
          office(slug: "russian-house-tashkent") { notes { totalCount nodes { slug } } }
        }""",
        person=slug_id("pers", "demo-person-021"),
    )
    assert asked.errors == []
    for name, found in {
        "contact": ["009", "008"],
        "university": ["005"],
        "person": ["010"],
        "office": ["010", "009", "008", "005", "004"],
    }.items():
        connection = asked.data[name]["notes"]
        assert (numbers(connection), connection["totalCount"]) == (found, len(found))


GOOD = {
    "slug": "n-1", "text": "Write again.", "date": "2026-07-01", "contact": "demo-contact-146", "university": "",
    "person": "", "author": "demo-person-030", "office": "russian-house-havana",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": ""}, "slug", "is empty"),
        ({"text": ""}, "text", "is empty"),
        ({"date": ""}, "date", "is empty"),
        ({"date": "2026-02-30"}, "date", "is not a date"),
        ({"office": ""}, "office", "is empty"),
        ({"office": "a|b"}, "office", "names more than one Office"),
        ({"author": "a|b"}, "author", "names more than one Person"),
        ({"contact": ""}, "contact", "is empty, and so are university and person"),
        ({"university": "kpfu.ru"}, "university", "is not a ROR id"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


@pytest.mark.parametrize("subject", [{"university": "https://ror.org/05256ym39"}, {"person": "demo-person-004"}])
async def test_note_may_be_about_an_institution_or_a_person(
    store: Store, tmp_path: Path, subject: dict[str, str]
) -> None:
    await load_demo(store, quiet)
    rows = [GOOD | {"contact": ""} | subject, GOOD | {"slug": "n-2", "person": "nobody"}]
    report = await load_rows(store, tmp_path, KIND, rows)
    assert report.created == 1
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (3, "person", "`nobody` is no Person of the registry")
    ]


@pytest.fixture
async def ask_own(store: Store, settings: Settings, tmp_path: Path) -> Ask:
    """Asks the demo set with a note that is nobody's invention: of Havana, on a contact of Kazan and of Tashkent."""
    await load_demo(store, quiet)
    await load_rows(store, tmp_path, KIND, [GOOD])
    return asking(store, settings, own=ANONYMOUS)


async def test_note_is_seen_by_the_office_that_wrote_it_and_by_that_of_the_contact(ask_own: Ask) -> None:
    told = ((ANONYMOUS, False), (KAZAN, False), (YEREVAN, False), (HAVANA, True), (TASHKENT, True), (ADMIN, True))
    for who, seen in told:
        asked = await ask_own(
            """{
              contact(slug: "demo-contact-146") { notes(first: 1) { totalCount nodes { text } } }
              note(slug: "n-1") { date }
              notes(where: {text: {startsWith: "Write again"}}) { totalCount }
              contacts(where: {notes: {some: {text: {eq: "Write again."}}}}) { totalCount }
            }""",
            who,
        )
        assert asked.errors == []
        first = "Write again." if seen else "The draft was sent to both sides."
        assert asked.data == {
            "contact": {"notes": {"totalCount": 2 + seen, "nodes": [{"text": first}]}},
            "note": {"date": "2026-07-01"} if seen else None,
            "notes": {"totalCount": int(seen)},
            "contacts": {"totalCount": int(seen)},
        }, who
