"""Rows → the answer's tree, keyed by response keys, for the stock executor to read.

A projector is made once for what is asked and where the plan put it, and then applied to every row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from graph.plan.model import Sort
from graph.plan.selection import Page
from graph.plan.shape import Shaped
from resolvers import cursors
from resolvers.fields import Computed, Connected, FieldKind, Listed, One, Stored
from resolvers.selection import ConnectionAsk, NodeAsk, needed_key

Row = dict[str, Any]
Answer = dict[str, Any]
Projector = Callable[[Row], Any]

TYPE_KEY = "__type"
"""Where an answer of a node says its GraphQL type; no response key begins with two underscores but __typename."""


def node_projector(ask: NodeAsk, shaped: Shaped) -> Callable[[Row], Answer]:
    """Turns a row of the shaped selection into the answer of what is asked."""
    readers = [(key, _reader(ask, key, kind, arguments, below, shaped)) for key, kind, arguments, below in ask.fields]
    type_name = ask.type

    def project(row: Row) -> Answer:
        answer = {key: read(row) for key, read in readers}
        answer[TYPE_KEY] = type_name
        return answer

    return project


def connection_projector(ask: ConnectionAsk, shaped: Shaped) -> Callable[[list[Row], int | None], Answer]:
    """Turns the rows of a page (one more than asked where there are more) and its total into a connection."""
    parts = [(key, _connection_part(ask, name, part, shaped)) for key, name, part in ask.fields]

    def project(rows: list[Row], total: int | None) -> Answer:
        page, more = cut(rows, ask.page)
        return {key: part(page, more, total) for key, part in parts}

    return project


def _reader(
    ask: NodeAsk, key: str, kind: FieldKind, arguments: Mapping[str, Any], below: Any, shaped: Shaped
) -> Projector:
    match kind:
        case Stored(name=name):
            return lambda row: row[name]
        case Computed():
            return _computed(kind, arguments, shaped)
        case One():
            slot, inner = _slot(shaped, ask.prefix + key)
            one = node_projector(below, inner)
            return lambda row: None if row[slot] is None else one(row[slot])
        case Listed():
            slot, inner = _slot(shaped, ask.prefix + key)
            each = node_projector(below, inner)
            size = arguments["first"]
            return lambda row: [each(part) for part in row[slot][:size]]
        case Connected():
            return _connected(below, ask.prefix + key, shaped)
    raise AssertionError(f"{kind} is not a field of a node")


def _computed(kind: Computed, arguments: Mapping[str, Any], shaped: Shaped) -> Projector:
    function = kind.function
    keys = [needed_key(name) for name in kind.needs]
    if not all(key in shaped.slots for key in keys):
        return lambda row: function(row, **arguments)
    slots = [f"s{shaped.slots[key][0]}" for key in keys]
    return lambda row: function(row, *(row[slot] for slot in slots), **arguments)


def _connected(ask: ConnectionAsk, key: str, shaped: Shaped) -> Projector:
    number, inner = shaped.slots[key]
    project = connection_projector(ask, inner)
    rows, total = f"s{number}", f"t{number}"
    return lambda row: project(row.get(rows) or [], row.get(total))


def _slot(shaped: Shaped, key: str) -> tuple[str, Shaped]:
    number, inner = shaped.slots[key]
    return f"s{number}", inner


def cut(rows: list[Row], page: Page) -> tuple[list[Row], bool]:
    """The rows of the page in the order of the connection, and whether there are more beyond it."""
    more = len(rows) > page.size
    kept = rows[: page.size]
    return (kept[::-1] if page.backward else kept), more


def _connection_part(
    ask: ConnectionAsk, name: str, part: Any, shaped: Shaped
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
        return lambda page, more, total: page_info(ask.order, ask.page, part, page, more)
    return lambda page, more, total: None


def _edge(ask: ConnectionAsk, parts: list[tuple[str, str, Any]], shaped: Shaped) -> Callable[[Row], Answer]:
    readers: list[tuple[str, Projector]] = []
    for key, name, below in parts:
        if name == "node":
            readers.append((key, node_projector(below, shaped)))
        elif name == "cursor":
            readers.append((key, lambda row: cursors.written(ask.order, row)))
        elif name != "__typename":
            readers.append((key, lambda row, stored=f"edge_{name}": row[stored]))  # type: ignore[misc]
    return lambda row: {key: read(row) for key, read in readers}


def page_info(order: tuple[Sort, ...], asked: Page, keys: list[tuple[str, str]], page: list[Row], more: bool) -> Answer:
    """Beyond the far end the store has said whether there is more; behind a cursor stands at least its own row."""
    behind = asked.cursor is not None
    values = {
        "hasNextPage": behind if asked.backward else more,
        "hasPreviousPage": more if asked.backward else behind,
        "startCursor": cursors.written(order, page[0]) if page else None,
        "endCursor": cursors.written(order, page[-1]) if page else None,
    }
    return {key: values.get(name) for key, name in keys}
