"""Contact points, asked as a user would: e-mail addresses and telephone numbers, for those who own them."""

from pathlib import Path
from typing import Any

import pytest

from access.principal import ANONYMOUS, Principal, Role, Scope
from graph.load.demo import load_demo
from graph.load.records import DEMO_FILES, record_kind
from graph.load.rows import InputRow, rows
from graph.natural_keys import institution_id, slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import ADMIN, Ask, asking
from tests.load.graphs import quiet
from tests.load.rows import check_rejected, load_rows

KIND = record_kind("ContactPoint")
READ = frozenset((Scope.READ,))
KAZAN = Principal(Role.PARTNER, "key:kazan", institutions=(institution_id("https://ror.org/05256ym39"),), scopes=READ)
MOSCOW = Principal(Role.PARTNER, "key:msu", institutions=(institution_id("https://ror.org/010pmpe69"),), scopes=READ)
TASHKENT = Principal(Role.OFFICER, "key:o", offices=(slug_id("offi", "russian-house-tashkent"),), scopes=READ)
PERSON = slug_id("pers", "demo-person-004")
OFFICER = slug_id("pers", "demo-person-030")


def numbers(connection: Any) -> list[str]:
    return [node["slug"].removeprefix("demo-contact-point-") for node in connection["nodes"]]


