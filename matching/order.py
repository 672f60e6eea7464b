"""The order of a ranking: by score, and equal scores by a digest of the pair of ids.

So neither fame nor the order of loading decides, and the same question gives the same order.
"""

import numpy as np

from matching.model.columns import Columns
from matching.model.sparse import Rows, Vector
from matching.reasons import DECIMALS

SCORE_BITS = 20  # hold a score with all its decimals; the rest of 64 bits is left for the digest
DIGEST_BITS = np.uint64(64 - SCORE_BITS)
WORTH_SORTING = 8  # of all places one must be asked for in how many, for sorting all of them to be worth it


class Order:
    """Some institutions, best first. Only as many are put in order as are asked for."""

    def __init__(self, columns: Columns, row: int, others: Rows, scores: Vector) -> None:
        """`others` for the institution of a row; `scores`, 0 to 1, are those of all institutions."""
        digest = columns.digest
        pair = (digest[others] ^ digest[row]) * np.uint64(0x9E3779B97F4A7C15)  # golden ratio: spreads the bits
        self.others = others
        self._keys = _points_below_one(scores[others]) << DIGEST_BITS | pair >> np.uint64(SCORE_BITS)
        self._first: Rows = others[:0]

    def __len__(self) -> int:
        return len(self.others)

    def first(self, count: int) -> Rows:
        """The best `count` rows, or as many as there are."""
        if len(self._first) < min(count, len(self)):
            self._first = self._sorted(count)
        return self._first[:count]

    def index(self, row: int | None, university: str) -> int:
        """The place of an institution, by its row. Raises ValueError where it has none."""
        places: list[int] = [] if row is None else np.flatnonzero(self.others == row).tolist()
        if not places:
            raise ValueError(university)
        return int(np.count_nonzero(self._keys < self._keys[places[0]]))

    def promote(self, rows: Rows, place: int) -> None:
        """Puts some rows, which keep their order, right before the one that stands at a place."""
        key = self._keys[self.others == self.first(place + 1)[place]]
        for ahead, row in enumerate(reversed(rows.tolist()), start=1):
            self._keys[self.others == row] = key - np.uint64(ahead)
        self._first = self.others[:0]

    def _sorted(self, count: int) -> Rows:
        if count * WORTH_SORTING >= len(self):
            return np.asarray(self.others[np.argsort(self._keys)])
        best = np.argpartition(self._keys, count)[:count]
        return np.asarray(self.others[best[np.argsort(self._keys[best])]])


def _points_below_one(scores: Vector) -> Rows:
    """What a score lacks to 1, in units of its last decimal."""
    return np.asarray(np.round((1 - scores) * 10**DECIMALS).astype(np.uint64))
