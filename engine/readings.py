"""How each field is read: from the row of a node, from the rows of a connection, from the row of an edge.

There are two readers, and both take it from here: generated Python (engine/compiled.py), which goes by the types of the
schema and calls the object `o`, and the projectors (engine/projection.py), whose answers the stock executor goes over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from engine import cursors
from engine.fields import Computed, Connected, Listed, One, Stored
from engine.selection import ConnectionAsk, NodeAsk, needed_key
from graph.model import Sort
from graph.plan.row import Row, edge_column, row_by_name, rows_column, total_column
from graph.plan.selection import Page
from graph.plan.shape import ShapeBinding

FieldReader = Callable[[Any], Any]
Paged = tuple[list[Row], int | None]
"""The rows of a connection, and its total where it is asked for."""


class FieldAccess(NamedTuple):
    """How a field is read from its object.

    read        what reads it
    below       how the fields below it are read; none where there are none, or their values stand there already
    many        whether it is a list of objects
    expression  the Python that reads the same of `o`, where that is quicker than a call
    reads       whether anything of the object is read
    """

    read: FieldReader
    below: "Reading | None" = None
    many: bool = False
    expression: str = ""
    reads: bool = True


class Reading(Protocol):
    """How the fields of an object are read."""

    @property
    def type(self) -> str:
        """The object's type, where it is that of a node; else nothing."""

    def response_keys(self) -> Iterable[str]:
        """Those that are asked for; under `__typename` nothing needs to be read."""

    def of(self, key: str) -> FieldAccess:
        """How the field under a response key is read."""


@dataclass(frozen=True, slots=True, eq=False)
class OfNode:
    """In the row of a node: at its place, or worked out of the row."""

    ask: NodeAsk
    shaped: ShapeBinding

    @property
    def type(self) -> str:
        return self.ask.type

    def response_keys(self) -> Iterable[str]:
        return self.ask.fields

    def of(self, key: str) -> FieldAccess:
        kind, arguments, below = self.ask.fields[key]
        own = self.ask.prefix + key
        match kind:
            case Stored(name=name):
                return _at(self.shaped.places[name])
            case Computed():
                return FieldAccess(computed_reader(kind, arguments, self.shaped, below))
            case One():
                place, inner = self._locate_rows(own)
                return _at(place, OfNode(below, inner))
            case Listed():
                place, inner = self._locate_rows(own)
                return _first(place, arguments["first"], OfNode(below, inner))
            case Connected():
                return self._connection(own, below)
        raise AssertionError(f"{kind} is not a field of a node")

    def _locate_rows(self, key: str) -> tuple[int, ShapeBinding]:
        """Where the rows of a relationship stand in a row, and what they are like."""
        slot, inner = self.shaped.slots[key]
        return self.shaped.places[rows_column(slot)], inner

    def _connection(self, key: str, ask: ConnectionAsk) -> FieldAccess:
        """The rows of a connection and its total, as far as they were asked for."""
        slot, inner = self.shaped.slots[key]
        rows, total = (self.shaped.places.get(name) for name in (rows_column(slot), total_column(slot)))
        parts = ["[]" if rows is None else f"o[{rows}]", str(None) if total is None else f"o[{total}]"]
        return FieldAccess(
            lambda row: ([] if rows is None else row[rows], None if total is None else row[total]),
            OfConnection(ask, inner),
            expression=f"({', '.join(parts)})",
            reads=rows is not None or total is not None,
        )


