"""Demands on partners at random, compared with what plain Python makes of the intents. No store."""

import os
import random
from typing import Any

from matching.model.facts import IntentFacts
from matching.ranking import rank
from matching.request import MatchRequest
from tests.matching.build import TODAY, World
from tests.matching.test_intents import FIELDS, KINDS, LEVELS, crowd

QUESTIONS = int(os.environ.get("REGISTRY_RECOMPUTED", "0")) or 200
DEMANDED = {
    "fields": FIELDS,
    "levels": LEVELS,
    "languages": ("en", "de", "ru-A1", "ru-B2", "ru-C2", "ja"),
    "cooperation_kinds": KINDS,
}
EVERYTHING = 1000


def is_open(intent: IntentFacts) -> bool:
    """Whether it holds today."""
    return bool(intent.since and intent.since <= TODAY and (intent.until is None or intent.until > TODAY))


def speaks(had: str, wanted: str) -> bool:
    """Whether a language had to a level is enough for one that is wanted; no level: any."""
    own, _, level = had.partition("-")
    other, _, least = wanted.partition("-")
    return own == other and (not level or not least or level >= least)


def fulfils(intent: IntentFacts, demands: dict[str, frozenset[str]], country: str) -> bool:
    """What is not known does not fulfil a demand; fields may be those of the institution."""
    if not is_open(intent) or (intent.countries and country not in intent.countries):
        return False
    if "cooperation_kinds" in demands and intent.cooperation_kind not in demands["cooperation_kinds"]:
        return False
    if "levels" in demands and not demands["levels"] & set(intent.levels):
        return False
    tongues = demands.get("languages")
    if tongues is not None and not any(speaks(had, each) for had in tongues for each in intent.languages):
        return False
    asked = demands.get("fields")
    named = intent.fields
    return not asked or not named or any(a.startswith(b) or b.startswith(a) for a in asked for b in named)


def expected(world: World, asker: str, demands: dict[str, frozenset[str]]) -> set[str]:
    """Who fulfils everything demanded."""
    country = {facts.id: facts.country for facts in world.universities}
    found = set()
    for other, there in country.items():
        own = [intent for intent in world.intents if intent.university == other]
        if (there == "RU") == (country[asker] == "RU"):
            continue
        asked = demands.get("fields")
        named = [field for intent in own if is_open(intent) for field in intent.fields]
        if asked and not any(field.startswith(each) for field in named for each in asked):
            continue
        if demands.keys() - {"fields"} and not any(fulfils(intent, demands, country[asker]) for intent in own):
            continue
        found.add(other)
    return found


def test_any_demands_are_fulfilled_by_those_whose_intents_are_known_to() -> None:
    chance = random.Random(17)
    some = 0
    for number in range(QUESTIONS):
        world = crowd(number % 25)
        network = world.network()
        asker = chance.choice(world.universities).id
        names = chance.sample(sorted(DEMANDED), chance.randint(1, 3))
        demands: dict[str, Any] = {
            name: frozenset(chance.sample(DEMANDED[name], chance.randint(1, 2))) for name in names
        }
        found = {match.university for match in rank(network, MatchRequest(asker, TODAY, **demands)).page(0, EVERYTHING)}
        assert found == expected(world, asker, demands), (asker, demands)
        some += bool(found)
    assert some > QUESTIONS // 3
