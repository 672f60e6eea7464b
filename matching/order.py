"""The order of a ranking: by score, and equal scores by a digest of the pair of ids.

So neither fame nor the order of loading decides, and the same question gives the same order.
"""

import numpy as np

from matching.model.columns import Columns
from matching.model.sparse import Rows, Vector
from matching.reasons import DECIMALS

SCORE_BITS = 20  # hold a score with all its decimals; the rest of 64 bits is left for the digest


def best_first(columns: Columns, row: int, others: Rows, scores: Vector) -> Rows:
    """Some others for the institution of a row, best first. `scores`, 0 to 1, are those of all institutions."""
    digest = columns.digest
    pair = (digest[others] ^ digest[row]) * np.uint64(0x9E3779B97F4A7C15)  # golden ratio: spreads the bits
    below_one = np.round((1 - scores[others]) * 10**DECIMALS).astype(np.uint64)
    return others[np.argsort(below_one << np.uint64(64 - SCORE_BITS) | pair >> np.uint64(SCORE_BITS))]


def place_of(order: Rows, row: int | None, university: str) -> int:
    """The place of an institution, by its row, in an order. Raises ValueError where it has none."""
    places: list[int] = [] if row is None else np.flatnonzero(order == row).tolist()
    if not places:
        raise ValueError(university)
    return places[0]
