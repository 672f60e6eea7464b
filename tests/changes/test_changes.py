"""Changes: loads write them, each chained to the one before it, and nobody sees one of a node that they may not see."""

from typing import Any

import pytest

from access.principal import ANONYMOUS, Principal, Role, Scope
from graph.changes import pages
from graph.changes.append import append_changes
from graph.changes.change import Change, canonical, change_of, diff_of
from graph.load.batch import Batch
from graph.store.store import Store, Transaction
from settings import Settings
from tests.conftest import Ask, asking

CONTACT, OTHER = "cont_aaaaaaaaaaaaaaaa", "cont_bbbbbbbbbbbbbbbb"
A, B, C = (f"univ_{letter * 16}" for letter in "abc")
READ = frozenset((Scope.READ,))
PARTY = Principal(Role.PARTNER, "key:a", institutions=(A,), scopes=READ)
STRANGER = Principal(Role.PARTNER, "key:c", institutions=(C,), scopes=READ)
CHANGES = """query($after: String, $first: Int, $where: RegistryChangeWhere) {
  changes(after: $after, first: $first, where: $where) {
    nodes { cursor kind entityType entityId version actor hash node { id } fields { name before after } }
    pageInfo { hasNextPage endCursor }
  }
}"""


async def write_contact(store: Store, id: str = CONTACT, **properties: Any) -> None:
    batch = Batch()
    for each in (A, B, C):
        batch.node("University", each, {"name": each, "kind": "UNIVERSITY", "status": "ACTIVE"})
    batch.node("Contact", id, {"slug": id, "stage": "LEAD", "since": "2026-01-01", **properties})
    for each in (A, B):
        batch.edge("BETWEEN", ("Contact", id), ("University", each))
    await batch.write(store)


async def changes(ask: Ask, who: Principal, **variables: Any) -> list[dict[str, Any]]:
    answer = await ask(CHANGES, who, **variables)
    assert answer.errors == [], answer.errors
    found: list[dict[str, Any]] = answer.data["changes"]["nodes"]
    return found


async def read_kept(store: Store, entity: str) -> list[Change]:
    text = "MATCH (c:Change {entity: $entity}) RETURN properties(c) AS change ORDER BY c.version"
    return [change_of(row["change"]) for row in await store.rows(text, {"entity": entity})]


async def test_loads_tell_what_differs_and_chain_it(store: Store) -> None:
    await write_contact(store)
    await write_contact(store, stage="AGREED", lastActivity="2026-02-01")
    first, second = await read_kept(store, CONTACT)
    assert (first.kind, first.version, first.prev) == ("CREATED", 1, "")
    assert first.diff["stage"] == {"after": "LEAD"}
    assert first.touched == (A, B)
    assert (second.kind, second.version, second.prev) == ("UPDATED", 2, first.hash)
    assert second.diff == {
        "lastActivity": {"after": "2026-02-01"},
        "stage": {"before": "LEAD", "after": "AGREED"},
    }
    (node,) = await store.rows("MATCH (n:Contact) RETURN n.version AS version, n.head AS head", {})
    assert node == {"version": 2, "head": second.hash}


async def test_hash_that_is_kept_is_that_of_what_is_kept(store: Store) -> None:
    await write_contact(store)
    rows = await store.rows("MATCH (c:Change) RETURN c.hash AS hash, properties(c) AS change", {})
    assert len(rows) == 4
    for row in rows:
        assert change_of(row["change"]).hash == row["hash"]


async def test_numbers_have_no_gap(store: Store) -> None:
    await write_contact(store)
    await write_contact(store, stage="IN_TALKS")
    rows = await store.rows("MATCH (c:Change) RETURN c.seq AS seq ORDER BY seq", {})
    assert [row["seq"] for row in rows] == [*range(1, len(rows) + 1)]


async def test_what_a_node_owns_is_a_change_of_it(store: Store) -> None:
    await write_contact(store)
    batch = Batch()
    batch.node("Name", "name_aaaaaaaaaaaaaaaa", {"value": "Alpha", "language": "en"})
    batch.edge("NAMED", ("University", A), ("Name", "name_aaaaaaaaaaaaaaaa"))
    await batch.write(store)
    assert [each.kind for each in await read_kept(store, A)] == ["CREATED", "UPDATED"]
    assert (await read_kept(store, A))[1].touched == ("name_aaaaaaaaaaaaaaaa",)
    assert (await read_kept(store, A))[1].kinds == ("NAMED", "Name")
    assert await read_kept(store, "name_aaaaaaaaaaaaaaaa") == []


async def test_personal_values_are_digests(store: Store, settings: Settings) -> None:
    batch = Batch()
    batch.node("Person", "pers_aaaaaaaaaaaaaaaa", {"slug": "ivan-petrov", "role": "DEAN"})
    await batch.write(store)
    (change,) = await read_kept(store, "pers_aaaaaaaaaaaaaaaa")
    assert change.diff["role"] == {"after": "DEAN"}
    assert str(change.diff["slug"]["after"]).startswith("sha256:")
    (told,) = await changes(asking(store, settings), ANONYMOUS)
    assert [each["name"] for each in told["fields"]] == ["role"]


async def test_changes_are_seen_by_those_who_see_the_node_now(store: Store, settings: Settings) -> None:
    await write_contact(store)
    ask = asking(store, settings)

    async def seen_by(who: Principal) -> list[str]:
        return [each["kind"] for each in await changes(ask, who, where={"node": [CONTACT]})]

    assert [await seen_by(each) for each in (ANONYMOUS, STRANGER, PARTY)] == [[], [], ["CREATED"]]
    await write_contact(store, stage="AGREED", stages=["LEAD", "AGREED"], stagesSince=["2026-01-01", "2026-02-01"])
    both = ["CREATED", "UPDATED"]
    assert [await seen_by(each) for each in (ANONYMOUS, STRANGER, PARTY)] == [[], both, both]
    await write_contact(store, shared="OWNERS")
    told = [await seen_by(each) for each in (ANONYMOUS, STRANGER, PARTY)]
    assert told == [[], [], [*both, "UPDATED"]]


