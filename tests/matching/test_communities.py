"""Communities of small networks, counted by hand."""

from datetime import date
from itertools import combinations

import pytest

from matching.analyses.communities import Communities, Community
from tests.matching.build import TODAY, World

LATER = date(2026, 2, 1)


def world() -> World:
    """Two groups in which all have a contact, a to d and w to z, with one between them; n has none."""
    made = World().office("other", "FR").office("house", "FR")
    for each in "abcdnwxyz":
        made.university(each, {"a": "RU", "b": "RU", "w": "DE", "n": ""}.get(each, "FR"))
    for pair in (*combinations("abcd", 2), *combinations("wxyz", 2), ("a", "z")):
        made.contact(*pair, office="house" if pair[0] == "a" else None)
    return made


def found(made: World, day: date = TODAY, resolution: float = 1.0) -> Communities:
    return Communities(made.network(), day, resolution)


def test_groups_are_communities_the_largest_first() -> None:
    made = world().university("v", "DE").contact("v", "w").contact("v", "x")
    communities = found(made)
    assert communities.keys == ["v", "a"]
    assert [communities.community(each).institution_count for each in range(len(communities))] == [5, 4]
    assert communities.institution_count == 9


def test_community_tells_its_contacts_countries_institutions_and_offices() -> None:
    made = world().contact("b", "c", office="other").contact("c", "d", office="other").contact("d", "a", office="other")
    made.contact("a", "c", stage="LOST", office="house").contact("a", "x", until=LATER)
    assert found(made).community(0) == Community(
        institution_count=4,
        contacts_within=9,
        contacts_outside=1,
        countries=(("FR", 2), ("RU", 2)),
        most_connected=("a", "b", "c", "d"),
        offices=(("house", 3), ("other", 3)),
    )


def test_most_connected_are_those_with_most_partners_in_the_community_itself() -> None:
    made = world().university("e", "FR").contact("e", "b").contact("e", "c")
    for other in "xyz":
        made.contact("d", other)
    assert found(made).community(0).most_connected == ("b", "c", "a", "d", "e")


def test_offices_of_contacts_to_the_outside_do_not_count() -> None:
    assert found(world()).community(0).offices == (("house", 3),)
    assert found(world()).community(1).offices == ()


def test_contact_of_several_is_within_if_all_are_and_else_outside_once_for_each_community() -> None:
    communities = found(world().contact("a", "b", "c").contact("a", "b", "z").contact("b"))
    assert [communities.community(each).contacts_within for each in (0, 1)] == [7, 6]
    assert [communities.community(each).contacts_outside for each in (0, 1)] == [2, 2]


def test_institution_is_in_one_community_or_without_a_partner_in_none() -> None:
    communities = found(world())
    assert [list(communities.of(each)) for each in "adnwz"] == [[0], [0], [], [1], [1]]


def test_institutions_without_a_country_have_no_line_of_countries() -> None:
    made = World().university("a", "").university("b", "FR").contact("a", "b")
    assert found(made).community(0).countries == (("FR", 1),)


def test_modularity_is_the_share_of_ties_within_less_that_of_chance() -> None:
    # 12 of 13 contacts are within; each half has 13 of the 26 ends
    assert found(world()).modularity == pytest.approx(12 / 13 - 0.5)


def test_network_is_that_of_the_day() -> None:
    made = World().university("a", "RU").university("b", "FR").university("c", "FR")
    made.contact("a", "b").contact("b", "c", stage="LOST").contact("a", "c", until=LATER)
    assert [found(made, day).institution_count for day in (date(2014, 12, 31), date(2026, 1, 31), TODAY)] == [0, 3, 2]


def test_network_without_contacts_has_no_community() -> None:
    communities = found(World().university("a", "RU"))
    assert (len(communities), communities.keys, communities.modularity) == (0, [], 0.0)


def test_communities_of_a_day_and_a_resolution_are_worked_out_once() -> None:
    moment = world().network().at(TODAY)
    assert moment.communities(1.0) is moment.communities(1.0)
    assert moment.communities(0.1) is not moment.communities(1.0)
    assert moment.communities(0.1).max() < moment.communities(1.0).max()
