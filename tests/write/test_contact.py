"""Contacts written by actions: who may do what in which stage, what is wrong otherwise, and what is told of it."""

import asyncio
from typing import Any

import pytest

from access.principal import ADMINISTRATOR, ANONYMOUS, Principal, Role, Scope
from graph.days import utc_today
from graph.load.batch import Batch
from graph.store.store import Store, StoreRows, Transaction
from settings import Settings
from tests.conftest import Ask, Asked, asking

A, B, C = (f"univ_{letter * 16}" for letter in "abc")
DESK, OTHER_DESK = "offi_aaaaaaaaaaaaaaaa", "offi_bbbbbbbbbbbbbbbb"
AGREEMENT, HIDDEN = "agrm_aaaaaaaaaaaaaaaa", "agrm_bbbbbbbbbbbbbbbb"
PERSON = "pers_aaaaaaaaaaaaaaaa"
SCOPES = frozenset((Scope.READ, Scope.WRITE_CONTACTS))
PARTY = Principal(Role.PARTNER, "token:a", institutions=(A,), scopes=SCOPES)
OTHER_PARTY = Principal(Role.PARTNER, "token:b", institutions=(B,), scopes=SCOPES)
STRANGER = Principal(Role.PARTNER, "token:c", institutions=(C,), scopes=SCOPES)
FACILITATOR = Principal(Role.OFFICER, "token:d", offices=(DESK,), scopes=SCOPES)
READER = Principal(Role.PARTNER, "token:r", institutions=(A,), scopes=frozenset((Scope.READ,)))

PAYLOAD = """{ contact { id stage version since until lastActivity outcome office { id }
  parties { id } agreements { nodes { id } } }
  change { cursor kind version actor origin fields { name before after } } userErrors { %s } }"""
OF_OPEN = PAYLOAD % "code message field"
OF_OTHERS = PAYLOAD % "code message field currentVersion changedFields"


def mutation(name: str) -> str:
    payload = OF_OPEN if name == "contactOpen" else OF_OTHERS
    payload = payload.replace("change {", "interaction { id kind note } change {", 1) if "Log" in name else payload
    return f"mutation($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {payload} }}"


@pytest.fixture
async def world(store: Store) -> Store:
    """A store with some institutions, offices and agreements."""
    batch = Batch()
    for id in (A, B, C):
        batch.node("University", id, {"name": id[-3:], "kind": "UNIVERSITY", "status": "ACTIVE"})
    for id in (DESK, OTHER_DESK):
        batch.node("Office", id, {"slug": id, "name": id, "kind": "HOUSE"})
    for id, status, party in ((AGREEMENT, "IN_FORCE", A), (HIDDEN, "DRAFT", C)):
        batch.node("Agreement", id, {"slug": id, "title": id, "kind": "FRAMEWORK", "status": status})
        batch.edge("HAS_PARTY", ("Agreement", id), ("University", party))
    batch.node("Person", PERSON, {"role": "DEAN"})
    await batch.write(store)
    return store


async def act(ask: Ask, name: str, who: Principal = PARTY, **given: Any) -> dict[str, Any]:
    answer: Asked = await ask(mutation(name), who, input=given)
    assert answer.errors == [], answer.errors
    found: dict[str, Any] = answer.data[name]
    return found


async def opened(ask: Ask, who: Principal = PARTY, **given: Any) -> dict[str, Any]:
    payload = await act(ask, "contactOpen", who, **{"universities": [A, B], "since": "2026-01-01"} | given)
    assert payload["userErrors"] == []
    return payload


def codes(payload: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["code"], each["field"]) for each in payload["userErrors"]]


