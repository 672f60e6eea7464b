"""The whole generated network, noun by noun, and how it goes into an empty store."""

import asyncio
from collections.abc import Callable, Iterator

from graph.load import statements
from graph.load.batch import raise_version
from graph.load.generate.agreement import agreement
from graph.load.generate.agreement_version import agreement_version
from graph.load.generate.annual_plan import annual_plan
from graph.load.generate.assistance_request import assistance_request
from graph.load.generate.booking import booking
from graph.load.generate.compliance_check import compliance_check
from graph.load.generate.contact import contact
from graph.load.generate.cooperation_condition import cooperation_condition
from graph.load.generate.event import event
from graph.load.generate.intent import intent
from graph.load.generate.interaction import interaction
from graph.load.generate.joint_action import joint_action
from graph.load.generate.mobility_flow import mobility_flow
from graph.load.generate.office import office
from graph.load.generate.participation import participation
from graph.load.generate.person import person
from graph.load.generate.place import places
from graph.load.generate.programme import programme
from graph.load.generate.quota import quota
from graph.load.generate.recruitment_campaign import recruitment_campaign
from graph.load.generate.restriction import restriction
from graph.load.generate.source import source
from graph.load.generate.step import Step, Stream
from graph.load.generate.university import university, university_relations
from graph.load.generate.venue import venue
from graph.load.generate.world import World
from graph.load.places import write_places
from graph.load.report import ImportReport, LoadError, Progress
from graph.load.restore import holds_anything
from graph.store.store import Store, Transaction

BATCH = 2000
"""Things in two transactions: their nodes, their edges."""

NOUNS: tuple[Callable[[World], Stream], ...] = (
    source,
    university,
    university_relations,
    office,
    person,
    event,
    contact,
    participation,
    intent,
    venue,
    booking,
    agreement,
    cooperation_condition,
    agreement_version,
    compliance_check,
    programme,
    quota,
    recruitment_campaign,
    mobility_flow,
    annual_plan,
    joint_action,
    assistance_request,
    interaction,
    restriction,
)
"""In an order in which each leads only to those before it."""

NOT_EMPTY = (
    "the store is not empty; a network is generated only into an empty one. After a broken-off run too, begin with an "
    "empty store: another REGISTRY_DATA_DIR, or an empty database of Neo4j"
)


async def generate(store: Store, world: World, progress: Progress) -> ImportReport:
    """Generates the network of `world` into an empty store. Raises LoadError where the store holds anything.

    One transaction is written while the next is made. The data version rises when all are written.
    """
    if await holds_anything(store):
        raise LoadError(NOT_EMPTY)
    streams = await asyncio.to_thread(all_streams, world)
    report = ImportReport("generated network")
    total = sum(stream.count for stream in streams)
    progress(0, total)
    await write_places(store, places(world).cities, wins=False)
    coming = steps(streams)
    made = await asyncio.to_thread(next, coming, None)
    while made is not None:
        count, step = made
        _, made = await asyncio.gather(_write(store, step), asyncio.to_thread(next, coming, None))
        report.created += count
        progress(report.created, total)
    await store.write(raise_version)
    return report


def all_streams(world: World) -> list[Stream]:
    """What is to be written; all that is random is drawn here."""
    return [noun(world) for noun in NOUNS]


def steps(streams: list[Stream]) -> Iterator[tuple[int, Step]]:
    """Batch by batch: how many things, and their rows."""
    for stream in streams:
        for start in range(0, stream.count, BATCH):
            rows = range(start, min(start + BATCH, stream.count))
            step = Step()
            stream.fill(step, rows)
            yield len(rows), step


async def _write(store: Store, step: Step) -> None:
    """Nodes and edges in a transaction each: Neo4j plans how to find a label's nodes by how many are committed."""

    async def nodes(transaction: Transaction) -> None:
        for label, rows in step.nodes.items():
            await transaction.run(statements.create_node(label), {"rows": rows})

    async def edges(transaction: Transaction) -> None:
        for ends, rows in step.edges.items():
            await transaction.run(statements.create_edge(*ends), {"rows": rows})

    await store.write(nodes)
    await store.write(edges)
