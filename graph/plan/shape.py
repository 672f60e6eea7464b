"""The shape: a selection with its values removed. Equal shapes have one statement.

`shape_of` walks the selection once and gives the shape, the values in the order in which the statement
names its parameters, and the slot of each relationship in a row. Field order and aliases do not change a shape.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.model import Property, Sort
from graph.plan.analysis import AnalysisTable
from graph.plan.filters import WITHOUT_VALUE, AllOf, AnyOf, Compare, Filter, Has, Not, StateAt
from graph.plan.row import columns, edge_column, key_column, places, rows_column, total_column
from graph.plan.selection import (
    AnalysisRoot,
    Cursor,
    IdsRoot,
    KeyLookup,
    KeysRoot,
    NodeSelection,
    Page,
    RelationSelection,
    Root,
)


@dataclass(frozen=True, slots=True)
class PageShape:
    """How a page is cut: direction, and which values of its cursor are null (None: no cursor)."""

    backward: bool
    cursor_nulls: tuple[bool, ...] | None


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A node's type, the properties that are read (None: all), and the relationships asked of it.

    The slot of a relationship is its place here. The hash is worked out once: it finds the statement of every question.
    """

    type: str
    relations: tuple["RelationShape", ...]
    reads: tuple[str, ...] | None = None
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.type, self.relations, self.reads)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class RelationShape:
    """A relationship asked for."""

    name: str
    node: NodeShape
    where: Filter | None
    order: tuple[Sort, ...]
    page: PageShape | None
    dated: bool
    rows: bool
    total: bool


