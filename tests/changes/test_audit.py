"""The audit: green after loads, actions and beside writers; red where one thing was altered by hand."""

import asyncio
import contextlib
import json
from collections.abc import Iterable
from typing import Any

import pytest

from graph.changes.audit import AuditReport, audit
from graph.changes.seal import seal_due
from graph.load.batch import Batch, note_reload
from graph.store.clock import now_ms
from graph.store.store import Store, Transaction
from graph.write.declared import declared_actions
from settings import Settings
from tests.changes.test_changes import CONTACT, A, write_contact
from tests.conftest import Server, asking, emptied
from tests.serving import command, settings_of
from tests.write.test_contact import act, opened

PERSON = "pers_aaaaaaaaaaaaaaaa"
MAKING = [each.kind for each in declared_actions() if each.opens]
IN_TWO_DAYS = 2 * 24 * 60 * 60 * 1000


async def audited(store: Store, kept: Iterable[str] = ()) -> AuditReport:
    return await audit(store, MAKING, kept, lambda done, total: None)


async def by_hand(store: Store, text: str) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run(text)

    await store.write(work)


async def write_person(store: Store) -> None:
    batch = Batch()
    batch.node("Person", PERSON, {"slug": "ivan-petrov", "role": "DEAN"})
    await batch.write(store)


@pytest.fixture
async def written(store: Store) -> Store:
    """A store with seven changes: six of five entities, and one of none; the first six are sealed."""
    await write_contact(store)
    await write_contact(store, stage="IN_TALKS")
    await write_person(store)
    await seal_due(store, now_ms() + IN_TWO_DAYS)
    await store.write(note_reload)
    return store


async def test_what_nobody_altered_is_green(written: Store) -> None:
    report = await audited(written)
    assert report.findings == ()
    assert (report.changes, report.entities, report.seals, report.unsealed) == (7, 5, 1, 1)
    assert report.last_seal
    assert (report.last_seal.first, report.last_seal.last) == (1, 6)
    assert (await audited(written, [report.last_seal.hash])).wrong == 0


async def test_demo_set_is_green(demo_store: Store) -> None:
    report = await audited(demo_store)
    assert report.findings == ()
    assert report.changes > report.entities > 1_000


async def test_empty_store_is_green(store: Store) -> None:
    assert (await audited(store)).wrong == 0


