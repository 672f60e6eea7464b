"""Weights learned from graphs: which would have put first those who met after a cut.

The answers to learn from are institutions that first met after the day of the cut; everything that the score looks
at is of that day. The objective is the mean NDCG@10, of all candidates and of those of one country, each by that of
popularity alone, and the geometric mean over the networks of these. It has steps and many tops, of which the best on
one network is seldom that of another. So weights are drawn by chance, and learned is the mean of all that are nearly
as good as the best. They are drawn as shares of what tells candidates apart (`Term.spread`). Terms of which the
graphs say nothing keep their weight.
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
from matching.terms import POPULARITY, TERMS
from matching.weights import DECIMALS, Weights

K = 10
MIN_IN_COUNTRY = 20  # candidates; shorter lists are read whole
DRAWS, SEED = 500, 0  # weights that are tried
MIN_SHARE = 0.02  # of what is learned: no term falls silent, its reason is worth reading all the same
NEARLY = 0.1  # by which logarithm weights may be worse than the best: on another network they may be the better ones
DISCOUNTS = 1 / np.log2(np.arange(K) + 2)
IDEAL = np.cumsum(DISCOUNTS)

Strengths = NDArray[np.float32]
ScoreMatrix = NDArray[np.float32]


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


def ndcg(scores: ScoreMatrix, right: Mask) -> Vector:
    """NDCG of the first ten by each column of scores, which has a row for each candidate."""
    by_weights = np.ascontiguousarray(scores.T)
    count = by_weights.shape[1]
    some = np.argpartition(-by_weights, K, axis=1)[:, : K + 1] if count > K + 1 else np.arange(count)[None]
    some = np.sort(np.broadcast_to(some, (len(by_weights), some.shape[1])), axis=1)  # of equal ones the first row wins
    order = np.argsort(-np.take_along_axis(by_weights, some, axis=1), axis=1, kind="stable")
    first = np.take_along_axis(some, order[:, :K], axis=1)
    gains = (right[first] * DISCOUNTS[: first.shape[1]]).sum(axis=1)
    return np.asarray(gains / IDEAL[min(K, int(right.sum())) - 1])


def ndcg_of(order: Rows, right: Mask) -> float:
    """NDCG of the first ten of an order."""
    first = order[:K]
    return float(DISCOUNTS[: len(first)][right[first]].sum() / IDEAL[min(K, int(right.sum())) - 1])


def _by_country(scores: ScoreMatrix, sample: Sample) -> Iterator[Vector]:
    """NDCG within each country that has somebody right and candidates enough."""
    for code in np.unique(sample.country[sample.right]):
        there = sample.country == code
        if there.sum() >= MIN_IN_COUNTRY:
            yield ndcg(scores[there], sample.right[there])


def quality(found: Iterable[Sample], weights: Weights) -> tuple[float, float]:
    """Mean NDCG@10 of all candidates, and of those of one country."""
    everywhere, near = _qualities(found, most_of(weights)[None])
    return float(everywhere[0]), float(near[0])


def _qualities(found: Iterable[Sample], weights: Vector) -> tuple[Vector, Vector]:
    """The same of many weights, a row each."""
    everywhere: list[Vector] = []
    near: list[Vector] = []
    by_term = np.ascontiguousarray(weights.T, dtype=np.float32)
    for sample in found:
        scores = sample.strengths @ by_term
        everywhere.append(ndcg(scores, sample.right))
        near += _by_country(scores, sample)
    return np.mean(everywhere, axis=0), np.mean(near or [np.zeros(len(weights))], axis=0)


def most_of(weights: Weights) -> Vector:
    """What each of TERMS can give."""
    return np.asarray([weights.most[term.name] for term in TERMS])


def popularity_alone() -> Weights:
    """A ranking of famous names."""
    return Weights({term.name: float(term.name == POPULARITY) for term in TERMS}, 0, "popularity alone")


Networks = Sequence[Sequence[Sample]]
"""The samples of each network."""


def fit_weights(networks: Networks, start: Weights, made: str, *, even: bool = False) -> Weights:
    """The weights that put those who met later high. Raises ValueError where nobody met.

    What is drawn has `start` in its middle or, where `even`, equal shares of all terms that tell candidates apart.
    """
    if not networks or not all(networks):
        raise ValueError("nobody met after the cut")
    prior = most_of(start)
    says = np.any([np.ptp(sample.strengths, axis=0) > 0 for found in networks for sample in found], axis=0)
    spread = np.asarray([term.spread for term in TERMS])
    middle = np.where(says, 1.0 if even else prior * spread, 0.0)
    shares = _draw_shares(middle)
    won = np.mean([_gain_over_popularity(found, shares / spread) for found in networks], axis=0)
    learned = shares[won >= won.max() - NEARLY].mean(axis=0) / spread
    learned = np.where(says, np.maximum(learned / learned.sum(), MIN_SHARE), 0.0)
    most = np.where(says, learned * prior[says].sum() / learned.sum(), prior)
    names = [term.name for term in TERMS]
    return replace(start, most=_round_weights(dict(zip(names, most.tolist(), strict=True))), made=made)


def _draw_shares(middle: Vector) -> Vector:
    """Shares drawn by chance, a row each; their mean is like `middle`, and where it is zero they are zero."""
    says = np.flatnonzero(middle)
    shares = np.maximum(middle[says] / middle.sum(), MIN_SHARE)
    found = np.zeros((DRAWS, len(middle)))
    found[:, says] = np.random.default_rng(SEED).dirichlet(shares * len(says), DRAWS)
    return found


def _gain_over_popularity(found: Sequence[Sample], weights: Vector) -> Vector:
    """By how much each row of weights is better than popularity alone, as a logarithm: of all, and of a country."""
    alone = quality(found, popularity_alone())
    measured = _qualities(found, weights)
    shares = [np.log(np.maximum(own, 1e-9) / max(base, 1e-9)) for own, base in zip(measured, alone, strict=True)]
    return np.asarray(np.mean(shares, axis=0))


def _round_weights(most: Mapping[str, float]) -> dict[str, float]:
    """To some digits, together 1: the greatest takes what rounding leaves."""
    kept = {name: round(value, DECIMALS) for name, value in most.items()}
    greatest = max(kept, key=lambda name: kept[name])
    kept[greatest] = round(kept[greatest] + 1 - sum(kept.values()), DECIMALS)
    return kept
