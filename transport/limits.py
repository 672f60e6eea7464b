"""Limits of a document, known before it runs. Fragments are measured once each, however often they are spread."""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from errors import Code, RegistryError

MOST_CHECKED = 10**9
"""Counts stop growing here: nested fragments double them at every level."""


@dataclass(frozen=True, slots=True)
class Size:
    """Levels and fields of a selection, its fragments written out."""

    depth: int
    fields: int


def check_size(document: DocumentNode, *, max_depth: int, max_fields: int, max_roots: int) -> None:
    """Raises RegistryError (TOO_DEEP) for a valid document that is beyond a limit. Linear in its length."""
    measure = _Measure(
        {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    )
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode):
            continue
        size = measure.selection(definition.selection_set)
        if size.depth > max_depth:
            raise RegistryError(
                Code.TOO_DEEP, f"The document has {size.depth} levels; {max_depth} are allowed.", limit=max_depth
            )
        if size.fields > max_fields:
            raise RegistryError(
                Code.TOO_DEEP,
                f"The document asks for {size.fields:,} fields; {max_fields:,} are allowed.",
                limit=max_fields,
            )
        roots = measure.roots(definition.selection_set)
        if roots > max_roots:
            raise RegistryError(
                Code.TOO_DEEP,
                f"The operation asks {roots:,} questions (fields of its top level); {max_roots} are allowed.",
                limit=max_roots,
            )


class _Measure:
    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.known: dict[str, Size] = {}
        self.known_roots: dict[str, int] = {}

    def selection(self, selections: SelectionSetNode | None) -> Size:
        """The size of a selection set."""
        if selections is None:
            return Size(0, 0)
        depth = fields = 0
        for node in selections.selections:
            if isinstance(node, FragmentSpreadNode):
                size = self.fragment(node.name.value)
            elif isinstance(node, FieldNode):
                below = self.selection(node.selection_set)
                size = Size(below.depth + 1, below.fields + 1)
            else:
                size = self.selection(node.selection_set)  # type: ignore[attr-defined]
            depth, fields = max(depth, size.depth), min(fields + size.fields, MOST_CHECKED)
        return Size(depth, fields)

    def roots(self, selections: SelectionSetNode) -> int:
        """How many fields of the top level have fields of their own, which is what costs."""
        count = 0
        for node in selections.selections:
            if isinstance(node, FragmentSpreadNode):
                count += self.fragment_roots(node.name.value)
            elif not isinstance(node, FieldNode):
                count += self.roots(node.selection_set)  # type: ignore[attr-defined]
            elif node.selection_set:
                count += 1
        return min(count, MOST_CHECKED)

    def fragment_roots(self, name: str) -> int:
        """As `roots`, of a fragment."""
        if name not in self.known_roots:
            self.known_roots[name] = self.roots(self.fragments[name].selection_set)
        return self.known_roots[name]

    def fragment(self, name: str) -> Size:
        """The size of a fragment; validation has ruled out that it holds itself."""
        if name not in self.known:
            self.known[name] = self.selection(self.fragments[name].selection_set)
        return self.known[name]
