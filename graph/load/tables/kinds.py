"""What a table says of a label, of a relationship type, and of nodes that live with their owner."""

from dataclasses import dataclass

SPAN = ("since", "until")


@dataclass(frozen=True, slots=True)
class NodeTable:
    """A label: the prefix of its ids and which of its properties are dates."""

    prefix: str
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """A relationship type: the labels it runs between, its date properties.

    parallel  one pair of nodes may have several, of different dates; written anew with their owner, never merged
    """

    ends: tuple[tuple[str, str], ...]
    dates: tuple[str, ...] = ()
    parallel: bool = False


@dataclass(frozen=True, slots=True)
class Owned:
    """Nodes that live and die with their owner; `of_origin`: only those of the same source are compared."""

    owner: str
    type: str
    child: str
    of_origin: bool = False
    backwards: bool = False
