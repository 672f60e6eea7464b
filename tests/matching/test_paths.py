"""Who can introduce one institution to another."""

from datetime import date
from typing import Any

import pytest

from matching.introductions.links import STEPS_A_NODE
from matching.introductions.paths import CHAINS_A_NODE, Path, PathFinder, introduction_paths
from matching.introductions.steps import ANY_STEP, StepKind, is_coverage
from matching.model.facts import Dated, PersonFacts
from matching.model.network import Network
from tests.matching.build import LONG_AGO, TODAY, World, two_sides

CONTACTS = frozenset({StepKind.CONTACT})


def paths(
    network: Network,
    target: str = "berlin",
    via: frozenset[StepKind] = ANY_STEP,
    max_length: int = 4,
    limit: int = 10,
    as_of: date = TODAY,
) -> list[Path]:
    """Paths from Kazan."""
    return introduction_paths(network, "kazan", target, max_length=max_length, as_of=as_of, via=via, limit=limit)


def chain() -> World:
    """kazan – paris – tomsk – berlin, by contacts."""
    return two_sides().contact("kazan", "paris").contact("tomsk", "paris").contact("tomsk", "berlin")


def test_a_direct_contact_is_one_step() -> None:
    (path,) = paths(two_sides().contact("kazan", "berlin", since=date(2020, 5, 4)).network())
    (step,) = path.steps
    assert (step.from_id, step.to_id, step.kind) == ("kazan", "berlin", StepKind.CONTACT)
    assert (step.evidence, step.since) == (("kazan-berlin",), date(2020, 5, 4))


def test_an_old_direct_contact_is_found_among_ever_so_many_newer_ones() -> None:
    world = two_sides().contact("kazan", "berlin", since=date(2010, 1, 1))
    for number in range(2 * STEPS_A_NODE):
        world.university(f"u{number}", "DE").contact("kazan", f"u{number}", since=date(2020, 1, 1))
    world.contact("munich", "kazan", since=date(2010, 1, 1)).contact("munich", "tomsk")
    network = world.network()
    assert [path.length for path in paths(network, limit=1)] == [1]
    assert [path.nodes for path in paths(network, "tomsk", limit=1)] == [("kazan", "munich", "tomsk")]


def test_parallel_contacts_are_evidence_of_one_step_newest_first() -> None:
    world = two_sides().contact("kazan", "berlin").contact("kazan", "berlin", last_activity=date(2026, 1, 1))
    (path,) = paths(world.network())
    assert path.steps[0].evidence == ("kazan-berlin-1", "kazan-berlin")
    assert (path.steps[0].since, path.steps[0].newest) == (LONG_AGO, date(2026, 1, 1))


def test_shorter_chains_come_first() -> None:
    world = chain().contact("kazan", "munich").contact("munich", "berlin")
    assert [path.nodes for path in paths(world.network())] == [
        ("kazan", "munich", "berlin"),
        ("kazan", "paris", "tomsk", "berlin"),
    ]


def test_within_a_length_the_newest_evidence_comes_first() -> None:
    world = (
        two_sides().contact("kazan", "paris", since=date(2024, 1, 1)).contact("paris", "berlin", since=date(2018, 1, 1))
    )
    world.contact("kazan", "munich", since=date(2019, 1, 1)).contact("munich", "berlin", since=date(2019, 1, 1))
    assert [path.nodes[1] for path in paths(world.network(), limit=2)] == ["munich", "paris"]
    assert [path.nodes[1] for path in paths(world.network(), limit=1)] == ["munich"]


def test_within_a_length_offices_that_work_with_limits_come_last() -> None:
    world = two_sides().office("a", status="LIMITED").office("b")
    for office, day in (("a", date(2026, 2, 1)), ("b", date(2019, 1, 1))):
        world.contact("kazan", "paris", office=office, since=day).contact("tomsk", "berlin", office=office, since=day)
    found = paths(world.network(), via=frozenset({StepKind.OFFICE}), max_length=2)
    assert [path.nodes for path in found] == [("kazan", "b", "berlin"), ("kazan", "a", "berlin")]


def test_activity_after_the_day_asked_for_is_not_evidence() -> None:
    world = two_sides().contact("kazan", "berlin", last_activity=date(2026, 6, 1))
    assert paths(world.network())[0].steps[0].newest == LONG_AGO


@pytest.mark.parametrize(("max_length", "found"), [(2, 0), (3, 1)])
def test_no_chain_is_longer_than_asked_for(max_length: int, found: int) -> None:
    assert len(paths(chain().network(), max_length=max_length)) == found


def test_a_chain_of_four_steps_is_found() -> None:
    world = chain().contact("munich", "berlin")
    assert [path.nodes for path in paths(world.network(), "munich")] == [
        ("kazan", "paris", "tomsk", "berlin", "munich")
    ]


