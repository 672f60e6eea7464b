"""What is kept of an operation that is asked again depends on its variables: on their values or, where a property is
compared with them, on their structure alone, as a parameter of the statement holds the value.

Grafast keeps its plans in the same way, under constraints on variables.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import ArgumentNode, FieldNode, ListValueNode, ObjectValueNode, Undefined, ValueNode, VariableNode

from engine.texts import MAX_TEXT
from engine.variables import variables_in

WHERE = "where"
MAX_VALUES = 1000
"""Values in one `in`; a statement with more is slower than asking in parts."""
ANY = ...
"""Stands for a value of which nothing depends but a parameter."""

ValuePath = tuple[str | int, ...]
"""Where a part of a value lies: keys of objects and places in lists."""


@dataclass(frozen=True, slots=True)
class Operand:
    """Stands in a filter, and among the parameters of its plan, for a part of a variable's value.

    `kept` makes of what is sent what the property is compared with.
    """

    variable: str
    place: ValuePath
    kept: Callable[[Any], Any]

    def value(self, variables: Mapping[str, Any]) -> Any:
        """What is compared with. Raises what `kept` raises: RegistryError."""
        found = variables[self.variable]
        for step in self.place:
            found = found[step]
        return self.kept(found)


def bind(parameters: Mapping[str, object], variables: Mapping[str, Any]) -> dict[str, object]:
    """The parameters with the values of these variables."""
    return {name: each.value(variables) if type(each) is Operand else each for name, each in parameters.items()}


@dataclass(frozen=True, slots=True)
class Origin:
    """The part of a variable's value that a part of an argument is."""

    variable: str
    place: ValuePath


class Constraints:
    """Which parts of variables are compared with properties, while nothing else depends on them."""

    def __init__(self) -> None:
        self._compared: set[Origin] = set()
        self._decisive: set[Origin] = set()
        self._whole: set[str] = set()
        self._free: frozenset[Origin] = frozenset()

    def decide(self, variables: Iterable[str]) -> None:
        """Takes in that more depends on these variables than what properties are compared with."""
        self._whole.update(variables)

    def learn(self, compared: Iterable[Origin], decisive: Iterable[Origin]) -> None:
        """Takes in the parts of variables in one `where`: those that properties are compared with, and the others."""
        self._compared.update(compared)
        self._decisive.update(decisive)
        self._free = frozenset(self._compared - self._decisive)

    def key(self, variables: Mapping[str, Any], names: Iterable[str]) -> str:
        """What has been made depends on of the variables with these names, as a text."""
        return repr([self._mask(variables.get(name, Undefined), Origin(name, ())) for name in names])

    def _mask(self, value: Any, origin: Origin) -> Any:
        if not self._free or origin.variable in self._whole:
            return value
        if origin in self._free and _is_usual(value):
            return ANY
        if isinstance(value, dict):
            return {key: self._mask(part, _below(origin, key)) for key, part in value.items()}
        if isinstance(value, list):
            return [self._mask(part, _below(origin, at)) for at, part in enumerate(value)]
        return value


def _below(origin: Origin, step: str | int) -> Origin:
    return Origin(origin.variable, (*origin.place, step))


def _is_usual(value: Any) -> bool:
    """Whether a value is there and not too long; what is wrong with others is said where they are read."""
    if isinstance(value, list):
        return len(value) <= MAX_VALUES and all(map(_is_usual, value))
    return value is not None and value is not Undefined and not (isinstance(value, str) and len(value) > MAX_TEXT)


def where_arguments(node: FieldNode) -> list[ArgumentNode]:
    """The `where` of a field, in a list that is empty where it has none."""
    return [each for each in node.arguments or () if each.name.value == WHERE]


class WhereVariables:
    """The parts of a field's `where` that come from variables, by their paths as errors name them."""

    def __init__(self, constraints: Constraints, node: FieldNode, where: Any, path: str) -> None:
        """`where`: its value; `path`: its path in errors."""
        self._constraints = constraints
        self._origins: dict[str, Origin] = {}
        self._compared: set[str] = set()
        for argument in where_arguments(node):
            self._place(argument.value, where, path)

    def operand(self, path: str, sent: Any, kept: Callable[[Any], Any]) -> Any:
        """What a property is compared with: `kept` of what was sent, or what stands for it. Raises what `kept` does."""
        value, origin = kept(sent), self._origins.get(path)
        if origin is None:
            return value
        self._compared.add(path)
        return Operand(origin.variable, origin.place, kept)

    def learn(self) -> None:
        """Tells the constraints what has been read."""
        self._constraints.learn(
            [origin for path, origin in self._origins.items() if path in self._compared],
            [origin for path, origin in self._origins.items() if path not in self._compared],
        )

    def _place(self, node: ValueNode, value: Any, path: str) -> None:
        if isinstance(node, VariableNode):
            self._origins.update(_leaves(value, path, Origin(node.name.value, ())))
        elif isinstance(node, ObjectValueNode) and isinstance(value, dict):
            for entry in node.fields:
                if entry.name.value in value:
                    self._place(entry.value, value[entry.name.value], f"{path}.{entry.name.value}")
        elif isinstance(node, ListValueNode) and isinstance(value, list):
            for at, (each, part) in enumerate(zip(node.values, value, strict=True)):
                self._place(each, part, f"{path}[{at}]")
        else:
            self._constraints.decide(variables_in(node))


def _leaves(value: Any, path: str, origin: Origin) -> Iterator[tuple[str, Origin]]:
    """The parts of a variable's value that are no objects; a list of such is one part."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}", _below(origin, key))
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for at, part in enumerate(value):
            yield from _leaves(part, f"{path}[{at}]", _below(origin, at))
    else:
        yield path, origin
