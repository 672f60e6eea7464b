"""Where a graph falls apart, against what the words mean: without each node and each edge, pieces are counted."""

from collections.abc import Iterator

import numpy as np
import pytest

from matching.analyses.biconnectivity import Biconnectivity, certificate
from matching.model.sparse import NO_PARENT, Matrix, breadth_first_forest, components, matrix

Edges = set[tuple[int, int]]
Pieces = set[frozenset[int]]

SIZES = (2, 3, 5, 9, 20)
DEGREES = (0.6, 1.2, 2.0, 3.0, 6.0)  # mean number of neighbours: from many components to one that holds together
GRAPHS_OF_A_KIND = 30


def graphs() -> Iterator[tuple[int, Edges]]:
    """Random graphs of all sizes and densities."""
    random = np.random.default_rng(1993)
    for size in SIZES:
        for degree in DEGREES:
            for _ in range(GRAPHS_OF_A_KIND):
                drawn = np.argwhere(np.triu(random.random((size, size)) < degree / (size - 1), 1))
                yield size, {(int(low), int(high)) for low, high in drawn}


def of_edges(size: int, edges: Edges) -> Matrix:
    ends = np.asarray(sorted(edges | {(high, low) for low, high in edges}), dtype=np.int64).reshape(-1, 2)
    return matrix(ends[:, 0], ends[:, 1], np.ones(len(ends)), (size, size))


def pieces(nodes: set[int], edges: Edges) -> Pieces:
    """The connected components of some nodes, by walking."""
    found = set()
    left = set(nodes)
    while left:
        piece, way = set(), [min(left)]
        while way:
            node = way.pop()
            piece.add(node)
            beside = {high if low == node else low for low, high in edges if node in (low, high)}
            way += (beside & left) - piece
        found.add(frozenset(piece))
        left -= piece
    return found


def around(node: int, edges: Edges, size: int) -> frozenset[int]:
    """The component of a node."""
    return next(piece for piece in pieces(set(range(size)), edges) if node in piece)


def left_without(node: int, edges: Edges, size: int) -> Pieces:
    """What is left of a node's component without it."""
    kept = {edge for edge in edges if node not in edge}
    return pieces(set(around(node, edges, size)) - {node}, kept)


def test_nodes_are_articulation_points_if_their_component_falls_apart_without_them() -> None:
    points = 0
    for size, edges in graphs():
        found = Biconnectivity(of_edges(size, edges))
        for node in range(size):
            left = left_without(node, edges, size)
            lost = sum(map(len, left)) - max(map(len, left), default=0)
            assert found.lost_with_node[node] == lost, (node, edges)
            if lost:
                points += 1
                assert {frozenset(piece.tolist()) for piece in found.pieces_without_node(node)} == left, (node, edges)
    assert points > 500


def test_edges_are_bridges_if_their_ends_are_apart_without_them() -> None:
    bridges = 0
    for size, edges in graphs():
        found = Biconnectivity(of_edges(size, edges))
        lower, upper = found.bridges
        real = {(min(pair), max(pair)): pair[0] for pair in zip(lower.tolist(), upper.tolist(), strict=True)}
        lost = dict(zip(lower.tolist(), found.lost_with_bridge(lower).tolist(), strict=True))
        for low, high in edges:
            left = pieces(set(around(low, edges, size)), edges - {(low, high)})
            assert ((low, high) in real) == (len(left) == 2), (low, high, edges)
            if len(left) == 2:
                bridges += 1
                end = real[low, high]
                earlier, later = (frozenset(side.tolist()) for side in found.sides_of_bridge(end))
                assert {earlier, later} == left and end in later
                assert lost[end] == min(len(earlier), len(later))
        assert real.keys() <= edges
    assert bridges > 500


def test_components_are_counted_without_nodes_that_have_no_edges() -> None:
    for size, edges in graphs():
        real = sorted(len(piece) for piece in pieces(set(range(size)), edges) if len(piece) > 1)
        assert sorted(Biconnectivity(of_edges(size, edges)).component_sizes.tolist()) == real


def test_certificate_is_a_part_of_the_graph_with_less_than_two_edges_a_node() -> None:
    for size, edges in graphs():
        kept = certificate(of_edges(size, edges)).tocoo()
        assert {(min(pair), max(pair)) for pair in zip(kept.row.tolist(), kept.col.tolist(), strict=True)} <= edges
        assert kept.nnz < 2 * 2 * size
        assert set(kept.data.tolist()) <= {1.0}, "an edge stands in both forests"


@pytest.mark.parametrize("size", [30_000])
def test_long_chain_needs_no_deep_stack(size: int) -> None:
    found = Biconnectivity(of_edges(size, {(node, node + 1) for node in range(size - 1)}))
    assert found.lost_with_node.tolist() == [min(node, size - 1 - node) for node in range(size)]


def test_components_are_numbered_by_their_first_nodes() -> None:
    assert components(of_edges(6, {(0, 5), (1, 2), (2, 4)})).tolist() == [0, 1, 1, 2, 1, 0]


def test_parents_in_breadth_first_trees_are_one_step_nearer_to_the_first_node_of_the_component() -> None:
    for size, edges in graphs():
        parents = breadth_first_forest(of_edges(size, edges)).tolist()
        steps = {min(piece): 0 for piece in pieces(set(range(size)), edges)}
        way = list(steps)
        for node in way:
            beside = {high if low == node else low for low, high in edges if node in (low, high)} - steps.keys()
            steps |= dict.fromkeys(beside, steps[node] + 1)
            way += beside
        assert [node for node in range(size) if parents[node] == NO_PARENT] == sorted(
            node for node, far in steps.items() if far == 0
        )
        for node, parent in enumerate(parents):
            if parent != NO_PARENT:
                assert (min(node, parent), max(node, parent)) in edges and steps[node] == steps[parent] + 1
