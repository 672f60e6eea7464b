"""The institutions and offices that a key or a token acts for: from how people write them to ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.declared import node_type_of
from graph.folding import fold_identifier, schemes_of
from graph.ids import prefix_of
from graph.natural_keys import slug_id
from graph.store.store import Store

FIND_UNIVERSITIES = "UNWIND $ids AS id MATCH (u:University {id: id}) RETURN id AS text, u.id AS holder"
FIND_IDENTIFIED = (
    "UNWIND $keys AS key MATCH (i:Identifier {key: key})<-[:IDENTIFIED_BY]-(u:University) "
    "RETURN key AS text, u.id AS holder ORDER BY text, holder"
)
FIND_OFFICES = "UNWIND $ids AS id MATCH (o:Office {id: id}) RETURN id AS text, o.id AS holder"

STATEMENTS = {
    "find universities": FIND_UNIVERSITIES,
    "find identified universities": FIND_IDENTIFIED,
    "find offices": FIND_OFFICES,
}
"""Every statement of this module, by a name that tells what it is."""


class HolderError(Exception):
    """A text names no institution or office, or several; the message says which text and why."""


@dataclass(frozen=True, slots=True)
class StoreHolders:
    """Looks up institutions and offices in a store."""

    store: Store

    async def institutions(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The ids of institutions that are named by their ids or by identifiers (`https://ror.org/05256ym39`, `msu.ru`,
        `PIC:999874846`), each once. What names none, or several, is left out. Raises StoreError.
        """
        found = await self._found_institutions(texts)
        return tuple(dict.fromkeys(next(iter(found[each])) for each in texts if len(found[each]) == 1))

    async def offices(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The ids of offices that are named by their ids or their slugs, each once; others are left out."""
        found = await self._found_offices(texts)
        return tuple(dict.fromkeys(next(iter(found[each])) for each in texts if found[each]))

    async def institution(self, text: str) -> str:
        """The id of the one institution that a text names. Raises HolderError, StoreError."""
        return _only(text, (await self._found_institutions([text]))[text], "institution")

    async def office(self, text: str) -> str:
        """The id of the office that a text names. Raises HolderError, StoreError."""
        return _only(text, (await self._found_offices([text]))[text], "office")

    async def _found_institutions(self, texts: Sequence[str]) -> dict[str, set[str]]:
        keys = {each: _keys_of(each) for each in texts}
        rows = await self._rows(FIND_UNIVERSITIES, ids=list(texts))
        rows += await self._rows(FIND_IDENTIFIED, keys=[key for own in keys.values() for key in own])
        holders: dict[str, set[str]] = {}
        for row in rows:
            holders.setdefault(row["text"], set()).add(row["holder"])
        return {each: set[str]().union(*(holders.get(name, ()) for name in (each, *own))) for each, own in keys.items()}

    async def _found_offices(self, texts: Sequence[str]) -> dict[str, set[str]]:
        prefix = node_type_of("Office").prefix
        ids = {each: each if prefix_of(each) == prefix else slug_id(prefix, each) for each in texts}
        there = {row["holder"] for row in await self._rows(FIND_OFFICES, ids=list(ids.values()))}
        return {each: {own} & there for each, own in ids.items()}

    async def _rows(self, statement: str, **lists: list[str]) -> list[dict[str, Any]]:
        return await self.store.rows(statement, lists) if any(lists.values()) else []


def _keys_of(text: str) -> tuple[str, ...]:
    """The keys of the identifiers that a text can be: of the scheme before its colon, else of those of its form."""
    scheme, colon, value = text.partition(":")
    if colon and scheme.isalpha() and scheme.isupper() and value:
        return (fold_identifier(scheme, value),)
    return tuple(fold_identifier(each, text) for each in schemes_of(text))


def _only(text: str, found: set[str], kind: str) -> str:
    if len(found) > 1:
        raise HolderError(f"{text!r} names {len(found)} {kind}s; name one by its id")
    if not found:
        raise HolderError(f"no {kind} in the registry is named {text!r}")
    return next(iter(found))
