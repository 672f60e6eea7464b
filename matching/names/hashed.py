"""Rows by keys, as sorted hashes: twelve bytes a row, where a dictionary of lists takes three hundred.

The keys are not kept, so two that share a hash are not told apart: of a million keys, with 64 bits, a question meets
another one than its own once in 10^13 times. Hashes are those of XXH3, which are the same in every process and on every
machine; Python's own hold for one process.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64_intdigest as digest

from matching.model.sparse import ranges

IntArray = npt.NDArray[np.int64]
RowArray = npt.NDArray[np.int32]
_ALL, _HALF = 1 << 64, 1 << 63
MAX_ONE_BY_ONE = 4
"""Hashes that are looked up one by one, which is faster than all at once."""
_OF_NOTHING = digest(b"")
_SIGNED = _OF_NOTHING ^ _HALF
"""A number of 64 bits has a sign once its highest bit is turned and what that bit is worth is taken away."""


def hash_of(key: str) -> int:
    """The hash of a key: a number of 64 bits with a sign, 0 for the empty text."""
    return (digest(key.encode()) ^ _SIGNED) - _HALF


def hashes_of(keys: Iterable[str]) -> IntArray:
    """The hashes of many keys."""
    digests = np.fromiter(map(digest, map(str.encode, keys)), np.uint64)
    return (digests ^ np.uint64(_OF_NOTHING)).view(np.int64)


def hash_of_bag(words: Iterable[str]) -> int:
    """The same for the same words in any order: the sum of their hashes, as an array of 64 bits would add them."""
    return as_signed(sum(map(hash_of, words)))


def as_signed(number: int) -> int:
    """What a number is in an array of 64 bits, where sums begin anew."""
    return (number + _HALF) % _ALL - _HALF


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
        low = self._hashes.searchsorted(hashed)
        if low == len(self._hashes) or self._hashes[low] != hashed:
            return self._rows[:0]
        return self._rows[low : self._hashes.searchsorted(hashed, "right")]

    def known(self, hashes: IntArray) -> npt.NDArray[np.intp]:
        """The places of those hashes that keys have."""
        if not len(self._hashes):
            return np.zeros(0, np.intp)
        return np.flatnonzero(self._hashes.take(self._hashes.searchsorted(hashes), mode="clip") == hashes)

    def rows_of_any(self, hashes: IntArray | Sequence[int]) -> RowArray:
        """Rows of the keys with these hashes, key by key."""
        if len(hashes) <= MAX_ONE_BY_ONE:
            found = [rows for rows in map(self.rows, hashes) if len(rows)]
            return found[0] if len(found) == 1 else np.concatenate(found) if found else self._rows[:0]
        wanted = np.asarray(hashes, np.int64)
        wanted = wanted[self.known(wanted)]
        if not len(wanted):
            return self._rows[:0]
        low, high = self._hashes.searchsorted(wanted), self._hashes.searchsorted(wanted, "right")
        return self._rows[ranges(low, high)]
