"""Tables written by hand guard each node that comes in; and documents are answered as in the world without it."""

import importlib
import pkgutil
import random
import re
from typing import Any

import pytest

import graph.analyses
from access.principal import Principal, Role
from graph.load.batch import note_reload
from graph.load.demo import load_demo
from graph.load.visibility import settle
from graph.plan.analysis import AnalysisTable
from graph.store.store import Store, Transaction
from graph.totals import TotalChanges
from settings import Settings
from tests.access.worlds import PRIVATE, READ
from tests.conftest import ADMIN, Server, asking, emptied
from transport.queries import examples

ANYBODY = Principal(Role.PUBLIC, scopes=READ)
TABLES = {
    f"{module.name}.{name}": table
    for module in pkgutil.iter_modules(graph.analyses.__path__)
    for name, table in vars(importlib.import_module(f"graph.analyses.{module.name}")).items()
    if isinstance(table, AnalysisTable)
}
STEP = re.compile(
    r"\((?P<after>[^()]*)\)(?=<?-\[)|(?<=\]-)>?\((?P<before>[^()]*)\)|MATCH \((?P<alone>[^()]*)\)|\bAS (?P<named>\w+)"
)
"""A node of a pattern, or a name that is given to something."""
HIDDEN = 0.4
"""How many of the private nodes of the demo set are made private."""


def nodes_without_a_type(text: str) -> list[str]:
    """The nodes of a text that are neither known before nor say their type."""
    known: set[str] = set()
    found = []
    for each in STEP.finditer(text):
        if each["named"]:
            known.add(each["named"])
            continue
        node = next(part for part in (each["after"], each["before"], each["alone"]) if part is not None)
        name = re.match(r"\w*", node)
        assert name
        says_type = ":" in node or re.search(r"\bis [A-Z]", node)
        if not (says_type or name[0] in known):
            found.append(node)
        known.add(name[0])
    return found


@pytest.mark.parametrize("name", TABLES)
def test_every_node_of_a_table_is_known_or_says_its_type(name: str) -> None:
    assert nodes_without_a_type(TABLES[name].text) == []


def test_node_without_a_type_is_found() -> None:
    assert nodes_without_a_type("MATCH (a:A)<-[:B]-(c)-[:D]->(is E) WITH a AS x MATCH (x)-[:F]->()") == ["c", ""]


def test_tables_are_found() -> None:
    assert len(TABLES) > 10


QUESTIONS = {each.name: (each.query, each.variables) for each in examples()} | {
    "suspended": (
        """{ ifOfficeSuspended(office: "russian-house-tashkent") { partners { partner { id } contactCount }
             countries { country { code } } plans { plan { id } openActions } events { event { id } participations }
             bookings { booking { id } } } }""",
        {},
    ),
    "clashes": (
        """{ eventClashes(country: "IN", since: "2027-01-01", until: "2028-01-01") {
             clashes { first { id } second { id } sharedCount shared { id } } } }""",
        {},
    ),
}


async def hide(store: Store) -> None:
    """Makes some nodes of every private type of the demo set private."""
    chance = random.Random(11)

    async def work(transaction: Transaction) -> None:
        totals = TotalChanges()
        for label in PRIVATE:
            ids = sorted(row["id"] for row in await transaction.run(f"MATCH (n:{label}) RETURN n.id AS id"))
            chosen = [id for id in ids if chance.random() < HIDDEN]
            text = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n.shared = $level"
            await transaction.run(text, {"ids": chosen, "level": "OWNERS"})
            await settle(transaction, chosen, totals)
        await note_reload(transaction)
        await totals.write(transaction)

    await store.write(work)


async def remove_hidden(store: Store) -> None:
    async def work(transaction: Transaction) -> None:
        for label in PRIVATE:
            await transaction.run(f"MATCH (n:{label}) WHERE n.seen <> $level DETACH DELETE n", {"level": "PUBLIC"})
        await note_reload(transaction)

    await store.write(work)


async def answers(store: Store, settings: Settings, who: Principal) -> dict[str, Any]:
    """What a principal is answered, without what it costs."""
    ask = asking(store, settings, own=who)
    found = {}
    for name, (query, variables) in QUESTIONS.items():
        asked = await ask(query, **variables)
        assert asked.errors == [], (name, asked.errors)
        found[name] = asked.data
    return found


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_documents_and_analyses_are_answered_as_in_the_world_without_what_may_not_be_seen(
    server: Server, settings: Settings
) -> None:
    """The second world is a store from which all that is hidden was removed."""
    store = await emptied(server)
    server.holds = "something"
    await load_demo(store, lambda done, total: None)
    await hide(store)
    everything, published = await answers(store, settings, ADMIN), await answers(store, settings, ANYBODY)
    await remove_hidden(store)
    without = await answers(store, settings, ADMIN)
    await store.close()
    for name in QUESTIONS:
        assert published[name] == without[name], name
    same = {name for name in QUESTIONS if everything[name] == published[name]}
    rest_on_no_hidden_fact = {"05-expiring-intents", "07-resolve", "20-names-in-one-call"}
    assert same <= rest_on_no_hidden_fact | {"12-white-spots", "17-free-venue", "clashes"}
