"""The one way in which loads write: a batch of nodes and edges, one explicit transaction, a few statements."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from graph.declared import declared_model, edge_type_of, node_type_of
from graph.load import statements, visibility
from graph.model import Ownership
from graph.store.store import Store, Transaction

Value = str | int | float | bool | list[str] | None
Properties = Mapping[str, Value]
BatchRow = dict[str, Any]
Also = Callable[[Transaction], Awaitable[None]]

REGISTRY = "registry"
MAX_IDS = 2_000
"""Ids that a revision names; of a batch that touches more, who follows the graph reads all."""
REVISIONS_KEPT = 500


def ownership_of(owner: str, child: str) -> Ownership:
    """How nodes of label `child` hang on their owner."""
    return next(each for each in declared_model().ownerships if (each.owner, each.child) == (owner, child))


@dataclass(slots=True)
class Batch:
    """Collects rows by statement; the order in which they run is: prune, drop, nodes, edges.

    Like Cypher's `+=`, a property that is not named keeps its value and None removes it. Dates are ISO texts.
    """

    _prunes: dict[str, list[BatchRow]] = field(default_factory=dict)
    _drops: dict[str, list[BatchRow]] = field(default_factory=dict)
    _nodes: dict[str, dict[str, BatchRow]] = field(default_factory=dict)
    _edges: dict[str, list[BatchRow]] = field(default_factory=dict)
    _kinds: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def node(self, label: str, id: str, properties: Properties, first: Properties | None = None) -> None:
        """Makes or updates a node; `first` is set only if it is new. A later call for the same id adds to the row."""
        self._touch(label, id)
        plain, dates = _split_dates(properties, node_type_of(label).dates)
        new = {"id": id, "properties": plain, "dates": dates, "first": dict(first or {})}
        row = self._nodes.setdefault(statements.upsert_node(label), {}).setdefault(id, new)
        if row is not new:
            for part in ("properties", "dates", "first"):
                row[part] |= new[part]

    def edge(
        self, type: str, source: tuple[str, str], target: tuple[str, str], properties: Properties | None = None
    ) -> None:
        """Makes or updates the edge between two nodes (label, id); both must exist or be in this batch."""
        self._touch(type, source[1], target[1])
        plain, dates = _split_dates(properties or {}, edge_type_of(type).dates)
        text = statements.upsert_edge(type, source[0], target[0])
        row = {"from": source[1], "to": target[1], "properties": plain, "dates": dates}
        self._edges.setdefault(text, []).append(row)

    def drop_edges(self, type: str, source: tuple[str, str]) -> None:
        """All edges of the type that leave this node go; edges of this batch are made after that."""
        self._touch(type, source[1])
        self._drops.setdefault(statements.drop_edges(type, source[0]), []).append({"id": source[1]})

    def drop_incoming(self, type: str, target: tuple[str, str]) -> None:
        """All edges of the type that come to this node go."""
        self._touch(type, target[1])
        self._drops.setdefault(statements.drop_incoming(type, target[0]), []).append({"id": target[1]})

    def drop_edge(self, type: str, source: tuple[str, str], target: tuple[str, str]) -> None:
        """The edge of the type between these two goes."""
        self._touch(type, source[1], target[1])
        text = statements.drop_edge(type, source[0], target[0])
        self._drops.setdefault(text, []).append({"from": source[1], "to": target[1]})

    def prune(self, owner: tuple[str, str], child: str, keep: Iterable[str], origin: str = "") -> None:
        """Of the nodes that the owner owns (of this origin, where they have one), those not kept go."""
        self._touch(child, owner[1])
        text = statements.prune(ownership_of(owner[0], child))
        self._prunes.setdefault(text, []).append({"id": owner[1], "keep": list(keep), "origin": origin})

    def release(self, identifier: str) -> None:
        """Takes an identifier away from who holds it, so that it can go to another institution."""
        self._touch("IDENTIFIED_BY", identifier)
        self._drops.setdefault(statements.RELEASE_IDENTIFIERS, []).append({"id": identifier})

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self._prunes or self._drops or self._nodes or self._edges)

    async def write(self, store: Store, also: Also | None = None) -> None:
        """Writes all in one transaction, which also raises the registry's data version; nothing where it is empty.

        `also` writes more in the same transaction.

        A revision of that number says what was touched: labels of nodes, types of edges, and ids of the nodes and of
        the ends of edges. (Of nodes pruned and of edges dropped by their target, the ids of one end alone.)
        """
        if self.empty:
            return
        nodes = {text: list(rows.values()) for text, rows in self._nodes.items()}
        steps = [*self._prunes.items(), *self._drops.items(), *nodes.items(), *self._edges.items()]

        async def work(transaction: Transaction) -> None:
            for text, rows in steps:
                await transaction.run(text, {"rows": rows})
            await visibility.settle(transaction, self._ids)
            await raise_version(transaction)
            await transaction.run(statements.NOTE_REVISION, {"registry": REGISTRY} | self._revision())
            await transaction.run(statements.FORGET_REVISIONS, {"registry": REGISTRY, "kept": REVISIONS_KEPT})
            if also:
                await also(transaction)

        await store.write(work)

    def _touch(self, kind: str, *ids: str) -> None:
        self._kinds.add(kind)
        self._ids.update(ids)

    def _revision(self) -> BatchRow:
        complete = len(self._ids) <= MAX_IDS
        return {"kinds": sorted(self._kinds), "ids": sorted(self._ids) if complete else [], "complete": complete}


async def raise_version(transaction: Transaction) -> None:
    """One more version of the data; the first of a graph gives it a name of its own, drawn by lot."""
    first = {"lineage": uuid4().hex, "rules": visibility.rules()}
    await transaction.run(statements.RAISE_VERSION, {"registry": REGISTRY, **first})


def _split_dates(properties: Properties, dates: tuple[str, ...]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Plain properties and date properties."""
    plain = {name: value for name, value in properties.items() if name not in dates}
    return plain, {name: properties[name] for name in dates if name in properties}
