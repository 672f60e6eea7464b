"""A table of an analysis as Cypher: its text with the page cut, and its nodes read for the rows that are left."""

import re
from collections.abc import Callable, Mapping
from itertools import count

from graph.model import Property, PropertyKind
from graph.plan.analysis import PAGE_LINE, NodeColumn, lines_for
from graph.plan.condition import ID, NameAllocator, keyset_condition, order_by
from graph.plan.guard import Guard
from graph.plan.shape import AnalysisShape, NodeShape, PageShape

PARAMETER = re.compile(r"\$(\w+)")
MARKED = re.compile(r"\((?P<name>\w*)(?:(?P<label>:\w+)| ?is (?P<marked>[A-Z][\w|]+))(?P<rest> \{[^}]*\})?\)")
"""A node of a pattern that says its type: `(c:Contact)`; or `(c is Contact)` where its relationship implies the label,
or tells several apart: `(is Event|Contact)`."""
INDENT = "  "

RowsOf = Callable[[NodeShape, str, str, Mapping[str, str], bool, str], list[str]]
"""Writes what turns nodes in a variable into rows under a column (graph/plan/statement.py)."""


def analysis_lines(shape: AnalysisShape, names: NameAllocator, rows_of: RowsOf, column: str) -> list[str]:
    """The statement of one table; it returns its rows under `column`."""
    table = shape.table
    named = {name: names.parameter() for name in shape.given}
    order = _order(shape)
    written = guarded_lines(lines_for(table.text, frozenset(shape.given)), names.guard)
    lines = [PARAMETER.sub(lambda found: named.get(found[1], found[0]), line) for line in written]
    lines = _paged(lines, shape, names, order)
    held = {}
    for slot, (name, below) in enumerate(shape.nodes):
        held[name] = f"h{slot}"
        node_column = next(each for each in table.nodes if each.name == name)
        lines += _nodes(node_column, below, names, rows_of, held[name])
    fields = [f"{each.name}: {_leaves(each)}" for each in table.values]
    fields += [f"{name}: {variable}" for name, variable in held.items()]
    row = "{" + ", ".join(fields) + "}"
    if not order:
        return [*lines, f"RETURN collect({row}) AS {column}"]
    keys = ", ".join(sort.name for sort in table.order if sort.name not in _ends(shape))
    carried = ", ".join([f"{row} AS row", *([keys] if keys else []), *_ends(shape)])
    return [*lines, f"WITH {carried} ORDER BY {order}", f"RETURN collect(row) AS {column}"]


def guarded_lines(lines: list[str], guard: Guard) -> list[str]:
    """The lines with the nodes that are marked by their types guarded."""
    unnamed = count()

    def write(found: re.Match[str]) -> str:
        name, label, rest = found["name"], found["label"] or "", found["rest"] or ""
        kinds = (found["marked"] or label[1:]).split("|")
        if not guard.condition_of_some(kinds, "x"):
            return f"({name}{label}{rest})"
        name = name or f"g{next(unnamed)}"
        return f"({name}{label}{rest} WHERE {guard.condition_of_some(kinds, name)})"

    return [MARKED.sub(write, line) for line in lines]


def _ends(shape: AnalysisShape) -> list[str]:
    """The id ends the order of a table that has one."""
    return [ID.name] if ID.name in shape.table.row.properties else []


def _order(shape: AnalysisShape) -> str:
    keys = [*(sort.name for sort in shape.table.order), *_ends(shape)]
    backward = bool(shape.page and shape.page.backward)
    return order_by(keys, _descending(shape)[: len(keys)], backward) if keys else ""


def _descending(shape: AnalysisShape) -> list[bool]:
    """The id follows the direction of the last key."""
    own = [sort.descending for sort in shape.table.order]
    return [*own, bool(own) and own[-1]]


def _paged(lines: list[str], shape: AnalysisShape, names: NameAllocator, order: str) -> list[str]:
    """The lines with the page cut where the text says so, or at their end."""
    at = next((number for number, line in enumerate(lines) if PAGE_LINE.fullmatch(line)), len(lines))
    if shape.page is None:
        return [line for line in lines if not PAGE_LINE.fullmatch(line)]
    found = PAGE_LINE.fullmatch(lines[at]) if at < len(lines) else None
    carried = found["carried"] if found else ", ".join(shape.table.columns)
    condition = _beyond(shape, shape.page, names)
    where = [f"WHERE {condition}"] if condition else []
    cut = [*where, f"WITH {carried} ORDER BY {order} LIMIT {names.parameter()}"]
    return [*lines[:at], *cut, *lines[at + 1 :]]


def _beyond(shape: AnalysisShape, page: PageShape, names: NameAllocator) -> str:
    properties = [*(shape.table.row.properties[sort.name] for sort in shape.table.order), ID]
    return keyset_condition(names, [each.name for each in properties], properties, _descending(shape), page)


def _nodes(column: NodeColumn, below: NodeShape, names: NameAllocator, rows_of: RowsOf, held: str) -> list[str]:
    """A subquery that reads what is asked of the node, or of each node of the list, in a column."""
    node = f"n{names.variable()}"
    if column.most:
        keys = [*(f"{node}.{sort.name}" for sort in column.order), f"{node}.id"]
        descending = [*(sort.descending for sort in column.order), False]
        order = order_by(keys, descending, False)
        head = [f"UNWIND {column.name} AS {node}", f"WITH {node} ORDER BY {order}"]
    else:
        order = ""
        head = [f"WITH {column.name} AS {node} WHERE {column.name} IS NOT NULL"]
    body = [*head, *rows_of(below, node, order, {}, not column.most, held)]
    return [f"CALL ({column.name}) {{", *(INDENT + line for line in body), "}"]


def _leaves(stored: Property) -> str:
    return f"toString({stored.name})" if stored.kind is PropertyKind.DATE else stored.name
