"""Which steps a neighbourhood takes, and when things were: both read from what the nouns declare."""

from datetime import date

import pytest

from graph.declared import declared_model
from graph.model import HOP, NodeType, Property, PropertyKind
from graph.plan.guard import Sight
from graph.plan.moments import moments_of, newest_day, touches
from graph.plan.neighbourhood import Neighbourhood, NeighbourhoodPlanner
from graph.plan.steps import HUBS, TraversalLink, TraversalStep, constant_case, declared_steps, steps_of, walks
from schema.query import assemble_schema
from tests.plan.cypher import values

MODEL = assemble_schema()[1].model
STEPS = steps_of(declared_steps(MODEL))
PLANNER = NeighbourhoodPlanner(MODEL)


def kinds(centre: str, depth: int = 3, asked: frozenset[str] | None = None) -> list[set[str]]:
    return [{step.kind for step in level} for level in walks(STEPS, centre, depth, asked)]


def test_every_relationship_of_one_hop_is_a_step() -> None:
    hops = {
        hop["type"]
        for node in MODEL.types.values()
        for each in node.relationships.values()
        if (hop := HOP.fullmatch(each.pattern.text))
    }
    assert hops == {step.kind for step in STEPS if step.link is None}


def test_graph_holds_no_relationship_that_the_schema_does_not_declare() -> None:
    stored = {(kind, *ends) for kind, table in declared_model().edges.items() for ends in table.ends}
    assert stored == {(step.kind, step.source, step.target) for step in STEPS if step.link is None}


def test_new_noun_comes_in_by_its_declaration() -> None:
    before = [("Office", "<-[:HOSTED_BY]-", "Event", True)]
    found = steps_of([*before, ("Lecture", "-[:GIVEN_AT]->", "Event", False)])
    assert found == (TraversalStep("GIVEN_AT", "Lecture", "Event"), TraversalStep("HOSTED_BY", "Event", "Office"))


@pytest.mark.parametrize(("more", "is_link"), [
    ([], True),
    ([("Seat", "-[:STATED_BY]->", "Source", True)], True),
    ([("Seat", "-[:IN_ROOM]->", "Venue", False)], False),
    ([("Person", "-[:SITS_ON]->", "Seat", False)], False),
])  # fmt: skip
def test_type_that_only_joins_two_others_is_a_link(more: list[tuple[str, str, str, bool]], is_link: bool) -> None:
    two = [("Seat", "-[:AT_TABLE]->", "Table", False), ("Seat", "-[:OF_GUEST]->", "Guest", False)]
    link = TraversalStep("SEAT", "Table", "Guest", TraversalLink("Seat", "AT_TABLE", "OF_GUEST"))
    assert (link in steps_of([*two, *more])) is is_link


def test_type_that_joins_many_is_no_link() -> None:
    two = [("Seat", "-[:AT_TABLE]->", "Table", False), ("Seat", "-[:OF_GUESTS]->", "Guest", True)]
    assert all(step.link is None for step in steps_of(two))


def test_participation_is_the_link_of_event_and_university() -> None:
    assert {step.kind for step in STEPS if step.link} >= {"PARTICIPATION"}
    first, second, *_ = kinds("Office")
    assert "PARTICIPATION" in second and not second & {"AT_EVENT", "OF_UNIVERSITY"} and "HOSTED_BY" in first
    assert kinds("Participation", 1) == [{"AT_EVENT", "OF_UNIVERSITY"}]


@pytest.mark.parametrize("centre", sorted(set(MODEL.types) - HUBS))
def test_hubs_are_not_walked_through_unasked(centre: str) -> None:
    for level in walks(STEPS, centre, 3, None)[1:]:
        assert not any(step.touches(HUBS) for step in level)


def test_places_are_shown_next_to_the_centre_and_sources_are_not() -> None:
    assert {"COVERS", "HOUSED_IN"} <= kinds("Office", 1)[0]
    assert not {"NAMED", "STATED_BY", "IDENTIFIED_BY"} & kinds("University", 1)[0]
    assert kinds("Source", 1) == [{"STATED_BY"}]


