"""The methods that ours is compared with. Each knows who is tied to whom, as everybody does, and nothing more."""

import numpy as np
from numpy.typing import NDArray

from bench.matching.quality import Method
from bench.matching.settings import Asked, Ground
from matching.model.sparse import Vector

Dense = NDArray[np.float32]

FACTORS, ROUNDS, ALS_REGULAR, CONFIDENCE = 64, 10, 1.0, 20.0
RESTART, STEPS = 0.15, 30
EASE_REGULAR = 100.0


def rivals(ground: Ground) -> dict[str, Method]:
    """Methods by name."""
    ties: Dense = ground.ties.toarray().astype(np.float32)
    tables = {
        "common neighbours": ties @ ties,
        "L3": three_steps(ties),
        "PPR": walks(ties),
        "ALS": factors(ties),
        "EASE": ease(ties),
    }
    digest = ground.network.columns.digest
    found: dict[str, Method] = {
        "random": lambda asked: np.random.default_rng(int(digest[asked.asker])).random(len(ties)),
        "popularity": lambda _: ground.partners,
    }
    return found | {name: _row_of(table) for name, table in tables.items()}


def _row_of(table: Dense) -> Method:
    def scores(asked: Asked) -> Vector:
        found: Vector = table[asked.asker].astype(np.float64)
        return found

    return scores


def three_steps(ties: Dense) -> Dense:
    """Paths of three steps, each middle one damped by the root of its partners (Kovács 2019)."""
    damping = 1 / np.sqrt(np.maximum(ties.sum(axis=1), 1))
    damped = ties * damping
    return np.asarray(damped @ ties @ damped.T)


def walks(ties: Dense) -> Dense:
    """PageRank with restart: where a walk from each one is found."""
    step = ties / np.maximum(ties.sum(axis=1, keepdims=True), 1)
    found = np.eye(len(ties), dtype=np.float32)
    start = found.copy()
    for _ in range(STEPS):
        found = (1 - RESTART) * found @ step + RESTART * start
    return found


def factors(ties: Dense) -> Dense:
    """Alternating least squares on implicit feedback (Hu, Koren, Volinsky 2008)."""
    rng = np.random.default_rng(3)
    size = len(ties)
    left, right = (rng.normal(0, 0.1, (size, FACTORS)).astype(np.float32) for _ in range(2))
    for _ in range(ROUNDS):
        left, right = _solve(ties, right), _solve(ties.T, _solve(ties, right))
    return left @ right.T


def _solve(ties: Dense, other: Dense) -> Dense:
    whole = other.T @ other + ALS_REGULAR * np.eye(FACTORS, dtype=np.float32)
    found = np.zeros((len(ties), FACTORS), np.float32)
    for row in range(len(ties)):
        known = other[ties[row] > 0]
        if len(known):
            weighted = whole + CONFIDENCE * known.T @ known
            found[row] = np.linalg.solve(weighted, (1 + CONFIDENCE) * known.sum(axis=0))
    return found


def ease(ties: Dense) -> Dense:
    """Embarrassingly shallow autoencoder (Steck 2019): the closed form of a linear model of items by items."""
    inverse = np.linalg.inv(ties.T @ ties + EASE_REGULAR * np.eye(len(ties), dtype=np.float32))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return np.asarray(ties @ weights)
