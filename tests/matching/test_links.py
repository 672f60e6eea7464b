"""Links: the steps from a node as numbers."""

from datetime import date, timedelta

from matching.introductions.bonds import Bonds
from matching.introductions.evidence import Evidence
from matching.introductions.links import PARTICIPANTS_A_NODE, STEPS_A_NODE, LinkFinder, LinkKind, Nodes
from matching.introductions.steps import ANY_STEP, StepKind
from matching.model.network import Network
from tests.matching.build import LONG_AGO, TODAY, World, two_sides


def found(network: Network, node: str, via: frozenset[StepKind] = ANY_STEP) -> list[tuple[str, str, date]]:
    """The links from a node: to whom, of what kind, and how new."""
    nodes = Nodes(network)
    links = LinkFinder(network, Bonds(network, TODAY), TODAY, via).of(nodes.number(node))
    return [(nodes.id(link.target), LinkKind(link.kind).name, date.fromordinal(link.newest)) for link in links]


def world() -> World:
    """Kazan with one link of each kind."""
    return (
        two_sides()
        .office("house")
        .contact("kazan", "paris", office="house", since=date(2020, 1, 1))
        .event("fair", "kazan", "tomsk", starts=date(2021, 1, 1))
        .person("anna", "kazan", "berlin", until=date(2022, 1, 1))
        .consortium("flight", "kazan", "munich", valid_from=date(2023, 1, 1))
    )


def test_links_are_of_each_kind_newest_first() -> None:
    assert found(world().network(), "kazan") == [
        ("munich", "CONSORTIUM", date(2023, 1, 1)),
        ("berlin", "PERSON", date(2022, 1, 1)),
        ("tomsk", "EVENT", date(2021, 1, 1)),
        ("house", "OFFICE", date(2020, 1, 1)),
        ("paris", "CONTACT", date(2020, 1, 1)),
    ]
    assert found(world().network(), "house") == [
        ("kazan", "OFFICE", date(2020, 1, 1)),
        ("paris", "OFFICE", date(2020, 1, 1)),
    ]


def test_what_is_kept_of_a_node_is_kept_for_the_kinds_that_were_asked_for() -> None:
    network = world().network()
    assert len(found(network, "kazan")) == 5
    assert [kind for _, kind, _ in found(network, "kazan", frozenset({StepKind.EVENT}))] == ["EVENT"]
    assert len(found(network, "kazan")) == 5


def test_of_many_links_the_newest_are_kept_and_of_one_day_those_with_the_first_ids() -> None:
    many = two_sides()
    for number in range(STEPS_A_NODE + 20):
        many.university(f"u{number:03}", "DE").contact("kazan", f"u{number:03}", since=date(2020, 1, 1))
    many.contact("kazan", "paris", since=date(2020, 1, 2))
    links = found(many.network(), "kazan", frozenset({StepKind.CONTACT}))
    assert [target for target, _, _ in links] == ["paris", *(f"u{number:03}" for number in range(STEPS_A_NODE - 1))]


def test_of_many_events_the_newest_are_looked_at_and_those_of_the_last_of_their_days_whole() -> None:
    many, events = two_sides(), PARTICIPANTS_A_NODE // 2 + 20
    for number in range(events):
        day = LONG_AGO + timedelta(days=min(number, 30))
        many.university(f"u{number:03}", "DE").event(f"e{number:03}", "kazan", f"u{number:03}", starts=day)
    links = found(many.network(), "kazan", frozenset({StepKind.EVENT}))
    assert [target for target, _, _ in links] == [f"u{number:03}" for number in range(30, 30 + STEPS_A_NODE)]


def test_an_office_link_rests_on_all_contacts_that_it_brought_about() -> None:
    many = two_sides().office("house").contact("kazan", "paris", office="house", since=date(2010, 1, 1))
    for number in range(STEPS_A_NODE):
        many.university(f"u{number}", "DE").contact("kazan", f"u{number}", since=date(2020, 1, 1))
    network = many.contact("kazan", "berlin", office="house", since=date(2021, 1, 1)).network()
    nodes, bonds = Nodes(network), Bonds(network, TODAY)
    links = LinkFinder(network, bonds, TODAY, ANY_STEP).of(nodes.number("kazan"))
    (link,) = [link for link in links if link.kind == LinkKind.OFFICE]
    step = Evidence(network, bonds, TODAY).step(link)
    assert (step.kind, step.evidence, step.since) == (
        StepKind.OFFICE,
        ("kazan-berlin", "kazan-paris"),
        date(2010, 1, 1),
    )
    assert Evidence(network, bonds, TODAY).step(link.reverse()).evidence == step.evidence
