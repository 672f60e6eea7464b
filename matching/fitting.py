"""Weights learned from graphs: which would have put first those who met after a cut.

The answers to learn from are institutions that first met after the day of the cut; everything that the score looks
at is of that day. The objective is the mean NDCG@10, of all candidates and of those of one country, each by that of
popularity alone, and the geometric mean over the networks of these. It has steps, so it is climbed one weight at a
time; it has several tops, so it is climbed from several starts, of which one is a logistic regression. Terms of which
the graphs say nothing keep their share.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.constraints import candidates
from matching.model.facts import UniversityFacts
from matching.model.moment import Moment
from matching.model.network import Network
from matching.model.sparse import Mask, Rows, Vector, neighbours
from matching.question import Question
from matching.request import MatchRequest
from matching.terms import POPULARITY, ROUTES, TERMS
from matching.weights import DECIMALS, Weights

K = 10
FEWEST_IN_COUNTRY = 20  # candidates; shorter lists are read whole
STEPS = (0.25, 0.125, 0.0625)  # by which a weight is changed, as a share of the greatest
# Of the logistic regression: steps, what keeps weights small, pairs of each asker with those it did not meet, and for
# how many pairs each network counts.
NEWTON_STEPS, RIDGE, OTHERS, PAIRS = 25, 1.0, 50, 1_000.0
LEAST_SHARE = 0.02  # of what is learned: no term falls silent, its reason is worth reading all the same
NEARLY = 0.01  # what tops may lack to the best: they are as good by chance, and their mean is of less chance than each
LEAST_WON = 1e-4  # of the objective, for a change to be kept
DISCOUNTS = 1 / np.log2(np.arange(K) + 2)
IDEAL = np.cumsum(DISCOUNTS)

Strengths = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sample:
    """One who asked on the day of the cut: the strength of each term for each candidate, and who was right."""

    strengths: Strengths  # candidates × terms
    right: Mask
    country: Rows


def samples(
    network: Network,
    cut: date,
    until: date,
    seen_by: Callable[[UniversityFacts], Network] | None = None,
    *,
    most: int = 400,
) -> list[Sample]:
    """Up to `most` of those who met somebody between two days, drawn evenly from all.

    `seen_by` gives the network as one who asks sees it (its home country); else all see it alike.
    """
    before, after = network.at(cut), network.at(until)
    askers = [row for row in range(len(network.universities)) if _first_met(before, after, row).size]
    drawn = np.random.default_rng(0).permutation(len(askers))[:most]
    met = {askers[at]: _first_met(before, after, askers[at]) for at in sorted(drawn)}
    return samples_of(network, cut, met, seen_by)


def samples_of(
    network: Network, day: date, met: Mapping[int, Rows], seen_by: Callable[[UniversityFacts], Network] | None = None
) -> list[Sample]:
    """Those who asked on a day, by row, with the rows of those whom each met later."""
    found = (_sample(network, row, day, partners, seen_by) for row, partners in met.items())
    return [sample for sample in found if sample.right.any()]


def _first_met(before: Moment, after: Moment, row: int) -> Rows:
    """Partners on the later day that were none on the earlier one, with no contact that had begun by then."""
    contacts = after.contacts_of(row)
    places, parties = after.contacts.parties_in(contacts)
    begun = after.contacts.since[contacts] <= before.day.toordinal()
    known = np.concatenate([neighbours(before.ties, row), parties[begun[places]], [row]])
    return np.setdiff1d(parties, known)


def _sample(
    network: Network, row: int, cut: date, met: Rows, seen_by: Callable[[UniversityFacts], Network] | None
) -> Sample:
    facts = network.universities[row]
    seen = seen_by(facts) if seen_by else network
    question = Question(seen, MatchRequest(facts.id, cut, exclude_live_contacts=True, exclude_live_agreements=False))
    rows = np.flatnonzero(candidates(question))
    strengths = np.stack([term.signal(question).strength[rows] for term in TERMS], axis=1)
    return Sample(strengths.astype(np.float32), np.isin(rows, met), seen.columns.country[rows])


def ndcg(scores: Vector, right: Mask) -> float:
    """NDCG of the first ten by these scores."""
    best = np.argpartition(-scores, K)[: K + 1] if len(scores) > K + 1 else np.arange(len(scores))
    return ndcg_of(best[np.lexsort((best, -scores[best]))], right)


def ndcg_of(order: Rows, right: Mask) -> float:
    """NDCG of the first ten of an order."""
    first = order[:K]
    return float(DISCOUNTS[: len(first)][right[first]].sum() / IDEAL[min(K, int(right.sum())) - 1])


def ndcg_by_country(scores: Vector, sample: Sample) -> list[float]:
    """NDCG within each country that has somebody right and candidates enough."""
    found = []
    for code in np.unique(sample.country[sample.right]):
        there = sample.country == code
        if there.sum() >= FEWEST_IN_COUNTRY:
            found.append(ndcg(scores[there], sample.right[there]))
    return found


def quality(found: Iterable[Sample], weights: Vector) -> tuple[float, float]:
    """Mean NDCG@10 of all candidates, and of those of one country."""
    everywhere: list[float] = []
    by_country: list[float] = []
    for sample in found:
        scores = sample.strengths @ weights
        everywhere.append(ndcg(scores, sample.right))
        by_country += ndcg_by_country(scores, sample)
    return float(np.mean(everywhere)), float(np.mean(by_country or [0.0]))


def most_of(weights: Weights) -> Vector:
    """What each of TERMS can give."""
    return np.asarray([weights.most[term.name] for term in TERMS])


def popularity_alone() -> Weights:
    """A ranking of famous names."""
    return Weights({term.name: float(term.name == POPULARITY) for term in TERMS}, 0, "popularity alone")


Networks = Sequence[Sequence[Sample]]
"""The samples of each network."""


def fitted(networks: Networks, start: Weights, made: str, told: Callable[[str], None] = lambda _: None) -> Weights:
    """The weights that put those who met later highest. Raises ValueError where nobody met."""
    if not networks or not all(networks):
        raise ValueError("nobody met after the cut")
    names = [term.name for term in TERMS]
    prior = most_of(start)
    says = np.any([np.ptp(sample.strengths, axis=0) > 0 for found in networks for sample in found], axis=0)
    climb = _Climb(networks, np.flatnonzero(says))
    tops = []
    for name, weights in _starts(networks, prior, says).items():
        tops.append(climb.top(weights))
        told(f"from {name}: {tops[-1][0]:.4f} of popularity alone")
    best = max(value for value, _ in tops)
    weights = np.mean([top / top.sum() for value, top in tops if value >= best - NEARLY], axis=0)
    share = prior[says].sum()
    weights = np.where(says, np.maximum(weights / weights.sum(), LEAST_SHARE), 0.0)
    most = np.where(says, weights * share / weights.sum(), prior)
    return replace(start, most=_rounded(dict(zip(names, most.tolist(), strict=True))), made=made)


def _starts(networks: Networks, prior: Vector, says: Mask) -> dict[str, Vector]:
    """Where climbs begin."""
    alone = {name: np.asarray([float(term.name == name) for term in TERMS]) for name in (POPULARITY, ROUTES)}
    learned = np.where(says, logistic(networks), 0.0)
    own = np.where(says, prior, 0.0)
    starts = {**alone, "the weights until now": own, "a logistic regression": learned}
    return {name: weights for name, weights in starts.items() if (weights * says).any()}


class _Climb:
    """The way up from some weights: always the change of one that wins most."""

    def __init__(self, networks: Networks, terms: Rows) -> None:
        self._networks = networks
        self._terms = terms
        self._alone = [quality(found, most_of(popularity_alone())) for found in networks]

    def top(self, weights: Vector) -> tuple[float, Vector]:
        """What is reached, as a share of popularity alone, and the weights."""
        best = self._won(weights)
        for step in STEPS:
            while True:
                tries = [(self._won(tried), tried) for tried in _changed(weights, self._terms, step)]
                value, tried = max(tries, key=lambda each: each[0])
                if value < best + LEAST_WON:
                    break
                best, weights = value, tried / tried.max()
        return best, weights

    def _won(self, weights: Vector) -> float:
        shares = [
            np.log(max(own, 1e-9) / max(base, 1e-9))
            for found, alone in zip(self._networks, self._alone, strict=True)
            for own, base in zip(quality(found, weights), alone, strict=True)
        ]
        return float(np.exp(np.mean(shares)))


def logistic(networks: Networks) -> Vector:
    """Weights of a logistic regression of who met, by Newton's method; those below zero are left out.

    Each network counts alike, as do those who met and those who did not.
    """
    rows, met, counts = (np.concatenate(each) for each in zip(*map(_pairs, networks), strict=True))
    inputs = np.column_stack((rows, np.ones(len(rows))))
    weights = np.zeros(inputs.shape[1])
    for _ in range(NEWTON_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (counts * (met - likely)) - RIDGE * weights
        bend = (inputs * (counts * likely * (1 - likely))[:, None]).T @ inputs + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return np.maximum(weights[:-1], 0.0)


def _pairs(found: Sequence[Sample]) -> tuple[Vector, Vector, Vector]:
    """Pairs of one network: the strengths of the terms, whether the two met, and how much each pair counts."""
    rng = np.random.default_rng(0)
    rows, met = [], []
    for sample in found:
        others = np.flatnonzero(~sample.right)
        chosen = np.concatenate((np.flatnonzero(sample.right), rng.permutation(others)[:OTHERS]))
        rows.append(sample.strengths[chosen].astype(np.float64))
        met.append(sample.right[chosen].astype(np.float64))
    all_met = np.concatenate(met)
    share = max(float(all_met.mean()), 1e-9)
    counts = np.where(all_met > 0, 1 / share, 1 / max(1 - share, 1e-9)) / len(all_met)
    return np.concatenate(rows), all_met, counts * PAIRS


def _changed(weights: Vector, terms: Rows, step: float) -> Iterator[Vector]:
    """The weights with one of them more, or less, by a share of the greatest."""
    for at in map(int, terms):
        for change in (step, -step):
            tried = weights.copy()
            tried[at] = max(0.0, tried[at] + change * weights.max())
            if tried[at] != weights[at] and tried.any():
                yield tried


def _rounded(most: Mapping[str, float]) -> dict[str, float]:
    """To some digits, together 1: the greatest takes what rounding leaves."""
    kept = {name: round(value, DECIMALS) for name, value in most.items()}
    greatest = max(kept, key=lambda name: kept[name])
    kept[greatest] = round(kept[greatest] + 1 - sum(kept.values()), DECIMALS)
    return kept
