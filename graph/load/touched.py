"""What a batch touches, entity by entity, and the changes that come of it.

A node that lives and dies with another (a name, an identifier) is no entity here: what happens to it is a change of its
owner. So are the relationships that leave an entity. Of these a change names the nodes that it concerns; of the
entity's own properties it tells the values before and after.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any
from uuid import uuid4

from graph.changes import statements
from graph.changes.append import BOOKKEEPING
from graph.changes.change import CREATED, DELETED, UPDATED, Change, diff_of, seen_by, shield
from graph.declared import declared_model, node_type_of
from graph.load.statements import MARKS, read_nodes
from graph.load.visibility import DERIVED
from graph.store.clock import now_ms
from graph.store.store import Transaction
from graph.store.values import plain_values

BESIDE_FACTS = BOOKKEEPING | DERIVED | {"id"}
"""Properties that tell nothing of a node's own: no part of an export."""
UNTOLD = BESIDE_FACTS | {*MARKS}
"""Properties of which no diff tells."""
SALT_BYTES = 16

Held = Mapping[str, Mapping[str, Any]]
"""Properties by id."""


@dataclass(slots=True)
class _Entity:
    label: str
    touched: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Touched:
    """Collects what a batch touches."""

    ids: set[str] = field(default_factory=set)
    _entities: dict[str, _Entity] = field(default_factory=dict)
    _owners: dict[str, str] = field(default_factory=dict)
    """Owner of a node that lives and dies with another, where the batch tells it."""

    def node(self, label: str, id: str) -> None:
        """A node is made or updated."""
        self._touch(label, label, id)

    def edge(self, type: str, source: tuple[str, str], target: tuple[str, str]) -> None:
        """An edge is made, updated or dropped."""
        self._touch(type, *source).touched.add(target[1])
        self.ids.add(target[1])
        owned = declared_model().owned_by(type, source[0], target[0])
        if owned:
            owner, child = (target, source) if owned.backwards else (source, target)
            self._touch(type, *owner)
            self._owners[child[1]] = owner[1]

    def edges(self, type: str, end: tuple[str, str]) -> None:
        """Edges at a node are dropped, or nodes that it owns go; `type` is theirs."""
        self._touch(type, *end)

    def _touch(self, kind: str, label: str, id: str) -> _Entity:
        self.ids.add(id)
        entity = self._entities.setdefault(id, _Entity(label))
        entity.kinds.add(kind)
        return entity

    async def lock(self, transaction: Transaction) -> Held:
        """Locks the entities, in one order, and gives what they hold."""
        return await _read(transaction, self._with_owned(), lock=uuid4().hex)

    async def changes(self, transaction: Transaction, held: Held, origin: str) -> list[Change]:
        """The changes of the entities since they were locked, in the order of their ids, noted on their nodes."""
        entities = self._with_owned()
        now = await _read(transaction, entities)
        last = await _last_changes(transaction, [each for each in entities if "head" not in held.get(each, {})])
        batch, at = uuid4().hex, now_ms()
        changes, marks = [], defaultdict[str, list[dict[str, Any]]](list)
        for id, entity in sorted(entities.items()):
            before, after = held.get(id), now.get(id)
            diff = diff_of(told_properties(before), told_properties(after))
            if not _is_changed(entity, before, after, diff):
                continue
            node, version, prev = node_type_of(entity.label), *(last.get(id) or _marks_of(before or {}))
            salt = (before or {}).get("salt") or token_hex(SALT_BYTES) if node.personal else None
            told = before if after is None else after
            change = Change(
                CREATED if before is None else UPDATED if after is not None else DELETED,
                entity.label,
                id,
                version + 1,
                prev,
                at,
                origin=origin,
                batch=batch,
                diff=shield(diff, node.personal, salt or ""),
                touched=tuple(sorted(entity.touched - {id})),
                kinds=tuple(sorted(entity.kinds)),
                **seen_by(node, told or {}),
            )
            changes.append(change)
            marks[entity.label].append({"id": id, "version": change.version, "head": change.hash, "salt": salt})
        for label, rows in marks.items():
            await transaction.run(statements.mark_versions(label), {"rows": rows})
        return changes

    def _with_owned(self) -> dict[str, _Entity]:
        """The entities, each with what happens to the nodes that it owns."""
        entities = {id: each for id, each in self._entities.items() if id not in self._owners}
        for child, owner in self._owners.items():
            if of := entities.get(owner):
                own = self._entities.get(child, _Entity(""))
                of.touched |= {child} | own.touched
                of.kinds |= own.kinds
        return entities


async def _read(transaction: Transaction, entities: Mapping[str, _Entity], lock: str = "") -> Held:
    """What entities hold; locks them first where a lock is given."""
    by_label = defaultdict[str, list[str]](list)
    for id, entity in entities.items():
        by_label[entity.label].append(id)
    held: dict[str, Mapping[str, Any]] = {}
    for label, ids in sorted(by_label.items()):
        text = statements.lock_and_read(label) if lock else read_nodes(label)
        rows = await transaction.run(text, {"ids": sorted(ids), "lock": lock})
        held |= {row["id"]: plain_values(row["properties"]) for row in rows}
    return held


async def _last_changes(transaction: Transaction, ids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Version and hash of the last changes of entities whose nodes do not tell them: new ones, and deleted ones."""
    asked = sorted(ids)
    rows = await transaction.run(statements.LAST_CHANGES, {"ids": asked}) if asked else []
    return {row["id"]: (row["version"], row["hash"]) for row in rows}


def _is_changed(entity: _Entity, before: object, after: object, diff: object) -> bool:
    """Whether anything came of what a batch has written: a node that is written as it was is no change."""
    if before is None or after is None:
        return before is not after
    return bool(diff) or entity.kinds > {entity.label} or entity.label not in entity.kinds


def _marks_of(properties: Mapping[str, Any]) -> tuple[int, str]:
    """Version and hash of the last change, as a node keeps them."""
    return properties.get("version") or 0, properties.get("head") or ""


def told_properties(properties: Mapping[str, Any] | None) -> dict[str, Any]:
    """The properties of which diffs tell."""
    return {name: value for name, value in (properties or {}).items() if name not in UNTOLD}
