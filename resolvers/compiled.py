"""Compiled projection: for one operation, generated Python that turns the answers of its root fields into the data.

The text has one function for each object asked for, in the words of the document; what it reads is what the resolvers
gave (resolvers/projection.py), keyed by response keys. Anything it does not expect (a null that must not be, a value of
another type, an error in a place of the answer) raises, and the stock executor goes over the same answers: errors and
the spreading of nulls are its own.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    Undefined,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from resolvers.document import Asked, Document
from resolvers.projection import TYPE_KEY

INDENT = "    "
TYPE_NAME = "__typename"
GREATEST_INT = 2**31 - 1
"""Of GraphQL's Int (October 2021, 3.5.1)."""

PLAIN = {
    "ID": "type(v := {}) is str",
    "String": "type(v := {}) is str",
    "Date": "type(v := {}) is str",
    "Boolean": "type(v := {}) is bool",
    "Int": "type(v := {}) is int and -GREATEST_INT <= v <= GREATEST_INT",
    "Float": "type(v := {}) is float and -INFINITY < v < INFINITY",
}
"""Scalar → when its value leaves as it is; every other value goes through the scalar's own `coerce_output_value`."""


class Unexpected(Exception):
    """An answer that the stock executor has to look at."""


@dataclass(frozen=True, slots=True)
class Projection:
    """`data` turns the answers by response key into the data; it may raise anything. `source` is its Python."""

    source: str
    data: Callable[[dict[str, Any]], dict[str, Any]]


def compiled(document: Document, asked: Asked, root: GraphQLObjectType) -> Projection:
    """The projection of an operation that asks these root fields. Introspection is not known here."""
    writer = _Writer(document)
    writer.object("data", root, asked)
    source = "\n\n".join(writer.functions) + "\n"
    space: dict[str, Any] = {
        "many": many, "known": known, "INFINITY": math.inf, "GREATEST_INT": GREATEST_INT, **writer.constants,
    }  # fmt: skip
    exec(compile(source, "<projection>", "exec"), space)  # noqa: S102  # its text is made of the schema and of quoted keys
    return Projection(source, space["data"])


def many(value: Any) -> Any:
    """The value, which must be a list."""
    if type(value) is list or type(value) is tuple:
        return value
    raise Unexpected


def known(value: Any) -> Any:
    """The value of an object of which nothing is read."""
    if isinstance(value, dict):
        return value
    raise Unexpected


@dataclass
class _Writer:
    document: Document
    functions: list[str] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    written: dict[tuple[str, tuple[int, ...]], str] = field(default_factory=dict)
    """The functions by type and nodes of the document: a fragment that is spread twice is written once."""

    def object(self, name: str, kind: GraphQLObjectType, asked: Asked) -> None:
        """Writes the function that gives an object of this type."""
        lines = list(self._entries(name, kind, asked))
        if not any("o[" in line for line in lines):
            lines.insert(0, "**(known(o) and {}),")
        body = "\n".join(f"{INDENT * 2}{line}" for line in lines)
        self.functions.append(f"def {name}(o):  # {kind.name}\n{INDENT}return {{\n{body}\n{INDENT}}}")

    def _entries(self, name: str, kind: GraphQLObjectType, asked: Asked) -> Iterator[str]:
        for key, nodes in asked.items():
            own = nodes[0].name.value
            if own == TYPE_NAME:
                yield f"{key!r}: {kind.name!r},"
            else:
                yield f"{key!r}: {self._value(kind.fields[own].type, f'o[{key!r}]', nodes, f'{name}_{key}')},"

    def _value(self, declared: GraphQLOutputType, read: str, nodes: list[FieldNode], name: str, level: int = 1) -> str:
        """The expression of a value of this type which `read` gives."""
        nullable, kind = not is_non_null_type(declared), get_nullable_type(declared)
        if is_leaf_type(kind):
            return self._leaf(kind, read, nullable=nullable)
        given = f"l{level}" if nullable else read
        if is_list_type(kind):
            item = self._value(kind.of_type, f"i{level}", nodes, name, level + 1)
            made = f"[{item} for i{level} in many({given})]"
        elif is_abstract_type(kind):
            made = f"{self._abstract(kind, nodes, name)}[{given}[{TYPE_KEY!r}]]({given})"
        else:
            assert isinstance(kind, GraphQLObjectType)
            made = f"{self._function(kind, nodes, name)}({given})"
        return f"None if (l{level} := {read}) is None else {made}" if nullable else made

    def _leaf(self, kind: GraphQLLeafType, read: str, *, nullable: bool) -> str:
        odd = f"{'optional' if nullable else 'given'}_{kind.name}"
        self.constants[odd] = odd_leaf(kind, nullable=nullable)
        if isinstance(kind, GraphQLEnumType):
            self.constants[kind.name] = enum_names(kind)
            return f"{kind.name}.get(v := {read}) or {odd}(v)"
        if kind.name in PLAIN:
            null = " or v is None" if nullable else ""
            return f"v if {PLAIN[kind.name].format(read)}{null} else {odd}(v)"
        return f"{odd}({read})"

    def _abstract(self, kind: GraphQLAbstractType, nodes: list[FieldNode], name: str) -> str:
        """The name of a table: type → function."""
        table = self._free(f"{name}_by_type")
        types = self.document.schema.get_possible_types(kind)
        entries = ", ".join(f"{each.name!r}: {self._function(each, nodes, f'{name}_{each.name}')}" for each in types)
        self.functions.append(f"{table} = {{{entries}}}")
        return table

    def _function(self, kind: GraphQLObjectType, nodes: list[FieldNode], name: str) -> str:
        seen = (kind.name, tuple(map(id, nodes)))
        if seen not in self.written:
            self.written[seen] = self._free(name)
            self.object(self.written[seen], kind, self.document.below(nodes, kind.name))
        return self.written[seen]

    def _free(self, name: str) -> str:
        """The name, or one like it: `a { b }` and `a_b` are different."""
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        return name


def odd_leaf(kind: GraphQLLeafType, *, nullable: bool) -> Callable[[Any], Any]:
    """What becomes of a leaf's value that is not plain: as the executor completes it, or Unexpected."""

    def coerced(value: Any) -> Any:
        if value is None or value is Undefined:
            if nullable:
                return None
            raise Unexpected
        if isinstance(value, Exception):
            raise Unexpected
        found = kind.coerce_output_value(value)
        if found is None or found is Undefined:
            raise Unexpected
        return found

    return coerced


def enum_names(kind: GraphQLEnumType) -> dict[str, str]:
    """Value as the resolvers give it → name, of the values that are plain text."""
    names: dict[str, str] = {}
    for name, value in kind.values.items():
        for given in (name, getattr(value.value, "value", value.value)):
            if isinstance(given, str):
                try:
                    names[given] = kind.coerce_output_value(given)
                except Exception:  # noqa: S112
                    continue
    return names
