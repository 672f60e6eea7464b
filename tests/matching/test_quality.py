"""Floors of the ranking's quality, on universities that met in Horizon 2020 (`python -m bench.matching`).

The data stand beside the checkout and are not part of the project; where they are not, this is skipped.
"""

import asyncio

import pytest

from bench.matching.__main__ import H2020, OURS, POPULARITY
from bench.matching.folder import read_folder
from bench.matching.ours import ours
from bench.matching.quality import Method, Quality, in_matched_auc, in_ndcg, quality
from bench.matching.settings import Ground, ground
from matching.weights import read_weights

pytestmark = pytest.mark.skipif(not H2020.exists(), reason="no data beside the checkout")

FLOORS = {"global": 0.139, "country": 0.413, "global_tail80": 0.030, "country_tail80": 0.281}
"""NDCG@10; popularity has .1372, .4100, .0203 and .2750."""
MATCHED_AUC = 0.608
TIMES_COVERAGE = 3


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, Quality]]:
    folder = asyncio.run(read_folder(H2020))
    asked: Ground = ground(folder)
    methods: dict[str, Method] = {POPULARITY: lambda _: asked.partners, OURS: ours(folder, read_weights())}
    return {
        name: {each: quality(asked, questions, method) for each, method in methods.items()}
        for name, questions in asked.settings.items()
    }


@pytest.mark.parametrize("setting", FLOORS)
def test_ranking_is_above_its_floor_and_above_popularity(setting: str, measured: dict[str, dict[str, Quality]]) -> None:
    own, popular = measured[setting][OURS], measured[setting][POPULARITY]
    assert own.ndcg >= FLOORS[setting] > popular.ndcg


def test_gains_over_popularity_are_no_chance(measured: dict[str, dict[str, Quality]]) -> None:
    by_setting = {name: in_ndcg(by[OURS], by[POPULARITY]) for name, by in measured.items()}
    by_setting["matched AUC"] = in_matched_auc(measured["country"][OURS], measured["country"][POPULARITY])
    assert sum(low > 0 for _, low, _ in by_setting.values()) >= 3, by_setting


def test_ranking_knows_more_than_who_is_popular(measured: dict[str, dict[str, Quality]]) -> None:
    own, popular = measured["country"][OURS].matched_auc, measured["country"][POPULARITY].matched_auc
    assert own is not None and popular is not None
    assert own >= MATCHED_AUC > popular


def test_many_more_institutions_are_shown_than_the_popular_ones(measured: dict[str, dict[str, Quality]]) -> None:
    own, popular = measured["global"][OURS], measured["global"][POPULARITY]
    assert own.coverage >= TIMES_COVERAGE * popular.coverage
