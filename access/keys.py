"""API keys: how they are made, kept and revoked. The store keeps hashes; a key is seen once, when it is made.

A key has 256 random bits, so a plain SHA-256 of it cannot be guessed back, and needs no salt and no slow hash.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from access.principal import Principal, Role, Scope
from graph.store.clock import now_ms
from graph.store.store import Store, Transaction

PREFIX = "preg_"
"""What each key begins with, so that people and scanners know one where it should not be."""
KEY_PRINCIPAL = "key:"
"""What the id of a principal begins with who has a key."""
BYTES = 32
FORM = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")
ID_BYTES = 10
MAX_LISTED = 10_000

COLUMNS = "k {.id, .name, .role, .institutions, .offices, .scopes, .created, .expires, .revoked}"
CREATE_KEY = "MERGE (k:ApiKey {id: $id}) SET k.hash = $hash, k += $properties"
FIND_KEY = f"MATCH (k:ApiKey {{hash: $hash}}) RETURN {COLUMNS} AS key"
LIST_KEYS = f"MATCH (k:ApiKey) RETURN {COLUMNS} AS key ORDER BY k.created, k.id LIMIT $limit"
REVOKE_KEY = "MATCH (k:ApiKey {id: $id}) SET k.revoked = coalesce(k.revoked, $now) RETURN k.id AS id"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What is known of a key. Instants are UTC epoch milliseconds.

    id            names the key to people and in logs; it opens nothing
    institutions  ids of the institutions that it acts for
    offices       ids of the offices that it acts for
    """

    id: str
    name: str
    role: Role
    institutions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    scopes: frozenset[Scope] = field(default_factory=frozenset)
    created: int = 0
    expires: int | None = None
    revoked: int | None = None

    def is_valid(self, now: int) -> bool:
        """Whether the key opens anything at an instant."""
        return self.revoked is None and (self.expires is None or now < self.expires)

    @property
    def principal(self) -> Principal:
        """Who asks with this key."""
        id = f"{KEY_PRINCIPAL}{self.id}"
        return Principal(self.role, id, self.name, self.institutions, self.offices, self.scopes, self.expires)


def hash_of(key: str) -> str:
    """What the store keeps of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return bool(FORM.fullmatch(text))


async def create_key(
    store: Store,
    name: str,
    role: Role,
    *,
    institutions: Sequence[str] = (),
    offices: Sequence[str] = (),
    scopes: frozenset[Scope],
    expires: int | None = None,
) -> tuple[str, ApiKey]:
    """Makes a key: the text that opens, which nobody can read again, and what is known of it. Raises StoreError."""
    text = PREFIX + secrets.token_urlsafe(BYTES)
    made = ApiKey(
        secrets.token_hex(ID_BYTES), name, role, tuple(institutions), tuple(offices), scopes, now_ms(), expires
    )
    properties: dict[str, object] = {
        "name": made.name,
        "role": made.role.name,
        "institutions": list(made.institutions),
        "offices": list(made.offices),
        "scopes": sorted(each.value for each in made.scopes),
        "created": made.created,
    } | ({} if expires is None else {"expires": expires})

    async def work(transaction: Transaction) -> None:
        await transaction.run(CREATE_KEY, {"id": made.id, "hash": hash_of(text), "properties": properties})

    await store.write(work)
    return text, made


async def find_key(store: Store, text: str) -> ApiKey | None:
    """The key of this text, revoked and expired ones too; None where there is none. Raises StoreError."""
    rows = await store.rows(FIND_KEY, {"hash": hash_of(text)})
    return _read(rows[0]["key"]) if rows else None


async def list_keys(store: Store) -> list[ApiKey]:
    """All keys, those made first first; 10,000 at most. Raises StoreError."""
    return [_read(row["key"]) for row in await store.rows(LIST_KEYS, {"limit": MAX_LISTED})]


async def revoke_key(store: Store, key_id: str) -> bool:
    """Revokes the key with this id, for good; False where there is none. Raises StoreError."""

    async def work(transaction: Transaction) -> bool:
        return bool(await transaction.run(REVOKE_KEY, {"id": key_id, "now": now_ms()}))

    return await store.write(work)


def _read(row: Mapping[str, Any]) -> ApiKey:
    return ApiKey(
        row["id"],
        row["name"],
        Role[row["role"]],
        tuple(row["institutions"] or ()),
        tuple(row["offices"] or ()),
        frozenset(map(Scope, row["scopes"] or ())),
        row["created"],
        row["expires"],
        row["revoked"],
    )
