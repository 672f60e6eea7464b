"""How good ranked answers are: NDCG@10, coverage, and whether a method only knows who is popular."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench.matching.settings import Asked, Ground
from matching.fitting import K, ndcg_of
from matching.model.sparse import Rows, Vector

LIKE = 1.5  # a partner is compared with others whose number of partners is within this factor
DRAWS, SEED = 2_000, 11  # of the bootstrap

Method = Callable[[Asked], Vector]
"""The scores of all institutions for a question; more is better."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one method in one setting."""

    ndcg: float
    by_question: Vector
    askers: Rows
    like_askers: Rows
    coverage: float
    """Share of all institutions that stand among the first ten of some answer."""
    likes: Vector
    """Of each true partner of a country, the share of the others with about as many partners that it stands before."""

    @property
    def matched_auc(self) -> float | None:
        """How often a true partner stands before another of the same country and of about as many partners."""
        return float(self.likes.mean()) if len(self.likes) else None


def quality(ground: Ground, questions: list[Asked], method: Method) -> Quality:
    """Of a method over the questions of one setting."""
    gains: list[float] = []
    shown: set[int] = set()
    likes: list[float] = []
    like_askers: list[int] = []
    for each in questions:
        order = _order(ground, each, method(each))
        gains.append(ndcg_of(order, each.right))
        shown.update(order[:K].tolist())
        if each.country is not None:
            found = _before_likes(ground, each, order)
            likes += found
            like_askers += [each.asker] * len(found)
    return Quality(
        ndcg=float(np.mean(gains)),
        by_question=np.asarray(gains),
        askers=np.asarray([each.asker for each in questions]),
        like_askers=np.asarray(like_askers),
        coverage=len(shown) / len(ground.partners),
        likes=np.asarray(likes),
    )


def _order(ground: Ground, asked: Asked, scores: Vector) -> Rows:
    """Candidates, best first; equal ones in the order of a digest, which knows no fame."""
    rows = np.flatnonzero(asked.candidates)
    return rows[np.lexsort((ground.network.columns.digest[rows], -scores[rows]))]


def _before_likes(ground: Ground, asked: Asked, order: Rows) -> list[float]:
    places = np.full(len(ground.partners), len(order))
    places[order] = np.arange(len(order))
    others = order[~asked.right[order]]
    found = []
    for row in np.flatnonzero(asked.right):
        ratio = (ground.partners[others] + 1) / (ground.partners[row] + 1)
        like = others[(ratio <= LIKE) & (ratio >= 1 / LIKE)]
        if len(like):
            found.append(float(np.mean(places[row] < places[like])))
    return found


Difference = tuple[float, float, float]
"""By how much one is better than another, and the bounds of 95 %."""


def in_ndcg(some: Quality, other: Quality) -> Difference:
    """Of NDCG."""
    return _interval(some.by_question - other.by_question, some.askers)


def in_ndcg_of_all(pairs: list[tuple[Quality, Quality]]) -> Difference:
    """Of NDCG, over the questions of several networks; who asks in one is not who asks in another."""
    starts = np.cumsum([0, *(int(some.askers.max()) + 1 for some, _ in pairs)])
    difference = [some.by_question - other.by_question for some, other in pairs]
    askers = [some.askers + start for (some, _), start in zip(pairs, starts, strict=False)]
    return _interval(np.concatenate(difference), np.concatenate(askers))


def in_matched_auc(some: Quality, other: Quality) -> Difference:
    """Of the matched AUC."""
    return _interval(some.likes - other.likes, some.like_askers)


def _interval(difference: Vector, askers: Rows) -> Difference:
    """By a bootstrap over those who ask, in pairs: answers to one of them are not independent."""
    _, asker = np.unique(askers, return_inverse=True)
    sums, counts = np.bincount(asker, weights=difference), np.bincount(asker)
    chosen = np.random.default_rng(SEED).integers(len(sums), size=(DRAWS, len(sums)))
    means = sums[chosen].sum(axis=1) / counts[chosen].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(difference.mean()), float(low), float(high)
