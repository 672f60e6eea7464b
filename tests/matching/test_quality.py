"""Floors of the ranking's quality, on networks of three shapes (`python -m bench.matching`).

The data stand beside the checkout and are not part of the project; where they are not, this is skipped.
"""

import asyncio

import pytest

from bench.matching.__main__ import BESIDE, OURS, POPULARITY
from bench.matching.folder import read_folder
from bench.matching.ours import our_method
from bench.matching.quality import Method, Quality, in_ndcg, quality
from bench.matching.settings import Ground, ground
from matching.weights import read_weights

pytestmark = pytest.mark.skipif(not (BESIDE / "h2020").exists(), reason="no data beside the checkout")

FLOORS = {
    ("agreements", "global"): 0.38,
    ("agreements", "country"): 0.48,
    ("agreements", "foreign"): 0.47,
    ("csconf", "global"): 0.115,
    ("csconf", "country"): 0.39,
    ("csconf", "foreign"): 0.39,
    ("h2020", "global"): 0.1385,
    ("h2020", "global_tail80"): 0.03,
}
"""NDCG@10; popularity has .169, .259, .259 on agreements, .097, .387, .387 on csconf, .137 and .020 on h2020."""
BEYOND_CHANCE = {key for key in FLOORS if key[0] == "agreements"} | {("csconf", "global"), ("h2020", "global_tail80")}
TIMES_COVERAGE = 3

Measured = dict[tuple[str, str], dict[str, Quality]]


@pytest.fixture(scope="module")
def measured() -> Measured:
    found: Measured = {}
    for name in dict.fromkeys(folder for folder, _ in FLOORS):
        folder = asyncio.run(read_folder(BESIDE / name))
        asked: Ground = ground(folder)
        methods: dict[str, Method] = {POPULARITY: popular(asked), OURS: our_method(folder, read_weights())}
        for of, setting in FLOORS:
            if of == name:
                questions = asked.settings[setting]
                found[of, setting] = {each: quality(asked, questions, method) for each, method in methods.items()}
    return found


def popular(asked: Ground) -> Method:
    return lambda _: asked.partners


@pytest.mark.parametrize("key", FLOORS, ids="-".join)
def test_ranking_is_above_its_floor_and_above_popularity(key: tuple[str, str], measured: Measured) -> None:
    own, popular = measured[key][OURS], measured[key][POPULARITY]
    assert own.ndcg >= FLOORS[key] > popular.ndcg


@pytest.mark.parametrize("key", sorted(BEYOND_CHANCE), ids="-".join)
def test_gain_over_popularity_is_no_chance(key: tuple[str, str], measured: Measured) -> None:
    assert in_ndcg(measured[key][OURS], measured[key][POPULARITY])[1] > 0


def test_many_more_institutions_are_shown_than_the_popular_ones(measured: Measured) -> None:
    for name in ("agreements", "csconf", "h2020"):
        own, popular = measured[name, "global"][OURS], measured[name, "global"][POPULARITY]
        assert own.coverage >= TIMES_COVERAGE * popular.coverage
