"""The selection: the fields asked for, as a plain tree. Nothing of GraphQL is known here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import NodeType, Relationship, Sort
from graph.plan.analysis import AnalysisTable
from graph.plan.filters import Filter


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an order: the values of its sort keys, then the id."""

    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of at most `size` nodes after (or, `backward`, before) a cursor."""

    size: int
    cursor: Cursor | None = None
    backward: bool = False


@dataclass(frozen=True, slots=True)
class NodeSelection:
    """What is asked of a node of one type: its properties, and these relationships by the caller's keys.

    `reads`: the properties that are read, in the order of the model; None: all of them.
    `memo` keeps what is worked out of a selection that is asked again: its shape, and its cost.
    """

    type: NodeType
    relations: Mapping[str, "RelationSelection"] = field(default_factory=dict)
    reads: tuple[str, ...] | None = None
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RelationSelection:
    """What is asked of a relationship.

    page   None where at most one node is wanted
    as_of  ISO date at which a dated relationship must hold; None: whenever
    rows   whether the nodes themselves are wanted; total whether their number is
    inner  the nodes only serve to work out one value; together they count as one
    """

    relationship: Relationship
    node: NodeSelection
    where: Filter | None = None
    order: tuple[Sort, ...] = ()
    page: Page | None = None
    as_of: str | None = None
    rows: bool = True
    total: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class IdsRoot:
    """Nodes of one type by their ids."""

    node: NodeSelection
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageRoot:
    """A page of all nodes of one type."""

    node: NodeSelection
    page: Page
    where: Filter | None = None
    order: tuple[Sort, ...] = ()
    rows: bool = True
    total: bool = False


@dataclass(frozen=True, slots=True)
class KeyLookup:
    """How a node is found by a key: by a unique property of its own, or of a node that it has through `relationship`.

    A node in between must be in force: without `until`, or with one after the date of the question.
    """

    property: str
    relationship: str = ""


@dataclass(frozen=True, slots=True)
class KeysRoot:
    """Nodes of one type by keys of several kinds: under each way its keys. A row tells under `by0 …` which found it."""

    node: NodeSelection
    keys: Mapping[KeyLookup, tuple[object, ...]]
    as_of: str


@dataclass(frozen=True, slots=True)
class AnalysisRoot:
    """A table of an analysis: its arguments, and what is asked of its columns of nodes. No page: all of its rows."""

    table: AnalysisTable
    arguments: Mapping[str, object]
    nodes: Mapping[str, NodeSelection] = field(default_factory=dict)
    page: Page | None = None


NodeRoot = IdsRoot | PageRoot | KeysRoot
Root = NodeRoot | AnalysisRoot