async def test_contact_point_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: contactPoint(slug: "demo-contact-point-009") {
            id kind value demo person { role } sources { slug } provenance { nodes { slug } }
          }
          b: contactPoint(id: $id) { kind value }
          c: contactPoint(slug: "demo-contact-point-999") { id }
        }""",
        id=slug_id("cpnt", "demo-contact-point-006"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("cpnt", "demo-contact-point-009"),
            "kind": "PHONE",
            "value": "+12025550121",
            "demo": True,
            "person": {"role": "INTERNATIONAL_OFFICER"},
            "sources": [{"slug": "demo"}],
            "provenance": {"nodes": [{"slug": "demo"}]},
        },
        "b": {"kind": "EMAIL", "value": "person-019@example.org"},
        "c": None,
    }
    assert len(asked.statements) == 3


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"kind": {"eq": "PHONE"}}, ["002", "007", "009", "013", "016", "017"]),
        ({"value": {"startsWith": "+1202"}}, ["009", "016"]),
        ({"value": {"eq": "person-021@example.net"}}, ["008"]),
        ({"person": {"role": {"eq": "OFFICE_EXPERT"}}}, ["014", "017", "018"]),
        ({"person": {"office": {"slug": {"eq": "russian-house-tashkent"}}}}, ["012", "013", "014"]),
    ],
)
async def test_contact_points_are_filtered(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    asked = await ask(
        """query ($where: RegistryContactPointWhere) {
          contactPoints(where: $where, orderBy: [{field: SLUG}]) { nodes { slug } totalCount }
        }""",
        where=where,
    )
    assert asked.errors == []
    assert numbers(asked.data["contactPoints"]) == found
    assert asked.data["contactPoints"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_person_has_addresses_before_telephone_numbers(ask: Ask) -> None:
    asked = await ask("query ($id: ID!) { person(id: $id) { contactPoints { kind value } } }",
                      id=slug_id("pers", "demo-person-019"))  # fmt: skip
    assert asked.data["person"]["contactPoints"] == [
        {"kind": "EMAIL", "value": "person-019@example.org"},
        {"kind": "PHONE", "value": "+447700900019"},
    ]
    assert len(asked.statements) == 1


async def test_people_who_can_be_telephoned_are_found(ask: Ask) -> None:
    asked = await ask("{ people(where: {contactPoints: {some: {kind: {eq: PHONE}}}}) { totalCount } }")
    assert asked.data["people"]["totalCount"] == 6


def test_demo_set_names_only_addresses_and_numbers_that_nobody_has() -> None:
    kept = ("@example.org", "@example.com", "@example.net", "+447700900", "+441632960", "+1202555012", "+1202555013")
    for row in rows(DEMO_FILES / KIND.file, KIND.columns):
        assert isinstance(row, InputRow)
        value = str(KIND.parse(row).unit.properties["value"])
        assert any(each in value for each in kept), value


GOOD = {"slug": "p-1", "person": "demo-person-004", "kind": "EMAIL", "value": "office@example.org"}
PHONE = GOOD | {"kind": "PHONE", "value": "+7 495 000-00-00"}


@pytest.mark.parametrize(
    ("kind", "told", "kept"),
    [
        ("EMAIL", "office@example.org", "office@example.org"),
        ("EMAIL", "Anna.Office+fair@Mail.Example.ORG", "Anna.Office+fair@mail.example.org"),
        ("EMAIL", "приём@Пример.РФ", "приём@пример.рф"),
        ("EMAIL", f"{'a' * 64}@example.org", f"{'a' * 64}@example.org"),
        ("PHONE", "+7 (495) 000-00-00", "+74950000000"),
        ("PHONE", "+44\u00a01632.960.001", "+441632960001"),
        ("PHONE", "+1234567", "+1234567"),
    ],
)
def test_value_is_written_in_one_way(kind: str, told: str, kept: str) -> None:
    assert KIND.parse(InputRow(2, GOOD | {"kind": kind, "value": told})).unit.properties["value"] == kept


@pytest.mark.parametrize(
    "value",
    [
        "office", "office@", "@example.org", "office@localhost", "a b@example.org", "a@b@example.org",
        "a..b@example.org", ".a@example.org", "a@-example.org", "a@example-.org", "a@example..org",
        "Anna <office@example.org>", "a@example.org, b@example.org", "+74950000000",
    ],
)  # fmt: skip
def test_what_is_no_address_is_rejected(value: str) -> None:
    check_rejected(KIND, GOOD, {"value": value}, "value", "is not an e-mail address")


@pytest.mark.parametrize("value", [f"{'a' * 65}@example.org", f"a@{'long.' * 50}example.org"])
def test_address_that_is_too_long_is_rejected(value: str) -> None:
    check_rejected(KIND, GOOD, {"value": value}, "value", "is too long for an e-mail address")


@pytest.mark.parametrize(
    "value",
    ["495 000-00-00", "8 495 000-00-00", "+0 495 000-00-00", "+123456", "+1234567890123456", "+7 495 000-00-00 доб. 1",
     "+٧٤٩٥٠٠٠٠٠٠٠", "office@example.org"],
)  # fmt: skip
def test_what_is_no_number_with_its_country_code_is_rejected(value: str) -> None:
    check_rejected(KIND, PHONE, {"value": value}, "value", "is not a telephone number with its country code")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": ""}, "slug", "is empty"),
        ({"person": ""}, "person", "is empty"),
        ({"person": "a|b"}, "person", "names more than one Person"),
        ({"kind": "FAX"}, "kind", "`FAX` is not one of EMAIL, PHONE"),
        ({"value": ""}, "value", "is empty"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    check_rejected(KIND, GOOD, change, field, words)


async def test_reason_of_a_rejected_row_does_not_have_the_value(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    told = [GOOD | {"value": "secret@nowhere"}, GOOD | {"slug": "p-2", "person": "nobody"}, GOOD | {"slug": "p-3"}]
    report = await load_rows(store, tmp_path, KIND, told)
    assert (report.created, report.updated) == (1, 0)
    assert sorted((each.line, each.field, each.reason) for each in report.rejected) == [
        (2, "value", "is not an e-mail address (office@example.org)"),
        (3, "person", "`nobody` is no Person of the registry"),
    ]
    assert "secret" not in report.text()


@pytest.fixture
async def ask_own(store: Store, settings: Settings, tmp_path: Path) -> Ask:
    """Asks the demo set with two contact points that are not of it: of Kazan, and of the office in Tashkent."""
    await load_demo(store, quiet)
    told = [GOOD, GOOD | {"slug": "p-2", "person": "demo-person-030", "value": "house@example.org"}]
    await load_rows(store, tmp_path, KIND, told)
    return asking(store, settings, own=ANONYMOUS)


QUESTION = """query ($person: ID!, $officer: ID!, $id: ID!) {
  kazan: person(id: $person) { contactPoints(where: {not: {demo: true}}) { value } }
  tashkent: person(id: $officer) { contactPoints(where: {not: {demo: true}}) { value } }
  contactPoint(slug: "p-1") { value }
  node(id: $id) { id }
  contactPoints(where: {not: {demo: true}}) { totalCount }
  like: contactPoints(where: {value: {startsWith: "office@"}}) { totalCount }
  people(where: {contactPoints: {some: {value: {eq: "office@example.org"}}}}) { totalCount }
}"""


SEEN_BY = (
    (ANONYMOUS, False, False),
    (MOSCOW, False, False),
    (KAZAN, True, False),
    (TASHKENT, False, True),
    (ADMIN, True, True),
)
"""Who sees the contact point of Kazan, and that of Tashkent."""


async def test_contact_point_is_seen_and_found_by_those_alone_for_whom_the_person_works(ask_own: Ask) -> None:
    id = slug_id("cpnt", "p-1")
    for who, kazan, tashkent in SEEN_BY:
        asked = await ask_own(QUESTION, who, person=PERSON, officer=OFFICER, id=id)
        assert asked.errors == []
        assert asked.data == {
            "kazan": {"contactPoints": [{"value": "office@example.org"}] * kazan},
            "tashkent": {"contactPoints": [{"value": "house@example.org"}] * tashkent},
            "contactPoint": {"value": "office@example.org"} if kazan else None,
            "node": {"id": id} if kazan else None,
            "contactPoints": {"totalCount": kazan + tashkent},
            "like": {"totalCount": int(kazan)},
            "people": {"totalCount": int(kazan)},
        }, who


async def test_address_is_no_name_of_anything(ask_own: Ask) -> None:
    asked = await ask_own(
        """{
          search(text: "office@example.org") { totalCount }
          resolve(names: ["office@example.org"]) { unknownCount }
        }""",
        ADMIN,
    )
    assert asked.errors == []
    assert asked.data == {"search": {"totalCount": 0}, "resolve": {"unknownCount": 1}}
