"""Source: what is generated has one of its own."""

from graph import natural_keys
from graph.load.generate.step import ORIGIN, GenerationStep, Stream
from graph.load.generate.world import World
from graph.load.sources import ROR, SourceFact

GENERATED = SourceFact(
    ORIGIN, "Generated network: invented for benchmarks and for trying out, true of nobody", "DEMO", licence="CC0-1.0"
)


def source(world: World) -> Stream:
    """Ours, and ROR's where its file is used."""
    facts = [GENERATED, ROR] if world.ror else [GENERATED]

    def fill(step: GenerationStep, rows: range) -> None:
        for fact in facts[rows.start : rows.stop]:
            id = natural_keys.slug_id("srce", fact.slug)
            properties = {"slug": fact.slug, "name": fact.name, "kind": fact.kind}
            step.node("Source", id, {**properties, "url": fact.url, "licence": fact.licence})

    return Stream("source", len(facts), fill)
