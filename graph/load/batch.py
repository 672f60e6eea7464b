"""The one way in which loads write: a batch of nodes and edges, one explicit transaction, a few statements."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.changes.append import append_changes, reloaded
from graph.declared import declared_model, edge_type_of, node_type_of
from graph.load import statements, visibility
from graph.load.touched import Touched
from graph.model import Ownership
from graph.store.clock import now_ms
from graph.store.store import Store, Transaction
from graph.totals import TotalChanges

Value = str | int | float | bool | list[str] | None
Properties = Mapping[str, Value]
BatchRow = dict[str, Any]
Also = Callable[[Transaction], Awaitable[None]]


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
    _touched: Touched = field(default_factory=Touched)

    def node(self, label: str, id: str, properties: Properties, first: Properties | None = None) -> None:
        """Makes or updates a node; `first` is set only if it is new. A later call for the same id adds to the row."""
        self._touched.node(label, id)
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
        self._touched.edge(type, source, target)
        plain, dates = _split_dates(properties or {}, edge_type_of(type).dates)
        text = statements.upsert_edge(type, source[0], target[0])
        row = {"from": source[1], "to": target[1], "properties": plain, "dates": dates}
        self._edges.setdefault(text, []).append(row)

    def drop_edges(self, type: str, source: tuple[str, str]) -> None:
        """All edges of the type that leave this node go; edges of this batch are made after that."""
        self._touched.edges(type, source)
        self._drops.setdefault(statements.drop_edges(type, source[0]), []).append({"id": source[1]})

    def drop_incoming(self, type: str, target: tuple[str, str]) -> None:
        """All edges of the type that come to this node go."""
        self._touched.edges(type, target)
        self._drops.setdefault(statements.drop_incoming(type, target[0]), []).append({"id": target[1]})

    def drop_edge(self, type: str, source: tuple[str, str], target: tuple[str, str]) -> None:
        """The edge of the type between these two goes."""
        self._touched.edge(type, source, target)
        text = statements.drop_edge(type, source[0], target[0])
        self._drops.setdefault(text, []).append({"from": source[1], "to": target[1]})

    def prune(self, owner: tuple[str, str], child: str, keep: Iterable[str], origin: str = "") -> None:
        """Of the nodes that the owner owns (of this origin, where they have one), those not kept go."""
        self._touched.edges(child, owner)
        text = statements.prune(ownership_of(owner[0], child))
        self._prunes.setdefault(text, []).append({"id": owner[1], "child": child, "keep": list(keep), "origin": origin})

    def release(self, identifier: str) -> None:
        """Takes an identifier away from who holds it, so that it can go to another institution."""
        self._touched.edges("IDENTIFIED_BY", ("Identifier", identifier))
        self._drops.setdefault(statements.RELEASE_IDENTIFIERS, []).append({"id": identifier})

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self._prunes or self._drops or self._nodes or self._edges)

    async def write(self, store: Store, also: Also | None = None, origin: str = "") -> None:
        """Writes all in one transaction, with a change of every entity that it touches; nothing where it is empty.

        `also` writes more in the same transaction. `origin` names what loads.
        """
        if self.empty:
            return
        nodes = {text: list(rows.values()) for text, rows in self._nodes.items()}
        steps = [*self._prunes.items(), *self._drops.items(), *nodes.items(), *self._edges.items()]

        async def work(transaction: Transaction) -> None:
            held, totals = await self._touched.lock(transaction), TotalChanges()
            for text, rows in steps:
                for gone in await transaction.run(text, {"rows": rows}):
                    totals.move(gone["noun"], gone["seen"], None, gone["count"])
            await visibility.settle(transaction, self._touched.ids, totals)
            if also:
                await also(transaction)
            changes = await self._touched.changes(transaction, held, origin)
            if changes:
                await append_changes(transaction, changes, visibility.rules())
            await totals.write(transaction)

        await store.write(work)


async def note_reload(transaction: Transaction, origin: str = "") -> None:
    """Tells whoever follows changes to read all anew."""
    await append_changes(transaction, [reloaded(now_ms(), origin)], visibility.rules())


def _split_dates(properties: Properties, dates: tuple[str, ...]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Plain properties and date properties."""
    plain = {name: value for name, value in properties.items() if name not in dates}
    return plain, {name: properties[name] for name in dates if name in properties}
