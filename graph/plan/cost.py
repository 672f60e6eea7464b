"""What a question could cost: the most nodes that its page sizes allow, known before it runs."""

from graph.plan.selection import AnalysisRoot, IdsRoot, KeysRoot, NodeRoot, NodeSelection, Root

UNPAGED = 1
"""Nodes counted for a relationship without a page, and for one whose nodes only serve to work out one value."""


def most_nodes(roots: list[Root]) -> int:
    """The number of nodes that the roots could give, all levels together."""
    return sum(
        _rows(root) * (UNPAGED + _columns(root)) if isinstance(root, AnalysisRoot) else _most(root) for root in roots
    )


def _most(root: NodeRoot) -> int:
    return _nodes(root) * _below(root.node)


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
