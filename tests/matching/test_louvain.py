"""Communities of graphs whose parts are known."""

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pytest

from matching.model.louvain import NO_COMMUNITY, louvain
from matching.model.sparse import Matrix, matrix

# Zachary (1977): who meets whom in a karate club. The best parting has modularity 0.4198.
CLUB = """1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 1-13 4-13 1-14
2-14 3-14 4-14 6-17 7-17 1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 27-30 2-31 9-31 1-32
25-32 26-32 29-32 3-33 9-33 15-33 16-33 19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 10-34 14-34 15-34 16-34 19-34
20-34 21-34 23-34 24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34"""
CLUB_EDGES = [(int(one) - 1, int(other) - 1) for one, other in (pair.split("-") for pair in CLUB.split())]
FALLING_APART = [(0, 9), (1, 7), (4, 10), (6, 7), (6, 8), (7, 9)]
FALLING_APART += [(1, 5)] * 2 + [(2, 8), (3, 8), (4, 8), (7, 10), (8, 10)] * 3


def graph(size: int, edges: Iterable[tuple[int, int]]) -> Matrix:
    """Edges that stand several times weigh as much."""
    ends = np.asarray([pair for edge in edges for pair in (edge, edge[::-1])], dtype=np.int64).reshape(-1, 2)
    return matrix(ends[:, 0], ends[:, 1], np.ones(len(ends)), (size, size))


def ring_of_groups(groups: int, members: int) -> Matrix:
    """Groups in which all know one another, in a ring."""
    edges = [(group * members, (group + 1) % groups * members) for group in range(groups)]
    for group in range(groups):
        edges += combinations(range(group * members, (group + 1) * members), 2)
    return graph(groups * members, edges)


def modularity(edges: list[tuple[int, int]], labels: list[int]) -> float:
    """Of a parting, by its definition."""
    degree = [sum(node in edge for edge in edges) for node in range(len(labels))]
    within = sum(labels[one] == labels[other] for one, other in edges) / len(edges)
    chance = sum(
        one * other for a, one in enumerate(degree) for b, other in enumerate(degree) if labels[a] == labels[b]
    )
    return within - chance / (2 * len(edges)) ** 2


def test_groups_that_know_one_another_are_communities() -> None:
    assert louvain(ring_of_groups(4, 5), 1.0).tolist() == [group for group in range(4) for _ in range(5)]


def test_parting_is_nearly_the_best() -> None:
    assert len(CLUB_EDGES) == 78
    assert modularity(CLUB_EDGES, louvain(graph(34, CLUB_EDGES), 1.0).tolist()) > 0.41


def test_higher_resolution_makes_smaller_communities() -> None:
    counts = [louvain(ring_of_groups(30, 3), resolution).max() + 1 for resolution in (0.2, 1.0, 5.0)]
    assert counts == [4, 15, 30]


def test_more_contacts_bind_more() -> None:
    square = [(0, 1), (1, 2), (2, 3), (3, 0)]
    assert louvain(graph(4, [*square, (0, 1), (2, 3)]), 1.0).tolist() == [0, 0, 1, 1]
    assert louvain(graph(4, [*square, (1, 2), (3, 0)]), 1.0).tolist() == [0, 1, 1, 0]


def test_largest_community_has_the_lowest_number_and_nodes_without_edges_have_none() -> None:
    edges = [(1, 2), *combinations((3, 5, 6), 2), (7, 8)]
    none = NO_COMMUNITY
    assert louvain(graph(10, edges), 1.0).tolist() == [none, 1, 1, 0, none, 0, 0, 2, 2, none]


@pytest.mark.parametrize("size", [0, 3])
def test_graph_without_edges_has_no_community(size: int) -> None:
    assert louvain(graph(size, []), 1.0).tolist() == [NO_COMMUNITY] * size


def test_community_that_louvain_leaves_in_two_parts_is_two() -> None:
    labels = louvain(graph(11, FALLING_APART), 0.5).tolist()
    for label in set(labels):
        members = {node for node in range(11) if labels[node] == label}
        reached = {min(members)}
        for _ in members:
            reached |= {node for edge in FALLING_APART if reached & set(edge) for node in edge if node in members}
        assert reached == members


def test_equal_graphs_have_equal_communities_whatever_was_drawn_by_lot_before() -> None:
    drawn = np.argwhere(np.triu(np.random.default_rng(7).random((300, 300)) < 0.03, 1))
    edges = [(int(one), int(other)) for one, other in drawn]
    first = louvain(graph(300, edges), 1.0)
    np.random.seed(5)
    assert (louvain(graph(300, edges[::-1]), 1.0) == first).all()
