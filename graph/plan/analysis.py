"""Analyses: tables whose Cypher is written by hand. The planner pages them and reads their nodes in the same statement.

The text of a table ends in a WITH that names its columns. Where a node comes in, its pattern says its type, so that it
is guarded (graph/plan/guard.py): `(c:Contact)`, or `(c is Contact)` where the relationship implies the label; a test
reads each text. Two kinds of lines are not Cypher:

    [office] AND …      stays where the argument `office` is given; `[!office]` where it is not
    [page e, id]        where the page is cut, carrying these variables on; the WITH before it has the keys of the order

A table without a `[page …]` line is cut at its end. Every value is a parameter: an argument or a constant of the table.
"""

import re
from dataclasses import dataclass, field

from graph.model import NodeType, Property, Sort

CONDITION = re.compile(r"\[(?P<absent>!?)(?P<name>\w+)\] (?P<rest>.*)")
PAGE_LINE = re.compile(r"\[page (?P<carried>[\w, ]+)\]")


@dataclass(frozen=True, slots=True)
class NodeColumn:
    """A column that holds a node of a type, or with `most` a list of so many at most, given in `order`."""

    name: str
    type: str
    most: int = 0
    order: tuple[Sort, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysisTable:
    """Rows of an analysis.

    values     columns of values; a table with pages has an `id` that no two of its rows share
    nodes      columns of nodes
    order      by which values the rows come; the `id` ends it
    constants  parameters that are the same for every question
    most       how many rows a table without pages can have
    """

    name: str
    text: str
    values: tuple[Property, ...]
    nodes: tuple[NodeColumn, ...] = ()
    order: tuple[Sort, ...] = ()
    constants: tuple[tuple[str, object], ...] = ()
    most: int = 1
    row: NodeType = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        row = NodeType(self.name, "", {each.name: each for each in self.values}, order=self.order)
        object.__setattr__(self, "row", row)

    @property
    def columns(self) -> list[str]:
        """The names of all columns."""
        return [*(each.name for each in self.values), *(each.name for each in self.nodes)]


def lines_for(text: str, given: frozenset[str]) -> list[str]:
    """The lines of a text that stay where these arguments are given."""
    kept = []
    for line in text.strip().splitlines():
        found = CONDITION.fullmatch(line.strip())
        if found is None:
            kept.append(line)
        elif (found["name"] in given) != bool(found["absent"]):
            kept.append(found["rest"])
    return kept
