"""Things that are generated of rows of the demo set: as nouns are that have no generator of their own."""

from collections import Counter

import pytest

from graph.load.generate.event import event
from graph.load.generate.network import NOUNS
from graph.load.generate.office import offices
from graph.load.generate.sampled import kinds_without_generator, sample_stream
from graph.load.generate.step import SOURCE, GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import World, slug_id
from graph.load.records import record_kind

WORLD = World(500, 100, seed=3)


def filled(stream: Stream) -> GenerationStep:
    step = GenerationStep()
    stream.fill(step, range(stream.count))
    return step


def test_every_noun_has_a_generator_of_its_own_as_yet() -> None:
    assert kinds_without_generator({noun.__name__ for noun in NOUNS}) == []
    assert [kind.label for kind in kinds_without_generator({noun.__name__ for noun in NOUNS} - {"quota"})] == ["Quota"]


def test_things_are_like_those_of_the_demo_set_and_lead_to_what_is_generated() -> None:
    happenings = event(WORLD)
    stream = sample_stream(WORLD, record_kind("RecruitmentCampaign"), [happenings])
    step = filled(stream)
    nodes = step.nodes["RecruitmentCampaign"]
    assert len(nodes) == stream.count > WORLD.universities // 20
    assert len({node["id"] for node in nodes}) == len({node["properties"]["slug"] for node in nodes}) == stream.count
    assert {node["properties"]["kind"] for node in nodes} == {"SCHOLARSHIP", "CONTRACT"}
    assert {node["properties"]["demo"] for node in nodes} == {True}
    targets = {type: {row["to"] for row in rows} for (type, _, _), rows in step.edges.items()}
    assert targets["RECRUITS_FOR"] <= set(universities(WORLD).ids)
    assert targets["LED_BY"] <= set(offices(WORLD).ids)
    assert targets["ADVERTISED_AT"] <= {slug_id("evnt", "event", row) for row in range(happenings.count)}
    assert targets["STATED_BY"] == {SOURCE}


def test_links_of_one_thing_lead_to_different_ones() -> None:
    step = filled(sample_stream(WORLD, record_kind("Contact"), []))
    pairs = Counter(row["from"] for row in step.edges["BETWEEN", "Contact", "University"])
    assert set(pairs.values()) >= {2}
    ends = {(row["from"], row["to"]) for row in step.edges["BETWEEN", "Contact", "University"]}
    assert len(ends) == sum(pairs.values())


@pytest.mark.parametrize("label", ["JointAction", "Participation"])
def test_noun_that_must_name_what_is_not_there_or_has_no_slug_needs_a_generator(label: str) -> None:
    with pytest.raises(ValueError, match="generat"):
        sample_stream(WORLD, record_kind(label), [])


def test_links_to_what_is_not_generated_before_are_left_out() -> None:
    step = filled(sample_stream(WORLD, record_kind("RecruitmentCampaign"), []))
    assert {type for type, _, _ in step.edges} == {"RECRUITS_FOR", "RECRUITS_IN", "LED_BY", "STATED_BY"}


def test_the_same_seed_makes_the_same_things() -> None:
    kind = record_kind("RecruitmentCampaign")
    assert filled(sample_stream(WORLD, kind, [])) == filled(sample_stream(World(500, 100, seed=3), kind, []))
