"""Institutions and ties without which others fall off the network."""

from datetime import date
from itertools import pairwise

from matching.analyses.cut_points import CutPoints
from tests.matching.build import TODAY, World

LATER = date(2026, 2, 1)


def world(*chains: str) -> World:
    """Institutions a to i; those whose letters stand side by side in a chain have a live contact."""
    made = World()
    for each in "abcdefghi":
        made.university(each, "RU" if each in "abc" else "FR")
    for chain in chains:
        for one, other in pairwise(chain):
            made.contact(one, other)
    return made


def points(made: World, university: str | None = None, day: date = TODAY) -> list[tuple[str, int, str]]:
    """Each articulation point with what it cuts off."""
    found = CutPoints(made.network(), day)
    return [
        (each.university, each.cut_off_count, "".join(found.cut_off(each, 9)))
        for each in found.articulation_points(university)
    ]


def bridges(made: World, university: str | None = None, limit: int = 9) -> list[tuple[str, int, str]]:
    """Each bridge, the end on its larger side first, with what it cuts off."""
    found, _ = CutPoints(made.network(), TODAY).bridges(limit, 9, university)
    return [(each.inner + each.outer, each.cut_off_count, "".join(each.cut_off)) for each in found]


def test_institution_between_groups_cuts_off_the_smaller_of_them() -> None:
    assert points(world("abca", "cd", "defghd")) == [("d", 3, "cab"), ("c", 2, "ab")]


def test_of_several_groups_all_but_the_largest_are_cut_off() -> None:
    assert points(world("abca", "cd", "ce", "cfghif")) == [("c", 4, "abde"), ("f", 3, "ghi")]


def test_institutions_in_a_ring_cut_nothing_off() -> None:
    made = world("abcdea")
    assert (points(made), bridges(made)) == ([], [])


def test_tie_between_groups_cuts_off_the_smaller_side() -> None:
    assert bridges(world("abca", "cd", "defghd")) == [("dc", 3, "cab")]


def test_of_pieces_that_are_equally_large_the_one_with_the_lowest_id_is_left() -> None:
    made = world("gfahi")
    assert points(made) == [("a", 2, "hi"), ("f", 1, "g"), ("h", 1, "i")]
    assert bridges(made) == [("af", 2, "fg"), ("ah", 2, "hi"), ("fg", 1, "g"), ("hi", 1, "i")]
    assert bridges(world("dabc"))[0] == ("ab", 2, "bc")


def test_bridges_that_cut_off_most_come_first_and_all_are_counted() -> None:
    made = world("abcdef")
    found, total = CutPoints(made.network(), TODAY).bridges(2, 1)
    assert [(each.inner, each.outer, each.cut_off) for each in found] == [("c", "d", ("d",)), ("c", "b", ("b",))]
    assert total == 5
    assert bridges(world("aib")) == [("ia", 1, "a"), ("ib", 1, "b")]


def test_of_one_institution_come_itself_and_the_bridges_that_end_there() -> None:
    made = world("abca", "cd", "de")
    assert (points(made, "d"), bridges(made, "d")) == ([("d", 1, "e")], [("cd", 2, "de"), ("de", 1, "e")])
    assert (points(made, "a"), bridges(made, "a")) == ([], [])
    assert (points(made, "e"), bridges(made, "e")) == ([], [("de", 1, "e")])
    assert (points(made, "i"), bridges(made, "i")) == ([], [])


def test_contact_that_is_no_longer_live_is_no_tie() -> None:
    made = world("abc").contact("c", "a", until=LATER).contact("c", "a", stage="DORMANT")
    assert points(made) == [("b", 1, "c")]
    assert points(made, day=date(2026, 1, 31)) == []


def test_contact_of_three_ties_each_with_each() -> None:
    made = world("ad").contact("a", "b", "c")
    assert (points(made), bridges(made)) == ([("a", 1, "d")], [("ad", 1, "d")])


def test_components_are_counted_without_institutions_that_have_no_partner() -> None:
    assert sorted(CutPoints(world("abc", "de").contact("i").network(), TODAY).component_sizes.tolist()) == [2, 3]
    assert CutPoints(world().network(), TODAY).component_sizes.tolist() == []
    assert (points(world()), bridges(world())) == ([], [])


def test_several_contacts_are_one_tie_and_come_newest_first() -> None:
    made = world("abca", "cd").contact("d", "c", last_activity=date(2025, 5, 5)).contact("c", "d", stage="LOST")
    network = made.network()
    (found,), total = CutPoints(network, TODAY).bridges(9, 9)
    assert (found.inner, found.outer, total) == ("c", "d", 1)
    assert network.at(TODAY).ids(found.contacts) == ("d-c", "c-d")
