"""Two worlds: a graph with facts that not everybody may see, and the same without them."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from access.principal import Principal, Role, Scope
from graph.declared import declared_model
from graph.privacy import Level
from graph.store.store import Store, Transaction
from graph.totals import recount_totals
from tests.plan.graphs import random_graph, write
from tests.plan.oracle import Graph

READ = frozenset((Scope.READ,))
PRIVATE = declared_model().private_types
LEVELS = (Level.PUBLIC, Level.NETWORK, Level.OWNERS, Level.OFFICE)
UNKNOWN = 0.1
"""How often a node has no level."""


@dataclass(frozen=True)
class World:
    """A graph in a store: who may see each node that is not published as a whole, and by whom it is owned."""

    graph: Graph
    seen: dict[str, str | None]
    owners: dict[str, frozenset[str]]

    def hidden_from(self, who: Principal) -> set[str]:
        """The nodes that a principal may not see, by the words of docs/access.md."""
        return {id for id in self.seen if not self._is_seen(id, who)}

    def _is_seen(self, id: str, who: Principal) -> bool:
        if who.role is Role.ADMIN:
            return True
        if self.seen[id] == "PUBLIC":
            return True
        if who.role is Role.PUBLIC or self.seen[id] is None:
            return False
        return self.seen[id] == "NETWORK" or not self.owners[id].isdisjoint((*who.institutions, *who.offices))

    def principals(self) -> Iterator[Principal]:
        """Nobody in particular, and members who own more than others."""
        yield Principal(Role.PUBLIC, scopes=READ)
        yield Principal(Role.PARTNER, "key:p", institutions=self._owners_of_most("univ", 1), scopes=READ)
        yield Principal(Role.OFFICER, "key:o", offices=self._owners_of_most("offi", 2), scopes=READ)
        yield Principal(Role.PARTNER, "key:n", scopes=READ)

    def _owners_of_most(self, prefix: str, number: int) -> tuple[str, ...]:
        owned = [each for owners in self.owners.values() for each in owners if each.startswith(prefix)]
        return tuple(sorted(set(owned), key=lambda each: (-owned.count(each), each))[:number])


async def write_private(store: Store, seed: int) -> World:
    """Writes a random graph whose private nodes have levels by chance, and some none."""
    graph, chance = random_graph(seed), random.Random(seed)
    for id, label in graph.labels.items():
        if label in PRIVATE:
            graph.properties[id]["shared"] = chance.choice(LEVELS).name
    await write(graph, store)
    return await read_world(store, graph, [id for id in graph.properties if chance.random() < UNKNOWN])


async def read_world(store: Store, graph: Graph, unknown: Collection[str] = ()) -> World:
    """The world of a store that holds the graph; nodes that are `unknown` are left as if nothing had settled them."""

    async def forget(transaction: Transaction) -> None:
        for label in PRIVATE:
            ids = [id for id in unknown if graph.labels[id] == label]
            await transaction.run(
                f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) REMOVE n.seen REMOVE n.owners", {"ids": ids}
            )
        await recount_totals(transaction)

    await store.write(forget)
    seen, owners = {}, {}
    for label in PRIVATE:
        text = f"MATCH (n:{label}) RETURN n.id AS id, n.seen AS seen, n.owners AS owners"
        for row in await store.rows(text, {}):
            seen[row["id"]], owners[row["id"]] = row["seen"], frozenset(row["owners"] or ())
    return World(graph, seen, owners)


def without(graph: Graph, hidden: Collection[str]) -> Graph:
    """The graph without some nodes and all that leads to them."""
    found = Graph()
    for id, label in graph.labels.items():
        if id not in hidden:
            found.node(label, id, graph.properties[id])
    for edge in graph.edges:
        if edge.source not in hidden and edge.target not in hidden:
            found.edge(edge.type, edge.source, edge.target, edge.properties)
    return found
