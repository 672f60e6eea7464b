"""Random documents that are valid against the schema: aliases, merged fields, fragments, directives, arguments."""

import random
from dataclasses import dataclass, field

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)

DEEPEST = 5
CONDITIONS = ("$yes", "$no", "true", "false")
LITERALS = {"Int": "3", "Float": "1.5", "Boolean": "true", "Date": '"2026-01-01"', "_Any": "{}"}
VARIABLES = {"yes": True, "no": False}


@dataclass
class Writer:
    """Writes documents for one schema; the same random numbers give the same document."""

    schema: GraphQLSchema
    random: random.Random
    fragments: list[str] = field(default_factory=list)

    def document(self) -> str:
        """A query with one to three root fields."""
        self.fragments = []
        query = self.schema.query_type
        assert query
        names = [name for name in query.fields if name != "_service"]
        asked = [
            self._field(name, query.fields[name], 1) for name in self.random.sample(names, self.random.randint(1, 3))
        ]
        if self.random.random() < 0.2:
            asked.insert(self.random.randrange(len(asked) + 1), "__typename")
        text = "\n".join([f"{{ {' '.join(asked)} }}", *self.fragments])
        used = [name for name in VARIABLES if f"${name})" in text]
        head = f"({', '.join(f'${name}: Boolean!' for name in used)})" if used else ""
        return f"query Q{head} {text}"

    def _field(self, name: str, definition: GraphQLField, level: int) -> str:
        alias = f"{self._word()}: " if self.random.random() < 0.25 else ""
        below = get_named_type(definition.type)
        selection = "" if is_leaf_type(below) else f" {self._selection(below, level + 1)}"
        return f"{alias}{name}{self._arguments(definition)}{self._directive()}{selection}"

    def _word(self) -> str:
        return self.random.choice("abcdefgh") + str(self.random.randrange(1000))

    def _directive(self) -> str:
        if self.random.random() > 0.12:
            return ""
        return f" @{self.random.choice(('skip', 'include'))}(if: {self.random.choice(CONDITIONS)})"

    def _selection(self, kind: GraphQLNamedType, level: int) -> str:
        if self.random.random() < 0.04:
            return "{ __typename }"
        parts = self._abstract(kind, level) if is_abstract_type(kind) else self._object(kind, level)  # type: ignore[arg-type]
        return f"{{ {' '.join(parts or ['__typename'])} }}"

    def _object(self, kind: GraphQLObjectType, level: int) -> list[str]:
        fields = {
            name: each
            for name, each in kind.fields.items()
            if level < DEEPEST or is_leaf_type(get_named_type(each.type))
        }
        names = self.random.sample(sorted(fields), min(len(fields), self.random.randint(1, 4)))
        parts = [self._field(name, fields[name], level) for name in names] or ["__typename"]
        if self.random.random() < 0.2:
            parts.append("__typename")
        if self.random.random() < 0.2:
            parts.append(self.random.choice(parts))
        if self.random.random() < 0.15:
            parts.append(f"...{self._directive()} {{ {self.random.choice(parts)} }}")
        if self.random.random() < 0.15:
            parts.append(f"... on {kind.name} {self._selection(kind, DEEPEST)}")
        if self.random.random() < 0.1:
            parts.append(self._fragment(kind, level))
        return parts

    def _abstract(self, kind: GraphQLNamedType, level: int) -> list[str]:
        types = list(self.schema.get_possible_types(kind))  # type: ignore[arg-type]
        parts = ["__typename"] if self.random.random() < 0.6 else []
        for each in self.random.sample(types, min(len(types), self.random.randint(1, 3))):
            own = self._selection(each, max(level, DEEPEST - 1))
            parts.append(f"... on {each.name}{self._directive()} {own}")
        if "id" in getattr(kind, "fields", {}):
            parts.append("id")
        return parts

    def _fragment(self, kind: GraphQLObjectType, level: int) -> str:
        name = f"F{len(self.fragments)}"
        self.fragments.append("")
        number = len(self.fragments) - 1
        self.fragments[number] = f"fragment {name} on {kind.name} {self._selection(kind, max(level, DEEPEST - 1))}"
        return f"...{name}"

    def _arguments(self, definition: GraphQLField) -> str:
        given = [
            f"{name}: {self._value(each.type)}"
            for name, each in definition.args.items()
            if is_required_argument(each) or self._may_give(each)
        ]
        return f"({', '.join(given)})" if given else ""

    def _may_give(self, argument: GraphQLArgument) -> bool:
        kind = get_named_type(argument.type)
        return isinstance(kind, GraphQLEnumType) and self.random.random() < 0.3

    def _value(self, kind: GraphQLInputType) -> str:
        named = get_nullable_type(kind)
        if is_list_type(named):
            return f"[{self._value(named.of_type)}]"
        if isinstance(named, GraphQLEnumType):
            names: list[str] = list(named.values)
            return self.random.choice(names)
        if isinstance(named, GraphQLInputObjectType):
            needed = [(name, each.type) for name, each in named.fields.items() if is_non_null_type(each.type)]
            return f"{{ {', '.join(f'{name}: {self._value(each)}' for name, each in needed)} }}"
        return LITERALS.get(str(named), '"x"')