@dataclass(frozen=True, slots=True)
class RootShape:
    """A root: nodes by their ids or by keys, or a page of a type (no page where only the total is asked)."""

    node: NodeShape
    by_ids: bool = False
    where: Filter | None = None
    order: tuple[Sort, ...] = ()
    page: PageShape | None = None
    rows: bool = True
    total: bool = False
    ways: tuple[KeyLookup, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysisShape:
    """A table of an analysis, the names of its parameters, and what is asked of its columns of nodes."""

    table: AnalysisTable
    given: tuple[str, ...]
    nodes: tuple[tuple[str, NodeShape], ...]
    page: PageShape | None
    rows: bool = True
    total: bool = False


AnyRootShape = RootShape | AnalysisShape


@dataclass(frozen=True, slots=True)
class ShapeBinding:
    """A node selection's shape, its values, and under each of the caller's keys the slot and what is below.

    `places`: the name of each value of a row (graph/plan/row.py) → where it stands.
    """

    shape: NodeShape
    values: tuple[object, ...]
    slots: Mapping[str, tuple[int, "ShapeBinding"]]
    places: Mapping[str, int] = field(default_factory=dict)


LISTED = "items"
"""The key of a list in a parameter."""


def list_parameter(values: Iterable[object]) -> dict[str, list[object]]:
    """A parameter that holds a list of any length.

    Neo4j plans a text anew for each magnitude of the lists among its parameters: a question with five took a third of
    a second whenever their lengths met in a new way. It does not look into a map.
    """
    return {LISTED: list(values)}


def shape_of(root: Root) -> tuple[AnyRootShape, ShapeBinding, tuple[object, ...]]:
    """The root's shape, the slots of its node, and all its values."""
    if isinstance(root, AnalysisRoot):
        return _analysis(root)
    node = shape_binding(root.node)
    if isinstance(root, IdsRoot):
        return RootShape(node.shape, by_ids=True), node, (list_parameter(root.ids), *node.values)
    if isinstance(root, KeysRoot):
        found_by = [key_column(number) for number in range(len(root.keys))]
        node = replace(node, places=places([*node.places, *found_by]))
        return RootShape(node.shape, ways=tuple(root.keys)), node, (*_keys(root), *node.values)
    where, values = _filter(root.where)
    page, paging = _page(root.page) if root.rows else (None, [])
    shape = RootShape(node.shape, False, where, root.order, page, root.rows, root.total)
    return shape, node, (*values, *paging, *(node.values if root.rows else ()))


def _keys(root: KeysRoot) -> list[object]:
    """The keys of each way, and after those that lead through another node the date."""
    dated = [root.as_of]
    return [
        value
        for way, keys in root.keys.items()
        for value in [list_parameter(keys), *(dated if way.relationship else ())]
    ]


def _analysis(root: AnalysisRoot) -> tuple[AnalysisShape, ShapeBinding, tuple[object, ...]]:
    """The slots of an analysis are its columns of nodes."""
    arguments = {**dict(root.table.constants), **root.arguments}
    page, paging = _page(root.page) if root.page else (None, [])
    nodes = {name: _node(root.nodes[name]) for name in sorted(root.nodes)}
    below = [value for node in nodes.values() for value in node.values]
    columns = tuple((name, node.shape) for name, node in nodes.items())
    slots = {name: (slot, node) for slot, (name, node) in enumerate(nodes.items())}
    given = tuple(sorted(arguments))
    values = (*(arguments[name] for name in given), *paging, *below)
    return AnalysisShape(root.table, given, columns, page), ShapeBinding(NodeShape("", ()), values, slots), values


def shape_binding(selection: NodeSelection) -> ShapeBinding:
    """The shape of a node's selection, worked out once."""
    if "shaped" not in selection.memo:
        selection.memo["shaped"] = _node(selection)
    known: ShapeBinding = selection.memo["shaped"]
    return known


def _node(selection: NodeSelection, edge: tuple[Property, ...] = ()) -> ShapeBinding:
    asked = [(key, *_relation(relation)) for key, relation in selection.relations.items()]
    often = Counter(shape.name for _, shape, _, _ in asked)
    asked.sort(key=lambda entry: (entry[1].name, repr(entry[1]) if often[entry[1].name] > 1 else ""))
    slots, values, shapes = {}, [], []
    for slot, (key, shape, below, own) in enumerate(asked):
        slots[key] = (slot, below)
        shapes.append(shape)
        values += own
    node = NodeShape(selection.type.name, tuple(shapes), selection.reads)
    more = [*slot_columns(node), *(edge_column(stored.name) for stored in edge)]
    names = columns(selection.type, node.reads, more)
    return ShapeBinding(node, tuple(values), slots, places(names))


def slot_columns(shape: NodeShape) -> list[str]:
    """The names of what relationships add to a row."""
    names = []
    for slot, relation in enumerate(shape.relations):
        names += [rows_column(slot)] * relation.rows + [total_column(slot)] * relation.total
    return names


def _relation(asked: RelationSelection) -> tuple[RelationShape, ShapeBinding, list[object]]:
    node = _node(asked.node, asked.relationship.edge)
    where, values = _filter(asked.where)
    page, paging = _page(asked.page) if asked.page and asked.rows else (None, [])
    dated = _date_values(asked.as_of, asked.relationship.over)
    shape = RelationShape(
        asked.relationship.name, node.shape, where, asked.order, page, bool(dated), asked.rows, asked.total
    )
    return shape, node, [*dated, *values, *paging, *(node.values if asked.rows else ())]


def _date_values(as_of: str | None, over: tuple[str, ...]) -> list[object]:
    """The values of the condition that a relationship holds on a date (`condition.valid_at`)."""
    return [] if as_of is None else [as_of, *([list(over)] if over else [])]


def _page(page: Page) -> tuple[PageShape, list[object]]:
    if page.cursor is None:
        return PageShape(page.backward, None), [page.size + 1]
    nulls = tuple(value is None for value in page.cursor.values)
    present = [value for value in page.cursor.values if value is not None]
    return PageShape(page.backward, nulls), [*present, page.size + 1]


def _filter(part: Filter | None) -> tuple[Filter | None, list[object]]:
    """The filter without its values, its parts in a fixed order, and the values in that order."""
    match part:
        case None:
            return None, []
        case Compare():
            return replace(part, value=None), [] if part.operator in WITHOUT_VALUE else [part.value]
        case StateAt():
            return replace(part, as_of="", states=()), [part.as_of, list(part.states)]
        case Has():
            below, values = _filter(part.part)
            dated = _date_values(part.as_of, part.over)
            count = [] if part.at_least is None else [part.at_least]
            bare = replace(
                part,
                part=below,
                as_of=None if part.as_of is None else "",
                at_least=None if part.at_least is None else 0,
                over=(),
            )
            return bare, [*dated, *values, *count]
        case Not():
            below, values = _filter(part.part)
            assert below is not None
            return Not(below), values
        case AllOf() | AnyOf():
            pieces = sorted((_filter(piece) for piece in part.parts), key=lambda piece: repr(piece[0]))
            parts = tuple(piece[0] for piece in pieces if piece[0] is not None)
            return type(part)(parts), [value for piece in pieces for value in piece[1]]


def cursor_at(order: tuple[Sort, ...], row: Mapping[str, object]) -> Cursor:
    """The cursor of a row: its values under the sort keys, then its id."""
    keys = [row[edge_column(sort.name)] if sort.on_edge else row[sort.name] for sort in order]
    return Cursor((*keys, row["id"]))
