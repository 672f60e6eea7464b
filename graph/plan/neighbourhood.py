"""The neighbourhood of a node: a walk from it, step by step, as one statement.

At each distance the statement finds the nodes that were not nearer, puts those first that hang on nodes already
chosen, then the most recent, then those with most ties, and counts them. Then it chooses what fits into the limit: each
distance has an equal share, what one does not need goes to the next, and what is left at last to the nearer ones. So a
node is never chosen without a way to the centre, and many direct facts do not hide what they lead to. At last it
reads what is asked of the chosen nodes.

Work is bounded: of what is found at a distance, the first FRONTIER nodes are walked on from, and ROWS relationships are
looked at. Then the numbers are lower bounds, and the answer says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from cachetools import LRUCache

from graph.days import shift_day
from graph.model import Model
from graph.plan.guard import Sight
from graph.plan.kept import Statements
from graph.plan.neighbourhood_statement import CONSTANTS, NeighbourhoodShape, statement_of
from graph.plan.plan import Plan
from graph.plan.row import Row
from graph.plan.selection import IdsRoot, NodeSelection
from graph.plan.shape import shape_of
from graph.plan.steps import TraversalStep, between, counted_kinds, declared_steps, steps_of, walks
from graph.vocabularies.academic_year import earliest_running, latest_running

FRONTIER = (1, 10_000, 5_000)
"""Nodes of each distance from which the walk goes on, the most important first."""
ROWS = (30_000, 25_000, 15_000)
"""Relationships looked at to reach the first, the second and the third distance."""
ROWS_A_NODE = 10
"""Relationships looked at for what the reading of one node takes."""
WALKS_KEPT = 1_000
HEAVY_DEPTH = 2
"""From this depth on a walk keeps the store busy for long: over the demo set one step takes 40 ms, three 1,800."""


def walk_cost(depth: int) -> int:
    """What a walk of this depth counts, in nodes, beside the nodes that it gives."""
    return sum(ROWS[:depth]) // ROWS_A_NODE


TARGET = 2
"""Where the record's edges have the id of the node to which they lead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of nodes of one type, either of the centre or of all nodes."""

    node: NodeSelection
    of_centre: bool


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A question for the surroundings of a node. None and empty: no demand."""

    of: str
    type: str
    depth: int
    limit: int
    kinds: frozenset[str] | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    today: date = date.max
    edges: bool = True
    degrees: bool = False
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearby:
    """A chosen node; `degree` where it was asked for."""

    id: str
    type: str
    depth: int
    day: str
    ties: int
    degree: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """A relationship between two chosen nodes: its type, or that of the node that joins them, whose id is `through`."""

    kind: str
    source: str
    target: str
    since: str = ""
    until: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the statement found: the chosen nodes, their relationships, and for each thing asked its rows."""

    nodes: tuple[Nearby, ...]
    edges: tuple[Told, ...]
    total: int
    is_exact: bool
    rows: tuple[list[Row], ...] = field(default=())


Around = tuple[str, int, frozenset[str] | None]
"""The type of a centre, how far, and the kinds that are named."""
Walk = tuple[list[tuple[TraversalStep, ...]], set[str]]
"""The steps at each distance, and the types that they reach."""


class NeighbourhoodPlanner:
    """Makes plans for one model, with a cache of statements by shape."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.steps = steps_of(declared_steps(model))
        self._statements: Statements[NeighbourhoodShape] = Statements(partial(statement_of, model))
        self._walks: LRUCache[Around, Walk] = LRUCache(WALKS_KEPT)

    def types_around(self, question: Neighbourhood) -> set[str]:
        """The types of the nodes that may be found, the centre's own included."""
        return self._walk(question)[1]

    def _walk(self, question: Neighbourhood) -> Walk:
        around = question.type, question.depth, question.kinds
        if around not in self._walks:
            levels = walks(self.steps, *around)
            found = at = {question.type}
            for steps in levels:
                at = {end for step in steps for end in step.other_ends(at)}
                found = found | at
            self._walks[around] = levels, found
        return self._walks[around]

    def plan(self, question: Neighbourhood, sight: Sight) -> Plan:
        """One statement that answers the question to who may see so much; unless that is all, it also takes `$acl`."""
        shaped, values, shapes = [], [], []
        for asked in question.asked:
            _, own, (_, *below) = shape_of(IdsRoot(asked.node, ()))
            shaped.append(own)
            values += below
            shapes.append((own.shape, asked.of_centre))
        levels, types = self._walk(question)
        shape = NeighbourhoodShape(
            sight,
            question.type,
            tuple(levels),
            between(self.steps, types, question.kinds) if question.edges else (),
            counted_kinds(self.steps, question.kinds) if question.degrees else None,
            types=bool(question.types),
            countries=bool(question.countries),
            since=question.since is not None,
            until=question.until is not None,
            asked=tuple(shapes),
        )
        statement, _ = self._statements.of(shape)
        parameters = _parameters(question, len(levels)) | {f"p{number}": value for number, value in enumerate(values)}
        parameters["private"] = list(self.model.private_types)
        return Plan((), tuple(shaped), statement, parameters)


def _parameters(question: Neighbourhood, depth: int) -> dict[str, object]:
    """All parameters that a text may name; a shape that does not ask for something leaves its own out."""
    last = None if question.until is None else shift_day(question.until, -1)
    horizon = shift_day(question.today, 1) if question.until is None else question.until
    return {
        **CONSTANTS,
        "of": question.of,
        **{f"frontier{distance}": most for distance, most in enumerate(FRONTIER)},
        **{f"most{distance}": most for distance, most in enumerate(ROWS, 1)},
        "room": question.limit - 1,
        **{f"parts{distance}": depth - distance + 1 for distance in range(1, depth)},
        "types": list(question.types),
        "countries": list(question.countries),
        "horizon": horizon.isoformat(),
        **_side("since", question.since, question.since, earliest_running),
        **_side("until", question.until, last, latest_running),
    }


def _side(name: str, day: date | None, within: date | None, academic_year: Callable[[date], str]) -> dict[str, object]:
    """One side of the window, as a date, a year and an academic year; `within` is the day of it that counts."""
    if day is None or within is None:
        return {}
    return {name: day.isoformat(), f"{name}Year": within.year, f"{name}AcademicYear": academic_year(within)}


def parse_record(record: Sequence[Any]) -> Found | None:
    """The record of the statement, read; None where the centre does not exist."""
    if not record or not record[0]:
        return None
    ids, types, days, ties, chosen, sizes, seen, edges, degrees, *rows = record
    depths = [depth for depth, number in enumerate(chosen) for _ in range(number)]
    degree_of = {each["id"]: each["degree"] for each in degrees}
    near = [
        Nearby(id, type_name, depth, day, number, degree_of.get(id))
        for id, type_name, depth, day, number in zip(ids, types, depths, days, ties, strict=True)
    ]
    near.sort(key=lambda node: node.id)
    near.sort(key=lambda node: (node.day, node.ties), reverse=True)
    near.sort(key=lambda node: node.depth)
    cut = any(number >= most for number, most in zip(seen[1:], ROWS, strict=False))
    cut = cut or any(size > most for size, most in zip(sizes[:-1], FRONTIER, strict=False))
    shown = set(ids)
    told = (Told(*(value or "" for value in edge)) for edge in edges if edge[TARGET] in shown)
    return Found(tuple(near), tuple(sorted(told)), sum(sizes), not cut, tuple(rows))
