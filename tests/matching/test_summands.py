"""What a score is the sum of."""

import numpy as np

from matching.model.sparse import Vector
from matching.reasons import Detail, Signal
from matching.summands import Summands


def signal(strength: Vector) -> Signal:
    """A signal that shows the number of what it is asked about."""
    return Signal(strength, lambda row: ((str(row),), Detail(count=row)))


STRENGTHS = np.random.default_rng(1).random((3, 50))
STRENGTHS[1, 7] = 0.0
FOUND = Summands(
    zip("abc", (0.5, 0.3, 0.2), map(signal, STRENGTHS), strict=True),
)


def test_what_is_shown_adds_up_to_the_score_exactly() -> None:
    scores = FOUND.scores()
    for row in range(50):
        assert round(sum(given for _, given, _ in FOUND.explain(row)), 6) == scores[row]
    assert np.abs(scores - np.asarray([0.5, 0.3, 0.2]) @ STRENGTHS).max() < 2e-6


def test_what_gives_nothing_is_not_shown() -> None:
    assert [term for term, _, _ in FOUND.explain(7)] == ["a", "c"]
    assert dict(FOUND.summands_of(7))["b"] == 0.0


def test_some_of_the_terms_are_added_up_alone() -> None:
    alone = FOUND.scores(["b"])
    assert [alone[row] for row in (3, 7)] == [dict(FOUND.summands_of(3))["b"], 0.0]
    assert (FOUND.scores([]) == 0).all()


def test_each_is_shown_by_its_own_signal() -> None:
    assert [shown for _, _, shown in FOUND.explain(4)] == [(("4",), Detail(count=4))] * 3
