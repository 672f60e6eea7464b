"""Units: one thing of a source with all that hangs on it, written whole or not at all, and only if it changed."""

import hashlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field

import orjson

from graph import natural_keys
from graph.folding import fold, fold_identifier
from graph.load import statements
from graph.load.batch import Batch, Value
from graph.load.parts import rows_of
from graph.load.report import ImportReport, ProgressCallback
from graph.load.statements import MARKS
from graph.store.store import Store

Checked = Mapping[str, str | None]
"""Slug of a source → the day on which it was consulted, where that is known."""

BATCH = 250
"""Units in a transaction: small enough to lose little at a kill, large enough for speed."""


@dataclass(frozen=True, slots=True)
class Child:
    """A node that lives and dies with its owner (a name, an identifier, a status, a participation)."""

    label: str
    id: str
    properties: dict[str, Value]
    origin: str = ""
    settles: bool = False
    """Whether this source's origin replaces one that is there already."""


@dataclass(frozen=True, slots=True)
class UnitLink:
    """An edge of the unit. `reverse`: it comes in from the other node."""

    type: str
    label: str
    id: str
    properties: dict[str, Value] = field(default_factory=dict)
    reverse: bool = False
    source: tuple[str, str] | None = None
    """Where the edge leaves from, if not from the unit itself (a child)."""


@dataclass(slots=True)
class Unit:
    """What one record says.

    first     properties set only where the node is new
    children  owned nodes; of the labels in `states`, those that are no longer stated go
    renews    types of edges that leave the unit and are stated in full: old ones go
    renews_in types of edges that come to the unit, likewise
    takes     ids of identifiers that now belong to this unit and are held by another
    mark      the hash by which a later run sees that nothing changed; made by `write_units` where it is not given
    """

    label: str
    id: str
    properties: dict[str, Value]
    first: dict[str, Value] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)
    links: list[UnitLink] = field(default_factory=list)
    states: tuple[str, ...] = ()
    renews: tuple[str, ...] = ()
    renews_in: tuple[str, ...] = ()
    origin: str = ""
    takes: list[str] = field(default_factory=list)
    mark: str = ""

    def digest(self) -> str:
        """The hash of all that would be written; takings do not count, they are spent by the write."""
        if self.mark:
            return self.mark
        children = [(child.label, child.id, child.properties) for child in self.children]
        links = [(link.type, link.label, link.id, link.properties) for link in self.links]
        said = [self.label, self.properties, self.first, sorted(children, key=_order), sorted(links, key=_order)]
        return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


Settle = Callable[[list[Unit]], Awaitable[None]]


async def nothing_to_settle(units: list[Unit]) -> None:
    """The default: units are written as they are."""


async def write_units(
    store: Store,
    units: list[Unit],
    mark: str,
    report: ImportReport,
    progress: ProgressCallback,
    settle: Settle = nothing_to_settle,
) -> set[str]:
    """Writes those units that differ from what this load (`mark`) wrote last, a batch a transaction, and counts.

    All units have one label. `settle` may change a batch's units before they are compared. Gives the ids written.
    """
    written: set[str] = set()
    for done, part in _parts(units):
        await settle(part)
        for unit in part:
            unit.mark = unit.digest()
        known = await marks(store, part[0].label, mark, [unit.id for unit in part])
        batch = Batch()
        for unit in part:
            _count(report, unit, known)
            if known.get(unit.id) != unit.mark:
                add_unit(batch, unit, mark, new=unit.id not in known)
                written.add(unit.id)
        await batch.write(store, origin=report.source)
        progress(done, len(units))
    return written


async def marks(store: Store, label: str, mark: str, ids: list[str]) -> dict[str, str | None]:
    """The hash kept on each of the nodes that exist."""
    return {row["id"]: row["mark"] for row in await rows_of(store, statements.read_marks(label, mark), ids)}


async def find_existing(store: Store, label: str, ids: set[str]) -> set[str]:
    """Which of these nodes exist."""
    return set(await marks(store, label, MARKS[0], sorted(ids)))


def add_unit(batch: Batch, unit: Unit, mark: str, *, new: bool) -> None:
    """Puts the unit into the batch."""
    self = (unit.label, unit.id)
    batch.node(unit.label, unit.id, unit.properties | {mark: unit.mark}, unit.first)
    if not new:
        for label in unit.states:
            batch.prune(self, label, [each.id for each in unit.children if each.label == label], unit.origin)
        for edge_type in unit.renews:
            batch.drop_edges(edge_type, self)
        for edge_type in unit.renews_in:
            batch.drop_incoming(edge_type, self)
    for identifier in unit.takes:
        batch.release(identifier)
    for child in unit.children:
        _add_child(batch, child)
    for link in unit.links:
        near, far = link.source or self, (link.label, link.id)
        source, target = (far, near) if link.reverse else (near, far)
        batch.edge(link.type, source, target, link.properties)


def _add_child(batch: Batch, child: Child) -> None:
    if not child.origin:
        batch.node(child.label, child.id, child.properties)
    elif child.settles:
        batch.node(child.label, child.id, child.properties | {"origin": child.origin})
    else:
        batch.node(child.label, child.id, child.properties, {"origin": child.origin})


def add_name(
    unit: Unit,
    value: str,
    language: str,
    kind: str,
    *,
    until: str | None = None,
    settles: bool = False,
    origin: str = "",
) -> None:
    """Gives the unit a name, once; it comes from the unit's source unless another is named."""
    id = natural_keys.name_id(unit.id, value, language, kind)
    if any(child.id == id for child in unit.children):
        return
    properties: dict[str, Value] = {"value": value, "language": language, "kind": kind, "key": fold(value)}
    if until or settles:
        properties["until"] = until
    unit.children.append(Child("Name", id, properties, origin or unit.origin, settles))
    unit.links.append(UnitLink("NAMED", "Name", id))


def add_identifier(unit: Unit, scheme: str, value: str, origin: str = "") -> None:
    """Gives the unit an identifier, once; it comes from the unit's source unless another is named."""
    id = natural_keys.identifier_id(scheme, value)
    if any(child.id == id for child in unit.children):
        return
    properties: dict[str, Value] = {"scheme": scheme, "value": value, "key": fold_identifier(scheme, value)}
    unit.children.append(Child("Identifier", id, properties, origin or unit.origin))
    unit.links.append(UnitLink("IDENTIFIED_BY", "Identifier", id))


def add_source(unit: Unit, slug: str, checked: str | None = None) -> None:
    """Says where the unit's facts come from."""
    properties: dict[str, Value] = {"checked": checked} if checked else {}
    unit.links.append(UnitLink("STATED_BY", "Source", natural_keys.slug_id("srce", slug), properties))


def _parts(units: list[Unit]) -> Iterator[tuple[int, list[Unit]]]:
    for start in range(0, len(units), BATCH):
        part = units[start : start + BATCH]
        yield start + len(part), part


def _count(report: ImportReport, unit: Unit, known: dict[str, str | None]) -> None:
    if unit.id not in known:
        report.created += 1
    elif known[unit.id] == unit.mark:
        report.unchanged += 1
    else:
        report.updated += 1


def _order(item: object) -> bytes:
    return orjson.dumps(item, option=orjson.OPT_SORT_KEYS)
