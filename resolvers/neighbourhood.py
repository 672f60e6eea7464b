"""Neighbourhoods: what surrounds a node, as a client draws it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graphql import FieldNode

from engine.answers import Filling
from engine.codes import codes_among
from engine.context import Context
from engine.document import Document, Info, plain_values
from engine.fields import Stored
from engine.projection import Answer, projector
from engine.read import Resolver, check_id, record_of, reserve, selector_of
from engine.readings import OfNode
from engine.selection import NodeAsk, Selector
from engine.where import set_asked
from errors import Code, RegistryError
from graph.model import Model, NodeType
from graph.plan.cost import most_nodes
from graph.plan.neighbourhood import (
    HEAVY_DEPTH,
    Asked,
    Found,
    Nearby,
    Neighbourhood,
    NeighbourhoodPlanner,
    Told,
    parse_record,
    walk_cost,
)
from graph.plan.plan import Plan
from graph.plan.row import ID, places
from graph.plan.selection import IdsRoot, NodeSelection, Root
from graph.plan.shape import NodeShape, ShapeBinding
from graph.plan.steps import constant_case
from graph.vocabularies.countries import COUNTRIES

FARTHEST = 3
MAX_NODES = 1000
MAX_COUNTRIES = 100
A_YEAR, YEAR_STARTS = "2026", "01-01"
"""A thing that has a year and no dates is shown with the first day of it."""
THOUSANDS = "\N{NO-BREAK SPACE}"
"""Between the thousands of a Russian number."""


def neighbourhood_field(model: Model) -> Resolver:
    """The resolver of `neighbourhood`: one statement walks, chooses, and reads what is asked of the nodes."""
    planner = NeighbourhoodPlanner(model)

    async def resolve(_: object, info: Info, **given: Any) -> Answer:
        context: Context = info.context
        arguments, path = plain_values(given), str(info.path.key)
        centre = check_id(context, arguments["of"], f"{path}.of")
        question = question_of(arguments, centre, path, info.context.today)
        nodes = _Nodes(selector_of(info), centre, sorted(planner.types_around(question)))
        project = Filling(info, nodes).part("NeighbourhoodResult", info.field_nodes, [], path)
        edges, degrees = _asks(info, "edges"), _asks(info, "nodes", "degree")
        question = replace(question, asked=nodes.asked, edges=edges, degrees=degrees)
        reserve(context, nodes.dearest_roots(question), walk_cost(question.depth))
        plan = planner.plan(question, context.sight)
        found = parse_record(await record_of(context, [], plan, heavy=question.depth >= HEAVY_DEPTH))
        if found is None:
            raise RegistryError(Code.NOT_FOUND, "is not the id of a node in the registry.", field=f"{path}.of")
        nodes.take(found, plan)
        return project(value_of(found))

    return resolve


def question_of(arguments: Mapping[str, Any], centre: NodeType, path: str, today: str) -> Neighbourhood:
    """What the arguments ask for, on the day `today`. Raises RegistryError (BAD_USER_INPUT)."""
    where = arguments.get("where") or {}
    for name, most in (("depth", FARTHEST), ("limit", MAX_NODES)):
        if not 1 <= arguments[name] <= most:
            raise RegistryError(Code.BAD_USER_INPUT, f"must be from 1 to {most:,}.", field=f"{path}.{name}")
    countries = codes_among(where, "countries", COUNTRIES, f"{path}.where")
    if len(countries or ()) > MAX_COUNTRIES:
        raise RegistryError(
            Code.BAD_USER_INPUT, f"has more than {MAX_COUNTRIES} values.", field=f"{path}.where.countries"
        )
    since, until = (date.fromisoformat(where[side]) if where.get(side) else None for side in ("since", "until"))
    if since and until and since >= until:
        raise RegistryError(Code.BAD_USER_INPUT, "must be later than `since`.", field=f"{path}.where.until")
    kinds, types = set_asked(arguments, "relations"), set_asked(where, "types")
    if frozenset() in (countries, types):
        kinds = frozenset()  # nothing fits, so nothing is walked
    return Neighbourhood(
        arguments["of"],
        centre.name,
        arguments["depth"],
        arguments["limit"],
        kinds,
        tuple(sorted(types or ())),
        tuple(sorted(countries or ())),
        since,
        until,
        date.fromisoformat(today),
    )


def _asks(info: Info, part: str, field: str = "") -> bool:
    """Whether a part of the answer is asked for; with a field, whether that is asked of its nodes."""
    document = Document.of(info)
    parts = document.below(info.field_nodes, "NeighbourhoodResult").values()
    found = [asked for asked in parts if asked[0].name.value == part]
    if not field:
        return bool(found)
    below = [document.below(asked, "NeighbourhoodNodeInfo") for asked in found]
    return any(asked[0].name.value == field for each in below for asked in each.values())


class _Nodes:
    """What is asked of the nodes of a neighbourhood, before they are known; then their answers.

    Types of which nothing but the id is asked need not be read.
    """

    def __init__(self, selector: Selector, centre: NodeType, types: list[str]) -> None:
        self.selector = selector
        self.centre = centre
        self.types = [selector.catalogue.model.types[name] for name in types]
        self._places = 0
        self._read: list[tuple[int, NodeAsk, Asked]] = []
        self._bare: dict[tuple[int, str], NodeAsk] = {}
        self._answers: dict[tuple[int, str], Answer] = {}

    def reference(
        self, asked: list[FieldNode], ids: list[Any], path: str, types: tuple[str, ...] = ()
    ) -> Callable[[str], Answer | None]:
        """Asks for the centre, or for all nodes: whichever this field of the document is."""
        of_centre = asked[0].name.value == "centre"
        place = self._places
        self._places += 1
        for node in [self.centre] if of_centre else self.types:
            ask, selection = self.selector.node(node, asked, path)
            if all(kind == Stored("id") for kind, _, _ in ask.fields.values()):
                self._bare[place, node.name] = ask
            else:
                self._read.append((place, ask, Asked(selection, of_centre)))
        return lambda each: self._answers.get((place, each))

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(asked for _, _, asked in self._read)

    def dearest_roots(self, question: Neighbourhood) -> list[Root]:
        """What the answer could have at most: each node is of one type, so the dearest type counts."""
        everything = (question.of,) * question.limit
        dearest: dict[int, IdsRoot] = {}
        model = self.selector.catalogue.model
        for place, _, asked in self._read:
            root = IdsRoot(asked.node, (question.of,) if asked.of_centre else everything)
            if place not in dearest or most_nodes(model, [root]) > most_nodes(model, [dearest[place]]):
                dearest[place] = root
        return list(dearest.values()) or [IdsRoot(NodeSelection(self.centre), everything)]

    def take(self, found: Found, plan: Plan) -> None:
        """Makes the answers of the nodes that were found."""
        for (place, ask, _), shaped, rows in zip(self._read, plan.shaped, found.rows, strict=True):
            project = projector(OfNode(ask, shaped))
            self._answers.update(((place, row[ID]), project(row)) for row in rows)
        for (place, type_name), ask in self._bare.items():
            project = projector(OfNode(ask, ShapeBinding(NodeShape(type_name, ()), (), {}, places(("id",)))))
            own = [near.id for near in found.nodes if near.type == type_name]
            self._answers.update(((place, each), project([each])) for each in own)


def value_of(found: Found) -> dict[str, Any]:
    """What was found as the value of an answer."""
    return {
        "centre": found.nodes[0].id,
        "nodes": [_node_value(near) for near in found.nodes],
        "edges": sorted(map(_edge_value, found.edges), key=lambda edge: edge["kind"]),
        "shown": len(found.nodes),
        "total": found.total,
        "totalIsExact": found.is_exact,
    }


def _edge_value(edge: Told) -> dict[str, Any]:
    """A link has the name of the type that joins the two."""
    return {
        "kind": constant_case(edge.kind) if edge.through else edge.kind,
        "source": edge.source,
        "target": edge.target,
        **{name: getattr(edge, name) or None for name in ("since", "until", "through")},
    }


def _node_value(near: Nearby) -> dict[str, Any]:
    day = near.day if len(near.day) != len(A_YEAR) else f"{near.day}-{YEAR_STARTS}"
    return {
        "node": near.id, "depth": near.depth, "activity": day or None, "ties": near.ties, "degree": near.degree,
    }  # fmt: skip


def summary(value: Mapping[str, Any], language: str) -> str:
    """How much of the whole is shown, in words."""
    shown, total = value["shown"], value["total"]
    if language == "RU":
        numbers = [f"{number:,}".replace(",", THOUSANDS) for number in (shown, total)]
        if not value["totalIsExact"]:
            return f"показано {numbers[0]} из {numbers[1]} или более"
        return f"показано всё: {numbers[0]}" if shown == total else f"показано {numbers[0]} из {numbers[1]}"
    if not value["totalIsExact"]:
        return f"showing {shown:,} of {total:,} or more"
    return f"showing all {shown:,}" if shown == total else f"showing {shown:,} of {total:,}"
