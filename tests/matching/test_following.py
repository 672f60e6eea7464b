"""The read model follows the graph: what loads have changed is read anew, all else is taken from the one before."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from graph.changes.last import read_last_change
from graph.declared import declared_model
from graph.load.batch import Batch
from graph.load.demo import load_demo
from graph.store.store import Store, Transaction
from matching.model import changes as module
from matching.model.changes import ONLY_ITS_ID, rests_on
from matching.model.contacts import COLUMNS
from matching.model.network import WORKED_OUT
from matching.model.reading import AGREEMENTS, PERSONS, UNIVERSITIES, Noun
from matching.model.statements import BY_ID, CONTACTS, PAGED, STATEMENTS
from matching.names.reading import STATEMENTS as OF_NAMES
from matching.ranking import MatchRequest, rank
from matching.view import View, load_view
from matching.weights import read_weights
from tests.load.graphs import clear, quiet

DAY = date(2026, 11, 24)
FACTS = ("universities", "offices", "agreements", "events", "intents", "persons", "relations", "office_ids")
NEW = "univ_zzzzzzzzzzzzzzzz"
ALL = STATEMENTS | OF_NAMES
OLD = "univ_0000000000000000"


@pytest.mark.parametrize("name", ALL)
def test_an_institution_at_the_end_of_a_relationship_tells_its_id_alone(name: str) -> None:
    if ONLY_ITS_ID not in rests_on(ALL[name]):
        assert set(re.findall(r"\b(?:u|other|holder)\.(\w+)", ALL[name])) <= {"id"}


@pytest.mark.parametrize("noun", [UNIVERSITIES, AGREEMENTS, PERSONS], ids=lambda noun: noun.name)
def test_what_a_noun_read_by_id_rests_on_tells_which_of_it_was_touched(noun: Noun[Any]) -> None:
    """Its label, relationships of which it is an end, or the ids of what is at their other ends."""
    edges = declared_model().edges.items()
    told = {noun.label} | {type for type, edge in edges if any(noun.label in ends for ends in edge.ends)}
    rest = rests_on(BY_ID[noun.name]) - told - noun.beyond
    assert rest <= {"Office"}
    assert set(re.findall(r"\bo\.(\w+)", BY_ID[noun.name])) <= {"id"}
    assert noun.beyond <= rests_on(BY_ID[noun.name])


class Noted:
    """Notes which statements are asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[str] = []

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of a statement."""
        self.asked.append(statement)
        return await self._store.rows(statement, parameters)


def contact(batch: Batch, id: str, *parties: str, **properties: str) -> None:
    """A contact, new or another than it was."""
    batch.node("Contact", id, {"stage": "AGREED", "since": "2020-01-01", **properties})
    for party in parties:
        batch.edge("BETWEEN", ("Contact", id), ("University", party))


def university(batch: Batch, id: str, view: View) -> None:
    """An institution that is in the city of the first one, with a name and a contact."""
    batch.node("University", id, {"name": f"New {id}", "status": "ACTIVE", "kind": "HIGHER_EDUCATION"})
    batch.node("Name", f"name{id[4:]}", {"value": f"Seat of {id}", "language": "en", "kind": "OFFICIAL"})
    batch.edge("NAMED", ("University", id), ("Name", f"name{id[4:]}"))
    contact(batch, f"cont{id[4:]}", id, view.network.universities[0].id)


def changes(view: View, city: str) -> dict[str, Callable[[Batch], None]]:
    """What loads do, each for itself."""
    network = view.network
    first, second, third = (facts.id for facts in network.universities[:3])
    old = network.contacts.id_of(4)
    office, person, event = (next(iter(each)) for each in (network.offices, network.persons, network.events))
    agreement = network.agreements[next(iter(network.agreements))]

    def ends(batch: Batch) -> None:
        batch.drop_edges("HELD_BY", ("Contact", old))
        contact(batch, old, lastActivity="2026-10-01", until="2027-01-01")

    def facilitated(batch: Batch) -> None:
        contact(batch, "cont_aaaaaaaaaaaaaaaa", second, third)
        batch.edge("FACILITATED_BY", ("Contact", "cont_aaaaaaaaaaaaaaaa"), ("Office", office))
        batch.node("Person", "pers_aaaaaaaaaaaaaaaa", {"role": "DEAN"})
        batch.edge("WORKS_AT", ("Person", "pers_aaaaaaaaaaaaaaaa"), ("University", third), {"since": "2019-01-01"})
        batch.edge("HELD_BY", ("Contact", "cont_aaaaaaaaaaaaaaaa"), ("Person", "pers_aaaaaaaaaaaaaaaa"))

    def intends(batch: Batch) -> None:
        properties = {"direction": "SEEKS", "cooperationKind": "RESEARCH", "since": "2020-01-01"}
        batch.node("Intent", "intn_aaaaaaaaaaaaaaaa", properties)
        batch.edge("HAS_INTENT", ("University", first), ("Intent", "intn_aaaaaaaaaaaaaaaa"))

    def named(batch: Batch) -> None:
        for label, holder, id in (("University", second, "name_bbbbbbbbbbbbbbbb"), ("Office", office, "name_c")):
            batch.node("Name", id, {"value": "Новое имя", "language": "ru", "kind": "OFFICIAL"})
            batch.edge("NAMED", (label, holder), ("Name", id))

    def identified(batch: Batch) -> None:
        batch.node("Identifier", "iden_bbbbbbbbbbbbbbbb", {"key": "DOMAIN:other.example"})
        batch.edge("IDENTIFIED_BY", ("University", second), ("Identifier", "iden_bbbbbbbbbbbbbbbb"))

    def takes_part(batch: Batch) -> None:
        batch.node("Participation", "part_aaaaaaaaaaaaaaaa", {})
        batch.edge("AT_EVENT", ("Participation", "part_aaaaaaaaaaaaaaaa"), ("Event", event))
        batch.edge("OF_UNIVERSITY", ("Participation", "part_aaaaaaaaaaaaaaaa"), ("University", second))

    return {
        "a contact ends": ends,
        "an office and a new person stand behind a new contact": facilitated,
        "an institution comes that sorts after all others": lambda batch: university(batch, NEW, view),
        "an institution comes that sorts before all others": lambda batch: university(batch, OLD, view),
        "an agreement ends": lambda batch: batch.node("Agreement", agreement.id, {"status": "TERMINATED"}),
        "a person gets another role": lambda batch: batch.node("Person", person, {"role": "RECTOR"}),
        "an institution intends something": intends,
        "an institution takes part in an event": takes_part,
        "nobody takes part in an event": lambda batch: batch.prune(("Event", event), "Participation", []),
        "an institution is merged": lambda batch: batch.edge(
            "SUCCEEDED_BY", ("University", second), ("University", third)
        ),
        "names come": named,
        "a name of them is written otherwise": lambda batch: batch.node(
            "Name", "name_bbbbbbbbbbbbbbbb", {"value": "Two"}
        ),
        "the names go": lambda batch: batch.prune(("University", second), "Name", []),
        "an institution is called otherwise": lambda batch: batch.node("University", second, {"name": "Other"}),
        "an institution moves": lambda batch: batch.edge("LOCATED_IN", ("University", third), ("City", city)),
        "a city is elsewhere": lambda batch: batch.node("City", city, {"latitude": 1.5, "longitude": 2.5}),
        "an identifier comes": identified,
        "an identifier goes": lambda batch: batch.release("iden_bbbbbbbbbbbbbbbb"),
        "an office is no more": lambda batch: batch.prune(("Office", office), "OfficeStatus", []),
    }


async def a_city(store: Store) -> str:
    """A city in which an institution is."""
    rows = await store.rows("MATCH (:University)-[:LOCATED_IN]->(c) RETURN min(c.id) AS id", {})
    return str(rows[0]["id"])


def same(one: View, other: View) -> None:
    """Whether two read models hold the same and answer the same."""
    for name in FACTS:
        assert getattr(one.network, name) == getattr(other.network, name), name
    assert list(one.network.persons) == list(other.network.persons)
    for name in (*COLUMNS, "parties"):
        assert np.array_equal(getattr(one.network.contacts, name), getattr(other.network.contacts, name)), name
    assert one.network.contacts.width == other.network.contacts.width
    labelled = (*one.network.ids, *one.network.office_ids, *one.network.events, *one.network.agreements, "unknown")
    for language in ("en", "ru"):
        assert [one.label(id, language) for id in labelled] == [other.label(id, language) for id in labelled]
    assert one.russian == other.russian
    assert one.names.records == other.names.records
    for text in ("Казан", "university of", "Seat", "DOMAIN:other.example", "other"):
        assert one.names.search(text) == other.names.search(text)
    for facts in one.network.universities[::9]:
        asked = MatchRequest(facts.id, DAY)
        assert rank(one.network, asked).page(0, 5) == rank(other.network, asked).page(0, 5)


@pytest.fixture
async def held(store: Store) -> tuple[Noted, View]:
    """The demo set, and the read model of it, which has answered."""
    await load_demo(store, quiet)
    view = await load_view(Noted(store), read_weights())
    for facts in view.network.universities[:5]:
        rank(view.network, MatchRequest(facts.id, DAY)).page(0, 5)
    return Noted(store), view


async def test_what_a_load_changed_is_read_anew_and_nothing_else(held: tuple[Noted, View], store: Store) -> None:
    reader, view = held
    for name, change in changes(view, await a_city(store)).items():
        batch = Batch()
        change(batch)
        await batch.write(store)
        reader.asked.clear()
        followed = await load_view(reader, read_weights(), view)
        assert followed.network.last_change.seq > view.network.last_change.seq, name
        assert CONTACTS not in reader.asked, name
        same(followed, await load_view(reader, read_weights()))
        view = followed


async def test_several_loads_are_followed_at_once(held: tuple[Noted, View], store: Store) -> None:
    reader, view = held
    for change in changes(view, await a_city(store)).values():
        batch = Batch()
        change(batch)
        await batch.write(store)
    reader.asked.clear()
    followed = await load_view(reader, read_weights(), view)
    assert CONTACTS not in reader.asked
    same(followed, await load_view(reader, read_weights()))


async def test_what_is_the_same_is_not_worked_out_again(held: tuple[Noted, View], store: Store) -> None:
    reader, view = held
    batch = Batch()
    contact(batch, "cont_aaaaaaaaaaaaaaaa", *(facts.id for facts in view.network.universities[:2]))
    await batch.write(store)
    followed = await load_view(reader, read_weights(), view)
    assert followed.names.records is view.names.records
    assert followed.network.universities is view.network.universities
    assert followed.network.columns is view.network.columns
    worked_out = [name for names in WORKED_OUT.values() for name in names if name in view.network.__dict__]
    assert worked_out
    assert all(followed.network.__dict__[name] is view.network.__dict__[name] for name in worked_out)
    assert followed.network.days() == view.network.days()


async def test_a_day_is_worked_out_anew_only_where_contacts_were_touched(
    held: tuple[Noted, View], store: Store
) -> None:
    reader, view = held
    office = next(iter(view.network.offices))
    batch = Batch()
    batch.prune(("Office", office), "OfficeStatus", [])
    batch.node("University", view.network.universities[0].id, {"name": "Other"})
    await batch.write(store)
    followed = await load_view(reader, read_weights(), view)
    assert followed.network.contacts is view.network.contacts
    assert followed.network.at(DAY).ties is view.network.at(DAY).ties
    same(followed, await load_view(reader, read_weights()))
    batch = Batch()
    contact(batch, followed.network.contacts.id_of(0), stage="LOST")
    await batch.write(store)
    later = await load_view(reader, read_weights(), followed)
    assert later.network.at(DAY).ties is not view.network.at(DAY).ties


@pytest.mark.parametrize("how", ["a number without a change", "more changes than are followed"])
async def test_all_is_read_where_changes_are_not_known(
    held: tuple[Noted, View], store: Store, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, view = held
    batch = Batch()
    contact(batch, "cont_aaaaaaaaaaaaaaaa", *(facts.id for facts in view.network.universities[:2]))
    if how.startswith("more"):
        monkeypatch.setattr(module, "MAX_FOLLOWED", 0)
    await batch.write(store)
    if how.startswith("a number"):

        async def forget(transaction: Transaction) -> None:
            await transaction.run("MATCH (c:Change) DETACH DELETE c")

        await store.write(forget)
    followed = await load_view(reader, read_weights(), view)
    assert CONTACTS in reader.asked
    same(followed, await load_view(reader, read_weights()))


async def test_a_graph_that_took_the_place_of_another_is_read_whole(held: tuple[Noted, View], store: Store) -> None:
    """It has changes of the same numbers as the one before."""
    reader, view = held
    await clear(store)
    batch = Batch()
    for number in range(view.network.last_change.seq + 2):
        batch.node("Person", f"pers_{number}", {"role": "DEAN"})
    await batch.write(store)
    assert (await read_last_change(reader)).seq >= view.network.last_change.seq
    followed = await load_view(reader, read_weights(), view)
    assert followed.network.universities == ()
    same(followed, await load_view(reader, read_weights()))


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (lambda batch, city, id: batch.node("University", id, {"name": "Other"}), False),
        (lambda batch, city, id: batch.edge("LOCATED_IN", ("University", id), ("City", city)), False),
        (lambda batch, city, id: batch.node("City", city, {"latitude": 1.5}), True),
    ],
    ids=["a name", "a seat", "a city"],
)
async def test_institutions_are_read_whole_where_no_id_tells_which_it_concerns(
    held: tuple[Noted, View], store: Store, change: Callable[[Batch, str, str], None], *, whole: bool
) -> None:
    reader, view = held
    batch = Batch()
    change(batch, await a_city(store), view.network.universities[1].id)
    await batch.write(store)
    reader.asked.clear()
    await load_view(reader, read_weights(), view)
    assert (PAGED["universities"] in reader.asked) is whole
    assert OF_NAMES["names"] not in reader.asked and OF_NAMES["identifiers"] not in reader.asked
