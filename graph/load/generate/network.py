"""The whole generated network, noun by noun, and how it goes into an empty store."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from functools import partial

from graph.load import statements, visibility
from graph.load.batch import note_reload
from graph.load.generate.agreement import agreement
from graph.load.generate.agreement_version import agreement_version
from graph.load.generate.annual_plan import annual_plan
from graph.load.generate.assistance_request import assistance_request
from graph.load.generate.booking import booking
from graph.load.generate.compliance_check import compliance_check
from graph.load.generate.contact import contact
from graph.load.generate.contact_point import contact_point
from graph.load.generate.cooperation_condition import cooperation_condition
from graph.load.generate.event import event
from graph.load.generate.intent import intent
from graph.load.generate.interaction import interaction
from graph.load.generate.joint_action import joint_action
from graph.load.generate.mobility_flow import mobility_flow
from graph.load.generate.note import note
from graph.load.generate.office import office
from graph.load.generate.participation import participation
from graph.load.generate.person import person
from graph.load.generate.place import places
from graph.load.generate.programme import programme
from graph.load.generate.quota import quota
from graph.load.generate.recruitment_campaign import recruitment_campaign
from graph.load.generate.restriction import restriction
from graph.load.generate.sampled import kinds_without_generator, sample_stream
from graph.load.generate.source import source
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import university, university_relations
from graph.load.generate.venue import venue
from graph.load.generate.world import World
from graph.load.places import write_places
from graph.load.report import ImportReport, LoadError, ProgressCallback
from graph.load.restore import holds_anything
from graph.load.unfinished import NETWORK, find_unfinished, mark_load, write_once
from graph.store.store import Store, Transaction
from graph.totals import TotalChanges

BATCH = 2000
"""Things in two transactions: their nodes, their edges."""
EACH = 2
"""Transactions for a batch."""

Steps = Iterator[tuple[int, GenerationStep]]
"""Batch by batch: how many things, and their rows."""

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
    contact_point,
    note,
)
"""Those with a generator of their own, in an order in which each leads only to those before it."""

NOT_EMPTY = (
    "the store is not empty; a network is generated only into an empty one: another REGISTRY_DATA_DIR, or an empty "
    "database of Neo4j"
)
ANOTHER = "the store holds a part of another network; go on with its sizes, seed and dump, or begin with an empty store"


async def generate(store: Store, world: World, progress: ProgressCallback) -> ImportReport:
    """Generates the network of `world` into an empty store, or what a run of it that was cut has left out.

    One transaction is written while the next is made. A change tells of it when all are written.
    Raises LoadError where the store holds anything else.
    """
    report = ImportReport("generated network")
    streams = await asyncio.to_thread(all_streams, world)
    total = sum(stream.count for stream in streams)
    made_of = await asyncio.to_thread(_describe, world, total)
    cut = await find_unfinished(store, NETWORK)
    if cut and cut.of != made_of:
        raise LoadError(ANOTHER)
    if not cut and await holds_anything(store):
        raise LoadError(NOT_EMPTY)
    progress(0, total)
    async with mark_load(store, NETWORK, made_of) as written:
        await write_places(store, places(world).cities, wins=False)
        await _write_all(store, steps(streams), written, lambda done: progress(done, total), report)
        await store.write(partial(note_reload, origin=NETWORK))
    return report


def _describe(world: World, total: int) -> str:
    """What tells a network from another one."""
    dump = hashlib.sha256(world.ror.read_bytes()).hexdigest() if world.ror else ""
    return f"{world.universities} {world.contacts} {world.seed} {total} {dump}".strip()


async def _write_all(
    store: Store, coming: Steps, written: int, progress: Callable[[int], None], report: ImportReport
) -> None:
    """Writes the steps, without the first `written` transactions, which an earlier run has written."""
    done = 0
    number, made = 0, await asyncio.to_thread(next, coming, None)
    while made is not None:
        count, step = made
        _, made = await asyncio.gather(_write(store, step, number, written), asyncio.to_thread(next, coming, None))
        number += EACH
        done += count
        report.created += count if number > written else 0
        progress(done)


def all_streams(world: World) -> list[Stream]:
    """What is to be written; all that is random is drawn here."""
    streams, own = [noun(world) for noun in NOUNS], {noun.__name__ for noun in NOUNS}
    return streams + [sample_stream(world, kind, streams) for kind in kinds_without_generator(own)]


def steps(streams: list[Stream]) -> Steps:
    """Batch by batch: how many things, and their rows."""
    for stream in streams:
        for start in range(0, stream.count, BATCH):
            rows = range(start, min(start + BATCH, stream.count))
            step = GenerationStep()
            stream.fill(step, rows)
            yield len(rows), step


async def _write(store: Store, step: GenerationStep, number: int, written: int) -> None:
    """Nodes and edges in a transaction each: Neo4j plans how to find a label's nodes by how many are committed.

    `number`: how many transactions come before these two; the first `written` of all are not written again.
    """

    async def nodes(transaction: Transaction) -> None:
        for label, rows in step.nodes.items():
            await transaction.run(statements.create_node(label), {"rows": rows})

    async def edges(transaction: Transaction) -> None:
        for ends, rows in step.edges.items():
            await transaction.run(statements.create_edge(*ends), {"rows": rows})
        totals = TotalChanges()
        await visibility.settle(transaction, [row["id"] for rows in step.nodes.values() for row in rows], totals)
        await totals.write(transaction)

    for done, work in enumerate((nodes, edges), number + 1):
        if done > written:
            await write_once(store, NETWORK, done, work)
