"""Random answers of root fields for a document, most of them as resolvers give them, some broken in any place."""

import math
import random
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLObjectType,
    GraphQLOutputType,
    Undefined,
    get_nullable_type,
    is_abstract_type,
    is_list_type,
)

from engine.document import AskedFields, Document
from engine.projection import TYPE_KEY
from errors import Code, RegistryError

ODD: tuple[Any, ...] = (
    None, Undefined, "x", "", 0, 1, -5, 2**31 - 1, 2**31, -(2**31), 2**63, True, False, 1.5, 3.0, math.nan, math.inf,
    [], ["x"], [None], (), ("x",), {}, {"id": "x"}, {TYPE_KEY: "University"}, {TYPE_KEY: "Nothing"}, b"x", 1j, object(),
    ValueError("broken"), RegistryError(Code.BAD_USER_INPUT, "is odd.", field="here"),
)  # fmt: skip
PLAIN: dict[str, tuple[Any, ...]] = {
    "ID": ("univ_a", "ы", ""),
    "String": ("text", "Ломоносов", "\"'\\ \u2028"),
    "Date": ("2026-09-01",),
    "DateTime": ("2027-01-01T00:00:00Z",),
    "Int": (0, 7, 2**31 - 1, -(2**31)),
    "Float": (0.5, -1e300, 2.0, 0.1 + 0.2),
    "Boolean": (True, False),
}


@dataclass
class Maker:
    """Makes answers; `broken` is how likely each value is an odd one."""

    document: Document
    random: random.Random
    broken: float

    def answers(self, asked: AskedFields, root: GraphQLObjectType) -> dict[str, Any]:
        """The answers of the root fields by response key."""
        return {
            key: self._value(root.fields[nodes[0].name.value].type, nodes)
            for key, nodes in asked.items()
            if nodes[0].name.value != "__typename"
        }

    def _value(self, declared: GraphQLOutputType, nodes: list[FieldNode]) -> Any:
        if self.random.random() < self.broken:
            return self.random.choice(ODD)
        kind = get_nullable_type(declared)
        if kind is declared and self.random.random() < 0.1:
            return None
        if is_list_type(kind):
            return [self._value(kind.of_type, nodes) for _ in range(self.random.randint(0, 3))]
        if is_abstract_type(kind):
            kind = self.random.choice(list(self.document.schema.get_possible_types(kind)))
        if isinstance(kind, GraphQLObjectType):
            return self._object(kind, nodes)
        if isinstance(kind, GraphQLEnumType):
            return self.random.choice([getattr(each.value, "value", each.value) for each in kind.values.values()])
        return self.random.choice(PLAIN[kind.name])  # type: ignore[union-attr]

    def _object(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> dict[str, Any]:
        asked = self.document.below(nodes, kind.name)
        made = {
            key: self._value(kind.fields[below[0].name.value].type, below)
            for key, below in asked.items()
            if below[0].name.value != "__typename"
        }
        if made and self.random.random() < self.broken / 4:
            del made[self.random.choice(list(made))]
        return {**made, TYPE_KEY: kind.name}
