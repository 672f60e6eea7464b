"""Who may see nodes of a type that is not published as a whole: levels, and what decides which of them a node has.

Each such node keeps its level as `seen` and the ids of the institutions and offices to which it belongs as `owners`.
Loads and writes work both out anew whenever they touch it (graph/load/visibility.py).
"""

from dataclasses import dataclass
from enum import Enum

SEEN, OWNERS = "seen", "owners"
"""The properties that say so. `seen` has an index, by which pages in an order without one are found."""


class Level(Enum):
    """Who may see a node, beside its owners and administrators."""

    PUBLIC = "Everybody."
    NETWORK = "Who is signed in as a member of the network."
    OWNERS = "Nobody else."
    OFFICE = "Nobody else; and of its owners the offices alone."


@dataclass(frozen=True, slots=True)
class Opening:
    """A property, or the history of a state, that gives a node a level once it has one of these values."""

    property: str
    values: tuple[str, ...]
    level: Level

    def reached(self) -> str:
        """When it opens, in words."""
        return f"{self.property} has been {' or '.join(self.values)}"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that gives a node a level from `least` on: smaller ones tell too much of those who are counted."""

    property: str
    least: int
    level: Level

    def reached(self) -> str:
        """When it opens, in words."""
        return f"{self.property} is {self.least} or more"


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who may see nodes of a type.

    usual   the level of a node that nothing opens; nodes of the demo set, which are invented, are published
    owners  relationships that lead to its institutions and offices; `contact.parties` leads through another node
    opens   what opens it; the first that holds decides
    """

    usual: Level
    owners: tuple[str, ...]
    opens: tuple[Opening | Threshold, ...] = ()
