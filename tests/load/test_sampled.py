"""Things that are generated of rows of the demo set: as nouns are that have no generator of their own."""

from graph.load.generate.event import event
from graph.load.generate.office import offices
from graph.load.generate.sampled import kinds_without_generator, sampled
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
    assert kinds_without_generator() == []


def test_things_are_like_those_of_the_demo_set_and_lead_to_what_is_generated() -> None:
    happenings = event(WORLD)
    stream = sampled(WORLD, record_kind("RecruitmentCampaign"), [happenings])
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


def test_links_to_what_is_not_generated_before_are_left_out() -> None:
    step = filled(sampled(WORLD, record_kind("RecruitmentCampaign"), []))
    assert {type for type, _, _ in step.edges} == {"RECRUITS_FOR", "RECRUITS_IN", "LED_BY", "STATED_BY"}


def test_the_same_seed_makes_the_same_things() -> None:
    kind = record_kind("Interaction")
    assert filled(sampled(WORLD, kind, [])) == filled(sampled(World(500, 100, seed=3), kind, []))
