"""Questions for the schema itself: answered here, and not by graphql-core's executor, which takes four times as long.

How many values an answer has is known before it is made: a document can multiply the schema with itself. What one
selection asks of one part of the schema is worked out once, however often it is reached. The work pauses every few
milliseconds, so that nobody else waits for it.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    get_argument_values,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)
from graphql.pyutils import Path

from engine.document import Document
from errors import Code, RegistryError

MAX_VALUES = 80_000
"""Of an answer; each takes some 2 µs. The whole schema, asked as tools ask, has 40,000."""
MAX_VALUES_BESIDE = 2_000
"""Of an answer that has other things too: graphql-core's executor makes it, and without a pause."""
MAX_PARTS = 100_000
"""Kept with the paths that reach them, 100 bytes each; the usual question reaches 30,000."""
PAUSE_AFTER, PAUSE = 0.001, 0.003
"""Seconds of work, and of the rest after it, in which the others are served."""
LEVELS_WITH_PAUSES = 1
"""Of lists below the schema: after each type, and after each of its fields."""
OF_SCHEMA = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
TYPE_NAME = "__typename"

SchemaPart = Any
"""A part of the schema: a type, a field with its name, an argument with its name, …"""
SchemaValue = Any


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field that is asked of parts of the schema. `kind` is the type of what it gives, None where that is a leaf."""

    key: str
    place: tuple[object, ...]
    """What is reached: the same for all aliases."""
    resolve: Callable[[SchemaPart], Any]
    is_list: bool
    kind: GraphQLObjectType | None
    leaf: Callable[[Any], SchemaValue]
    nodes: tuple[FieldNode, ...]

    def parts_of(self, part: SchemaPart) -> Iterable[SchemaPart]:
        """The parts that it gives of one."""
        given = self.resolve(part)
        if given is None:
            return ()
        return given if self.is_list else (given,)


class Paths:
    """What paths of fields reach in the schema: worked out once, and kept for other questions until it is much."""

    def __init__(self) -> None:
        self._start = _Parts({0: (None, 1)}, 1)
        self._parts = 0

    def start(self) -> "_Parts":
        """Where all paths of a question begin."""
        if self._parts > MAX_PARTS:
            self._start, self._parts = _Parts({0: (None, 1)}, 1), 0
        return self._start

    def follow(self, of: "_Parts", asked: _Asked) -> "_Parts":
        """The parts that a field gives of some."""
        known = of.beyond.get(asked.place)
        if known is None:
            known = of.beyond[asked.place] = of.follow(asked)
            self._parts += len(known.each) + 1
        return known


@dataclass(slots=True)
class _Parts:
    """Parts of the schema that a path of fields reaches, each with how often; `beyond`: what fields of them reach."""

    each: dict[int, tuple[SchemaPart, int]]
    total: int
    """How many there are, each as often as it is reached."""
    beyond: dict[tuple[object, ...], "_Parts"] = field(default_factory=dict)

    def follow(self, asked: _Asked) -> "_Parts":
        """The parts that a field gives of these."""
        found: dict[int, tuple[SchemaPart, int]] = {}
        for part, times in self.each.values():
            for other in asked.parts_of(part):
                found[_identity(other)] = other, found.get(_identity(other), (other, 0))[1] + times
        return _Parts(found, sum(times for _, times in found.values()))


def _identity(part: SchemaPart) -> int:
    """Fields and arguments come as tuples made for the moment: of their name, and of what stays."""
    return id(part[1]) if isinstance(part, tuple) else id(part)


class Introspection:
    """What one operation asks of the schema."""

    def __init__(self, document: Document, operation: OperationDefinitionNode, paths: Paths) -> None:
        """The operation must be valid, and a query; `paths` are those of its schema."""
        assert document.schema.query_type
        self._document = document
        self._query = document.schema.query_type
        self._operation = operation
        self._selections: dict[tuple[object, ...], list[_Asked]] = {}
        self._made: dict[tuple[int, int], SchemaValue] = {}
        self._paused = 0.0
        self._paths = paths
        self._values = 0
        asked = document.fields_of(operation.selection_set, self._query)
        names = {key: nodes[0].name.value for key, nodes in asked.items()}
        own = {key: nodes for key, nodes in asked.items() if names[key] in OF_SCHEMA}
        self._roots = {key: self._field(key, OF_SCHEMA[names[key]], tuple(own[key]), self._query) for key in own}
        self._keys = [*asked]
        self.alone = {*names.values()} <= {*OF_SCHEMA, TYPE_NAME}
        """Whether the operation asks for nothing else."""

    def check(self) -> int:
        """How many values its answer has. Raises RegistryError (TOO_BIG)."""
        start = self._paths.start()
        for root in self._roots.values():
            self._count(root, start)
        return self._values

    def _count(self, asked: _Asked, of: _Parts) -> None:
        reached = of if asked.kind is None else self._paths.follow(of, asked)
        self._values += reached.total
        most = MAX_VALUES if self.alone else MAX_VALUES_BESIDE
        if self._values > most:  # not counted further: that could take long, too
            beside = "" if self.alone else " that has other things too"
            raise RegistryError(
                Code.TOO_BIG,
                f"This question for the schema could give more than {most:,} values; an answer{beside} has no more.",
                estimate=self._values,
                limit=most,
            )
        if asked.kind and reached.each:
            for each in self._fields_below(asked.kind, asked.nodes):
                self._count(each, reached)

    async def data(self) -> dict[str, SchemaValue]:
        """The answer, where it is `alone`; large parts of it are JSON already."""
        self._paused = time.perf_counter()
        found: dict[str, SchemaValue] = {}
        for key in self._keys:
            root = self._roots.get(key)
            part = root.resolve(None) if root else None
            found[key] = await self._part(root, part, LEVELS_WITH_PAUSES) if root and part else None
            if root is None:
                found[key] = self._query.name
        return found

    async def _part(self, asked: _Asked, part: SchemaPart, levels: int) -> SchemaValue:
        """What is asked of a part, one item of its lists after the other, with pauses; so many levels down."""
        assert asked.kind
        found: dict[str, SchemaValue] = {}
        for each in self._fields_below(asked.kind, asked.nodes):
            if not (each.is_list and each.kind):
                found[each.key] = self._value(each, part)
                continue
            items = each.resolve(part)
            found[each.key] = None if items is None else [await self._item(each, item, levels) for item in items]
        return found

    async def _item(self, asked: _Asked, part: SchemaPart, levels: int) -> SchemaValue:
        made: SchemaValue = await self._part(asked, part, levels - 1) if levels else self._object(asked, part)
        if levels == LEVELS_WITH_PAUSES:
            made = orjson.Fragment(orjson.dumps(made))  # now: to write the whole at once takes 5 ms
        if time.perf_counter() - self._paused > PAUSE_AFTER:
            await asyncio.sleep(PAUSE)
            self._paused = time.perf_counter()
        return made

    def _value(self, asked: _Asked, part: SchemaPart) -> SchemaValue:
        given = asked.resolve(part)
        if given is None:
            return None
        make = self._leaf if asked.kind is None else self._object
        return [make(asked, each) for each in given] if asked.is_list else make(asked, given)

    def _leaf(self, asked: _Asked, given: Any) -> SchemaValue:
        return asked.leaf(given)

    def _object(self, asked: _Asked, part: SchemaPart) -> SchemaValue:
        place = id(asked), _identity(part)
        if place not in self._made:
            assert asked.kind
            below = self._fields_below(asked.kind, asked.nodes)
            self._made[place] = {each.key: self._value(each, part) for each in below}
        return self._made[place]

    def _fields_below(self, kind: GraphQLObjectType, nodes: tuple[FieldNode, ...]) -> list[_Asked]:
        place = (kind.name, *map(id, nodes))
        if place not in self._selections:
            below = self._document.below([*nodes], kind.name)
            self._selections[place] = [
                self._field(key, _definition(kind, each[0].name.value), tuple(each), kind)
                for key, each in below.items()
            ]
        return self._selections[place]

    def _field(
        self, key: str, definition: GraphQLField, nodes: tuple[FieldNode, ...], parent: GraphQLObjectType
    ) -> _Asked:
        name = nodes[0].name.value
        arguments = get_argument_values(definition, nodes[0], self._document.variables) if definition.args else {}
        told: Any = (
            name, [*nodes], definition.type, parent, Path(None, key, parent.name), self._document.schema,
            self._document.fragments, None, self._operation, self._document.variables, None, None, None, None,
        )  # fmt: skip
        info: GraphQLResolveInfo[Any] = GraphQLResolveInfo(*told)
        resolve: Any = definition.resolve
        named: Any = get_named_type(definition.type)
        is_leaf = is_leaf_type(named)
        return _Asked(
            key,
            (name, *sorted(arguments.items())),
            lambda part: resolve(part, info, **arguments),
            is_list_type(get_nullable_type(definition.type)),
            None if is_leaf else named,
            named.serialize if is_leaf else _same,
            nodes,
        )


def _same(value: Any) -> Any:
    return value


def _definition(kind: GraphQLObjectType, name: str) -> GraphQLField:
    return TypeNameMetaFieldDef if name == TYPE_NAME else kind.fields[name]
