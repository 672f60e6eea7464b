"""Whether the changes of each entity are one chain, and its node is what they have made of it.

Compared are the properties of nodes with what changes tell of them. Relationships are not: changes name the nodes that
they lead to, but loads do not tell which are left. Nor are nodes that live and die with another, which have no changes
of their own.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.changes import statements
from graph.changes.change import AFTER, CREATED, DELETED, Change, canonical, change_of, digest_of
from graph.changes.findings import Findings
from graph.declared import declared_model, node_type_of
from graph.load.statements import read_nodes
from graph.load.touched import told_properties
from graph.model import NodeType
from graph.store.store import Store
from graph.store.values import plain_values

ENTITIES = 500
"""Whose changes and nodes are read at once."""
TRIES, PAUSE = 3, 0.05
"""How often a node that differs is read again, and the seconds between: somebody may be writing to it."""

NodeProperties = Mapping[str, Any]


@dataclass(slots=True)
class EntityChain:
    """The changes of an entity, followed one by one.

    told     property → the value that was told last; None where it was taken away
    is_whole whether all its properties were told: the first change made the node
    """

    entity: str
    label: str
    version: int = 0
    head: str = ""
    kind: str = ""
    is_whole: bool = False
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is, in words."""
        return f"{self.label} {self.entity}"

    def follow(self, change: Change, hash: str, making: Collection[str]) -> Iterator[str]:
        """Goes on to the next change; gives what is wrong with it. `making`: kinds of changes that make nodes."""
        if change.version != self.version + 1:
            yield f"{self.name} has change {change.version} after change {self.version}."
        elif change.prev != self.head:
            yield f"Change {change.version} of {self.name} does not follow the one before it."
        if change.kind in making:
            self.is_whole, self.told = True, {}
        self.version, self.head, self.kind = change.version, hash, change.kind
        self.told |= {name: sides.get(AFTER) for name, sides in change.diff.items()}

    def compare(self, node: NodeProperties | None) -> list[str]:
        """How the node, as it is kept, differs from what the changes tell."""
        if self.kind == DELETED:
            return [f"{self.name} is there, though it was deleted."] if node else []
        if node is None:
            return [f"{self.name} is not there, and no change tells that it was deleted."]
        if (node.get("version"), node.get("head")) != (self.version, self.head):
            return [f"{self.name} does not name its last change, which is {self.version}."]
        differing = sorted(self._differing(node_type_of(self.label), node))
        return [f"{self.name}: `{name}` is not what the changes tell." for name in differing]

    def _differing(self, type: NodeType, node: NodeProperties) -> Iterator[str]:
        held = told_properties(node)
        names = self.told.keys() | (held.keys() if self.is_whole else set())
        for name in names - (type.relationships.keys() - type.properties.keys()):
            value, told = held.get(name), self.told.get(name)
            if value is not None and told is not None and name in type.personal:
                value = digest_of(value, node.get("salt") or "")
            if (value is None) != (told is None) or canonical(value) != canonical(told):
                yield name


class EntityCheck:
    """Goes over the changes of all entities, entity by entity, and compares what they tell with the nodes."""

    def __init__(self, store: Store, findings: Findings, making: Collection[str]) -> None:
        """`making`: kinds of changes that make nodes, beside that of loads."""
        self._store = store
        self._findings = findings
        self._making = {CREATED, *making}
        owned = {each.child for each in declared_model().ownerships}
        self._compared = declared_model().types.keys() - owned
        self.seen = 0

    async def check(self, page: list[Mapping[str, Any]]) -> None:
        """Checks the entities whose first change is on a page of changes; so each is checked once, on some page."""
        firsts: dict[str, int] = {}
        for each in page:
            entity, version = each.get("entity"), each.get("version")
            if entity and isinstance(version, int):
                firsts[entity] = min(version, firsts.get(entity, version))
        before = {f"{entity}@{version - 1}": entity for entity, version in firsts.items()}
        rows = await self._store.rows(statements.KEYS_THERE, {"keys": sorted(before)})
        begun = {before[row["key"]] for row in rows}
        begin = sorted(firsts.keys() - begun)
        for start in range(0, len(begin), ENTITIES):
            await self._check(begin[start : start + ENTITIES], firsts)

    async def _check(self, entities: list[str], firsts: Mapping[str, int]) -> None:
        chains: list[EntityChain] = []
        rows = await self._store.rows(statements.CHANGES_OF_ENTITIES, {"ids": entities})
        for entity, changes in groupby((row["change"] for row in rows), key=itemgetter("entity")):
            first, *others = changes
            if first.get("version") != firsts[entity]:
                continue  # its changes have a gap, and begin on another page
            chain = EntityChain(entity, str(first.get("entityType")))
            for each in (first, *others):
                self._follow(chain, each)
            chains.append(chain)
        self.seen += len(chains)
        await self._compare(chains)

    def _follow(self, chain: EntityChain, properties: Mapping[str, Any]) -> None:
        try:
            change = change_of(properties)
        except (KeyError, TypeError, ValueError):
            return  # it is told of by its number
        for words in chain.follow(change, str(properties.get("hash")), self._making):
            self._findings.add(words)

    async def _compare(self, chains: Iterable[EntityChain]) -> None:
        by_label: defaultdict[str, list[EntityChain]] = defaultdict(list)
        for chain in chains:
            if chain.label in self._compared and chain.version:
                by_label[chain.label].append(chain)
        for label, found in sorted(by_label.items()):
            nodes = await self._nodes(label, [each.entity for each in found])
            for chain in found:
                if chain.compare(nodes.get(chain.entity)):
                    for words in await self._compare_again(chain):
                        self._findings.add(words)

    async def _nodes(self, label: str, ids: list[str]) -> dict[str, NodeProperties]:
        rows = await self._store.rows(read_nodes(label), {"ids": ids})
        return {row["id"]: plain_values(row["properties"]) for row in rows}

    async def _compare_again(self, chain: EntityChain) -> list[str]:
        """How a node differs from its changes, also when it is read before them: those that its version counts."""
        differs: list[str] = []
        for _ in range(TRIES):
            await asyncio.sleep(PAUSE)
            node = (await self._nodes(chain.label, [chain.entity])).get(chain.entity)
            given = {"entity": chain.entity, "version": chain.version}
            for row in await self._store.rows(statements.LATER_CHANGES, given):
                if node is None or row["change"]["version"] <= (node.get("version") or 0):
                    self._follow(chain, row["change"])
            differs = chain.compare(node)
            if not differs:
                break
        return differs
