"""The ways by which a node leads to the institutions and offices that own it (graph/privacy.py)."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Model, NodeType, Pattern


@dataclass(frozen=True, slots=True)
class OwnerPath:
    """A way from a node to institutions or offices that own it: its Cypher between two nodes, and where it ends.

    through  the label of the node on the way, and the pattern to it; None where there is none
    """

    pattern: str
    target: str
    through: tuple[str, str] | None

    def from_owner(self, owner: str, owned: str) -> str:
        """The same way as Cypher from an owner to what it owns; both are the texts of nodes."""
        return Pattern(self.pattern).reverse(owner, owned)


def owner_paths(model: Model, node: NodeType) -> Iterator[OwnerPath]:
    """The ways from a node of a type to those who own it; none where all its nodes are published."""
    for name in node.privacy.owners if node.privacy else ():
        first, _, second = name.partition(".")
        own = node.relationships[first]
        if not second:
            yield OwnerPath(own.pattern.text, own.target, None)
            continue
        onwards = model.types[own.target].relationships[second]
        pattern = f"{own.pattern.text}(:{own.target}){onwards.pattern.text}"
        yield OwnerPath(pattern, onwards.target, (own.target, own.pattern.text))
