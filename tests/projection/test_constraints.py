"""What is kept of an operation fits other values of its variables: answers are those of an operation asked afresh."""

from typing import Any

import pytest

from engine.operation import Operations, Request
from graph.store.store import Store
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings

Values = dict[str, Any]
ROOT_FILTER = """
query Q($country: String, $kinds: [UniversityKind!], $since: Int, $first: Int = 5) {
  universities(
    first: $first, where: { country: { code: { eq: $country } }, kind: { in: $kinds }, founded: { gte: $since } }
  ) { totalCount nodes { name founded } }
}
"""
BELOW = """
query Q($stage: ContactStage!, $day: Date!, $also: Date!) {
  universities(first: 20) { nodes { name
    contacts(first: 3, where: { stage: { eq: $stage }, since: { lte: $day } }) { totalCount nodes { since stage } }
    early: contacts(first: 2, where: { since: { lte: $also } }) { nodes { since } }
  } }
}
"""
BOTH_WAYS = """
query Q($day: Date!) {
  contacts(first: 30, where: { since: { lte: $day } }) { totalCount nodes { since stage(asOf: $day) } }
  live: contacts(first: 3, where: { liveAt: $day, since: { lte: $day } }) { totalCount nodes { since } }
}
"""
WHOLE_FILTER = """
query Q($where: RegistryContactWhere) { contacts(first: 4, where: $where) { totalCount nodes { since stage } } }
"""
PARTS = """
query Q($name: String!, $other: String!, $codes: [String!]!) {
  universities(first: 5, where: {
    anyOf: [{ name: { contains: $name } }, { country: { code: { in: [$other, "DE"] } } }]
    not: { country: { code: { in: $codes } } }
  }) { totalCount nodes { name } }
}
"""
CASES: dict[str, tuple[str, list[Values]]] = {
    "filter of a root": (
        ROOT_FILTER,
        [
            {"country": "DE", "kinds": ["HIGHER_EDUCATION"], "since": 1500},
            {"country": "RU", "kinds": ["HIGHER_EDUCATION", "OTHER"], "since": 1900},
            {"country": "RU", "since": 1900},
            {"country": "RU", "kinds": [], "since": 1900},
            {"country": None, "kinds": ["HIGHER_EDUCATION"], "since": 1900},
            {"kinds": ["HIGHER_EDUCATION"], "since": 1800, "first": 2},
            {"country": "DE", "kinds": ["HIGHER_EDUCATION"], "since": None},
            {"country": "x" * 501, "kinds": ["HIGHER_EDUCATION"], "since": 1},
            {"country": "DE", "kinds": ["HIGHER_EDUCATION"], "since": 1400},
        ],
    ),
    "filters below": (
        BELOW,
        [
            {"stage": stage, "day": day, "also": also}
            for stage in ("ACTIVE", "DORMANT")
            for day in ("2024-01-01", "2026-03-01")
            for also in ("2020-01-01", "2025-06-01")
        ],
    ),
    "a variable of which more depends": (
        BOTH_WAYS,
        [{"day": day} for day in ("2023-05-01", "2024-05-01", "2025-05-01", "2023-05-01")],
    ),
    "a filter that is a variable": (
        WHOLE_FILTER,
        [
            {"where": {"stage": {"eq": "ACTIVE"}}},
            {"where": {"stage": {"eq": "DORMANT"}}},
            {"where": {"stage": {"eq": "ACTIVE", "asOf": "2024-01-01"}}},
            {"where": {"stage": {"eq": "LOST", "asOf": "2025-01-01"}}},
            {"where": {"stage": {"eq": "LOST"}}},
            {"where": {"until": {"isNull": True}}},
            {"where": {"until": {"isNull": False}}},
            {"where": {"anyOf": [{"stage": {"eq": "LOST"}}, {"since": {"gt": "2025-01-01"}}]}},
            {"where": {"anyOf": [{"stage": {"eq": "ACTIVE"}}, {"since": {"gt": "2024-01-01"}}]}},
            {"where": {"anyOf": [{"stage": {"eq": "ACTIVE"}}]}},
            {"where": {"liveAt": "2024-01-01"}},
            {"where": {"liveAt": "2025-09-01"}},
            {"where": {"parties": {"some": {"name": {"contains": "Kazan"}}, "atLeast": 1}}},
            {"where": {"parties": {"some": {"name": {"contains": "Moscow"}}, "atLeast": 2}}},
            {"where": {"stage": {"in": ["LOST"] * 1001}}},
            {"where": {"stage": {"eq": None}}},
            {"where": None},
            {},
        ],
    ),
    "parts of lists": (
        PARTS,
        [
            {"name": "Univ", "other": "FR", "codes": ["RU"]},
            {"name": "Poly", "other": "IT", "codes": ["RU", "CN"]},
            {"name": "Univ", "other": "FR", "codes": []},
            {"name": "Univ", "other": "CN", "codes": ["ZZ"]},
        ],
    ),
}
PLANNED = {"filter of a root": 3, "filters below": 1, "a variable of which more depends": 6, "parts of lists": 3}
"""How many plans the sets of values of some cases need: where they differ in operands alone, one."""


class Asked:
    """Operations, and how many plans they have made."""

    def __init__(self, store: Store, *, at_once: bool) -> None:
        settings = Settings.model_construct()
        registry = registry_of(store, settings)
        registry.planner.told = self._count
        self.planned = 0
        self._operations = Operations(assemble_schema()[0], registry, settings, at_once=at_once)

    def _count(self, known: bool) -> None:
        self.planned += 1

    async def answer(self, query: str, values: Values) -> Any:
        """The body of the response."""
        return (await self._operations.run(Request(query, values, request_id="same"))).body


@pytest.mark.parametrize("name", CASES)
async def test_kept_operation_answers_as_one_that_is_asked_for_the_first_time(demo_store: Store, name: str) -> None:
    query, sets = CASES[name]
    again = Asked(demo_store, at_once=True)
    for values in [*sets, *reversed(sets)]:
        expected = await Asked(demo_store, at_once=False).answer(query, values)
        assert await again.answer(query, values) == expected, values
    answers = [str(await again.answer(query, values)) for values in sets]
    assert len(set(answers)) > len(sets) // 2  # values are looked at


@pytest.mark.parametrize("name", PLANNED)
async def test_values_that_are_only_compared_with_need_no_plan_of_their_own(demo_store: Store, name: str) -> None:
    query, sets = CASES[name]
    asked = Asked(demo_store, at_once=True)
    for values in [*sets, *sets]:
        await asked.answer(query, values)
    assert asked.planned == PLANNED[name]
