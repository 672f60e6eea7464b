"""Introductions at random, compared with what plain Python makes of the exported facts.

`REGISTRY_RECOMPUTED=300` asks so many questions, and other ones at each run.
"""

import os
import random
from collections.abc import Callable
from typing import Any

from graph.store.store import Store
from matching.introductions.steps import StepKind
from tests.conftest import Ask
from tests.plan.graphs import read
from tests.plan.oracle import Graph
from tests.recomputed.chains import Chain, Chains

WISHED = int(os.environ.get("REGISTRY_RECOMPUTED", "0"))
QUESTIONS, DAYS = 40, 4
"""Questions, and how many days they are about."""
MOST, TIED = 20, 0.8
"""Chains told at most, and how often both ends know somebody."""
TEXT = """query ($from: ID!, $to: ID!, $longest: Int!, $day: Date!, $via: [IntroductionStepKind!], $first: Int!) {
  introductionPaths(from: $from, to: $to, maxLength: $longest, asOf: $day, via: $via, first: $first) {
    length
    steps { kind since source { id } target { id } evidence { id } }
  }
}"""
Told = list[tuple[str, str, str, tuple[str, ...], str]]


def expected(chain: Chain) -> Told:
    """A chain in the form of an answer."""
    kinds = ("OFFICE" if link.kind == "COVERAGE" else link.kind for link in chain)
    return [(link.source, link.target, kind, link.evidence, link.since)
            for kind, link in zip(kinds, chain, strict=True)]  # fmt: skip


def answered(path: dict[str, Any]) -> Told:
    """The steps of an answer."""
    assert path["length"] == len(path["steps"])
    return [
        (each["source"]["id"], each["target"]["id"], each["kind"], tuple(one["id"] for one in each["evidence"]),
         each["since"])
        for each in path["steps"]
    ]  # fmt: skip


def any_day(chance: random.Random) -> str:
    """Of the years of the demo set."""
    return f"20{chance.randint(17, 27)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


async def compare(
    ask: Ask, graph: Graph, questions: int = QUESTIONS, day: Callable[[random.Random], str] = any_day
) -> None:
    """Asks at random and compares."""
    chance = random.Random() if WISHED else random.Random(17)
    institutions, kinds = sorted(graph.of("University")), sorted(StepKind)
    introduced = 0
    for number in range(WISHED or questions):
        if number % max(1, (WISHED or questions) // DAYS) == 0:
            chains = Chains(graph, day(chance))
            tied = [id for id in institutions if chains.links[id]]
        source, target = chance.sample(tied if len(tied) > 1 and chance.random() < TIED else institutions, 2)
        via = chance.choice([None, None, *(chance.sample(kinds, chance.randint(0, 3)) for _ in range(3))])
        longest, first = chance.randint(1, 6), chance.choice([2, MOST, MOST])
        asked = {"from": source, "to": target, "longest": longest, "day": chains.day, "via": via, "first": first}
        given = await ask(TEXT, **asked)
        assert given.errors == [], asked
        every = frozenset(kinds if via is None else via)
        found = chains.told(source, target, every, longest, first)
        assert list(map(answered, given.data["introductionPaths"])) == list(map(expected, found)), asked
        introduced += bool(found)
    assert introduced > (WISHED or questions) // 5


async def test_any_introduction_is_what_the_exported_facts_say(ask: Ask, demo_store: Store) -> None:
    await compare(ask, await read(demo_store))
