"""Files of weights, and weights that are learned."""

import json
from datetime import date
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matching.fitting import fit_weights, ndcg, ndcg_of, popularity_alone, quality, samples
from matching.model.network import Network
from matching.weights import DEFAULT, Weights, WeightsError, read_weights
from tests.matching.build import World

CUT, UNTIL = date(2020, 1, 1), date(2021, 1, 1)


def file(tmp_path: Path, change: dict[str, Any]) -> Path:
    """The project's own weights with something changed."""
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(json.loads(DEFAULT.read_text(encoding="utf-8")) | change), encoding="utf-8")
    return path


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(read_weights().text(), encoding="utf-8")
    assert read_weights(path) == read_weights()
    assert path.read_text(encoding="utf-8") == DEFAULT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"version": 1}, "`version` is not 4"),
        ({"most": {"popularity": 1.0}}, "`most` must have"),
        ({"most": {**read_weights().most, "popularity": "much"}}, "`most.popularity` is not a number from 0 to 1"),
        ({"most": {**read_weights().most, "popularity": 0.9}}, "do not add up to 1"),
        ({"lesserKnownPlaces": 11}, "`lesserKnownPlaces` is not a whole number from 0 to 5"),
        ({"made": None}, "`made` does not say"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_the_reason(change: dict[str, Any], why: str, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=why):
        read_weights(file(tmp_path, change))


def test_a_file_that_is_no_json_is_told(tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text("{", encoding="utf-8")
    with pytest.raises(WeightsError, match="cannot be read as JSON"):
        read_weights(tmp_path / "weights.json")


def test_ndcg_is_one_where_the_right_ones_stand_first() -> None:
    right = np.asarray([False, True, True, False])
    by_weights = np.asarray([[1.0, 3.0, 2.0, 0.0], [3.0, 2.0, 1.0, 0.0]], dtype=np.float32).T
    best, other = ndcg(by_weights, right)
    assert best == 1.0
    assert 0 < other < 1
    equal = np.zeros((4, 1), dtype=np.float32)
    assert ndcg(equal, np.asarray([False] * 3 + [True])) == pytest.approx(1 / np.log2(5))


def by_field(again: int = 1) -> Network:
    """Those who meet after the cut, `again` and again, share a field; fame is spread over all fields."""
    world = World()
    for number in range(12):
        world.university(f"home{number}", "RU", fields=(f"0{number % 4 + 1}",))
    for number in range(40):
        world.university(f"abroad{number}", "DE", fields=(f"0{number % 4 + 1}",))
        for other in range(number % 5):
            world.contact(f"home{(number + other) % 12}", f"abroad{number}", since=date(2015, 1, 1))
    for number in range(12):
        for other in range(40):
            if number % 4 == other % 4 and (number + other) % 3 == 0:
                for month in range(again):
                    world.contact(f"home{number}", f"abroad{other}", since=date(2020, 6 + month, 1))
    return world.network()


def test_learned_weights_favour_what_those_who_met_had_in_common() -> None:
    found = samples(by_field(), CUT, UNTIL)
    assert len(found) > 12
    learned = fit_weights([found], read_weights(), "a test")
    shares = [each.most["shared_fields"] / each.most["popularity"] for each in (read_weights(), learned)]
    assert shares[1] > 1.5 * shares[0]
    alone, by_learned = (quality(found, each)[0] for each in (popularity_alone(), learned))
    assert by_learned > 1.5 * alone


def test_terms_of_which_the_graph_says_nothing_keep_their_share() -> None:
    start = read_weights()
    learned = fit_weights([samples(by_field(), CUT, UNTIL)], start, "a test")
    silent = ("intent_offered", "intent_sought", "event_together", "office_covers", "nearby")
    assert {name: learned.most[name] for name in silent} == {name: start.most[name] for name in silent}
    assert sum(learned.most.values()) == pytest.approx(1)
    assert all(value > 0 for value in learned.most.values())


def test_what_comes_after_the_cut_is_not_looked_at() -> None:
    some, more = samples(by_field(), CUT, UNTIL), samples(by_field(again=3), CUT, UNTIL)
    assert len(some) == len(more)
    assert all(np.array_equal(one.strengths, other.strengths) for one, other in zip(some, more, strict=True))


def test_nothing_can_be_learned_where_nobody_met() -> None:
    found = samples(by_field(), UNTIL, date(2022, 1, 1))
    assert found == []
    with pytest.raises(ValueError, match="nobody met"):
        fit_weights([found], Weights(read_weights().most, 1, ""), "a test")


@pytest.mark.parametrize(
    ("order", "right", "gain"),
    [
        ([0, 1, 2], [0, 1], 1.0),
        ([2, 0, 1], [0], 1 / log2(3)),
        ([0, 2, 1], [0, 1], (1 + 1 / log2(4)) / (1 + 1 / log2(3))),
        ([*range(12)], [10, 11], 0.0),
        ([*range(12)], [*range(12)], 1.0),
    ],
)
def test_ndcg_is_the_discounted_gain_over_the_most_that_ten_places_can_have(
    order: list[int], right: list[int], gain: float
) -> None:
    mask = np.isin(np.arange(len(order)), right)
    assert ndcg_of(np.array(order), mask) == pytest.approx(gain)
    scores = np.zeros((len(order), 1), np.float32)
    scores[order, 0] = np.arange(len(order), 0, -1)
    assert ndcg(scores, mask) == pytest.approx([gain])
