"""Communities by the Louvain method (Blondel and others 2008); the only place that knows scikit-network."""

from importlib.util import find_spec

import numpy as np

from matching.model.sparse import Mask, Matrix, Rows, components, ends_of, to_csr_matrix, with_edges

NO_COMMUNITY = -1
IS_INSTALLED = find_spec("sknetwork") is not None
"""Whether scikit-network is there, which not every installation needs."""
SMALLEST_GAIN = 1e-4  # of modularity: a pass over all nodes that gains less is the last


def louvain(weights: Matrix, resolution: float) -> Rows:
    """The community of each node of a symmetric matrix, numbered from 0 by size, then by first node.

    The higher the resolution (above 0), the smaller the communities. Nodes without edges are in NO_COMMUNITY. Nothing
    is drawn by lot: nodes are moved in the order of their rows, so equal matrices give equal communities.
    """
    connected = np.diff(weights.indptr) > 0
    if not connected.any():
        return np.full(len(connected), NO_COMMUNITY)
    # Only here: who never asks for communities does not pay its 0.15 s and 15 MB.
    from sknetwork.clustering import Louvain  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415

    method = Louvain(
        resolution=resolution,
        tol_optimization=SMALLEST_GAIN,
        tol_aggregation=SMALLEST_GAIN,
        shuffle_nodes=False,
        return_probs=False,
        return_aggregate=False,
        random_state=0,
    )
    return _numbered(_connected_parts(weights, method.fit_predict(to_csr_matrix(weights))), connected)


def _connected_parts(graph: Matrix, labels: Rows) -> Rows:
    """Louvain can leave a community in parts without an edge between them; each is one of its own."""
    rows, columns = ends_of(graph)
    return components(with_edges(graph, labels[rows] == labels[columns]))


def _numbered(labels: Rows, chosen: Mask) -> Rows:
    """Numbers for the labels of the chosen nodes: the largest first, then by first node."""
    _, first, label, sizes = np.unique(labels[chosen], return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(sizes), dtype=np.int64)
    number[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    found = np.full(len(labels), NO_COMMUNITY)
    found[chosen] = number[label]
    return found
