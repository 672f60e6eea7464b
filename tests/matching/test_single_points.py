"""Partners that are known through one office or one person only."""

from datetime import date

from matching.analyses.single_points import PointKind, SinglePoint, most_partners, single_points
from tests.matching.build import TODAY, World

LATER = date(2026, 2, 1)


def world() -> World:
    """Home institutions M and K; partners abroad a to e."""
    made = World().office("house", "FR").office("other", "FR")
    made.university("M", "RU").university("K", "RU")
    for each in "abcde":
        made.university(each, "FR")
    return made


def found(points: list[SinglePoint]) -> list[tuple[str, str, int]]:
    return [(each.partner, each.through, len(each.contacts)) for each in points]


def test_partner_all_of_whose_contacts_one_office_brought_about_hangs_on_it() -> None:
    made = world().contact("M", "a", office="house").contact("K", "a", office="house")
    made.contact("M", "b", office="house").contact("K", "b", office="other")
    made.contact("M", "c", office="house").contact("K", "c")
    made.contact("M", "d")
    assert found(single_points(made.network(), TODAY)) == [("a", "house", 2)]


def test_contact_that_is_no_longer_live_is_no_other_way() -> None:
    made = world().contact("M", "a", office="house").contact("K", "a", office="other", until=LATER)
    made.contact("M", "a", office="other", stage="DORMANT")
    assert found(single_points(made.network(), TODAY)) == [("a", "house", 1)]
    assert found(single_points(made.network(), date(2026, 1, 31))) == []


def test_partner_hangs_on_a_person_who_alone_keeps_all_of_its_contacts() -> None:
    made = world().person("p").person("q")
    made.contact("M", "a", persons=("p",)).contact("K", "a", persons=("p",))
    made.contact("M", "b", persons=("p", "q"))
    made.contact("M", "c", persons=("p",)).contact("K", "c")
    made.contact("M", "d", persons=("p",)).contact("K", "d", persons=("q",))
    points = single_points(made.network(), TODAY)
    assert found(points) == [("a", "p", 2)]
    assert points[0].kind is PointKind.PERSON


def test_of_one_institution_only_its_own_contacts_count() -> None:
    made = world().contact("M", "a", office="house").contact("K", "a", office="other").contact("M", "K", office="other")
    assert found(single_points(made.network(), TODAY)) == []
    assert found(single_points(made.network(), TODAY, university="M")) == [("K", "other", 1), ("a", "house", 1)]


def test_contacts_between_institutions_abroad_do_not_count() -> None:
    made = world().contact("a", "b", office="house").contact("M", "a", office="other").contact("M", "K", office="house")
    assert found(single_points(made.network(), TODAY)) == [("a", "other", 1)]


def test_of_an_office_come_its_partners_and_those_of_the_people_who_serve_there() -> None:
    made = world().person("p", offices=("house",)).person("left", offices=("house",), until=LATER)
    made.contact("M", "a", office="house").contact("M", "b", office="other")
    made.contact("M", "c", persons=("p",)).contact("M", "d", persons=("left",))
    assert found(single_points(made.network(), TODAY, office="house")) == [("a", "house", 1), ("c", "p", 1)]


def test_offices_and_people_with_most_partners_come_first() -> None:
    made = world().person("p")
    made.contact("M", "a", office="house").contact("M", "b", office="house").contact("M", "c", office="other")
    made.contact("M", "d", persons=("p",))
    points = single_points(made.network(), TODAY)
    assert most_partners(points, 2) == [(PointKind.OFFICE, "house", 2), (PointKind.OFFICE, "other", 1)]


def test_network_without_contacts_has_no_single_point() -> None:
    assert single_points(world().network(), TODAY) == []
