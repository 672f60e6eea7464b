"""The network on one day: what is worked out of it once for all questions."""

import gc
import weakref
from datetime import date

import numpy as np
import pytest

from matching.geography import EARTH_RADIUS_KM, distance_km
from matching.introductions.paths import introduction_paths
from matching.model.network import HOME_COUNTRY
from matching.ranking import MatchRequest, rank
from matching.similar_institutions import SimilarityRequest, similar_institutions
from tests.matching.build import TODAY, World, two_sides


def world() -> World:
    """Kazan – Paris – Tomsk – Berlin, with something of every other noun."""
    return (
        two_sides()
        .contact("kazan", "paris", since=date(2020, 1, 1), office="house")
        .contact("kazan", "paris", since=date(2021, 1, 1))
        .contact("tomsk", "paris")
        .contact("tomsk", "berlin")
        .office("house", "FR")
        .agreement("kazan", "munich")
        .consortium("flight", "kazan", "munich")
        .event("fair", "kazan", "tomsk")
        .person("anna", "kazan", "berlin")
        .relation("munich", "CHILD_OF", "berlin")
        .seeks("kazan", fields=("06",))
        .offers("berlin", fields=("0613",))
    )


def test_strength_is_summed_over_the_partners_on_one_side() -> None:
    network = world().network()
    moment, row = network.at(TODAY), network.row_of
    strength = np.zeros(len(network.universities))
    strength[[row["kazan"], row["tomsk"], row["paris"]]] = [1.0, 0.5, 8.0]
    abroad = moment.sum_over_partners(HOME_COUNTRY, False, strength)
    assert {id: abroad[row[id]] for id in row if abroad[row[id]]} == {"paris": 1.5, "berlin": 0.5}
    at_home = moment.sum_over_partners(HOME_COUNTRY, True, strength)
    assert {id: at_home[row[id]] for id in row if at_home[row[id]]} == {"kazan": 8.0, "tomsk": 8.0}


def test_the_newest_contact_with_each_of_some_partners() -> None:
    network = world().network()
    moment, row = network.at(TODAY), network.row_of
    partners = np.asarray([row["paris"], row["berlin"]])
    assert moment.ids(moment.newest_with(row["tomsk"], partners)) == ("tomsk-paris", "tomsk-berlin")
    assert moment.ids(moment.newest_with(row["kazan"], partners[:1])) == ("kazan-paris-1",)


def test_what_is_kept_is_worked_out_once() -> None:
    moment = world().network().at(TODAY)
    made = [moment.compute_once("key", lambda: np.arange(3)) for _ in range(2)]
    assert made[0] is made[1]
    assert moment.compute_once("other", lambda: np.arange(2)).tolist() == [0, 1]


def test_what_a_question_needs_is_there_before_the_first_one() -> None:
    network = world().network()
    network.prepare([TODAY])
    moment = network.at(TODAY)
    parts = (network, network.columns, network.contacts, network.intent_table, moment)

    def made() -> list[set[object]]:
        return [*(set[object](vars(part)) for part in parts), set(moment._links_with), set(moment._ties_of)]

    before = made()
    matches = rank(network, MatchRequest("kazan", TODAY, exclude_live_agreements=False)).page(0, 10)
    assert {match.university for match in matches} == {"paris", "berlin", "munich"}
    assert introduction_paths(network, "kazan", "tomsk", as_of=TODAY)
    assert made() == before


def test_a_question_holds_nothing_once_it_is_answered() -> None:
    """A circle would keep an older network: when a newer one is made, all that lives then is frozen."""
    network = world().network()
    held = weakref.ref(network)
    gc.disable()
    try:
        assert rank(network, MatchRequest("kazan", TODAY)).page(0, 10)
        assert introduction_paths(network, "kazan", "tomsk", as_of=TODAY)
        assert similar_institutions(network, SimilarityRequest("paris", TODAY)).page(0, 10)
        del network
        assert held() is None
    finally:
        gc.enable()


def test_what_is_kept_is_not_a_part_of_something_larger() -> None:
    kept = world().network().at(TODAY).compute_once("key", lambda: np.arange(1000)[:3])
    assert (kept.tolist(), kept.base) == ([0, 1, 2], None)


def test_before_the_first_known_stage_of_a_contact_its_last_one_counts() -> None:
    told = {"stages": ("IN_TALKS", "DORMANT"), "stages_since": ("2021-01-01", "2022-01-01")}
    world = two_sides().contact("kazan", "paris", stage="DORMANT", since=date(2020, 1, 1), **told)
    contacts = world.network().contacts
    days = (date(2020, 6, 1), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1))
    assert [bool(contacts.live(day)[0]) for day in days] == [False, True, True, False]


def test_directions_are_as_far_apart_as_their_places() -> None:
    places = {"kazan": (55.8, 49.1), "tokyo": (35.7, 139.7), "lima": (-12.0, -77.0), "suva": (-18.1, 178.4)}
    network = World()
    for id, at in places.items():
        network.university(id, "XX", at=at)
    built = network.network()
    directions = built.columns.directions
    for one, at in places.items():
        for other, there in places.items():
            cosine = float(directions[built.row_of[one]] @ directions[built.row_of[other]])
            apart = EARTH_RADIUS_KM * np.arccos(np.clip(cosine, -1, 1))
            assert apart == pytest.approx(distance_km(*at, *there), abs=0.1)
