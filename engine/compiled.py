"""Compiled projection: generated Python that turns rows and answers into the data of the response.

The text has one function for each object asked for, in the words of the document. For the nodes of a root field it
reads the rows of the store, at once what becomes JSON; for an operation, the answers of its root fields, in which such
nodes stand as `RenderedNode`. Anything it does not expect (a null that must not be, a value of another type, an error
in a place of the answer) raises, and the stock executor goes over the same rows and answers (engine/projection.py):
errors and the spreading of nulls are its own.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import CodeType
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

from engine.document import AskedFields, Document
from engine.projection import TYPE_KEY
from engine.readings import Reading
from engine.rendered import RenderedNode
from engine.variables import GREATEST_INT

INDENT = "    "
DATA = "data"
CODES_KEPT, LONGEST_CODE_KEPT = 512, 20_000
"""Texts whose values alone differ (a filter's, a cursor's) are one text."""
TYPE_NAME = "__typename"

PLAIN = {
    "ID": "type({}) is str",
    "String": "type({}) is str",
    "Date": "type({}) is str",
    "Boolean": "type({}) is bool",
    "Int": "type({}) is int and -GREATEST_INT <= v <= GREATEST_INT",
    "Float": "type({}) is float and -INFINITY < v < INFINITY",
}
"""Scalar → when its value `v` leaves as it is; every other goes through the scalar's own `coerce_output_value`."""


class UnexpectedRowError(Exception):
    """An answer that the stock executor has to look at."""


@dataclass(frozen=True, slots=True)
class Projection:
    """`data` turns what is read into the data; it may raise anything. `source` is its Python."""

    source: str
    data: Callable[[Any], Any]


def compile_projection(
    document: Document, asked: AskedFields, kind: GraphQLObjectType, reading: Reading | None = None
) -> Projection:
    """The projection of an object of this type, of which this is asked. Introspection is not known here."""
    writer = _Writer(document)
    writer.object(DATA, kind, asked, reading)
    source = "\n\n".join(writer.functions) + "\n"
    space = {**SPACE, **writer.constants}
    exec(_code(source) if len(source) <= LONGEST_CODE_KEPT else _compile(source), space)  # noqa: S102  # its text is made of the schema and of quoted keys
    return Projection(source, space[DATA])


@lru_cache(maxsize=CODES_KEPT)
def _code(source: str) -> CodeType:
    return _compile(source)


def _compile(source: str) -> CodeType:
    return compile(source, "<projection>", "exec")


def check_list(value: Any) -> Any:
    """The value, which must be a list."""
    if type(value) is list or type(value) is tuple:
        return value
    raise UnexpectedRowError


def check_object(value: Any) -> Any:
    """The value of an object of which nothing is read."""
    if isinstance(value, dict | list | tuple):
        return value
    raise UnexpectedRowError


SPACE = {
    "check_list": check_list,
    "check_object": check_object,
    "Made": RenderedNode,
    "INFINITY": math.inf,
    "GREATEST_INT": GREATEST_INT,
}
"""What generated text knows beside what it holds for itself."""


