"""Short relationships are read in the row itself, by a pattern comprehension, and put in order when they have come.

A subquery costs the store more than all it finds where that is a handful of nodes, and after one the rows have to be
put in order again. A comprehension has no order and no bound: its rows end in what they are ordered by, and whoever
takes the record puts them in order (`settle`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter
from typing import Any

from graph.model import Model, NodeType, Relationship
from graph.plan.condition import RelatedNode, id_descends, leads_through, property_of, return_expression
from graph.plan.row import ID, Row, columns, edge_column, places, rows_column
from graph.plan.shape import NodeShape, RelationShape, RootShape, slot_columns

RowText = Callable[[NodeShape, str, dict[str, str]], list[str]]
"""The values of a node's row as Cypher: of a shape, in a variable, with what comes last in it."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What is to be done with the rows of a relationship, which stand at a place of another row.

    single      whether at most one of them is wanted
    order       where the keys of the order stand in these rows, and whether each descends; the id decides last
    through     whether the rows stand within those of the edges that lead to them, of which the first counts
    below       what is to be done below rows that a subquery has put in order; none below those of a comprehension
    """

    place: int
    single: bool
    order: tuple[tuple[int, bool], ...] = ()
    through: bool = False
    below: tuple["Settling", ...] = ()


def is_inline(relationship: Relationship, shape: RelationShape) -> bool:
    """Whether a relationship is read in the row: one that is short, wanted whole, whose nodes have nothing below.

    Of several edges the first is found where their properties ascend (`_by_edge`), as in all declarations today.
    """
    wanted_whole = shape.page is None or (shape.page.cursor_nulls is None and not shape.page.backward)
    return (
        (relationship.short and wanted_whole and shape.rows)
        and not (shape.total or shape.dated or shape.where or relationship.distinct or shape.node.relations)
        and not any(sort.descending and sort.on_edge for sort in relationship.order)
    )


def comprehension(target: NodeType, near: str, far: RelatedNode, shape: RelationShape, row_text: RowText) -> str:
    """The rows of a relationship that is read in the row, as Cypher."""
    keys = {name: return_expression(far.node, property_of(target, name)) for name in _unread_sort_keys(target, shape)}
    row = f"[{', '.join(row_text(shape.node, far.node, far.edge_columns | keys))}]"
    pattern = far.pattern(near)
    if not leads_through(far.relationship):
        return f"[{pattern} | {row}]"
    ahead, passed, beyond = pattern.partition(f"({far.passed})")
    by = [f"{far.edge}.{sort.name}" for sort in far.relationship.order]
    return f"[{ahead}{passed} | [{far.passed}.id, [{passed}{beyond} | {row}], {', '.join(by)}]]"


def _unread_sort_keys(target: NodeType, shape: RelationShape) -> list[str]:
    """The properties by which far nodes are ordered and that are not asked for: they end the rows."""
    read = columns(target, shape.node.reads, ())
    return [sort.name for sort in shape.order if not sort.on_edge and sort.name not in read]


def settlings(model: Model, root: RootShape) -> tuple[Settling, ...]:
    """What is to be done with the rows of a root."""
    return _below(model, root.node, ())


def _below(model: Model, shape: NodeShape, more: Iterable[str]) -> tuple[Settling, ...]:
    node = model.types[shape.type]
    at = places(columns(node, shape.reads, [*slot_columns(shape), *more]))
    found = []
    for slot, relation in enumerate(shape.relations):
        if not relation.rows:
            continue
        relationship = node.relationships[relation.name]
        place, single = at[rows_column(slot)], relation.page is None
        edge = [edge_column(each.name) for each in relationship.edge]
        if is_inline(relationship, relation):
            order = _order(model.types[relationship.target], relation, edge)
            found.append(Settling(place, single, order, leads_through(relationship)))
        elif below := _below(model, relation.node, edge):
            found.append(Settling(place, single, below=below))
    return tuple(found)


def _order(target: NodeType, shape: RelationShape, edge: list[str]) -> tuple[tuple[int, bool], ...]:
    """Where the keys of an order stand in the rows that a comprehension reads."""
    at = places(columns(target, shape.node.reads, [*edge, *_unread_sort_keys(target, shape)]))
    keys = [(at[edge_column(sort.name) if sort.on_edge else sort.name], sort.descending) for sort in shape.order]
    return (*keys, (ID, id_descends(shape.order)))


def settle(rows: Iterable[Any], found: tuple[Settling, ...]) -> None:
    """Puts what comprehensions have read in order, in place: one row where one is wanted, else a list.

    What is not of the form of a row is left to those who read rows.
    """
    for row in rows:
        if type(row) is not list:
            continue
        for each in found:
            value = row[each.place] if each.place < len(row) else None
            if type(value) is not list:
                continue
            if each.below:
                settle([value] if each.single else value, each.below)
            else:
                row[each.place] = _settle_rows(value, each)


def _settle_rows(rows: list[Row], settling: Settling) -> Any:
    if settling.through and rows:
        rows = (rows[0] if len(rows) == 1 else min(rows, key=_by_edge))[1]
    if len(rows) > 1:
        _sort(rows, settling)
    if settling.single:
        return rows[0] if rows else None
    return rows


def _by_edge(row: Row) -> list[Any]:
    """The order of the edges: by their properties, then by the id of where they lead."""
    passed, _, *keys = row
    return [*map(_sort_key, keys), _sort_key(passed)]


def _sort(rows: list[Row], settling: Settling) -> None:
    """Sorts as the store would: nulls last, or first where a key descends; the id decides between equals.

    Where all keys ascend and none is null, Python's own order is that.
    """
    ascending = _ascending_key(settling.order)
    if ascending:
        try:
            rows.sort(key=ascending)
        except TypeError:
            pass
        else:
            return
    for at, descends in reversed(settling.order):
        rows.sort(key=partial(_key, at), reverse=descends)


@cache
def _ascending_key(order: tuple[tuple[int, bool], ...]) -> Callable[[Row], Any] | None:
    """What gives the keys of a row; None where one of them descends."""
    return None if any(descends for _, descends in order) else itemgetter(*(at for at, _ in order))


def _key(at: int, row: Row) -> Any:
    return _sort_key(row[at])


def _sort_key(value: Any) -> tuple[int, Any]:
    """What sorts as the value does, nulls last, beside values of any other type."""
    if isinstance(value, str):
        return 0, value
    if isinstance(value, int | float):
        return 1, value
    return (3, "") if value is None else (2, str(value))
