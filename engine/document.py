"""Walks a GraphQL document: which fields are asked for below a field, with fragments and directives applied."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    get_argument_values,
    get_directive_values,
    is_abstract_type,
)

from engine.texts import check_texts

Info = GraphQLResolveInfo[Any]
"""What the executor tells a resolver."""

AskedFields = dict[str, list[FieldNode]]
"""Response key → the nodes of the document that ask for it."""


def plain_values(value: Any) -> Any:
    """Argument values with enum members as what they stand for: their names, or a stored property."""
    if isinstance(value, dict):
        return {key: plain_values(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain_values(part) for part in value]
    return value.value if isinstance(value, Enum) else value


@dataclass(frozen=True, slots=True)
class Document:
    """The operation that runs: schema, fragments and variables."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: Any

    @classmethod
    def of(cls, info: Info) -> "Document":
        """The operation behind a resolver's info."""
        return cls(info.schema, info.fragments, info.variable_values)

    def below(self, nodes: list[FieldNode], type_name: str) -> AskedFields:
        """The fields asked for below these nodes on the object type of this name."""
        runtime = self.schema.type_map[type_name]
        assert isinstance(runtime, GraphQLObjectType)
        asked: AskedFields = {}
        for node in nodes:
            if node.selection_set:
                self._collect(node.selection_set.selections, runtime, asked)
        return asked

    def fields_of(self, selections: SelectionSetNode, runtime: GraphQLObjectType) -> AskedFields:
        """The fields that a selection set asks of an object type."""
        asked: AskedFields = {}
        self._collect(selections.selections, runtime, asked)
        return asked

    def arguments(self, type_name: str, node: FieldNode) -> dict[str, Any]:
        """The coerced arguments of a field, defaults included, as plain values. Raises RegistryError."""
        parent = self.schema.type_map[type_name]
        assert isinstance(parent, GraphQLObjectType)
        definition = parent.fields[node.name.value]
        values: dict[str, Any] = (
            plain_values(get_argument_values(definition, node, self.variables)) if definition.args else {}
        )
        check_texts(values, node.alias.value if node.alias else node.name.value)
        return values

    def _collect(self, selections: tuple[SelectionNode, ...], runtime: GraphQLObjectType, asked: AskedFields) -> None:
        for selection in selections:
            if not self._is_included(selection):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                asked.setdefault(key, []).append(selection)
                continue
            fragment: InlineFragmentNode | FragmentDefinitionNode | None = None
            if isinstance(selection, InlineFragmentNode):
                fragment = selection
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self.fragments[selection.name.value]
            if fragment and self._fits(fragment, runtime):
                self._collect(fragment.selection_set.selections, runtime, asked)

    def _is_included(self, selection: SelectionNode) -> bool:
        if not selection.directives:
            return True
        skip = get_directive_values(GraphQLSkipDirective, selection, self.variables)
        if skip and skip["if_" if "if_" in skip else "if"]:
            return False
        include = get_directive_values(GraphQLIncludeDirective, selection, self.variables)
        return not include or bool(include["if_" if "if_" in include else "if"])

    def _fits(self, fragment: InlineFragmentNode | FragmentDefinitionNode, runtime: GraphQLObjectType) -> bool:
        wanted = fragment.type_condition
        if wanted is None or wanted.name.value == runtime.name:
            return True
        condition = self.schema.type_map[wanted.name.value]
        return is_abstract_type(condition) and self.schema.is_sub_type(condition, runtime)
