"""Guards: the condition in a node's pattern by which a statement finds only what who asks may see.

A statement has one of three forms, by what who asks may see at all. All that tells one principal from another stands in
the parameter `$acl`, outside the selection, so nothing that is kept holds a principal. A node without a level
(graph/privacy.py) is seen by administrators alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from graph.model import Model
from graph.privacy import Level

ACL = "acl"
"""The parameter that says what who asks may see."""


class Sight(Enum):
    """What who asks may see: which form a statement has."""

    ALL = "everything"
    MEMBER = "what is published, what members of the network see, and what is theirs"
    PUBLIC = "what is published"


OWN = "any(owner IN {0}.owners WHERE owner IN $acl.mine)"
CONDITIONS = {
    Sight.ALL: "",
    Sight.MEMBER: f"({{0}}.seen IN $acl.levels OR {OWN})",
    Sight.PUBLIC: "{0}.seen = $acl.public",
}


LEVELS = {Sight.ALL: tuple(Level), Sight.MEMBER: (Level.PUBLIC, Level.NETWORK), Sight.PUBLIC: (Level.PUBLIC,)}
"""What may be seen of what one does not own."""


def acl_of(mine: Sequence[str] = ()) -> dict[str, object]:
    """The parameter `$acl` of who belongs to these institutions and offices."""
    levels = [each.name for each in LEVELS[Sight.MEMBER]]
    return {"public": Level.PUBLIC.name, "levels": levels, "mine": list(mine)}


@dataclass(frozen=True, slots=True)
class Guard:
    """Guards the nodes of statements of one form."""

    model: Model
    sight: Sight

    def condition(self, type_name: str, variable: str) -> str:
        """What must hold of the node in a variable for it to be seen; empty where all see all nodes of its type."""
        node = self.model.types.get(type_name)
        return CONDITIONS[self.sight].format(variable) if node and node.privacy else ""

    def node(self, text: str, type_name: str, variable: str) -> str:
        """The text of a node in a pattern, with the condition of its type: `n1:Contact WHERE n1.seen = …`."""
        condition = self.condition(type_name, variable)
        return f"{text} WHERE {condition}" if condition else text

    @property
    def levels(self) -> str:
        """The levels that are seen by who does not own a node, as Cypher."""
        return "$acl.levels" if self.sight is Sight.MEMBER else "[$acl.public]"

    def total(self, type_name: str) -> str:
        """How many nodes of a guarded type are seen by who does not own them, from what is kept (graph/totals.py).

        One level after the other: for one value that a row holds both stores take the index, for a list not both.
        """
        return f"UNWIND {self.levels} AS level\nMATCH (t0:Total {{level: level}})\nRETURN sum(t0.{type_name})"

    def own_node(self, type_name: str, variable: str) -> str:
        """The text of a node in a pattern, of those that belong to who asks: `n0:Contact WHERE any(owner IN …)`."""
        return f"{variable}:{type_name} WHERE {OWN.format(variable)}"

    def condition_of_some(self, type_names: Sequence[str], variable: str) -> str:
        """The same for a node that can be of one of a few types."""
        guarded = [each for each in type_names if self.condition(each, variable)]
        if not guarded:
            return ""
        others = [f"{variable}:{each}" for each in type_names if each not in guarded]
        condition = self.condition(guarded[0], variable)
        return f"({' OR '.join([*others, condition])})" if others else condition

    def condition_of_any(self, type_names: Iterable[str], variable: str) -> str:
        """The same for a node that can be of many types; `$private` lists those that are guarded.

        By the name of its label: Neo4j takes seconds to plan as many conditions as there are types.
        """
        if not any(self.condition(each, variable) for each in type_names):
            return ""
        return f"(NOT head(labels({variable})) IN $private OR {CONDITIONS[self.sight].format(variable)})"
