"""The few sparse-matrix operations that matching needs; the only place that knows scipy."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse as scipy_sparse  # type: ignore[import-untyped, unused-ignore]
from scipy.sparse import csgraph  # type: ignore[import-untyped, unused-ignore]

Vector = NDArray[np.float64]
Rows = NDArray[np.int64]
Numbers = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
Matrix = Any  # scipy.sparse.csr_array, which carries no types
NO_PARENT = -1
MANY_CELLS = 16  # of how many cells one must be looked at for all of them to be looked at faster (measured)


def matrix(rows: Rows, columns: Rows, values: Vector, shape: tuple[int, int]) -> Matrix:
    """A CSR matrix; values of one cell are summed."""
    table = scipy_sparse.coo_array((values, (rows, columns)), shape=shape).tocsr()
    table.sort_indices()
    return table


def starts_of(sizes: Numbers) -> Rows:
    """Where groups of these sizes begin that stand one after the other, and where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def ranges(first: Numbers, last: Numbers) -> Rows:
    """All numbers from each `first` up to its `last`, one range after another."""
    sizes = last - first
    ends = np.cumsum(sizes, dtype=np.int64)
    return np.asarray(np.repeat(first + sizes - ends, sizes) + np.arange(ends[-1] if len(ends) else 0))


def csr_from_parts(starts: Numbers, columns: Numbers, width: int, values: Numbers | None = None) -> Matrix:
    """A CSR matrix, of ones if no values are told, from row starts and column indices (ascending in each row).

    Its numbers are small: half the memory of doubles.
    """
    cells = np.ones(len(columns), dtype=np.float32) if values is None else values.astype(np.float32, copy=False)
    return scipy_sparse.csr_array((cells, columns, starts.astype(columns.dtype)), shape=(len(starts) - 1, width))


def binarize(table: Matrix) -> Matrix:
    """A CSR matrix with a one wherever this one has a value; they share their indices."""
    return scipy_sparse.csr_array((np.ones_like(table.data), table.indices, table.indptr), shape=table.shape)


def transpose(table: Matrix) -> Matrix:
    """A CSR matrix of ones with columns for rows."""
    order = np.argsort(table.indices, kind="stable").astype(table.indices.dtype)
    rows = np.repeat(np.arange(table.shape[0], dtype=table.indices.dtype), np.diff(table.indptr))
    return csr_from_parts(starts_of(np.bincount(table.indices, minlength=table.shape[1])), rows[order], table.shape[0])


def unit_rows(counts: Matrix) -> Matrix:
    """The matrix with each row of Euclidean length one; empty rows stay empty."""
    length = np.sqrt(counts.multiply(counts).sum(axis=1))
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    return (scipy_sparse.diags_array(scale) @ counts).tocsr()


def dense_row(table: Matrix, row: int, width: int) -> Vector:
    """One row as a dense vector."""
    dense = np.zeros(width)
    low, high = table.indptr[row], table.indptr[row + 1]
    dense[table.indices[low:high]] = table.data[low:high]
    return dense


def cells_of(table: Matrix, row: int) -> tuple[Rows, Vector]:
    """The columns that a row holds, and its values in them."""
    low, high = table.indptr[row], table.indptr[row + 1]
    return table.indices[low:high], table.data[low:high]


def sum_of_rows(table: Matrix, rows: Rows, factors: Vector) -> Vector:
    """The sum of some rows, each times its factor."""
    first, last = table.indptr[rows], table.indptr[rows + 1]
    cells = ranges(first, last)
    values = table.data[cells] * np.repeat(factors, last - first)
    return np.asarray(np.bincount(table.indices[cells], weights=values, minlength=table.shape[1]), dtype=np.float64)


def sum_of_neighbours(table: Matrix, rows: Rows, factors: Vector) -> Vector:
    """The same of a symmetric table: of many of its rows as a product, which looks at all of them once.

    A product adds up in single precision.
    """
    if (table.indptr[rows + 1] - table.indptr[rows]).sum() * MANY_CELLS < table.nnz:
        return sum_of_rows(table, rows, factors)
    vector = np.zeros(table.shape[1])
    vector[rows] = factors
    return matvec(table, vector)


def take_rows(ones: Matrix, rows: Rows) -> Matrix:
    """The matrix of some rows of a matrix of ones; they share their ones."""
    first, last = ones.indptr[rows], ones.indptr[rows + 1]
    columns = ones.indices[ranges(first, last)]
    return csr_from_parts(starts_of(last - first), columns, ones.shape[1], ones.data[: len(columns)])


def matvec(table: Matrix, vector: Vector | Mask) -> Vector:
    """The matrix times a column."""
    return np.asarray(table @ np.asarray(vector, dtype=table.dtype), dtype=np.float64)


def neighbours(table: Matrix, row: int) -> Rows:
    """The columns that a row holds, ascending."""
    found: Rows = table.indices[table.indptr[row] : table.indptr[row + 1]].astype(np.int64)
    return found


def intersect_sorted(some: Rows, others: Rows) -> Rows:
    """What two ascending lists share: each of the shorter is looked up in the longer."""
    short, long = (some, others) if len(some) < len(others) else (others, some)
    places = np.searchsorted(long, short)
    found = places < len(long)
    found[found] = long[places[found]] == short[found]
    return np.asarray(short[found])


def components(graph: Matrix) -> Rows:
    """The connected component of each node of an undirected graph, numbered from 0 by their first nodes."""
    return np.asarray(csgraph.connected_components(graph, directed=False)[1], dtype=np.int64)


def breadth_first_forest(graph: Matrix) -> Rows:
    """The parent of each node in a breadth-first tree of its component of an undirected graph; NO_PARENT: a root.

    An additional node that leads to the first node of each component makes one search of it all.
    """
    size = graph.shape[0]
    roots = np.unique(components(graph), return_index=True)[1].astype(graph.indices.dtype)
    joined = csr_from_parts(
        np.append(graph.indptr, graph.nnz + len(roots)), np.concatenate((graph.indices, roots)), size + 1
    )
    parents = csgraph.breadth_first_order(joined, size, directed=True)[1][:size]
    return np.where(parents == size, NO_PARENT, parents).astype(np.int64)


def ends_of(graph: Matrix) -> tuple[Numbers, Numbers]:
    """The row and the column of each value, in the order of the rows."""
    rows = np.repeat(np.arange(graph.shape[0], dtype=graph.indices.dtype), np.diff(graph.indptr))
    return rows, graph.indices


def with_edges(graph: Matrix, kept: Mask) -> Matrix:
    """A CSR matrix of ones with only some of the values, chosen in the order of `ends_of`."""
    rows, columns = ends_of(graph)
    return csr_from_parts(starts_of(np.bincount(rows[kept], minlength=graph.shape[0])), columns[kept], graph.shape[1])


def to_csr_matrix(table: Matrix) -> Any:
    """The same as a scipy.sparse.csr_matrix of doubles, which is what scikit-network takes."""
    return scipy_sparse.csr_matrix(table, dtype=np.float64)