@dataclass(frozen=True, slots=True, eq=False)
class OfConnection:
    """In the rows of a connection, one more than the page has where there are more, and its total: a pair."""

    ask: ConnectionAsk
    shaped: ShapeBinding

    @property
    def type(self) -> str:
        return ""

    def response_keys(self) -> Iterable[str]:
        return self.ask.fields

    def of(self, key: str) -> FieldAccess:
        name, part = self.ask.fields[key]
        if name == "totalCount":
            return _at(1)
        if name == "nodes":
            return self._page(OfNode(part, self.shaped))
        if name == "edges":
            return self._page(OfEdge(self.ask, part, self.shaped))
        if name == "pageInfo":
            write, page = cursor(self.ask.order, self.shaped), self.ask.page
            return FieldAccess(lambda given: page_info(page, part, write, *cut(given[0], page)))
        return FieldAccess(lambda given: None, expression="None", reads=False)

    def _page(self, below: Reading) -> FieldAccess:
        """The rows of the page, in their order."""
        page = self.ask.page
        expression = f"o[0][:{page.size}]" + ("[::-1]" if page.backward else "")
        return FieldAccess(lambda given: cut(given[0], page)[0], below, many=True, expression=expression)


@dataclass(frozen=True, slots=True, eq=False)
class OfEdge:
    """In the row of the node to which the edge leads."""

    ask: ConnectionAsk
    fields: Mapping[str, tuple[str, Any]]
    shaped: ShapeBinding

    @property
    def type(self) -> str:
        return ""

    def response_keys(self) -> Iterable[str]:
        return (key for key, (name, _) in self.fields.items() if name != "__typename")

    def of(self, key: str) -> FieldAccess:
        name, below = self.fields[key]
        if name == "node":
            return FieldAccess(lambda row: row, OfNode(below, self.shaped), expression="o")
        if name == "cursor":
            return FieldAccess(cursor(self.ask.order, self.shaped))
        return _at(self.shaped.places[edge_column(name)])


def _at(place: int, below: Reading | None = None) -> FieldAccess:
    return FieldAccess(itemgetter(place), below, expression=f"o[{place}]")


def _first(place: int, size: int, below: Reading) -> FieldAccess:
    return FieldAccess(lambda row: row[place][:size], below, many=True, expression=f"o[{place}][:{size}]")


def computed_reader(
    kind: Computed, arguments: Mapping[str, Any], shaped: ShapeBinding, below: Mapping[str, str] | None
) -> FieldReader:
    """What works a field out of a row, and of the related rows that it needs.

    `below`: what is asked of its parts, response key → name of the field.
    """
    work_out = _value_reader(kind, arguments, shaped)
    if below is None:
        return work_out
    asked = tuple(below.items())
    return lambda row: [{key: part.get(name) for key, name in asked} for part in work_out(row)]


def _value_reader(kind: Computed, arguments: Mapping[str, Any], shaped: ShapeBinding) -> FieldReader:
    function, names = kind.function, tuple(shaped.places)
    slots = [shaped.slots[needed_key(name)] for name in kind.needs]
    if not slots:
        return lambda row: function(row_by_name(names, row), **arguments)
    needed = [(shaped.places[rows_column(slot)], tuple(inner.places)) for slot, inner in slots]

    def work_out(row: Row) -> Any:
        others = ([row_by_name(below, each) for each in row[place]] for place, below in needed)
        return function(row_by_name(names, row), *others, **arguments)

    return work_out


def cut(rows: list[Any], page: Page) -> tuple[list[Any], bool]:
    """The rows of the page in the order of the connection, and whether there are more beyond it."""
    more = len(rows) > page.size
    kept = rows[: page.size]
    return (kept[::-1] if page.backward else kept), more


def cursor(order: tuple[Sort, ...], shaped: ShapeBinding) -> Callable[[Row], str]:
    """What writes the cursor of a row."""
    names = tuple(shaped.places)
    return lambda row: cursors.write_cursor(order, row_by_name(names, row))


def page_info(
    asked: Page, keys: list[tuple[str, str]], write: Callable[[Any], str], page: list[Any], more: bool
) -> dict[str, Any]:
    """Beyond the far end the store has said whether there is more; behind a cursor stands at least its own row."""
    behind = asked.cursor is not None
    values = {
        "hasNextPage": behind if asked.backward else more,
        "hasPreviousPage": more if asked.backward else behind,
        "startCursor": write(page[0]) if page else None,
        "endCursor": write(page[-1]) if page else None,
    }
    return {key: values.get(name) for key, name in keys}
