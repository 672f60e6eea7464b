"""Federation's `_entities`: nodes by what a gateway knows of them, in one statement for each type.

A representation that names no node is null, and where it could not name one, an error stands at its place in the list.
The others are answered.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.context import Context
from engine.document import Info
from engine.fields import Catalogue, EntityKey, TypeFields
from engine.read import AskedNode, asked_node, check_id, reserve, reserved_rows
from engine.rendered import Answered
from engine.texts import MAX_TEXT
from errors import Code, RegistryError
from graph.folding import fold_identifier
from graph.model import PropertyKind
from graph.plan.row import ID, key_column
from graph.plan.selection import KeyLookup, KeysRoot

TYPE_NAME = "__typename"
MAX_CANDIDATES = 10
READ_AT_ONCE = 10
MIN_INTEGER, GREATEST_INTEGER = -(2**63), 2**63 - 1
BY_IDENTIFIER = KeyLookup("key", "identifiers")

Key = tuple[KeyLookup, object]


@dataclass(frozen=True, slots=True)
class Representation:
    """What a gateway knows of a node: its type, and every key that was given."""

    type: str
    keys: tuple[Key, ...]


async def entities_field(_: object, info: Info, **given: Any) -> list[Answered | RegistryError | None]:
    """The resolver of `_entities`. Raises RegistryError (TOO_BIG) for too many."""
    context: Context = info.context
    path, representations = str(info.path.key), given["representations"]
    _check_number(len(representations), context.registry.most_representations, f"{path}.representations")
    read = []
    for number, each in enumerate(representations):
        if number % READ_AT_ONCE == 0:
            await asyncio.sleep(0)  # others are answered meanwhile: reading a text of odd letters takes a millisecond
        read.append(_read(context, each))
    known = [each for each in read if isinstance(each, Representation)]
    asked = [_select_nodes(info, name, known, path) for name in sorted({each.type for each in known})]
    reserve(context, [root for _, root in asked])
    found = {each.type: each for each in await asyncio.gather(*(_find_nodes(context, *each) for each in asked))}
    named = [each if isinstance(each, RegistryError) else found[each.type].named_by(each) for each in read]
    for place, each in enumerate(named):
        if isinstance(each, RegistryError):
            each.field = ".".join(filter(None, (f"{path}.representations.{place}", each.field)))
    return named


def _check_number(number: int, most: int, path: str) -> None:
    if number > most:
        raise RegistryError(
            Code.TOO_BIG, f"has {number:,} entries; {most:,} are taken at once. Ask in parts.",
            field=path, estimate=number, limit=most,
        )  # fmt: skip


def _read(context: Context, given: object) -> Representation | RegistryError:
    try:
        return read_representation(context, given)
    except RegistryError as error:
        return error


def read_representation(context: Context, given: object) -> Representation:
    """What a representation says. Non-key fields are ignored.

    Raises RegistryError, whose field is that of the representation.
    """
    if not isinstance(given, dict):
        raise _wrong("is not an object.")
    fields = _type_of(context.registry.catalogue, given.get(TYPE_NAME))
    present = [name for name in fields.keys if given.get(name) is not None]
    keys = [_key(context, name, fields.keys[name], given[name], fields) for name in present]
    if not keys:
        raise _wrong(f"has none of the keys of {fields.name}: {', '.join(fields.keys)}.")
    return Representation(fields.name, tuple(keys))


def _type_of(catalogue: Catalogue, name: object) -> TypeFields:
    fields = catalogue.types.get(name) if isinstance(name, str) else None
    if fields is None or not fields.keys:
        raise _wrong("names no type that has keys.", TYPE_NAME)
    return fields


def _key(context: Context, name: str, key: EntityKey, value: object, fields: TypeFields) -> Key:
    if key.kind is PropertyKind.INTEGER:
        return KeyLookup(name), _integer(value, name)
    text = _text(value, name)
    if key.scheme:
        return BY_IDENTIFIER, fold_identifier(key.scheme, text)
    if name == "id":
        check_id(context, text, name, fields.node)
        return KeyLookup(name), text
    assert fields.node
    return KeyLookup(name), fields.node.properties[name].normalize(text)


def _text(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise _wrong("must be a text.", field)
    if not value.strip() or len(value) > MAX_TEXT:
        raise _wrong(f"must have 1 to {MAX_TEXT} characters.", field)
    return value


def _integer(value: object, field: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not MIN_INTEGER <= value <= GREATEST_INTEGER:
        raise _wrong("must be an integer of 64 bits.", field)
    return value


def _wrong(message: str, field: str = "") -> RegistryError:
    return RegistryError(Code.BAD_REPRESENTATION, message, field=field)


def key_lookups(keys: Mapping[str, EntityKey]) -> tuple[KeyLookup, ...]:
    """The ways to nodes with these keys; the identifiers of all schemes are found by one."""
    return tuple(dict.fromkeys(BY_IDENTIFIER if key.scheme else KeyLookup(name) for name, key in keys.items()))


@dataclass(frozen=True, slots=True)
class FoundKeys:
    """The nodes of one type that some key found: their answers by id, and the ids that each key names."""

    type: str
    answers: Mapping[str, Answered]
    holders: Mapping[Key, frozenset[str]]

    def named_by(self, representation: Representation) -> Answered | RegistryError | None:
        """The node on which all keys agree; None where none of them is known."""
        found = [self.holders.get(key, frozenset()) for key in representation.keys]
        agreed = sorted(frozenset.intersection(*found))
        if len(agreed) == 1:
            return self.answers[agreed[0]]
        if not agreed:
            return _wrong("has keys of different nodes.") if any(found) else None
        words = f"names {len(agreed)} nodes of type {self.type}; ask for one of them by its id."
        return RegistryError(Code.AMBIGUOUS, words, candidates=agreed[:MAX_CANDIDATES])


def _select_nodes(info: Info, type_name: str, known: list[Representation], path: str) -> tuple[AskedNode, KeysRoot]:
    """What is asked of the nodes of one type, and the root that finds them."""
    fields = info.context.registry.catalogue.types[type_name]
    assert fields.node
    asked = asked_node(info, fields.node, info.field_nodes, path)
    wanted = dict.fromkeys(key for each in known if each.type == type_name for key in each.keys)
    by_way: dict[KeyLookup, list[object]] = {}
    for way, value in wanted:
        by_way.setdefault(way, []).append(value)
    keys = {way: tuple(by_way[way]) for way in key_lookups(fields.keys) if way in by_way}
    return asked, KeysRoot(asked.selection, keys, info.context.today)


async def _find_nodes(context: Context, asked: AskedNode, root: KeysRoot) -> FoundKeys:
    plan, (found,) = await reserved_rows(context, [root])
    (shaped,) = plan.shaped
    places = [(way, shaped.places[key_column(number)]) for number, way in enumerate(root.keys)]
    holders: dict[Key, set[str]] = {}
    for row in found.rows:
        for way, place in places:
            for key in row[place]:
                holders.setdefault((way, key), set()).add(row[ID])
    answers = {row[ID]: asked.project(row) for row in found.rows}
    return FoundKeys(asked.selection.type.name, answers, {key: frozenset(ids) for key, ids in holders.items()})