NODE = f"MATCH (n:Contact {{id: '{CONTACT}'}}) "
CHANGE = f"MATCH (c:Change {{key: '{CONTACT}@2'}}) "
ALTERED = {
    "property of a node": (NODE + "SET n.stage = 'AGREED'", ["`stage`"]),
    "property that a node lacks": (NODE + "REMOVE n.since", ["`since`"]),
    "property that a node has too much": (NODE + "SET n.outcome = 'x'", ["`outcome`"]),
    "version of a node": (NODE + "SET n.version = 3", ["does not name its last change"]),
    "head of a node": (NODE + "SET n.head = 'h1:0'", ["does not name its last change"]),
    "node": (NODE + "DETACH DELETE n", ["is not there"]),
    "hidden value": (f"MATCH (n:Person {{id: '{PERSON}'}}) SET n.slug = 'x'", [f"Person {PERSON}: `slug`"]),
    "lost value": (f"MATCH (n:Person {{id: '{PERSON}'}}) REMOVE n.slug", [f"Person {PERSON}: `slug`"]),
    "salt": (f"MATCH (n:Person {{id: '{PERSON}'}}) SET n.salt = 'x'", [f"Person {PERSON}: `slug`"]),
    "diff of a change": (
        CHANGE + 'SET c.diff = \'{"stage":{"after":"AGREED"}}\'',
        [f"Change 5 ({CONTACT}@2) was altered", "`stage`"],
    ),
    "instant": (CHANGE + "SET c.at = c.at + 1", ["was altered"]),
    "actor": (CHANGE + "SET c.actor = 'key:x'", ["was altered"]),
    "actor of a change of no entity": ("MATCH (c:Change {kind: 'RELOADED'}) SET c.actor = 'x'", ["Change 7 "]),
    "key of a change": (CHANGE + "SET c.key = 'x'", ["under another key"]),
    "part of a change": (CHANGE + "REMOVE c.origin", ["Change 5 is not whole", "does not name its last"]),
    "hash of a change": (
        CHANGE + "SET c.hash = 'h1:0'",
        ["Change 5", "Seal 1 was altered, or what it is over", "does not name its last change"],
    ),
    "number": (CHANGE + "SET c.seq = 9", ["Change 5 is missing", "Seal 1 ", "Change 9 is there, but the last number"]),
    "swapped numbers": ("MATCH (c:Change) WHERE c.seq < 5 SET c.seq = 5 - c.seq", ["Seal 1 was altered"]),
    "number that comes twice": (
        CHANGE + "SET c.seq = 2",
        ["Change 2 is there more than once", "Change 5 is missing", "Seal 1 "],
    ),
    "removed change": (
        CHANGE + "DELETE c",
        ["Change 5 is missing", "Seal 1 ", "does not name its last change, which is 1"],
    ),
    "removed first change": (
        f"MATCH (c:Change {{key: '{CONTACT}@1'}}) DELETE c",
        ["Change 1 is missing", "Seal 1 ", "has change 2 after change 0"],
    ),
    "removed last change": ("MATCH (c:Change {seq: 7}) DELETE c", ["Change 7 is missing"]),
    "all changes": ("MATCH (c:Change) DELETE c", ["Changes 1 to 7 are missing", "Seal 1 "]),
    "counter": ("MATCH (r:Registry) SET r.seq = 4", ["Seal 1 is over changes that were never made", "Change 7 is th"]),
    "total": (
        "MERGE (t:Total {level: 'NETWORK'}) SET t.Contact = 3",
        ["The total of Contact at NETWORK is not the num"],
    ),
    "swapped prev": (
        CHANGE + "SET c.prev = 'h1:0'",
        ["Change 5", f"Change 2 of Contact {CONTACT} does not follow the one before it"],
    ),
    "hash of a seal": ("MATCH (s:Seal) SET s.hash = 's1:0'", ["Seal 1 was altered"]),
    "instant of a seal": ("MATCH (s:Seal) SET s.at = s.at + 1", ["Seal 1 was altered"]),
    "range of a seal": ("MATCH (s:Seal) SET s.last = 5", ["Seal 1 was altered"]),
    "prev of a seal": ("MATCH (s:Seal) SET s.prev = 's1:0'", ["Seal 1 does not follow", "Seal 1 was altered"]),
    "part of a seal": ("MATCH (s:Seal) REMOVE s.at", ["Seal 1 is not whole"]),
    "number of a seal": ("MATCH (s:Seal) SET s.number = 2", ["Seal 1 is missing", "Seal 2 was altered"]),
}


ON_NEO4J = ("node", "removed change", "hash of a seal", "total")
"""One for each statement that it asks there: what it makes of what it reads does not depend on the store."""


@pytest.mark.parametrize(
    ("server", "what"),
    [*(("embedded", each) for each in ALTERED), *(("neo4j", each) for each in ON_NEO4J)],
    indirect=["server"],
)
async def test_what_was_altered_by_hand_is_red(written: Store, what: str) -> None:
    text, expected = ALTERED[what]
    await by_hand(written, text)
    report = await audited(written)
    assert report.wrong == len(expected), report.findings
    for words, part in zip(report.findings, expected, strict=True):
        assert part in words


async def test_value_is_told_in_no_finding(written: Store) -> None:
    await by_hand(written, f"MATCH (n:Person {{id: '{PERSON}'}}) SET n.slug = 'maria-ivanova'")
    (words,) = (await audited(written)).findings
    assert words == f"Person {PERSON}: `slug` is not what the changes tell."


async def test_seal_that_was_kept_elsewhere_must_be_there(written: Store) -> None:
    """Who makes all hashes anew cannot make those that others keep."""
    report = await audited(written)
    assert report.last_seal
    await by_hand(written, "MATCH (s:Seal) DELETE s")
    assert (await audited(written)).wrong == 0
    await seal_due(written, now_ms() + 2 * IN_TWO_DAYS)
    (words,) = (await audited(written, [report.last_seal.hash])).findings
    assert words == f"No seal has the hash {report.last_seal.hash}, which was kept elsewhere."


