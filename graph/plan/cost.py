"""What a question could cost, known before it runs: the nodes that its page sizes allow, and what its filters walk."""

from collections.abc import Sequence

from graph.model import Model, NodeType
from graph.plan.filters import AllOf, AnyOf, Compare, Filter, Not, StateAt
from graph.plan.selection import AnalysisRoot, IdsRoot, KeysRoot, NodeRoot, NodeSelection, PageRoot, Root

UNPAGED = 1
"""Nodes counted for a relationship without a page, and for one whose nodes only serve to work out one value."""
WALKED = (0, 0, 1_000, 4_000)
"""Nodes counted for a relationship to many in a filter, by how many it lies within, itself counted. Each multiplies
what the store walks through: over the demo set one takes 30 ms, two 250, three 1,200."""
HEAVY_NODES = 5_000
"""A root that counts so many keeps the store busy for long."""


def most_nodes(model: Model, roots: Sequence[Root]) -> int:
    """The number of nodes that the roots could give, all levels together, and what their filters count."""
    return sum(_count(model, root) for root in roots)


def is_heavy(model: Model, roots: Sequence[Root]) -> bool:
    """Whether a statement for these roots may keep the store busy for long."""
    return any(_root_filter_cost(model, root) or _count(model, root) >= HEAVY_NODES for root in roots)


def _count(model: Model, root: Root) -> int:
    if isinstance(root, AnalysisRoot):
        return _rows(root) * (UNPAGED + _columns(root))
    return _most(root) + _root_filter_cost(model, root)


def _most(root: NodeRoot) -> int:
    return _nodes(root) * _below(root.node)


def _root_filter_cost(model: Model, root: Root) -> int:
    """What the filters of a root, and of what is asked below it, count."""
    if isinstance(root, AnalysisRoot):
        return 0
    own = filter_cost(model, root.node.type, root.where) if isinstance(root, PageRoot) and root.where else 0
    return own + _filter_cost_below(model, root.node)


def _filter_cost_below(model: Model, node: NodeSelection) -> int:
    if "walked" not in node.memo:
        node.memo["walked"] = sum(
            (filter_cost(model, relation.node.type, relation.where) if relation.where else 0)
            + _filter_cost_below(model, relation.node)
            for relation in node.relations.values()
        )
    found: int = node.memo["walked"]
    return found


def filter_cost(model: Model, node: NodeType, part: Filter, within: int = 0) -> int:
    """What a filter of a node counts; it lies within so many relationships to many."""
    match part:
        case Compare() | StateAt():
            return 0
        case Not():
            return filter_cost(model, node, part.part, within)
        case AllOf() | AnyOf():
            return sum(filter_cost(model, node, each, within) for each in part.parts)
    relationship = node.relationships[part.relationship]
    depth = within + relationship.many
    own = WALKED[min(depth, len(WALKED) - 1)] if relationship.many else 0
    return own + (filter_cost(model, model.types[relationship.target], part.part, depth) if part.part else 0)


def _nodes(root: NodeRoot) -> int:
    match root:
        case IdsRoot():
            return len(root.ids)
        case KeysRoot():
            return sum(map(len, root.keys.values()))
    return root.page.size if root.rows else 0


def _rows(root: AnalysisRoot) -> int:
    return root.page.size if root.page else root.table.most


def _columns(root: AnalysisRoot) -> int:
    """What comes with one row of an analysis."""
    asked = [column for column in root.table.nodes if column.name in root.nodes]
    return sum((column.most or UNPAGED) * _below(root.nodes[column.name]) for column in asked)


def _below(node: NodeSelection) -> int:
    """A node and all that could come with it."""
    if "most" not in node.memo:
        node.memo["most"] = 1 + sum(
            (relation.page.size if relation.page and not relation.inner else UNPAGED) * _below(relation.node)
            for relation in node.relations.values()
            if relation.rows
        )
    most: int = node.memo["most"]
    return most
