"""Rows → the answer's tree, keyed by response keys, for the stock executor to read.

A projector is made once for what is asked and where the plan put it, and then applied to every row.
"""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from engine import cursors
from engine.fields import Computed, Connected, FieldKind, Listed, One, Stored
from engine.selection import ConnectionAsk, NodeAsk, needed_key
from graph.model import Sort
from graph.plan.row import Row, edge_column, named, rows_column, total_column
from graph.plan.selection import Page
from graph.plan.shape import ShapeBinding

Answer = dict[str, Any]
Projector = Callable[[Row], Any]
Paged = tuple[list[Row], int | None]
"""The rows of a connection, and its total where it is asked for."""

TYPE_KEY = "__type"
"""Where an answer of a node says its GraphQL type; no response key begins with two underscores but __typename."""


def node_projector(ask: NodeAsk, shaped: ShapeBinding) -> Callable[[Row], Answer]:
    """Turns a row of the shaped selection into the answer of what is asked."""
    readers = [
        (key, _reader(ask, key, kind, arguments, below, shaped)) for key, (kind, arguments, below) in ask.fields.items()
    ]
    type_name = ask.type

    def project(row: Row) -> Answer:
        answer = {key: read(row) for key, read in readers}
        answer[TYPE_KEY] = type_name
        return answer

    return project


def connection_projector(ask: ConnectionAsk, shaped: ShapeBinding) -> Callable[[Paged], Answer]:
    """Turns the rows of a page (one more than asked where there are more) and its total into a connection."""
    parts = [(key, _connection_part(ask, name, part, shaped)) for key, (name, part) in ask.fields.items()]

    def project(paged: Paged) -> Answer:
        rows, total = paged
        page, more = cut(rows, ask.page)
        return {key: part(page, more, total) for key, part in parts}

    return project


def _reader(
    ask: NodeAsk, key: str, kind: FieldKind, arguments: Mapping[str, Any], below: Any, shaped: ShapeBinding
) -> Projector:
    match kind:
        case Stored(name=name):
            return itemgetter(shaped.places[name])
        case Computed():
            return computed(kind, arguments, shaped, below)
        case One():
            place, inner = related(shaped, ask.prefix + key)
            one = node_projector(below, inner)
            return lambda row: None if row[place] is None else one(row[place])
        case Listed():
            place, inner = related(shaped, ask.prefix + key)
            each = node_projector(below, inner)
            size = arguments["first"]
            return lambda row: [each(part) for part in row[place][:size]]
        case Connected():
            return _connected(below, ask.prefix + key, shaped)
    raise AssertionError(f"{kind} is not a field of a node")


def computed(
    kind: Computed, arguments: Mapping[str, Any], shaped: ShapeBinding, below: Mapping[str, str] | None
) -> Projector:
    """What works a field out of a row, and of the related rows that it needs.

    `below`: what is asked of its parts, response key → name of the field.
    """
    work_out = _worked_out(kind, arguments, shaped)
    if below is None:
        return work_out
    asked = tuple(below.items())
    return lambda row: [{key: part.get(name) for key, name in asked} for part in work_out(row)]


def _worked_out(kind: Computed, arguments: Mapping[str, Any], shaped: ShapeBinding) -> Projector:
    function, names = kind.function, tuple(shaped.places)
    keys = [needed_key(name) for name in kind.needs]
    if not keys:
        return lambda row: function(named(names, row), **arguments)
    needed = [(place, tuple(inner.places)) for place, inner in (related(shaped, key) for key in keys)]

    def work_out(row: Row) -> Any:
        others = ([named(below, each) for each in row[place]] for place, below in needed)
        return function(named(names, row), *others, **arguments)

    return work_out


def related(shaped: ShapeBinding, key: str) -> tuple[int, ShapeBinding]:
    """Where the rows of a relationship stand in a row, and what they are like."""
    slot, inner = shaped.slots[key]
    return shaped.places[rows_column(slot)], inner


def connected(shaped: ShapeBinding, key: str) -> tuple[int | None, int | None, ShapeBinding]:
    """Where the rows and the total of a connection stand, as far as they were asked for; and what its rows are like."""
    slot, inner = shaped.slots[key]
    return shaped.places.get(rows_column(slot)), shaped.places.get(total_column(slot)), inner


def _connected(ask: ConnectionAsk, key: str, shaped: ShapeBinding) -> Projector:
    rows, total, inner = connected(shaped, key)
    project = connection_projector(ask, inner)
    return lambda row: project(([] if rows is None else row[rows], None if total is None else row[total]))


def cut(rows: list[Any], page: Page) -> tuple[list[Any], bool]:
    """The rows of the page in the order of the connection, and whether there are more beyond it."""
    more = len(rows) > page.size
    kept = rows[: page.size]
    return (kept[::-1] if page.backward else kept), more


def _connection_part(
    ask: ConnectionAsk, name: str, part: Any, shaped: ShapeBinding
) -> Callable[[list[Row], bool, int | None], Any]:
    if name == "totalCount":
        return lambda page, more, total: total
    if name == "nodes":
        project = node_projector(part, shaped)
        return lambda page, more, total: [project(row) for row in page]
    if name == "edges":
        edge = _edge(ask, part, shaped)
        return lambda page, more, total: [edge(row) for row in page]
    if name == "pageInfo":
        write = cursor(ask.order, shaped)
        return lambda page, more, total: page_info(ask.page, part, write, page, more)
    return lambda page, more, total: None


def _edge(ask: ConnectionAsk, parts: dict[str, tuple[str, Any]], shaped: ShapeBinding) -> Callable[[Row], Answer]:
    readers: list[tuple[str, Projector]] = []
    for key, (name, below) in parts.items():
        if name == "node":
            readers.append((key, node_projector(below, shaped)))
        elif name == "cursor":
            readers.append((key, cursor(ask.order, shaped)))
        elif name != "__typename":
            readers.append((key, itemgetter(shaped.places[edge_column(name)])))
    return lambda row: {key: read(row) for key, read in readers}


def cursor(order: tuple[Sort, ...], shaped: ShapeBinding) -> Callable[[Row], str]:
    """What writes the cursor of a row."""
    names = tuple(shaped.places)
    return lambda row: cursors.written(order, named(names, row))


def page_info(
    asked: Page, keys: list[tuple[str, str]], write: Callable[[Any], str], page: list[Any], more: bool
) -> Answer:
    """Beyond the far end the store has said whether there is more; behind a cursor stands at least its own row."""
    behind = asked.cursor is not None
    values = {
        "hasNextPage": behind if asked.backward else more,
        "hasPreviousPage": more if asked.backward else behind,
        "startCursor": write(page[0]) if page else None,
        "endCursor": write(page[-1]) if page else None,
    }
    return {key: values.get(name) for key, name in keys}