def test_no_chain_goes_in_a_loop() -> None:
    world = chain().contact("kazan", "tomsk").contact("paris", "berlin").contact("munich", "kazan")
    found = paths(world.network())
    assert found
    assert all(len(set(path.nodes)) == len(path.nodes) for path in found)
    assert len({path.nodes for path in found}) == len(found)


def test_halves_that_meet_do_not_pass_a_node_twice() -> None:
    world = two_sides().contact("kazan", "paris").contact("paris", "tomsk").event("fair", "paris", "tomsk")
    found = paths(world.contact("paris", "berlin").network())
    assert [path.nodes for path in found] == [("kazan", "paris", "berlin")]


def test_a_chain_holds_on_the_day_only() -> None:
    world = two_sides().contact("kazan", "berlin", since=date(2020, 1, 1), until=date(2021, 1, 1))
    assert paths(world.network(), as_of=date(2020, 12, 31))
    assert not paths(world.network(), as_of=date(2021, 1, 1))


def test_a_common_partner_is_told_apart_from_a_chain_of_contacts() -> None:
    network = two_sides().contact("kazan", "paris").contact("paris", "berlin").network()
    assert [step.kind for step in paths(network)[0].steps] == [StepKind.COMMON_PARTNER] * 2
    assert [step.kind for step in paths(network, via=CONTACTS)[0].steps] == [StepKind.CONTACT] * 2


def test_by_common_partners_alone_there_is_neither_a_direct_nor_a_longer_chain() -> None:
    only = frozenset({StepKind.COMMON_PARTNER})
    assert not paths(chain().network(), via=only)
    assert not paths(two_sides().contact("kazan", "berlin").network(), via=only)


def test_what_is_not_asked_for_takes_no_place_from_what_is() -> None:
    """The three newest ways from Kazan to Berlin begin with contacts, which are asked for as common partners alone."""
    world = two_sides().event("fair", "kazan", "munich", starts=date(2010, 1, 1))
    world.event("day", "munich", "berlin", starts=date(2010, 2, 1)).event("show", "berlin", "paris")
    for number in range(CHAINS_A_NODE):
        world.university(f"u{number}", "DE").contact("kazan", f"u{number}", since=date(2020, 1, 1))
        world.contact(f"u{number}", "berlin", since=date(2020, 1, 1))
    via = frozenset({StepKind.COMMON_PARTNER, StepKind.EVENT})
    assert [path.nodes for path in paths(world.network(), "paris", via)] == [("kazan", "munich", "berlin", "paris")]


def test_of_equally_new_steps_between_the_same_two_their_kind_decides() -> None:
    day = date(2020, 5, 4)
    world = two_sides().contact("kazan", "berlin", since=day).event("fair", "kazan", "berlin", starts=day)
    world.consortium("flight", "kazan", "berlin", valid_from=day)
    (path,) = paths(world.network())
    assert path.steps[0].kind == StepKind.CONSORTIUM
    (path,) = paths(world.network(), via=frozenset({StepKind.EVENT, StepKind.CONTACT}))
    assert path.steps[0].kind == StepKind.CONTACT


def test_an_event_brings_those_together_who_took_part() -> None:
    network = two_sides().event("old", "kazan", "berlin").event("new", "kazan", "berlin", starts=TODAY).network()
    (path,) = paths(network)
    assert (path.steps[0].kind, path.steps[0].evidence) == (StepKind.EVENT, ("new",))
    assert not paths(network, via=CONTACTS)


def test_an_event_that_is_still_to_come_introduces_nobody() -> None:
    assert not paths(two_sides().event("fair", "kazan", "berlin", starts=date(2026, 5, 1)).network())


def test_one_event_is_not_two_steps() -> None:
    found = paths(two_sides().event("fair", "kazan", "paris", "berlin").network())
    assert [path.nodes for path in found] == [("kazan", "berlin")]


def test_a_person_who_worked_at_both_links_them() -> None:
    network = two_sides().person("anna", "kazan", "berlin", until=date(2020, 1, 1)).network()
    (path,) = paths(network)
    assert (path.steps[0].kind, path.steps[0].evidence) == (StepKind.PERSON, ("anna",))
    assert path.steps[0].newest == date(2020, 1, 1)
    assert not paths(network, as_of=date(2014, 1, 1))


def test_a_person_links_an_institution_with_an_office() -> None:
    world = two_sides().office("house", "DE").person("anna", "kazan", offices=("house",))
    (path,) = paths(world.network())
    assert path.nodes == ("kazan", "house", "berlin")
    assert [step.kind for step in path.steps] == [StepKind.PERSON, StepKind.OFFICE]


