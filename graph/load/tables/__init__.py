"""The labels and relationship types that loads write, and the values they allow: one file a noun.

The tables repeat docs/model/; a test compares the two. A new noun is its own file here.
"""

import importlib
import pkgutil
from types import ModuleType

from graph.load.tables.kinds import EdgeTable, NodeTable, Owned

__all__ = ["EDGES", "MARKS", "NODES", "OWNED", "VALUES", "EdgeTable", "NodeTable", "Owned"]

MARKS = ("rorHash", "rowHash")
"""The hash of what a load wrote last, kept on the node: `rorHash` by the ROR import, `rowHash` by loads of CSV rows."""

NOUNS: tuple[ModuleType, ...] = tuple(
    importlib.import_module(f"{__name__}.{found.name}")
    for found in pkgutil.iter_modules(__path__)
    if found.name != "kinds"
)


def _nodes() -> dict[str, NodeTable]:
    return {label: table for noun in NOUNS for label, table in getattr(noun, "NODES", {}).items()}


def _edges() -> dict[str, EdgeTable]:
    """Types that run from several nouns have the ends that each of them states."""
    found: dict[str, EdgeTable] = {}
    for noun in NOUNS:
        for edge_type, table in getattr(noun, "EDGES", {}).items():
            known = found.get(edge_type)
            ends = sorted({*(known.ends if known else ()), *table.ends})
            found[edge_type] = EdgeTable(tuple(ends), table.dates, table.parallel)
    return found


NODES = dict(sorted(_nodes().items()))
EDGES = dict(sorted(_edges().items()))
OWNED: tuple[Owned, ...] = tuple(owned for noun in NOUNS for owned in getattr(noun, "OWNED", ()))
VALUES: dict[str, tuple[str, ...]] = {
    name: tuple(words.split()) for noun in NOUNS for name, words in getattr(noun, "VALUES", {}).items()
}
