"""The institutions and offices that a key or a token acts for: from how people write them to ids."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.declared import node_type_of
from graph.folding import identifier_keys
from graph.ids import prefix_of
from graph.load.statements import IDENTIFIER_HOLDERS
from graph.load.units import find_existing
from graph.natural_keys import slug_id
from graph.store.store import Store


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
        """Of each text the institutions that it names."""
        keys = {each: identifier_keys(each) for each in texts}
        asked = [key for own in keys.values() for key in own]
        holders: dict[str, set[str]] = {}
        for row in await self.store.rows(IDENTIFIER_HOLDERS, {"keys": asked}) if asked else ():
            holders.setdefault(row["key"], set()).add(row["holder"])
        there = await find_existing(self.store, "University", set(texts))
        return {each: ({each} & there).union(*(holders.get(key, ()) for key in own)) for each, own in keys.items()}

    async def _found_offices(self, texts: Sequence[str]) -> dict[str, set[str]]:
        """Of each text the office that it names."""
        prefix = node_type_of("Office").prefix
        ids = {each: each if prefix_of(each) == prefix else slug_id(prefix, each) for each in texts}
        there = await find_existing(self.store, "Office", set(ids.values()))
        return {each: {own} & there for each, own in ids.items()}


def _only(text: str, found: set[str], kind: str) -> str:
    if len(found) > 1:
        raise HolderError(f"{text!r} names {len(found)} {kind}s; name one by its id")
    if not found:
        raise HolderError(f"no {kind} in the registry is named {text!r}")
    return next(iter(found))
