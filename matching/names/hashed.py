"""Rows by keys, as sorted hashes: twelve bytes a row, where a dictionary of lists takes three hundred.

The keys are not kept, so two that share a hash are not told apart: of a million keys, with 64 bits, a question meets
another one than its own once in 10^13 times. Hashes hold for one process, as Python's do.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from matching.model.sparse import ranges

IntArray = npt.NDArray[np.int64]
RowArray = npt.NDArray[np.int32]
_ALL = 1 << 64


def hash_of(key: str) -> int:
    """The hash of a key: of its bytes, as that of a text is the same for `武` and `fk`, which lie alike in memory."""
    return hash(key.encode())


def hashes_of(keys: Iterable[str]) -> IntArray:
    """The hashes of many keys."""
    return np.fromiter(map(hash, map(str.encode, keys)), np.int64)


def hash_of_bag(words: Iterable[str]) -> int:
    """The same for the same words in any order: the sum of their hashes, as an array of 64 bits would add them."""
    return (sum(map(hash_of, words)) + _ALL // 2) % _ALL - _ALL // 2


class HashedRows:
    """Rows by the hashes of their keys; under one key in the order in which they were given."""

    def __init__(self, hashes: IntArray | Sequence[int], rows: npt.ArrayLike) -> None:
        """As many hashes as rows; a row comes once for each of its keys."""
        given = np.asarray(hashes, np.int64)
        order = np.argsort(given, kind="stable")
        self._hashes = given[order]
        self._rows: RowArray = np.asarray(rows, np.int32)[order]

    def rows(self, hashed: int) -> RowArray:
        """Rows of the key with this hash."""
        low, high = self._hashes.searchsorted(hashed), self._hashes.searchsorted(hashed, "right")
        return self._rows[low:high]

    def rows_of_any(self, hashes: IntArray | Sequence[int]) -> RowArray:
        """Rows of the keys with these hashes, key by key."""
        wanted = np.asarray(hashes, np.int64)
        low, high = self._hashes.searchsorted(wanted), self._hashes.searchsorted(wanted, "right")
        return self._rows[ranges(low, high)]
