"""Where an undirected graph falls apart: its articulation points and bridges, and the pieces that each would leave.

A sparse certificate stands for the graph, so the search goes along fewer than two edges a node. Nodes are rows of a
symmetric matrix without a diagonal; nodes without edges are on no side.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.model.sparse import NO_PARENT, Mask, Matrix, Rows, breadth_first_forest, ends_of, matrix, with_edges

UNREACHED = -1


def certificate(graph: Matrix) -> Matrix:
    """A part of the graph that falls apart at the same nodes and edges, into the same pieces.

    A breadth-first forest and a spanning forest of the edges that it leaves (Cheriyan, Kao and Thurimella 1993). Round
    an edge in neither, the second forest has a way. Of a node on that way, the neighbours there are not below it in the
    first forest, where all that it found new became its children; so they stay together without it.
    """
    forest = breadth_first_forest(graph)
    second = breadth_first_forest(_remove_forest(graph, forest))
    child = np.concatenate([np.flatnonzero(parents != NO_PARENT) for parents in (forest, second)])
    parent = np.concatenate([parents[parents != NO_PARENT] for parents in (forest, second)])
    ends, others = np.concatenate((child, parent)), np.concatenate((parent, child))
    return matrix(ends, others, np.ones(len(ends)), graph.shape)


def _remove_forest(graph: Matrix, forest: Rows) -> Matrix:
    rows, columns = ends_of(graph)
    return with_edges(graph, (forest[rows] != columns) & (forest[columns] != rows))


@dataclass(frozen=True)
class DepthFirst:
    """A depth-first search of all components, with low links (Tarjan 1972)."""

    order: Rows  # nodes as they were reached: a subtree is a run, and so is a component
    place: Rows  # of each node in `order`, or UNREACHED: it has no edges
    parent: Rows  # of each node, or NO_PARENT
    size: Rows  # nodes of each node's subtree, itself among them
    low: Rows  # the first place that a subtree reaches by a single edge outside the tree

    @cached_property
    def roots(self) -> Rows:
        """The node from which each component was searched."""
        roots: Rows = self.order[self.parent[self.order] == NO_PARENT]
        return roots

    @cached_property
    def start(self) -> Rows:
        """The place at which each node's component begins."""
        found = np.full(len(self.place), UNREACHED)
        found[self.order] = np.repeat(self.place[self.roots], self.size[self.roots])
        return found

    @cached_property
    def whole(self) -> Rows:
        """The number of nodes in each node's component; 0: it has no edges."""
        found = np.zeros(len(self.place), dtype=np.int64)
        found[self.order] = np.repeat(self.size[self.roots], self.size[self.roots])
        return found


def depth_first(graph: Matrix) -> DepthFirst:
    """Searches the graph from the first node of each component, along neighbours as they come in its rows."""
    count = graph.shape[0]
    columns, following, ends = graph.indices.tolist(), graph.indptr[:-1].tolist(), graph.indptr[1:].tolist()
    place, parent, size, low = [UNREACHED] * count, [NO_PARENT] * count, [1] * count, [0] * count
    order: list[int] = []
    for root in np.flatnonzero(np.diff(graph.indptr)).tolist():
        if place[root] != UNREACHED:
            continue
        place[root] = low[root] = len(order)
        order.append(root)
        way = [root]
        while way:
            node = way[-1]
            if following[node] < ends[node]:
                other = columns[following[node]]
                following[node] += 1
                if place[other] == UNREACHED:
                    parent[other] = node
                    place[other] = low[other] = len(order)
                    order.append(other)
                    way.append(other)
                elif other != parent[node]:
                    low[node] = min(low[node], place[other])
                continue
            way.pop()
            if way:
                above = way[-1]
                size[above] += size[node]
                low[above] = min(low[above], low[node])
    return DepthFirst(*(np.asarray(each, dtype=np.int64) for each in (order, place, parent, size, low)))


class Biconnectivity:
    """What single nodes and single edges of a graph hold together."""

    def __init__(self, graph: Matrix) -> None:
        self._search = depth_first(certificate(graph))

    @property
    def component_sizes(self) -> Rows:
        """The number of nodes in each component that has edges."""
        return self._search.size[self._search.roots]

    @cached_property
    def _hangs(self) -> Mask:
        """Of which nodes the subtree hangs on their parent alone."""
        found = self._search
        return np.asarray((found.parent != NO_PARENT) & (found.low >= found.place[found.parent]))

    @cached_property
    def lost_with_node(self) -> Rows:
        """How many nodes are not in the largest piece that is left of a node's component without it.

        0 unless it is an articulation point.
        """
        found = self._search
        child = np.flatnonzero(self._hangs)
        below, largest = np.zeros_like(found.size), np.zeros_like(found.size)
        np.add.at(below, found.parent[child], found.size[child])
        np.maximum.at(largest, found.parent[child], found.size[child])
        others = np.maximum(found.whole - 1, 0)
        return others - np.maximum(others - below, largest)

    @cached_property
    def bridges(self) -> tuple[Rows, Rows]:
        """The two ends of each bridge: the one that was reached later, and the one before it."""
        found = self._search
        lower = np.flatnonzero((found.parent != NO_PARENT) & (found.low == found.place))
        return lower, found.parent[lower]

    def lost_with_bridge(self, lower: Rows) -> Rows:
        """How many nodes are on the smaller side of each of some bridges, given by their later ends."""
        found = self._search
        return np.asarray(np.minimum(found.size[lower], found.whole[lower] - found.size[lower]))

    def pieces_without_node(self, node: int) -> list[Rows]:
        """The nodes of each piece that is left of an articulation point's component without it."""
        children = np.flatnonzero(self._hangs & (self._search.parent == node)).tolist()
        rest = self._component_without(node, children)
        return [piece for piece in (rest[rest != node], *map(self._subtree, children)) if len(piece)]

    def sides_of_bridge(self, lower: int) -> tuple[Rows, Rows]:
        """The nodes on the earlier and on the later side of a bridge, given by its later end."""
        return self._component_without(lower, [lower]), self._subtree(lower)

    def _subtree(self, node: int) -> Rows:
        start = int(self._search.place[node])
        return self._search.order[start : start + int(self._search.size[node])]

    def _component_without(self, node: int, subtrees: list[int]) -> Rows:
        """The nodes of a node's component but for some subtrees."""
        found = self._search
        start = int(found.start[node])
        kept = np.ones(int(found.whole[node]), dtype=np.bool_)
        for each in subtrees:
            begin = int(found.place[each]) - start
            kept[begin : begin + int(found.size[each])] = False
        return np.asarray(found.order[start : start + len(kept)][kept])