@dataclass
class _Writer:
    document: Document
    functions: list[str] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    written: dict[tuple[str, Reading | None, tuple[int, ...]], str] = field(default_factory=dict)
    """The functions by type, reading and nodes of the document: a fragment that is spread twice is written once."""

    def object(self, name: str, kind: GraphQLObjectType, asked: AskedFields, reading: Reading | None) -> None:
        """Writes the function that gives an object of this type."""
        entries = list(self._entries(name, kind, asked, reading))
        lines = [line for line, _ in entries]
        if not any(reads for _, reads in entries):
            lines.insert(0, "**(check_object(o) and {}),")
        body = "\n".join(f"{INDENT * 2}{line}" for line in lines)
        self.functions.append(f"def {name}(o):  # {kind.name}\n{INDENT}return {{\n{body}\n{INDENT}}}")

    def _entries(
        self, name: str, kind: GraphQLObjectType, asked: AskedFields, reading: Reading | None
    ) -> Iterator[tuple[str, bool]]:
        """The entries of an object's map, each with whether it reads the object."""
        for key, nodes in asked.items():
            own = nodes[0].name.value
            if own == TYPE_NAME:
                yield f"{key!r}: {kind.name!r},", False
            else:
                read, below, reads = self._access(key, reading)
                yield f"{key!r}: {self._value(kind.fields[own].type, read, below, nodes, f'{name}_{key}')},", reads

    def _access(self, key: str, reading: Reading | None) -> tuple[str, Reading | None, bool]:
        """The expression of a field, how what is below it is read, and whether it reads the object."""
        if reading is None:
            return f"o[{key!r}]", None, True
        access = reading.of(key)
        return access.expression or f"{self._hold(key, access.read)}(o)", access.below, access.reads

    def _value(
        self,
        declared: GraphQLOutputType,
        read: str,
        below: Reading | None,
        nodes: list[FieldNode],
        name: str,
        level: int = 1,
    ) -> str:
        """The expression of a value of this type which `read` gives."""
        nullable, kind = not is_non_null_type(declared), get_nullable_type(declared)
        if is_leaf_type(kind):
            return self._leaf(kind, read, nullable=nullable)
        if is_list_type(kind):
            held = f"l{level}"
            item = self._value(kind.of_type, f"i{level}", below, nodes, name, level + 1)
            made = f"[{item} for i{level} in check_list({held})]"  # an empty list, as many are, is only looked at
            if nullable:
                return f"None if ({held} := {read}) is None else {made} if {held} else check_list({held})"
            return f"{made} if ({held} := {read}) else check_list({held})"
        return self._object(kind, read, below, nodes, name, nullable=nullable, level=level)

    def _object(
        self,
        kind: Any,
        read: str,
        below: Reading | None,
        nodes: list[FieldNode],
        name: str,
        *,
        nullable: bool,
        level: int,
    ) -> str:
        held = read if read.isidentifier() else f"l{level}"
        bound = held if held == read else f"{held} := {read}"
        if below and below.type and is_abstract_type(kind):
            kind = self.document.schema.type_map[below.type]
        given = held if nullable or below is None else read
        if is_abstract_type(kind):
            made = f"{self._abstract(kind, nodes, name)}[{given}[{TYPE_KEY!r}]]({given})"
        else:
            made = f"{self._function(kind, below, nodes, name)}({given})"
        if below is None:
            made = f"{held}.data if type({held if nullable else bound}) is Made else {made}"
        return f"None if ({bound}) is None else {made}" if nullable else made

    def _leaf(self, kind: GraphQLLeafType, read: str, *, nullable: bool) -> str:
        if isinstance(kind, GraphQLEnumType):
            table = f"{kind.name}_or_null" if nullable else kind.name
            self.constants[table] = enum_names(kind, nullable=nullable)
            return f"{table}[{read}]"
        odd = f"{'optional' if nullable else 'given'}_{kind.name}"
        self.constants[odd] = odd_leaf(kind, nullable=nullable)
        if kind.name not in PLAIN:
            return f"{odd}({read})"
        plain = PLAIN[kind.name]
        if nullable:
            return f"v if (v := {read}) is None or {plain.format('v')} else {odd}(v)"
        return f"v if {plain.format(f'v := {read}')} else {odd}(v)"

    def _abstract(self, kind: GraphQLAbstractType, nodes: list[FieldNode], name: str) -> str:
        """The name of a table: type → function."""
        table = self._free(f"{name}_by_type")
        types = self.document.schema.get_possible_types(kind)
        entries = [f"{each.name!r}: {self._function(each, None, nodes, f'{name}_{each.name}')}" for each in types]
        self.functions.append(f"{table} = {{{', '.join(entries)}}}")
        return table

    def _function(self, kind: GraphQLObjectType, reading: Reading | None, nodes: list[FieldNode], name: str) -> str:
        seen = (kind.name, reading, tuple(map(id, nodes)))
        if seen not in self.written:
            self.written[seen] = self._free(name)
            self.object(self.written[seen], kind, self.document.below(nodes, kind.name), reading)
        return self.written[seen]

    def _hold(self, key: str, function: Any) -> str:
        name = self._free(f"of_{key}")
        self.constants[name] = function
        return name

    def _free(self, name: str) -> str:
        """The name, or one like it: `a { b }` and `a_b` are different."""
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        return name


@cache
def odd_leaf(kind: GraphQLLeafType, *, nullable: bool) -> Callable[[Any], Any]:
    """What becomes of a leaf's value that is not plain: as the executor completes it, or Unexpected."""

    def coerce(value: Any) -> Any:
        if value is None or value is Undefined:
            if nullable:
                return None
            raise UnexpectedRowError
        if isinstance(value, Exception):
            raise UnexpectedRowError
        found = kind.coerce_output_value(value)
        if found is None or found is Undefined:
            raise UnexpectedRowError
        return found

    return coerce


@cache
def enum_names(kind: GraphQLEnumType, *, nullable: bool) -> dict[Any, str | None]:
    """Value as the resolvers give it → name: the text, or the member of Python's own Enum."""
    names: dict[Any, str | None] = {None: None} if nullable else {}
    for name, value in kind.values.items():
        for given in (name, value.value, getattr(value.value, "value", value.value)):
            try:
                names[given] = kind.coerce_output_value(given)
            except Exception:  # noqa: S112  # no value that may be given
                continue
    return names