async def test_opening_takes_one_statement_and_other_actions_two(
    world: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, run, texts = asking(world, settings), Transaction.run, list[str]()

    async def counted(self: Transaction, statement: str, parameters: Any = None) -> StoreRows:
        texts.append(statement)
        return await run(self, statement, parameters)

    monkeypatch.setattr(Transaction, "run", counted)
    contact = (await opened(ask, office=DESK, idempotencyKey="k"))["contact"]
    assert len(texts) == 1
    assert (await opened(ask, office=DESK, idempotencyKey="k"))["contact"] == contact
    assert len(texts) == 3  # which says that it is done, and its change
    await act(ask, "contactAdvance", id=contact["id"], expectedVersion=1, stage="IN_TALKS")
    assert len(texts) == 5


async def test_contact_is_opened(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    payload = await opened(ask, office=DESK)
    contact = payload["contact"]
    assert contact | {"id": ""} == {
        "id": "",
        "stage": "LEAD",
        "version": 1,
        "since": "2026-01-01",
        "until": None,
        "lastActivity": None,
        "outcome": None,
        "office": {"id": DESK},
        "parties": [{"id": A}, {"id": B}],
        "agreements": {"nodes": []},
    }
    change = payload["change"]
    assert (change["kind"], change["version"], change["actor"], change["origin"]) == (
        "CONTACT_OPEN", 1, "token:a", "api",
    )  # fmt: skip
    assert {each["name"]: each["after"] for each in change["fields"]} == {
        "office": f'["{DESK}"]',
        "parties": f'["{A}","{B}"]',
        "since": '"2026-01-01"',
        "slug": f'"{contact["id"]}"',
        "stage": '"LEAD"',
        "stages": '["LEAD"]',
    }


async def test_new_contact_is_seen_by_its_parties_and_its_office_alone(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    await opened(ask, office=DESK)
    counted = {
        who.id: (await ask("{ contacts { totalCount } }", who)).data["contacts"]["totalCount"]
        for who in (ANONYMOUS, PARTY, OTHER_PARTY, STRANGER, FACILITATOR)
    }
    assert counted == {"": 0, "token:a": 1, "token:b": 1, "token:c": 0, "token:d": 1}


async def test_contact_goes_its_way(world: Store, settings: Settings) -> None:
    ask, today = asking(world, settings), utc_today().isoformat()
    contact = (await opened(ask))["contact"]
    payload = await act(ask, "contactAdvance", id=contact["id"], expectedVersion=1, stage="IN_TALKS")
    assert payload["contact"]["stage"] == "IN_TALKS"
    payload = await act(
        ask, "contactLogInteraction", id=contact["id"], kind="VISIT", date="2026-02-01", note="Came.", people=[PERSON]
    )
    assert payload["interaction"] | {"id": ""} == {"id": "", "kind": "VISIT", "note": "Came."}
    assert (payload["contact"]["lastActivity"], payload["contact"]["version"]) == ("2026-02-01", 3)
    payload = await act(ask, "contactAdvance", id=contact["id"], expectedVersion=3, stage="AGREED", agreement=AGREEMENT)
    assert payload["userErrors"] == []
    assert payload["contact"]["agreements"]["nodes"] == [{"id": AGREEMENT}]
    payload = await act(ask, "contactClose", id=contact["id"], expectedVersion=4, outcome="NO_RESULT")
    assert (payload["contact"]["stage"], payload["contact"]["until"]) == ("LOST", today)
    payload = await act(ask, "contactReopen", id=contact["id"], expectedVersion=5)
    assert (payload["contact"]["stage"], payload["contact"]["until"]) == ("IN_TALKS", None)
    assert {each["name"]: (each["before"], each["after"]) for each in payload["change"]["fields"]}["stage"] == (
        '"LOST"', '"IN_TALKS"',
    )  # fmt: skip


async def test_agreed_contact_is_seen_by_members_and_so_is_its_history(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]
    await act(ask, "contactAdvance", id=id, expectedVersion=1, stage="IN_TALKS")
    history = "query($id: ID!) { changes(where: {node: [$id]}) { nodes { kind } } }"
    assert (await ask(history, STRANGER, id=id)).data["changes"]["nodes"] == []
    await act(ask, "contactAdvance", id=id, expectedVersion=2, stage="AGREED", agreement=AGREEMENT)
    assert len((await ask(history, STRANGER, id=id)).data["changes"]["nodes"]) == 3
    assert (await ask(history, ANONYMOUS, id=id)).data["changes"]["nodes"] == []


@pytest.mark.parametrize("who", [FACILITATOR, OTHER_PARTY, ADMINISTRATOR], ids=lambda who: who.id)
async def test_those_to_whom_it_leads_may(world: Store, settings: Settings, who: Principal) -> None:
    ask = asking(world, settings)
    id = (await opened(ask, office=DESK))["contact"]["id"]
    assert codes(await act(ask, "contactAdvance", who, id=id, expectedVersion=1, stage="IN_TALKS")) == []


async def test_others_are_told_that_there_is_none_or_that_they_may_not(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]
    asked: dict[str, Any] = {"id": id, "expectedVersion": 1, "stage": "IN_TALKS"}
    hidden = await act(ask, "contactAdvance", STRANGER, **asked)
    absent = await act(ask, "contactAdvance", STRANGER, **asked | {"id": "cont_zzzzzzzzzzzzzzzz"})
    assert hidden == absent
    assert (codes(hidden), hidden["contact"]) == ([("NOT_FOUND", "input.id")], None)
    agreed = asked | {"stage": "AGREED", "agreement": AGREEMENT, "expectedVersion": 2}
    await act(ask, "contactAdvance", **asked)
    await act(ask, "contactAdvance", **agreed)
    seen = await act(ask, "contactClose", STRANGER, id=id, expectedVersion=3)
    assert (codes(seen), seen["contact"]["id"]) == ([("FORBIDDEN", None)], id)


@pytest.mark.parametrize(("who", "told"), [(ANONYMOUS, "Sign in"), (READER, "no scope")], ids=["anybody", "reader"])
async def test_who_may_write_nothing_is_refused_before_the_store_is_asked(
    world: Store, settings: Settings, who: Principal, told: str
) -> None:
    ask = asking(world, settings)
    answer = await ask(mutation("contactOpen"), who, input={"universities": [A, B], "since": "2026-01-01"})
    assert answer.codes == ["FORBIDDEN"]
    assert told in answer.errors[0]["message"]
    assert answer.statements == []
    assert await world.rows("MATCH (n:Contact) RETURN n.id AS id", {}) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"universities": [B, C]}, [("FORBIDDEN", None)]),
        ({"universities": [A, "univ_zzzzzzzzzzzzzzzz"]}, [("NOT_FOUND", "input.universities.1")]),
        ({"universities": [A, DESK]}, [("NOT_FOUND", "input.universities.1")]),
        ({"office": "offi_zzzzzzzzzzzzzzzz"}, [("NOT_FOUND", "input.office")]),
        ({"office": A}, [("NOT_FOUND", "input.office")]),
        ({"universities": [A]}, [("INVALID", "input.universities")]),
        ({"universities": [A, A]}, [("INVALID", "input.universities")]),
        ({"since": "2999-01-01"}, [("DAY_AHEAD", "input.since")]),
        ({"idempotencyKey": " "}, [("INVALID", "input.idempotencyKey")]),
    ],
    ids=str,
)
async def test_contact_that_cannot_be_opened(
    world: Store, settings: Settings, given: dict[str, Any], expected: list[tuple[str, str | None]]
) -> None:
    ask = asking(world, settings)
    payload = await act(ask, "contactOpen", **{"universities": [A, B], "since": "2026-01-01"} | given)
    assert codes(payload) == expected
    assert (payload["contact"], payload["change"]) == (None, None)
    left = "MATCH (n) WHERE n:Contact OR n:Request RETURN count(n) AS left"
    assert await world.rows(left, {}) == [{"left": 0}]