async def test_actor_is_told_to_members_alone(store: Store, settings: Settings) -> None:
    async def work(transaction: Transaction) -> None:
        change = Change("UPDATED", "University", A, 1, actor="key:x", seen="PUBLIC")
        await append_changes(transaction, [change], "rules")

    await store.write(work)
    ask = asking(store, settings)
    told = [(await changes(ask, who))[0]["actor"] for who in (ANONYMOUS, STRANGER)]
    assert told == [None, "key:x"]


async def test_pages_go_on_from_a_cursor(store: Store, settings: Settings) -> None:
    await write_contact(store)
    ask = asking(store, settings)
    whole = await changes(ask, PARTY)
    assert [each["entityId"] for each in whole] == [CONTACT, A, B, C]
    parts: list[dict[str, Any]] = []
    after = None
    while True:
        page = (await ask(CHANGES, PARTY, first=2, after=after)).data["changes"]
        parts += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert parts == whole
    assert await changes(ask, PARTY, after=after) == []
    await write_contact(store, OTHER)
    assert [each["entityId"] for each in await changes(ask, PARTY, after=after)] == [OTHER]
    assert await changes(ask, STRANGER, after=after) == []


async def test_empty_page_tells_how_far_it_has_come(store: Store, settings: Settings) -> None:
    await write_contact(store)
    ask = asking(store, settings)
    page = (await ask(CHANGES, ANONYMOUS, where={"node": [CONTACT]})).data["changes"]
    assert page["nodes"] == []
    await write_contact(store, stage="IN_TALKS", shared="PUBLIC")
    again = await changes(ask, ANONYMOUS, after=page["pageInfo"]["endCursor"])
    assert [each["version"] for each in again] == [2]


async def test_page_looks_at_some_windows_of_numbers(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "WINDOW", 2)
    monkeypatch.setattr(pages, "MAX_WINDOWS", 2)
    for stage in ("LEAD", "IN_TALKS", "DECLARED"):
        await write_contact(store, stage=stage)
    await write_contact(store, OTHER)
    ask, where = asking(store, settings), {"node": [OTHER]}
    told: list[dict[str, Any]] = []
    turns, after, more = 0, None, True
    while more:
        page = (await ask(CHANGES, PARTY, where=where, after=after)).data["changes"]
        told += page["nodes"]
        turns, after, more = turns + 1, page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert [each["entityId"] for each in told] == [OTHER]
    assert turns == 2
    assert len(await changes(ask, PARTY, first=3)) == 3


async def test_filters(store: Store, settings: Settings) -> None:
    await write_contact(store)
    await write_contact(store, stage="IN_TALKS")
    ask = asking(store, settings)

    async def ask_filtered(**where: Any) -> list[tuple[str, str]]:
        return [(each["entityId"], each["kind"]) for each in await changes(ask, PARTY, where=where)]

    assert await ask_filtered(entityType=["Contact"]) == [(CONTACT, "CREATED"), (CONTACT, "UPDATED")]
    assert await ask_filtered(kind=["UPDATED"], entityType=["Contact", "University"]) == [(CONTACT, "UPDATED")]
    assert await ask_filtered(node=[A, CONTACT], kind=["CREATED"]) == [(CONTACT, "CREATED"), (A, "CREATED")]
    assert await ask_filtered(node=[]) == []


@pytest.mark.parametrize("cursor", ["", "x", "e30", "WyJhIiwgLTFd", "WyJhIiwgInIiXQ"])
async def test_cursor_that_is_none_is_refused(store: Store, settings: Settings, cursor: str) -> None:
    answer = await asking(store, settings)(CHANGES, ANONYMOUS, after=cursor)
    if cursor:
        assert answer.codes == ["BAD_CURSOR"]
        assert answer.errors[0]["extensions"]["field"] == "changes.after"
    else:
        assert answer.codes == []


async def test_cursor_of_another_graph_is_gone(store: Store, settings: Settings) -> None:
    await write_contact(store)
    ask = asking(store, settings)
    cursor = (await changes(ask, PARTY))[0]["cursor"]

    async def refill(transaction: Transaction) -> None:
        await transaction.run("MATCH (r:Registry) SET r.lineage = 'another'")

    await store.write(refill)
    assert (await ask(CHANGES, PARTY, after=cursor)).codes == ["CURSOR_GONE"]


async def test_deleted_node_leaves_its_history(store: Store, settings: Settings) -> None:
    await write_contact(store)
    await store.write(_delete_contact)
    (change,) = await changes(asking(store, settings), PARTY, where={"node": [CONTACT]})
    assert change["node"] is None


async def _delete_contact(transaction: Transaction) -> None:
    await transaction.run("MATCH (n:Contact) DETACH DELETE n")


def test_canonical_form_is_that_of_rfc_8785() -> None:
    value = {"b": [1, True, None, "Å"], "a": {"é": "x", "\r": "<\u2028"}}
    assert canonical(value) == '{"a":{"\\r":"<\u2028","é":"x"},"b":[1,true,null,"Å"]}'.encode()
    assert canonical({"half": 0.5}) == b'{"half":"0.5"}'


def test_diff_names_what_differs_alone() -> None:
    assert diff_of({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": None, "d": 4}) == {
        "b": {"before": 2},
        "c": {"before": 3},
        "d": {"after": 4},
    }
