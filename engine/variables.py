"""Variables of an operation, and arguments of its root fields: what is nearly always sent is read without ceremony.

Whatever is not plain goes through graphql-core, which has the rules and the words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLScalarType,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    Undefined,
    VariableNode,
    Visitor,
    get_argument_values,
    get_nullable_type,
    get_variable_values,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
    visit,
)
from graphql.execution.get_variable_signature import get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, coerce_argument

MAX_ERRORS = 50
"""Of variables; graphql-core's own limit."""
PLAIN: dict[str, type] = {"ID": str, "String": str, "Boolean": bool, "Int": int, "_Any": dict}
"""Types whose values of this Python type are taken as they are; integers within the bounds of GraphQL's Int."""

MIN_INT, GREATEST_INT = -(2**31), 2**31 - 1
"""Of GraphQL's Int (October 2021, 3.5.1)."""

NO_FRAGMENTS: Mapping[str, Node] = {}

Variables = VariableValues
Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A plain type, or a list of such values of which none may be null."""

    kind: type
    many: bool

    def coerce(self, value: object) -> object:
        """The value itself; Undefined where it is left to graphql-core."""
        if self.many:
            return value if type(value) is list and all(map(self._takes_one, value)) else Undefined
        return value if self._takes_one(value) else Undefined

    def _takes_one(self, value: object) -> bool:
        if type(value) is not self.kind:
            return False
        return not isinstance(value, int) or MIN_INT <= value <= GREATEST_INT


@dataclass(frozen=True, slots=True)
class _PlainLeaf:
    """An enum, or a scalar that is read."""

    read: Callable[[Any], Any]

    def coerce(self, value: object) -> object:
        """What is read; Undefined where it is left to graphql-core."""
        try:
            return Undefined if value is None else self.read(value)
        except Exception:  # whatever it is, graphql-core says it
            return Undefined


@dataclass(frozen=True, slots=True)
class _PlainObject:
    """An input type as far as its fields are of the types above.

    fields    of each that is, how its values are coerced and under which name they are kept
    needed    those without which graphql-core finds something wrong, or a default
    """

    fields: Mapping[str, tuple[str, "_Plain | _PlainLeaf"]]
    needed: frozenset[str]

    def coerce(self, value: object) -> object:
        """What is kept of its fields; Undefined where it is left to graphql-core."""
        if type(value) is not dict or not self.needed <= value.keys():
            return Undefined
        coerced = {}
        for name, sent in value.items():
            if name not in self.fields:
                return Undefined
            kept, field = self.fields[name]
            coerced[kept] = found = field.coerce(sent)
            if found is Undefined:
                return Undefined
        return coerced


def coercion(
    schema: GraphQLSchema, operation: OperationDefinitionNode
) -> Callable[[Mapping[str, Any]], Variables | list[GraphQLError]]:
    """What turns the variables that a client sends into those of the operation, or into errors."""
    definitions = operation.variable_definitions or ()
    signatures = [get_variable_signature(schema, each) for each in definitions]
    plain = [None if isinstance(each, GraphQLError) else (each, _plain(each.type)) for each in signatures]

    def coerce(sent: Mapping[str, Any]) -> Variables | list[GraphQLError]:
        values: dict[str, Any] = {}
        sources: dict[str, VariableValueSource] = {}
        for each in plain:
            value = each[1].coerce(sent.get(each[0].name, Undefined)) if each and each[1] else Undefined
            if each is None or value is Undefined:
                return get_variable_values(schema, definitions, dict(sent), max_errors=MAX_ERRORS)
            values[each[0].name] = value
            sources[each[0].name] = VariableValueSource(each[0], sent[each[0].name])
        return VariableValues(sources, values)

    return coerce


def _plain(type: GraphQLInputType) -> _Plain | _PlainLeaf | _PlainObject | None:
    """How values of a type are coerced; None where all of them are left to graphql-core."""
    named = get_nullable_type(type)
    if not isinstance(named, GraphQLInputObjectType):
        return _plain_field(type)
    if named.is_one_of or named.out_type is not GraphQLInputObjectType.out_type:
        return None
    fields = {name: (each.out_name or name, _plain_field(each.type)) for name, each in named.fields.items()}
    needed = {
        name
        for name, each in named.fields.items()
        if is_required_input_field(each) or each.default is not None or each.default_value is not Undefined
    }
    return _PlainObject({name: (kept, each) for name, (kept, each) in fields.items() if each}, frozenset(needed))


def _plain_field(type: GraphQLInputType) -> _Plain | _PlainLeaf | None:
    leaf = get_nullable_type(type)
    name = str(leaf)
    many = name.startswith("[") and name.endswith("!]")
    kind = PLAIN.get(name[1:-2] if many else name)
    if kind:
        return _Plain(kind, many)
    return _PlainLeaf(leaf.coerce_input_value) if isinstance(leaf, GraphQLScalarType | GraphQLEnumType) else None


def arguments_of(definition: GraphQLField, node: FieldNode) -> Callable[[Variables], Arguments]:
    """What gives the arguments of a field; it raises GraphQLError as graphql-core does."""
    given = {each.name.value: each for each in node.arguments or ()}
    constant: Arguments = {}
    varied: list[tuple[str, str, bool]] = []
    patterns: Arguments = {}
    inside: set[str] = set()
    for name, argument in definition.args.items():
        sent = given.get(name)
        if sent is None and is_required_argument(argument):
            return lambda variables: get_argument_values(definition, node, variables)
        if sent is not None and isinstance(sent.value, VariableNode):
            varied.append((argument.out_name or name, sent.value.name.value, is_non_null_type(argument.type)))
        elif sent is not None and (names := variables_in(sent.value)):
            inside |= names
            coerce_argument(patterns, node, name, argument, sent, _places(names), None)
        else:
            coerce_argument(constant, node, name, argument, sent, None, None)

    def arguments(variables: Variables) -> Arguments:
        values = variables.coerced
        if any(values.get(each) is None for each in inside):  # what becomes of a null depends on where it stands
            return get_argument_values(definition, node, variables)
        found = constant.copy()
        for name, variable, needed in varied:
            value = values.get(variable, Undefined)
            if value is Undefined or (value is None and needed):
                return get_argument_values(definition, node, variables)
            found[name] = value
        for name, pattern in patterns.items():
            found[name] = _fill(pattern, values)
        return found

    return arguments


@dataclass(frozen=True, slots=True)
class _Place:
    """Stands in a coerced argument where the value of a variable goes."""

    variable: str


def _places(names: set[str]) -> Variables:
    return VariableValues({}, {each: _Place(each) for each in names})


def _fill(pattern: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(pattern, _Place):
        return values[pattern.variable]
    if isinstance(pattern, dict):
        return {name: _fill(part, values) for name, part in pattern.items()}
    return [_fill(part, values) for part in pattern] if isinstance(pattern, list) else pattern


def variables_in(node: Node, fragments: Mapping[str, Node] = NO_FRAGMENTS) -> set[str]:
    """The names of the variables in a part of a document, and in the fragments that it spreads."""
    names: set[str] = set()
    seen: set[str] = set()

    class Names(Visitor):
        def enter_variable(self, node: VariableNode, *_: object) -> None:
            names.add(node.name.value)

        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
            name = node.name.value
            if name not in seen:
                seen.add(name)
                visit(fragments[name], self)

    visit(node, Names())
    return names