async def test_hidden_node_cannot_be_linked(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]
    await act(ask, "contactAdvance", id=id, expectedVersion=1, stage="IN_TALKS")
    asked: dict[str, Any] = {"id": id, "expectedVersion": 2, "stage": "AGREED"}
    hidden = await act(ask, "contactAdvance", **asked, agreement=HIDDEN)
    assert (
        hidden["userErrors"]
        == (await act(ask, "contactAdvance", **asked, agreement="agrm_zzzzzzzzzzzzzzzz"))["userErrors"]
    )
    assert codes(hidden) == [("NOT_FOUND", "input.agreement")]
    assert codes(await act(ask, "contactAdvance", **asked)) == [("AGREEMENT_MISSING", "input.agreement")]


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("contactAdvance", {"stage": "DECLARED"}, ("IMPOSSIBLE_MOVE", "input.stage")),
        ("contactAdvance", {"stage": "LOST"}, ("IMPOSSIBLE_MOVE", "input.stage")),
        ("contactReopen", {}, ("IMPOSSIBLE_MOVE", None)),
        ("contactClose", {"until": "2025-12-31"}, ("DAY_IMPOSSIBLE", "input.until")),
        ("contactClose", {"until": "2999-12-31"}, ("DAY_IMPOSSIBLE", "input.until")),
        ("contactLogInteraction", {"kind": "CALL", "date": "2999-01-01"}, ("DAY_AHEAD", "input.date")),
        ("contactLogInteraction", {"kind": "CALL", "date": "2026-01-01", "note": " "}, ("INVALID", "input.note")),
        ("contactLogInteraction", {"kind": "CALL", "date": "2026-01-01", "note": "a\nb"}, ("INVALID", "input.note")),
        (
            "contactLogInteraction",
            {"kind": "CALL", "date": "2026-01-01", "evidence": "x"},
            ("INVALID", "input.evidence"),
        ),
    ],
    ids=str,
)
async def test_what_cannot_be_done_leaves_all_as_it_was(
    world: Store, settings: Settings, name: str, given: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]
    payload = await act(ask, name, id=id, expectedVersion=1, **given)
    assert codes(payload) == [expected]
    assert (payload["contact"]["version"], payload["contact"]["stage"], payload["change"]) == (1, "LEAD", None)


