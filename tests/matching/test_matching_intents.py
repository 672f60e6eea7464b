"""Open intents that meet an institution's own: one rule with the reason of partner matches."""

from typing import Any

import pytest

from matching.constraints import candidates
from matching.intents import intents_met
from matching.matching_intents import MatchingIntents
from matching.question import Question
from matching.reasons import Direction
from matching.request import MatchRequest
from tests.matching.build import TODAY
from tests.matching.test_intents import REQUESTS, crowd


@pytest.mark.parametrize("demanded", [*REQUESTS, {"countries": frozenset({"DE"})}, {"fields": frozenset()}])
def test_they_are_of_the_partners_whose_intents_are_met_and_as_well(demanded: dict[str, Any]) -> None:
    several = 0
    for seed in range(4):
        network = crowd(seed).network()
        for asker in network.universities[::3]:
            request = MatchRequest(asker.id, TODAY, exclude_live_agreements=False, **demanded)
            question = Question(network, request)
            allowed = candidates(question)
            found = MatchingIntents(network, request)
            page = found.page(0, len(found.ids))
            assert [each.intent.id for each in page] == found.ids
            for direction, theirs in ((Direction.THEY_OFFER, "OFFERS"), (Direction.THEY_SEEK, "SEEKS")):
                best: dict[str, float] = {}
                for each in page:
                    if each.intent.direction == theirs:
                        best[each.intent.university] = max(best.get(each.intent.university, 0.0), each.score)
                strength = intents_met(question, direction).strength
                rows = [row for row in range(len(strength)) if allowed[row] and strength[row]]
                assert best == {network.universities[row].id: pytest.approx(strength[row]) for row in rows}
                several += len(best)
                narrowed = MatchingIntents(network, request, direction=theirs)
                assert narrowed.ids == [each.intent.id for each in page if each.intent.direction == theirs]
    assert several > 5 or demanded == {"fields": frozenset()}


def test_the_best_met_come_first_of_those_that_end_on_one_day() -> None:
    network = crowd(1).network()
    for asker in network.universities:
        page = MatchingIntents(network, MatchRequest(asker.id, TODAY)).page(0, 100)
        order = [(each.days_left is None, each.days_left, -each.score, each.intent.id) for each in page]
        assert order == sorted(order)
        assert all(list(each.met) == sorted(each.met, key=lambda met: -met.score) for each in page)
