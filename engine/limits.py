"""Limits of a document, measured in one pass before it is validated. A fragment is measured once, wherever it is.

What is measured here may be wrong in any way that validation would find: unknown fragments, fragments in a circle.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from errors import Code, RegistryError
from settings import Settings

TOKEN = re.compile(
    r'''[\s,\ufeff]+|\#[^\r\n]*
    |("""(?:[^"\\]+|\\"""|\\|"(?!""))*(?:""")?|"(?:[^"\\\r\n]+|\\.)*"?|[_A-Za-z]\w*|-?[0-9][0-9.eE+-]*|\.\.\.|.)''',
    re.ASCII | re.DOTALL | re.VERBOSE,
)
"""A token of GraphQL, or a comment or blanks, which are none; where there is an error, whatever is there counts."""
MAX_COUNTED = 10**9
"""Counts stop growing here: nested fragments double them at every level."""
MAX_REPEATS = 40
"""How often one response key may be asked for in one place. Validation compares each two of them."""
MAX_MUTATIONS = 10
"""In an operation: each is a transaction, one after the other."""
MAX_DEFINITIONS = 250
"""Operations and fragments of a document."""
MAX_VARIABLES = 250
"""Of one operation."""
MAX_VALUES = 8_000
"""In the variables of a request, lists and objects written out. Each is coerced by its type, which takes some 2 µs."""
MAX_VALUE_LEVELS = 100
"""Of lists and objects in the variables of a request."""


@dataclass(slots=True)
class Size:
    """What a selection holds, its fragments written out."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    roots: int = 0
    """Fields of its own level that have fields below, which is what costs at the top of an operation."""
    keys: Counter[str] = field(default_factory=Counter)
    """The response keys of its own level."""

    def add(self, other: "Size") -> None:
        """A fragment at this level."""
        self.depth = max(self.depth, other.depth)
        self.fields = min(self.fields + other.fields, MAX_COUNTED)
        self.aliases = min(self.aliases + other.aliases, MAX_COUNTED)
        self.roots = min(self.roots + other.roots, MAX_COUNTED)
        for key, count in other.keys.items():
            self.keys[key] = min(self.keys[key] + count, MAX_COUNTED)


def has_more_tokens(text: str, most: int) -> bool:
    """Whether a document has more tokens than these, comments not counted. Costs a tenth of parsing so many."""
    if len(text) <= most:
        return False
    tokens = (found for found in TOKEN.finditer(text) if found.lastindex)
    return next(islice(tokens, most, None), None) is not None


def check_document(document: DocumentNode, limits: Settings) -> int:
    """How many fields its operations have, fragments written out. Linear in its length.

    Raises RegistryError (TOO_DEEP) for a document that is beyond a limit.
    """
    _check("definitions", len(document.definitions), MAX_DEFINITIONS)
    fields = 0
    measure = _Measure(document)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            _check("variables", len(definition.variable_definitions or ()), MAX_VARIABLES)
            size = measure.operation(definition)
            fields += size.fields
            _check("levels", size.depth, limits.max_depth)
            _check("fields", size.fields, limits.max_fields)
            _check("aliases", size.aliases, limits.max_aliases)
            _check("questions (fields of the top level)", size.roots, limits.max_root_fields)
            if definition.operation is OperationType.MUTATION:
                _check("mutations", size.roots, MAX_MUTATIONS)
    for name in measure.fragments:
        measure.fragment(name)  # validation goes through those that no operation spreads, too
    _check("directives", measure.directives, limits.max_directives)
    return fields


def check_variables(variables: dict[str, Any]) -> None:
    """Raises RegistryError (TOO_BIG, TOO_DEEP) for more values, or more levels of them, than are taken.

    Linear in their number.
    """
    values, levels, below = 0, 0, list(variables.values())
    while below:
        values, levels = values + len(below), levels + 1
        if values > MAX_VALUES:
            told = f"The variables hold more than {MAX_VALUES:,} values; ask in parts."
            raise RegistryError(Code.TOO_BIG, told, estimate=values, limit=MAX_VALUES)
        if levels > MAX_VALUE_LEVELS:
            told = f"The variables hold more than {MAX_VALUE_LEVELS} levels of lists and objects."
            raise RegistryError(Code.TOO_DEEP, told, limit=MAX_VALUE_LEVELS)
        below = [part for value in below for part in _parts(value)]


def _parts(value: object) -> Collection[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _check(what: str, found: int, most: int) -> None:
    if found > most:
        raise RegistryError(Code.TOO_DEEP, f"The document has {found:,} {what}; {most:,} are allowed.", limit=most)


class _Measure:
    def __init__(self, document: DocumentNode) -> None:
        self.fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self.directives = 0
        self._known: dict[str, Size] = {}

    def operation(self, definition: OperationDefinitionNode) -> Size:
        """The size of an operation."""
        self.directives += len(definition.directives or ())
        return self._size_of(definition.selection_set)

    def fragment(self, name: str) -> Size:
        """The size of a fragment; nothing where it is unknown, or holds itself."""
        if name not in self._known:
            self._known[name] = Size()
            found = self.fragments.get(name)
            if found:
                self.directives += len(found.directives or ())
                self._known[name] = self._size_of(found.selection_set)
        return self._known[name]

    def _size_of(self, selections: SelectionSetNode) -> Size:
        size = self._selection(selections)
        key, count = max(size.keys.items(), key=lambda each: each[1], default=("", 0))
        if count > MAX_REPEATS:
            raise RegistryError(
                Code.TOO_DEEP,
                f"The document asks for `{key[:40]}` {count:,} times in one place; {MAX_REPEATS} times are allowed.",
                limit=MAX_REPEATS,
            )
        return size

    def _selection(self, selections: SelectionSetNode) -> Size:
        size = Size()
        for node in selections.selections:
            self.directives += len(node.directives or ())
            if isinstance(node, FragmentSpreadNode):
                size.add(self.fragment(node.name.value))
            elif isinstance(node, InlineFragmentNode):
                size.add(self._selection(node.selection_set))
            elif isinstance(node, FieldNode):
                self._field(node, size)
        return size

    def _field(self, node: FieldNode, size: Size) -> None:
        below = self._size_of(node.selection_set) if node.selection_set else Size()
        size.depth = max(size.depth, below.depth + 1)
        size.fields = min(size.fields + below.fields + 1, MAX_COUNTED)
        size.aliases = min(size.aliases + below.aliases + (node.alias is not None), MAX_COUNTED)
        size.roots += node.selection_set is not None
        size.keys[(node.alias or node.name).value] += 1
