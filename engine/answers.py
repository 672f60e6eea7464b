"""Answers that are worked out (matches, paths, hits) and refer to nodes by id: their projection.

An answer is a plain dictionary by field name. Every id in it that is asked for as a node is read in one statement.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from graphql import FieldNode

from engine.by_ids import Hydration
from engine.document import Info
from engine.fields import Computed, OwnedPart, Reference, Stored
from engine.projection import Answer
from engine.read import selector_of
from engine.rendered import Answered
from graph.ids import prefix_of
from graph.model import NodeType

AnswerValue = dict[str, Any]


async def fill_answers(info: Info, type_name: str, values: list[AnswerValue]) -> list[Answer]:
    """The answers of a root field as they are asked for, in one statement."""
    filling = Filling(info)
    project = filling.part(type_name, info.field_nodes, values, str(info.path.key))
    await filling.hydration.read()
    return [project(value) for value in values]


class References(Protocol):
    """Where an answer's references to nodes become answers of their own."""

    def reference(
        self, asked: list[FieldNode], ids: list[tuple[str, NodeType]], path: str, types: tuple[str, ...] = ()
    ) -> Callable[[str], Answered | None]:
        """Asks for nodes, which can be of these types; the function gives the answer of an id once they were read."""


class Filling:
    """Turns values into what is asked of them; ids in them become nodes by way of `references`."""

    def __init__(self, info: Info, references: References | None = None) -> None:
        selector = selector_of(info)
        self.types = info.context.registry.catalogue
        self.document = selector.document
        self.hydration = Hydration(info)
        self.references = references or self.hydration

    def part(
        self, type_name: str, asked: list[FieldNode], values: list[AnswerValue], path: str
    ) -> Callable[[AnswerValue], Answer]:
        """What turns one of these values into what is asked of it."""
        readers = []
        for key, nodes in self.document.below(asked, type_name).items():
            if nodes[0].name.value != "__typename":
                readers.append((key, self._field(type_name, nodes, values, f"{path}.{key}")))
        return lambda value: {key: read(value) for key, read in readers}

    def _field(
        self, type_name: str, nodes: list[FieldNode], values: list[AnswerValue], path: str
    ) -> Callable[[AnswerValue], Any]:
        name = nodes[0].name.value
        kind = self.types.types[type_name].fields[name]
        match kind:
            case Stored():
                return lambda value: value[name]
            case Computed(function=function):
                arguments = self.document.arguments(type_name, nodes[0])
                return lambda value: function(value, **arguments)
            case OwnedPart(type=below, many=many):
                project = self.part(below, nodes, list(_flatten(values, name, many)), path)
                return _part_reader(name, many, project)
            case Reference(many=many, types=types):
                found = self._reference(nodes, _flatten(values, name, many), types, path)
                return _reference_reader(name, many, found)
        raise AssertionError(f"{kind} is not a field of an answer")

    def _reference(
        self, nodes: list[FieldNode], ids: Iterable[str], types: tuple[str, ...], path: str
    ) -> Callable[[str], Answered | None]:
        typed = [(each, node) for each in ids if (node := self.types.model.by_prefix(prefix_of(each)))]
        return self.references.reference(nodes, typed, path, types)


def _flatten(values: list[AnswerValue], name: str, many: bool) -> Iterable[Any]:
    if many:
        return (part for value in values for part in value[name])
    return (value[name] for value in values if value[name] is not None)


def _part_reader(name: str, many: bool, project: Callable[[AnswerValue], Answer]) -> Callable[[AnswerValue], Any]:
    if many:
        return lambda value: [project(part) for part in value[name]]
    return lambda value: None if value[name] is None else project(value[name])


def _reference_reader(name: str, many: bool, found: Callable[[str], Answered | None]) -> Callable[[AnswerValue], Any]:
    """A node that was removed since the answer was worked out is left out."""
    if many:
        return lambda value: [answer for each in value[name] if (answer := found(each)) is not None]
    return lambda value: None if value[name] is None else found(value[name])