async def test_conflict_tells_the_version_and_what_has_changed(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]
    await act(ask, "contactLogInteraction", id=id, kind="CALL", date="2026-03-01")
    await act(ask, "contactAdvance", OTHER_PARTY, id=id, expectedVersion=2, stage="IN_TALKS")
    payload = await act(ask, "contactClose", id=id, expectedVersion=1)
    (error,) = payload["userErrors"]
    assert (error["code"], error["field"], error["currentVersion"]) == ("CONFLICT", "input.expectedVersion", 3)
    assert error["changedFields"] == ["lastActivity", "stage", "stages", "stagesSince"]
    assert payload["contact"]["stage"] == "IN_TALKS"


EDITORS = 32


async def test_of_many_editors_of_one_version_one_wins(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]
    advance: dict[str, Any] = {"id": id, "expectedVersion": 1, "stage": "IN_TALKS"}
    payloads = await asyncio.gather(*(act(ask, "contactAdvance", **advance) for _ in range(EDITORS)))
    found = [each["code"] for payload in payloads for each in payload["userErrors"]]
    assert found == ["CONFLICT"] * (EDITORS - 1)
    fields = {tuple(each["changedFields"]) for payload in payloads for each in payload["userErrors"]}
    assert fields == {("stage", "stages", "stagesSince")}