def test_an_office_that_helped_both_introduces_them() -> None:
    world = (
        two_sides().office("house").contact("kazan", "paris", office="house").contact("tomsk", "berlin", office="house")
    )
    path = paths(world.network())[0]
    assert path.nodes == ("kazan", "house", "berlin")
    assert [step.evidence for step in path.steps] == [("kazan-paris",), ("tomsk-berlin",)]


def test_an_office_that_helped_me_introduces_to_the_countries_it_covers() -> None:
    world = two_sides().office("house", "DE").contact("kazan", "paris", office="house")
    assert [path.nodes for path in paths(world.network())] == [("kazan", "house", "berlin")]
    assert is_coverage(paths(world.network())[0].steps[1])
    assert not paths(two_sides().office("house", "DE").contact("tomsk", "paris", office="house").network())


def test_an_office_that_covers_both_countries_but_helped_neither_introduces_nobody() -> None:
    assert not paths(two_sides().office("house", "DE", "RU").network())


def test_a_contact_that_an_office_brought_about_is_not_also_a_chain_over_the_office() -> None:
    world = two_sides().office("house").contact("kazan", "berlin", office="house")
    assert [path.nodes for path in paths(world.network())] == [("kazan", "berlin")]


@pytest.mark.parametrize("status", ["SUSPENDED", "CLOSED"])
def test_suspended_office_introduces_nobody(status: str) -> None:
    world = two_sides().office("house", "DE", status=status).contact("kazan", "paris", office="house")
    assert not paths(world.network())


def test_two_offices_that_know_each_other_introduce_from_the_country_of_one_to_that_of_the_other() -> None:
    world = two_sides().office("here", "RU").office("there", "DE")
    assert not paths(world.network())
    by_person = world.person("anna", offices=("here", "there"))
    assert [path.nodes for path in paths(by_person.network())] == [("kazan", "here", "there", "berlin")]


def test_two_offices_that_helped_one_institution_introduce_to_each_other() -> None:
    world = two_sides().office("here", "RU").office("there", "DE")
    world.contact("tomsk", "paris", office="here").contact("tomsk", "munich", office="there")
    found = paths(world.network(), via=frozenset({StepKind.OFFICE}))
    assert ("kazan", "here", "tomsk", "there", "berlin") in [path.nodes for path in found]


def test_suspended_office_introduces_nobody_even_where_it_helped_both() -> None:
    world = two_sides().office("house", status="SUSPENDED")
    world.contact("kazan", "paris", office="house").contact("tomsk", "berlin", office="house")
    assert not [path for path in paths(world.network()) if "house" in path.nodes]


def test_an_office_introduces_as_long_as_it_works() -> None:
    statuses = (Dated("ACTIVE", LONG_AGO, date(2024, 1, 1)),)
    world = two_sides().office("house", "DE", statuses=statuses).contact("kazan", "paris", office="house")
    assert paths(world.network(), as_of=date(2023, 12, 31))
    assert not paths(world.network(), as_of=date(2024, 1, 1))


def test_nobody_is_introduced_to_himself_or_to_a_stranger_of_the_registry() -> None:
    network = chain().network()
    assert paths(network, "kazan") == []
    assert paths(network, "nobody") == []


def test_a_finder_answers_for_many_targets_as_if_each_were_the_first() -> None:
    network = chain().contact("munich", "berlin").network()
    finder = PathFinder(network, "kazan", TODAY)
    targets = ["munich", "paris", "berlin", "tomsk"]
    assert [finder.paths(target, limit=5) for target in targets] == [
        paths(network, target, limit=5) for target in targets
    ]


def test_the_search_is_bounded_where_everybody_knows_everybody() -> None:
    world = World()
    for number in range(60):
        world.university(f"u{number}", "RU" if number % 2 else "DE")
    for one in range(60):
        for other in range(one):
            if one - other < 40:
                world.contact(f"u{one}", f"u{other}")
    found = introduction_paths(world.network(), "u0", "u59", as_of=TODAY, limit=5, max_length=6)
    assert [path.length for path in found] == [2, 2, 2, 2, 2]


CONSORTIA = frozenset({StepKind.CONSORTIUM})


def test_parties_of_a_consortium_know_one_another() -> None:
    world = two_sides().consortium("flight", "kazan", "paris", "berlin", valid_from=date(2024, 9, 1))
    (path,) = paths(world.network(), via=CONSORTIA)
    (step,) = path.steps
    assert (step.from_id, step.to_id, step.kind) == ("kazan", "berlin", StepKind.CONSORTIUM)
    assert (step.evidence, step.since, step.newest) == (("flight",), date(2024, 9, 1), date(2024, 9, 1))