async def test_only_the_first_findings_are_kept_and_all_are_counted(written: Store) -> None:
    batch = Batch()
    for number in range(25):
        batch.node("Country", f"ctry_{number:016d}", {"name": "X", "code": f"X{number}"})
    await batch.write(written)
    await by_hand(written, "MATCH (n:Country) SET n.name = 'Y'")
    report = await audited(written)
    assert (len(report.findings), report.wrong) == (20, 25)


async def test_entity_that_was_there_before_its_changes_is_compared_as_far_as_they_tell(store: Store) -> None:
    await by_hand(store, f"CREATE (n:Contact {{id: '{CONTACT}', slug: 'x', stage: 'LEAD', since: date('2020-01-01')}})")
    await write_contact(store, stage="IN_TALKS")
    assert (await audited(store)).findings == ()
    await by_hand(store, NODE + "SET n.stage = 'LEAD'")
    assert "`stage`" in (await audited(store)).findings[0]


async def test_actions_are_green(store: Store, settings: Settings) -> None:
    await write_contact(store)
    await write_person(store)
    batch = Batch()
    batch.node("Agreement", "agrm_aaaaaaaaaaaaaaaa", {"slug": "a", "title": "A", "status": "IN_FORCE"})
    batch.edge("HAS_PARTY", ("Agreement", "agrm_aaaaaaaaaaaaaaaa"), ("University", A))
    await batch.write(store)
    ask = asking(store, settings)
    id = (await opened(ask))["contact"]["id"]
    given: dict[str, Any] = {"kind": "VISIT", "date": "2026-02-01", "people": [PERSON]}
    await act(ask, "contactLogInteraction", id=id, **given)
    await act(ask, "contactAdvance", id=id, expectedVersion=2, stage="IN_TALKS")
    agreed: dict[str, Any] = {"stage": "AGREED", "agreement": "agrm_aaaaaaaaaaaaaaaa"}
    await act(ask, "contactAdvance", id=id, expectedVersion=3, **agreed)
    await act(ask, "contactClose", id=id, expectedVersion=4, outcome="NO_RESULT")
    await act(ask, "contactReopen", id=id, expectedVersion=5)
    assert (await audited(store)).findings == ()
    await by_hand(store, f"MATCH (n:Contact {{id: '{id}'}}) SET n.demo = true")
    assert "`demo`" in (await audited(store)).findings[0]


async def test_audit_beside_writers_is_green(written: Store) -> None:
    rounds = 0

    async def write_on() -> None:
        nonlocal rounds
        while True:
            for stage in ("LEAD", "IN_TALKS"):
                await write_contact(written, stage=stage, slug=f"round-{rounds}")
            await seal_due(written, now_ms() + IN_TWO_DAYS)
            rounds += 1

    writing = asyncio.create_task(write_on())
    try:
        while rounds < 10:
            assert (await audited(written)).findings == ()
    finally:
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing
    assert (await audited(written)).findings == ()


async def test_command_tells_what_it_found_in_neo4j_and_ends_by_it(neo4j_server: Server) -> None:
    store = await emptied(neo4j_server)
    neo4j_server.holds = "something"
    settings = settings_of(neo4j_server.address)
    try:
        await write_contact(store)
        green = await asyncio.to_thread(command, "audit", "verify", **settings)
        await by_hand(store, NODE + "SET n.stage = 'AGREED'")
        red = await asyncio.to_thread(command, "audit", "verify", "--json", **settings)
    finally:
        await store.close()
    assert green.returncode == 0, green.stderr
    assert green.stdout.splitlines()[0] == "4 changes of 4 entities, 0 seals: nothing was altered"
    assert red.returncode == 1
    assert json.loads(red.stdout)["findings"] == [f"Contact {CONTACT}: `stage` is not what the changes tell."]