async def test_of_many_sends_of_one_key_one_has_an_effect(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    given: dict[str, Any] = {"universities": [A, B], "since": "2026-01-01", "idempotencyKey": "one"}
    payloads = await asyncio.gather(*(act(ask, "contactOpen", **given) for _ in range(EDITORS)))
    assert payloads == [payloads[0]] * EDITORS
    assert len(await world.rows("MATCH (n:Contact) RETURN n.id AS id", {})) == 1


async def test_key_is_the_authors_own_and_of_one_command(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    first = await opened(ask, idempotencyKey="one")
    assert (await opened(ask, OTHER_PARTY, idempotencyKey="one"))["contact"]["id"] != first["contact"]["id"]
    given: dict[str, Any] = {"universities": [A, B], "since": "2026-01-02", "idempotencyKey": "one"}
    other = await act(ask, "contactOpen", **given)
    assert codes(other) == [("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey")]


async def test_refused_command_leaves_its_key_free(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    given: dict[str, Any] = {"universities": [A, B], "idempotencyKey": "one"}
    assert codes(await act(ask, "contactOpen", **given, since="2999-01-01")) == [("DAY_AHEAD", "input.since")]
    assert codes(await act(ask, "contactOpen", **given, since="2026-01-01")) == []


async def test_key_that_was_revoked_meanwhile_writes_nothing(world: Store, settings: Settings) -> None:
    async def make(transaction: Transaction) -> None:
        await transaction.run("CREATE (:ApiKey {id: 'k', hash: 'h', revoked: 1})")

    await world.write(make)
    who = Principal(Role.PARTNER, "key:k", institutions=(A,), scopes=SCOPES)
    given: dict[str, Any] = {"universities": [A, B], "since": "2026-01-01"}
    answer = await asking(world, settings)(mutation("contactOpen"), who, input=given)
    assert answer.codes == ["UNAUTHENTICATED"]
    assert await world.rows("MATCH (n:Contact) RETURN n.id AS id", {}) == []


async def test_mutations_of_a_document_run_in_order_ten_at_most(world: Store, settings: Settings) -> None:
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]

    def document(count: int) -> str:
        log = 'contactLogInteraction(input: {id: "%s", kind: CALL, date: "2026-01-%02d"}) { contact { version } }'
        return "mutation {" + "\n".join(f"m{number}: {log % (id, number + 1)}" for number in range(count)) + "}"

    answer = await ask(document(10), PARTY)
    assert [each["contact"]["version"] for each in answer.data.values()] == [*range(2, 12)]
    assert (await ask(document(11), PARTY)).codes == ["TOO_DEEP"]


async def test_mutation_beside_one_that_fails_is_done_once(world: Store, settings: Settings) -> None:
    """The first time a document is asked and later, when what was made of it is kept."""
    ask = asking(world, settings.model_copy(update={"max_nodes": 50}))
    document = """mutation($one: ContactOpenInput!, $other: ContactOpenInput!) {
      one: contactOpen(input: $one) { contact { id } }
      __typename
      other: contactOpen(input: $other) { contact { parties(first: 100) { id } } }
      again: contactOpen(input: $one) { contact { id } } }"""
    for number in (1, 2, 3):
        given = {"universities": [A, B], "since": "2026-01-01", "idempotencyKey": f"key {number}"}
        answer = await ask(document, PARTY, one=given, other=given | {"idempotencyKey": f"other {number}"})
        assert answer.codes == ["TOO_BIG"]
        assert (answer.data["other"], answer.data["__typename"]) == (None, "Mutation")
        assert answer.data["one"] == answer.data["again"] != {"contact": None}
        (row,) = await world.rows("MATCH (n:Contact) RETURN count(n) AS contacts", {})
        assert row["contacts"] == number


async def test_answer_that_would_be_too_large_writes_nothing(world: Store, settings: Settings) -> None:
    ask = asking(world, settings.model_copy(update={"max_nodes": 50}))
    query = """mutation($input: ContactOpenInput!) { contactOpen(input: $input) {
      contact { parties(first: 100) { id } } change { kind } } }"""
    answer = await ask(query, PARTY, input={"universities": [A, B], "since": "2026-01-01"})
    assert answer.codes == ["TOO_BIG"]
    assert await world.rows("MATCH (n:Contact) RETURN n.id AS id", {}) == []


OWN = "id demo slug stage stages { stage since } since until lastActivity outcome version"


async def test_payload_tells_what_a_question_tells_afterwards(world: Store, settings: Settings) -> None:
    """What a contact holds by itself is known from the write, and not read for the payload."""
    ask = asking(world, settings)
    id = (await opened(ask))["contact"]["id"]
    steps: list[tuple[str, dict[str, Any]]] = [
        ("contactOpen", {"universities": [A, C], "since": "2026-02-01"}),
        ("contactAdvance", {"id": id, "expectedVersion": 1, "stage": "IN_TALKS"}),
        ("contactLogInteraction", {"id": id, "kind": "CALL", "date": "2026-02-03"}),
        ("contactClose", {"id": id, "expectedVersion": 3, "outcome": "NO_RESULT"}),
        ("contactReopen", {"id": id, "expectedVersion": 4}),
    ]
    for name, given in steps:
        text = (
            f"mutation($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ contact {{ {OWN} }} }} }}"
        )
        written = await ask(text, PARTY, input=given)
        assert (written.errors, written.statements) == ([], []), name
        contact = written.data[name]["contact"]
        read = await ask(f"query($id: ID!) {{ contact(id: $id) {{ {OWN} }} }}", PARTY, id=contact["id"])
        assert read.data == {"contact": contact}, name
