"""Seeking meets offering."""

import random
from datetime import date
from typing import Any

import pytest

from matching.demands import fulfils, may_serve
from matching.intents import aims_at, fit, intents_met
from matching.model.facts import IntentFacts
from matching.question import Question
from matching.reasons import Direction
from matching.request import MatchRequest
from tests.matching.build import TODAY, World

KINDS, COUNTRIES = ("RESEARCH", "EXCHANGE"), ("RU", "DE", "FR")
FIELDS, LEVELS, LANGUAGES = ("06", "061", "0613", "07"), ("EQF6", "EQF7"), ("en", "ru-B1", "ru-C1", "de")
REQUESTS: tuple[dict[str, Any], ...] = (
    {},
    {"fields": frozenset({"061"})},
    {"levels": frozenset({"EQF6"}), "cooperation_kinds": frozenset({"RESEARCH"})},
    {"languages": frozenset({"ru-B2"})},
)


def crowd(seed: int) -> World:
    """Forty institutions with intents of all sorts."""
    rng, world = random.Random(seed), World()
    for number in range(40):
        id = f"u{number:02}"
        world.university(id, rng.choice(COUNTRIES))
        for _ in range(rng.randint(0, 5)):
            more = {
                name: tuple(sorted(rng.sample(among, rng.randint(0, 2))))
                for name, among in (
                    ("fields", FIELDS),
                    ("levels", LEVELS),
                    ("languages", LANGUAGES),
                    ("countries", COUNTRIES),
                )
            }
            until = rng.choice([None, date(2026, 1, 1)])
            rng.choice([world.seeks, world.offers])(id, rng.choice(KINDS), until=until, **more)
    return world


def best_pair(question: Question, direction: Direction, row: int) -> tuple[float, str, str]:
    """What `intents_met` should find, one pair of intents at a time."""
    network = question.network
    mine, theirs = ("SEEKS", "OFFERS") if direction is Direction.THEY_OFFER else ("OFFERS", "SEEKS")
    other = network.universities[row]

    def met(own: IntentFacts, of_other: IntentFacts) -> float:
        if not aims_at(own, other.country) or not aims_at(of_other, question.me.country):
            return 0.0
        return fit(own, of_other) if mine == "SEEKS" else fit(of_other, own)

    pairs = [
        (met(own, of_other), own.id, of_other.id)
        for own in network.intents_of.get(question.me.id, ())
        for of_other in network.intents_of.get(other.id, ())
        if own.direction == mine and of_other.direction == theirs and question.other_side[row]
        if may_serve(own, question.request) and fulfils(of_other, question.request)
    ]
    return max(pairs, default=(0.0, "", ""))


@pytest.mark.parametrize("demanded", REQUESTS)
@pytest.mark.parametrize("direction", Direction)
def test_the_best_pair_of_each_is_found_for_all_at_once(direction: Direction, demanded: dict[str, Any]) -> None:
    found = 0
    for seed in range(4):
        network = crowd(seed).network()
        for asker in [facts.id for facts in network.universities[::3]]:
            question = Question(network, MatchRequest(asker, TODAY, **demanded))
            signal = intents_met(question, direction)
            for row in range(len(network.universities)):
                met, own, other = best_pair(question, direction, row)
                assert signal.strength[row] == pytest.approx(met)
                if met:
                    found += 1
                    assert signal.explain(row)[0] == (own, other)
    assert found > 5


def test_an_intent_that_names_what_the_other_does_not_is_open_to_it() -> None:
    world = World().university("kazan", "RU").university("berlin", "DE")
    network = world.seeks("kazan", fields=("06",), levels=("EQF7",)).offers("berlin", fields=("0613",)).network()
    signal = intents_met(Question(network, MatchRequest("kazan", TODAY)), Direction.THEY_OFFER)
    assert signal.strength[network.row_of["berlin"]] == pytest.approx(0.7)
