"""Weights learned from a graph: which would have put first those who met after a cut.

The answers to learn from are institutions that first met after the day of the cut; everything that the score looks
at is of that day. The objective is the mean NDCG@10, of all candidates and of those of one country, each by that of
popularity alone. It is climbed one weight at a time: it has steps, and so few weights need no gradient.
Terms of which the graph says nothing keep their share.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from matching.terms import POPULARITY, TERMS
from matching.weights import DECIMALS, Weights

K = 10
FEWEST_IN_COUNTRY = 20  # candidates; shorter lists are read whole
STEPS = (0.25, 0.125, 0.0625)  # by which a weight is changed, as a share of the greatest
LEAST_SHARE = 0.02  # of what is learned: no term falls silent, its reason is worth reading all the same
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
    found = (_sample(network, askers[at], cut, _first_met(before, after, askers[at]), seen_by) for at in sorted(drawn))
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
    return ndcg_of(np.argsort(-scores, kind="stable"), right)


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


def fitted(found: list[Sample], start: Weights, made: str, told: Callable[[str], None] = lambda _: None) -> Weights:
    """The weights that put those who met later highest. Raises ValueError where nobody met."""
    if not found:
        raise ValueError("nobody met after the cut")
    names = [term.name for term in TERMS]
    prior, weights = most_of(start), most_of(popularity_alone())
    says = np.any([np.ptp(sample.strengths, axis=0) > 0 for sample in found], axis=0)
    alone = quality(found, weights)

    def won(tried: Vector) -> float:
        return float(np.mean([own / max(base, 1e-9) for own, base in zip(quality(found, tried), alone, strict=True)]))

    best = 1.0
    for step in STEPS:
        while True:
            tries = [(won(tried), at, tried) for at, tried in _changed(weights, np.flatnonzero(says), step)]
            value, at, tried = max(tries, key=lambda each: each[0])
            if value < best + LEAST_WON:
                break
            best, weights = value, tried
            told(f"{names[at]} {tried[at] / tried.sum():.3f}: {best:.4f} of popularity alone")
    share = prior[says].sum()
    weights = np.where(says, np.maximum(weights / weights.sum(), LEAST_SHARE), 0.0)
    most = np.where(says, weights * share / weights.sum(), prior)
    return replace(start, most=_rounded(dict(zip(names, most.tolist(), strict=True))), made=made)


def _changed(weights: Vector, terms: Rows, step: float) -> Iterator[tuple[int, Vector]]:
    """The weights with one of them more, or less, by a share of the greatest."""
    for at in map(int, terms):
        for change in (step, -step):
            tried = weights.copy()
            tried[at] = max(0.0, tried[at] + change * weights.max())
            if tried[at] != weights[at] and tried.any():
                yield at, tried


def _rounded(most: Mapping[str, float]) -> dict[str, float]:
    """To some digits, together 1: the greatest takes what rounding leaves."""
    kept = {name: round(value, DECIMALS) for name, value in most.items()}
    greatest = max(kept, key=lambda name: kept[name])
    kept[greatest] = round(kept[greatest] + 1 - sum(kept.values()), DECIMALS)
    return kept
