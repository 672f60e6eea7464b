"""Open intents that meet an institution's own, recomputed from the export by docs/matching.md and docs/analyses.md."""

import pytest

from graph.store.store import Store
from graph.vocabularies.levels import LANGUAGE_LABELS
from tests.conftest import Ask
from tests.past.referee import ALWAYS, Facts, Referee, holds, later
from tests.past.test_past import exported

QUERY = """query ($university: ID!, $day: Date!, $days: Int) {
  matchingIntents(university: $university, asOf: $day, days: $days, first: 100) {
    totalCount
    edges { node { id until } met { intent { id } score } metCount }
  }
}"""
Met = dict[str, dict[str, float]]


def language_and_level(tag: str) -> tuple[str, str]:
    language, _, level = tag.partition("-")
    return language, level if level in LANGUAGE_LABELS else ""


def language_is_enough(offered: str, sought: str) -> bool:
    (have, level), (want, wanted) = language_and_level(offered), language_and_level(sought)
    return have == want and (not level or not wanted or level >= wanted)


def fits(sought: Facts, offered: Facts) -> float:
    """0.4 for the kind of cooperation, and more for what both name and agree on; 0 where they do not agree."""
    if sought["cooperationKind"] != offered["cooperationKind"]:
        return 0.0
    score = 0.4
    for name, share, enough in (
        ("fields", 0.3, lambda given, wanted: given.startswith(wanted) or wanted.startswith(given)),
        ("levels", 0.15, str.__eq__),
        ("languages", 0.15, language_is_enough),
    ):
        wanted, given = sought.get(name) or [], offered.get(name) or []
        if wanted and given:
            if not any(enough(one, other) for one in given for other in wanted):
                return 0.0
            score += share
    return round(score, 6)


def matching(referee: Referee, university: str, days: int | None) -> Met:
    """By intent of others, the own ones that it meets."""
    found: Met = {}
    facts = referee.graph.properties
    last = ALWAYS if days is None else later(referee.day, days)
    country = referee.country(university)
    own = [id for id in referee.ends("HAS_INTENT", university) if holds(facts[id], referee.day)]
    for other, institution in referee.facts("University"):
        if institution["status"] != "ACTIVE" or referee.is_home(other) == referee.is_home(university):
            continue
        for id in referee.ends("HAS_INTENT", other):
            until = facts[id].get("until")
            if not holds(facts[id], referee.day) or (days is not None and (until is None or until > last)):
                continue
            for mine in own:
                pair = [facts[mine], facts[id]]
                sides = sorted(pair, key=lambda side: side["direction"], reverse=True)
                if sides[0]["direction"] == sides[1]["direction"]:
                    continue
                if not aims(referee, mine, referee.country(other)) or not aims(referee, id, country):
                    continue
                if score := fits(*sides):
                    found.setdefault(id, {})[mine] = score
    return found


def aims(referee: Referee, intent: str, country: str | None) -> bool:
    codes = [referee.graph.properties[each]["code"] for each in referee.ends("AIMS_AT", intent)]
    return not codes or country in codes


@pytest.mark.parametrize(
    ("day", "days"), [("2026-11-24", 60), ("2026-11-24", None), ("2026-06-15", 30), ("2025-11-20", 600)]
)
async def test_matching_intents_of_a_day_are_those_of_the_export(
    ask: Ask, demo_store: Store, day: str, days: int | None
) -> None:
    referee = Referee(await exported(demo_store), day)
    askers = sorted(id for id, _ in referee.facts("University") if referee.ends("HAS_INTENT", id))[::4]
    found = 0
    for university in askers:
        asked = await ask(QUERY, university=university, day=day, days=days)
        assert asked.errors == []
        edges = asked.data["matchingIntents"]["edges"]
        expected = matching(referee, university, days)
        assert {edge["node"]["id"]: edge["metCount"] for edge in edges} == {id: len(expected[id]) for id in expected}
        ends = [edge["node"]["until"] or ALWAYS for edge in edges]
        assert ends == sorted(ends)
        for edge in edges:
            told = {met["intent"]["id"]: met["score"] for met in edge["met"]}
            assert told.items() <= expected[edge["node"]["id"]].items()
        found += len(edges)
    assert found
