"""What a score is the sum of: for each term, over all institutions, the most it can give times its strength.

Each is a whole number of millionths, so that the sum is exact: the reasons shown add up to the score shown.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Generic, TypeVar

import numpy as np

from matching.model.sparse import Vector
from matching.reasons import DECIMALS, Shown, Signal

Term = TypeVar("Term")
UNITS = 10**DECIMALS


class Summands(Generic[Term]):
    """The terms with the most that each can give (all together 1), and their signals."""

    def __init__(
        self, terms: Iterable[tuple[Term, float, Signal]], least: Callable[[Term], float] = lambda _: 0.0
    ) -> None:
        """`least`: what a term must give for it to count and to be told."""
        self._parts = [
            (term, _zero_below(np.rint(most * UNITS * signal.strength), least(term)), signal)
            for term, most, signal in terms
        ]

    def scores(self, terms: Collection[Term] | None = None) -> Vector:
        """The sum of all summands of each institution, or of those of some terms; 0 to 1."""
        chosen = [units for term, units, _ in self._parts if terms is None or term in terms]
        total = np.zeros_like(self._parts[0][1])
        for units in chosen:
            total += units
        return np.asarray(total / UNITS)

    def summands_of(self, row: int) -> Iterator[tuple[Term, float]]:
        """What an institution got for each term."""
        return ((term, float(units[row]) / UNITS) for term, units, _ in self._parts)

    def explain(self, row: int) -> Iterator[tuple[Term, float, Shown]]:
        """The terms for which an institution got something, what that is, and what shows it."""
        for term, units, signal in self._parts:
            if units[row] > 0:
                yield term, float(units[row]) / UNITS, signal.explain(row)


def _zero_below(units: Vector, least: float) -> Vector:
    return np.where(units < least * UNITS, 0.0, units) if least else units
