"""Room for lesser-known institutions among the first ten."""

from dataclasses import replace
from typing import Any

import pytest

from matching.exposure import PLACES, WELL_CONNECTED
from matching.model.network import Network
from matching.ranking import Match, MatchRequest, ReasonKind, rank
from matching.weights import read_weights
from tests.matching.build import TODAY, World

FAMOUS = 12


def crowded(unknown: int = 60) -> World:
    """Twelve famous institutions abroad, and many that have no contact; one of these has the asker's field."""
    world = World().university("kazan", "RU", fields=("0613",))
    for number in range(20):
        world.university(f"home{number}", "RU")
    for number in range(FAMOUS):
        world.university(f"famous{number}", "DE")
        for other in range(20):
            world.contact(f"home{other}", f"famous{number}")
    for number in range(unknown):
        world.university(f"unknown{number}", "DE")
    return world.university("fitting", "DE", fields=("0613",))


def first(network: Network, places: int = 1, **demands: Any) -> list[Match]:
    """The first ten."""
    weights = replace(read_weights(), most=MOSTLY_FAME, lesser_known_places=places)
    return list(rank(network, MatchRequest("kazan", TODAY, **demands), weights).page(0, PLACES))


MOSTLY_FAME = dict.fromkeys(read_weights().most, 0.0) | {"popularity": 0.8, "shared_fields": 0.2}


def test_the_best_of_the_lesser_known_stands_tenth_and_a_reason_says_why() -> None:
    found = first(crowded().network())
    assert found[-1].university == "fitting"
    won = next(reason for reason in found[-1].reasons if reason.kind is ReasonKind.LESSER_KNOWN)
    assert won.detail.count == 0
    assert round(sum(reason.weight for reason in found[-1].reasons), 6) == found[-1].score
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert all(match.university.startswith("famous") for match in found[:-1])


def test_more_places_are_won_where_so_set_and_none_where_none_are() -> None:
    network = crowded().network()
    famous = [sum(each.university.startswith("famous") for each in first(network, places)) for places in (0, 1, 3)]
    assert famous == [10, 9, 7]


def test_nobody_is_promoted_in_a_question_about_some_countries() -> None:
    found = first(crowded().network(), countries=frozenset({"DE"}))
    assert all(match.university.startswith("famous") for match in found)


@pytest.mark.parametrize(("more", "promoted"), [(0, True), (1, False)])
def test_nobody_is_promoted_for_a_well_connected_asker(more: int, promoted: bool) -> None:
    world = crowded()
    for number in range(WELL_CONNECTED + more):
        world.university(f"partner{number}", "FR").contact("kazan", f"partner{number}")
    found = first(world.network(), exclude_live_contacts=True)
    assert promoted is not all(match.university.startswith("famous") for match in found)


def test_nobody_is_promoted_where_a_lesser_known_one_stands_high_by_itself() -> None:
    world = crowded()
    weights = replace(read_weights(), most={**MOSTLY_FAME, "popularity": 0.1, "shared_fields": 0.9})
    found = rank(world.network(), MatchRequest("kazan", TODAY), weights).page(0, PLACES)
    assert found[0].university == "fitting"
    assert all(reason.kind is not ReasonKind.LESSER_KNOWN for match in found for reason in match.reasons)


def test_of_equally_good_lesser_known_ones_fame_does_not_decide() -> None:
    """All have the asker's field, and each another number of contacts with nobody who is known."""
    winners = set()
    for round in range(12):
        world = crowded()
        for number in range(5):
            world.university(f"round{round}-{number}", "DE", fields=("0613",))
            for _ in range(number):
                world.contact(f"round{round}-{number}")
        winners.add(first(world.network())[-1].university[-1])
    assert len(winners) > 2


def test_a_short_list_is_left_as_it_is() -> None:
    world = World().university("kazan", "RU").university("paris", "FR").university("berlin", "DE")
    found = first(world.network())
    assert all(reason.kind is not ReasonKind.LESSER_KNOWN for match in found for reason in match.reasons)
