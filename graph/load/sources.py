"""Sources: where facts come from."""

from dataclasses import dataclass

from graph import natural_keys
from graph.load import statements
from graph.load.batch import Batch, Value
from graph.store.store import Store


@dataclass(frozen=True, slots=True)
class SourceFact:
    """One Source node; kinds as in docs/model.md."""

    slug: str
    name: str
    kind: str
    url: str | None = None
    licence: str | None = None


ROR = SourceFact("ror", "Research Organization Registry (ROR), schema v2", "REGISTER", "https://ror.org", "CC0-1.0")
OFFICES = SourceFact(
    "offices",
    "Offices of the agency abroad, from its public pages and public mentions (existence and city only)",
    "WEBSITE",
    "https://rs.gov.ru",
)


async def write_sources(store: Store, facts: list[SourceFact]) -> None:
    """Makes those that are missing; one that is there stays as it is."""
    wanted = {natural_keys.slug_id("srce", fact.slug): fact for fact in facts}
    rows = await store.rows(statements.read_nodes("Source"), {"ids": list(wanted)})
    there = {row["id"] for row in rows}
    batch = Batch()
    for id, fact in wanted.items():
        if id not in there:
            properties: dict[str, Value] = {"slug": fact.slug, "name": fact.name, "kind": fact.kind}
            batch.node("Source", id, properties | {"url": fact.url, "licence": fact.licence})
    await batch.write(store, origin="sources")


async def source_held(store: Store, slug: str) -> SourceFact | None:
    """The source of this slug that the graph holds."""
    rows = await store.rows(statements.read_nodes("Source"), {"ids": [natural_keys.slug_id("srce", slug)]})
    for row in rows:
        held = row["properties"]
        return SourceFact(held["slug"], held["name"], held["kind"], held.get("url"), held.get("licence"))
    return None
