"""A change of an entity, its canonical form, and its hash.

The canonical form is JSON with sorted keys, without blanks, of texts in NFC, integers, booleans, null, and lists and
maps of these; in that subset it is the JSON Canonicalization Scheme (RFC 8785). Other numbers stand as texts.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypedDict

import orjson

from graph.model import NodeType
from graph.privacy import Level

CREATED, UPDATED, DELETED = "CREATED", "UPDATED", "DELETED"
RELOADED = "RELOADED"
"""Of no entity: so much was written that whoever follows changes reads all anew."""
HASH_FORM = "h1:"
BEFORE, AFTER = "before", "after"

Diff = Mapping[str, Mapping[str, Any]]
"""Field → its value `before` and `after`; what is missing was none."""


@dataclass(frozen=True)
class Change:
    """What was done to an entity.

    kind         CREATED, UPDATED, DELETED, RELOADED, or the kind that an action declares
    entity_type  label of the entity; empty where the change is of none
    entity       its id
    version      how many changes the entity has had with this one
    prev         hash of the one before it; empty for the first that is known
    at           instant of the write, in UTC epoch milliseconds
    actor        id of the principal; empty for commands on the machine of the registry
    request      id of the request under which it was made
    origin       what wrote it: the API, or the name of a load
    batch        what changes that were written together have in common
    diff         the fields that differ
    touched      ids of the other nodes that it concerns
    kinds        labels of nodes and types of relationships that it concerns
    seen, owners who may see it: what holds of its entity (graph/privacy.py)
    """

    kind: str
    entity_type: str = ""
    entity: str = ""
    version: int = 0
    prev: str = ""
    at: int = 0
    actor: str = ""
    request: str = ""
    origin: str = ""
    batch: str = ""
    diff: Diff = field(default_factory=dict)
    touched: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    seen: str = ""
    owners: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Tells it from all others: an entity has one change for each of its versions."""
        return f"{self.entity}@{self.version}" if self.entity else f"{self.kind}@{self.batch}"

    @cached_property
    def hash(self) -> str:
        """The hash of what was done and of the hash before it. The number of the change is no part of it."""
        told = {stored: getattr(self, name) for name, stored in HASHED.items()}
        told["diff"] = orjson.Fragment(self._diff)
        return HASH_FORM + hashlib.sha256(self.prev.encode() + canonical(told)).hexdigest()

    @property
    def properties(self) -> dict[str, Any]:
        """What a store keeps of it, but for its number."""
        kept = {stored: getattr(self, name) for name, stored in HASHED.items()}
        lists = {name: list(getattr(self, name)) for name in ("touched", "kinds", "owners")}
        return {**kept, **lists, "diff": self._diff.decode(), "seen": self.seen, "prev": self.prev, "hash": self.hash}

    @cached_property
    def _diff(self) -> bytes:
        return canonical(self.diff)


HASHED = {
    "kind": "kind",
    "entity_type": "entityType",
    "entity": "entity",
    "version": "version",
    "at": "at",
    "actor": "actor",
    "request": "request",
    "origin": "origin",
    "batch": "batch",
    "diff": "diff",
    "touched": "touched",
    "kinds": "kinds",
}
"""Of a change, what its hash is made of beside the one before it, and how that is called where it is kept.

Who may see it is no part of the hash: that changes.
"""


def change_of(properties: Mapping[str, Any]) -> Change:
    """A change as a store keeps it."""
    held = {name: properties[stored] for name, stored in HASHED.items()}
    return Change(
        **held
        | {
            "prev": properties["prev"],
            "diff": orjson.loads(properties["diff"]),
            "touched": tuple(properties["touched"]),
            "kinds": tuple(properties["kinds"]),
            "seen": properties["seen"],
            "owners": tuple(properties["owners"]),
        }
    )


def canonical(value: Any) -> bytes:
    """A value in canonical form."""
    return orjson.dumps(_plain(value), option=orjson.OPT_SORT_KEYS)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, int | orjson.Fragment):  # a fragment has its form already
        return value
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict | Mapping):  # a dictionary is told sooner
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Iterable):
        return [_plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def diff_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The fields in which two states differ, by name; a field that is missing in one is missing there in the diff."""
    found = {}
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            sides = ((BEFORE, before.get(name)), (AFTER, after.get(name)))
            found[name] = {side: value for side, value in sides if value is not None}
    return found


class SeenBy(TypedDict):
    """Who may see a change."""

    seen: str
    owners: tuple[str, ...]


def seen_by(node: NodeType, properties: Mapping[str, Any]) -> SeenBy:
    """Who may see a change: those who may see its entity, which holds these properties."""
    if node.privacy is None:
        return {"seen": Level.PUBLIC.name, "owners": ()}
    return {"seen": properties.get("seen") or "", "owners": tuple(properties.get("owners") or ())}


def shield(diff: Diff, personal: Iterable[str], salt: str) -> Diff:
    """A diff in which digests stand for personal values: who erases the salt of an entity erases what they tell."""
    hidden = frozenset(personal)
    return {
        name: {side: digest_of(value, salt) for side, value in sides.items()} if name in hidden else sides
        for name, sides in diff.items()
    }


def digest_of(value: Any, salt: str) -> str:
    """What stands in a diff for a personal value."""
    return f"sha256:{hashlib.sha256(salt.encode() + canonical(value)).hexdigest()}"