@pytest.mark.parametrize(
    ("what", "day", "found"),
    [
        ({"valid_from": date(2024, 9, 1)}, date(2024, 8, 31), 0),
        ({"valid_from": date(2024, 9, 1)}, date(2024, 9, 1), 1),
        ({"valid_to": date(2025, 8, 31)}, date(2025, 8, 31), 1),
        ({"valid_to": date(2025, 8, 31)}, date(2025, 9, 1), 0),
        ({"valid_from": None}, TODAY, 0),
        ({"status": "TERMINATED"}, TODAY, 0),
        ({"status": "DRAFT"}, TODAY, 0),
    ],
)
def test_only_a_consortium_in_force_on_the_day_introduces(what: dict[str, Any], day: date, found: int) -> None:
    world = two_sides().consortium("flight", "kazan", "berlin", **what)
    assert len(paths(world.network(), as_of=day)) == found


def test_agreement_of_another_kind_is_no_consortium() -> None:
    assert paths(two_sides().agreement("kazan", "berlin").network()) == []


def test_of_several_consortia_the_youngest_is_named() -> None:
    world = two_sides().consortium("old", "kazan", "berlin", valid_from=date(2019, 1, 1))
    world.consortium("young", "kazan", "berlin", valid_from=date(2024, 1, 1))
    (path,) = paths(world.network())
    assert path.steps[0].evidence == ("young",)


def test_one_consortium_is_not_walked_twice() -> None:
    """Kazan and Berlin are in it themselves: a detour over a third party says no more."""
    world = two_sides().consortium("flight", "kazan", "paris", "berlin")
    assert [path.nodes for path in paths(world.network())] == [("kazan", "berlin")]


def test_consortium_continues_a_chain_of_contacts() -> None:
    world = two_sides().contact("kazan", "paris").consortium("flight", "paris", "berlin", valid_from=date(2024, 1, 1))
    (path,) = paths(world.network())
    assert [step.kind for step in path.steps] == [StepKind.CONTACT, StepKind.CONSORTIUM]
    assert path.nodes == ("kazan", "paris", "berlin")


def test_two_consortia_make_a_chain_and_the_newer_one_comes_first() -> None:
    world = two_sides().consortium("a", "kazan", "paris").consortium("b", "paris", "berlin")
    world.consortium("c", "kazan", "munich", valid_from=date(2024, 1, 1))
    world.consortium("d", "munich", "berlin", valid_from=date(2023, 1, 1))
    assert [path.nodes[1] for path in paths(world.network(), via=CONSORTIA)] == ["munich", "paris"]


def test_consortium_is_left_out_where_it_is_not_asked_for() -> None:
    assert paths(two_sides().consortium("flight", "kazan", "berlin").network(), via=CONTACTS) == []


def test_a_person_who_came_back_links_two_places_once_and_alike_from_both() -> None:
    stays = [("paris", 2010, 2012), ("berlin", 2013, 2014), ("berlin", 2016, 2018)]
    works = tuple(Dated(place, date(since, 1, 1), date(until, 1, 1)) for place, since, until in stays)
    world = two_sides().contact("kazan", "berlin", since=date(2020, 1, 1))
    world.persons.append(PersonFacts("anna", "DEAN", works))
    network = world.network()
    (there,) = introduction_paths(network, "berlin", "paris", as_of=TODAY, limit=5, max_length=1)
    (back,) = introduction_paths(network, "paris", "berlin", as_of=TODAY, limit=5, max_length=1)
    assert [(path.steps[0].since, path.steps[0].newest) for path in (there, back)] == [
        (date(2013, 1, 1), date(2013, 1, 1))
    ] * 2
    assert [path.nodes for path in paths(network, "paris")] == [("kazan", "berlin", "paris")]


def test_of_two_persons_at_the_same_two_places_the_one_who_is_free_makes_a_chain() -> None:
    network = two_sides().person("anna", "kazan", "berlin", "paris").person("boris", "kazan", "berlin").network()
    found = [[step.evidence for step in path.steps] for path in paths(network, "paris")]
    assert found == [[("anna",)], [("boris",), ("anna",)]]


def test_ever_so_many_persons_between_two_places_do_not_hide_other_ways() -> None:
    world = two_sides().university("tver", "RU").contact("kazan", "tver").contact("tver", "berlin")
    world.contact("berlin", "paris").contact("tomsk", "berlin")
    for number in range(STEPS_A_NODE + 20):
        world.person(f"person{number:03}", "kazan", "tomsk")
    found = [path.nodes for path in paths(world.network(), "paris")]
    assert found == [("kazan", "tomsk", "berlin", "paris"), ("kazan", "tver", "berlin", "paris")]


def test_of_persons_between_two_places_those_who_are_there_still_come_first() -> None:
    world = two_sides().person("anna", "kazan", "paris", until=date(2018, 1, 1))
    world.person("boris", "kazan", "paris", until=date(2017, 1, 1)).person("vera", "kazan", "paris")
    (path,) = paths(world.network(), "paris", max_length=1)
    assert (path.steps[0].evidence, path.steps[0].newest) == (("vera",), TODAY)