def test_kinds_that_are_named_are_walked_and_no_others() -> None:
    asked = frozenset({"STATED_BY", "LOCATED_IN"})
    assert kinds("University", 2, asked) == [asked, asked]
    assert kinds("Country", 2, asked) == []


def test_name_of_a_link_is_the_type_in_capitals() -> None:
    assert constant_case("OfficeStatus") == "OFFICE_STATUS"


@pytest.mark.parametrize("name", sorted(MODEL.types))
def test_time_of_a_noun_is_told_by_properties_that_it_has(name: str) -> None:
    moments = moments_of(MODEL.types[name])
    told = {*moments.days, *moments.years, *moments.academic_years}
    assert told <= MODEL.types[name].properties.keys()
    assert bool(touches(moments, "n", True, True)) is bool(told)


@pytest.mark.parametrize("name", ["University", "Name", "Identifier", "Office", "Country", "Person"])
def test_things_that_only_are_have_no_time(name: str) -> None:
    assert not moments_of(MODEL.types[name])


def test_fact_without_an_end_lasts_and_one_with_a_last_activity_does_not() -> None:
    dates = {name: Property(name, PropertyKind.DATE, nullable=True) for name in ("since", "until")}
    lasting = touches(moments_of(NodeType("Lease", "leas", dates)), "n", True, False)
    assert lasting == (
        "(n.since >= date($since) OR n.until > date($since) OR (n.until IS NULL AND n.since IS NOT NULL))"
    )
    dates["lastActivity"] = Property("lastActivity", PropertyKind.DATE, nullable=True)
    ending = touches(moments_of(NodeType("Talk", "talk", dates)), "n", True, False)
    assert "IS NULL" not in ending


def test_newest_day_is_of_all_dates() -> None:
    dates = {name: Property(name, PropertyKind.DATE) for name in ("starts", "ends")}
    text = newest_day(moments_of(NodeType("Fair", "fair", dates)), "n")
    assert "toString(n.starts), toString(n.ends)" in text


def question(**more: object) -> Neighbourhood:
    return Neighbourhood("offi_a", "Office", 2, 300, today=date(2026, 11, 24), **more)  # type: ignore[arg-type]


def test_values_do_not_change_the_text() -> None:
    one = question(since=date(2024, 1, 1), until=date(2025, 1, 1), types=("Contact",), countries=("KZ",))
    other = question(since=date(2014, 1, 1), until=date(2015, 9, 1), types=("Event", "Office"), countries=("UZ", "KG"))
    texts = {PLANNER.plan(each, Sight.ALL).statement.text for each in (one, other)}
    assert len(texts) == 1
    assert values(texts.pop()) == []


def test_years_of_a_window_are_those_of_its_days() -> None:
    parameters = PLANNER.plan(question(since=date(2024, 8, 31), until=date(2025, 9, 1)), Sight.ALL).parameters
    assert (parameters["sinceAcademicYear"], parameters["untilAcademicYear"]) == ("2023/2024", "2025/2025")
    assert (parameters["sinceYear"], parameters["untilYear"]) == (2024, 2025)
    assert parameters["horizon"] == "2025-09-01"


@pytest.mark.parametrize("centre", sorted(MODEL.types))
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_each_type_can_be_the_centre_and_no_text_holds_a_value(centre: str, depth: int) -> None:
    everything = {"since": date(2024, 1, 1), "until": date(2025, 1, 1), "types": ("Contact",), "countries": ("KZ",)}
    plan = PLANNER.plan(Neighbourhood("x", centre, depth, 10, degrees=True, **everything), Sight.ALL)  # type: ignore[arg-type]
    assert values(plan.statement.text) == []
    assert "AND ()" not in plan.statement.text and "OR ()" not in plan.statement.text
