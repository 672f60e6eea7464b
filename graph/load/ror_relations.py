"""Relations between institutions of a ROR dump: the second pass, when all institutions are there."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph import natural_keys
from graph.load import statements
from graph.load.batch import Batch
from graph.load.parts import in_parts
from graph.load.report import ProgressCallback
from graph.load.ror_record import Institution
from graph.load.units import find_existing
from graph.store.store import Store

TYPES = ("CHILD_OF", "SUCCEEDED_BY", "RELATED_TO")

Edge = tuple[str, str, str]
"""Type, id it leaves from, id it goes to."""


@dataclass(slots=True)
class RelationsReport:
    """How many edges came and went, the institutions whose edges changed, and what points nowhere."""

    added: int = 0
    removed: int = 0
    elsewhere: int = 0
    changed: set[str] = field(default_factory=set)


def university_of(ror: str) -> str:
    """The id of the institution with this ROR id."""
    return natural_keys.university_id("ROR", ror)


def stated_edges(institutions: Iterable[Institution]) -> set[Edge]:
    """The edges that the records state, each once, whichever side states it."""
    edges: set[Edge] = set()
    for each in institutions:
        here = university_of(each.ror)
        for type, other in each.relations:
            there = university_of(other)
            if there != here:
                edges.add(_edge(type, here, there))
    return edges


def _edge(type: str, here: str, there: str) -> Edge:
    if type == "parent":
        return "CHILD_OF", here, there
    if type == "child":
        return "CHILD_OF", there, here
    if type == "successor":
        return "SUCCEEDED_BY", here, there
    if type == "predecessor":
        return "SUCCEEDED_BY", there, here
    return "RELATED_TO", min(here, there), max(here, there)


async def write_relations(store: Store, institutions: list[Institution], progress: ProgressCallback) -> RelationsReport:
    """Makes the graph's relations those of the dump: what differs is written, a second run writes nothing.

    An edge goes only if both its ends are in the dump and neither states it any more; an end that is in the
    graph but not in the dump may know of it.
    """
    report = RelationsReport()
    in_dump = {university_of(each.ror) for each in institutions}
    stated = stated_edges(institutions)
    there = in_dump | await find_existing(store, "University", {end for edge in stated for end in edge[1:]} - in_dump)
    wanted = {edge for edge in stated if edge[1] in there and edge[2] in there}
    report.elsewhere = len(stated) - len(wanted)
    leaving: dict[str, set[Edge]] = {}
    for edge in wanted:
        leaving.setdefault(edge[1], set()).add(edge)
    sources = sorted(in_dump | set(leaving))
    for part in in_parts(sources):
        now = await _read_current(store, part)
        want = {edge for source in part for edge in leaving.get(source, ())}
        gone = {edge for edge in now - want if edge[1] in in_dump and edge[2] in in_dump}
        await _write(store, want - now, gone)
        report.added += len(want - now)
        report.removed += len(gone)
        report.changed |= {edge[1] for edge in (want - now) | gone}
        progress(0, None)
    return report


async def _read_current(store: Store, sources: list[str]) -> set[Edge]:
    found: set[Edge] = set()
    for type in TYPES:
        rows = await store.rows(statements.read_edges(type, "University", "University"), {"ids": sources})
        found |= {(type, row["id"], row["target"]) for row in rows}
    return found


async def _write(store: Store, new: set[Edge], gone: set[Edge]) -> None:
    batch = Batch()
    for type, source, target in sorted(gone):
        batch.drop_edge(type, ("University", source), ("University", target))
    for type, source, target in sorted(new):
        batch.edge(type, ("University", source), ("University", target))
    await batch.write(store, origin="ror")
