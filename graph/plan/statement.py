"""The statement: one Cypher text for the shapes of one question, returning one record.

Parameters are named `$p0 …` in the order of the shapes' values. Every node is paged before anything below it is
read, and orders are asked for again after each `CALL`, which does not promise to keep them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Model, NodeType, Property, PropertyKind, Sort
from graph.plan.analysis_statement import analysis_lines
from graph.plan.condition import (
    NameAllocator,
    RelatedNode,
    condition,
    id_descends,
    is_first,
    keyset_condition,
    order_by,
    property_of,
    return_expression,
    valid_at,
)
from graph.plan.filters import Compare, Filter, Has, Operator, conjuncts
from graph.plan.guard import Guard, Sight
from graph.plan.inline import Settling, comprehension, is_inline, settlings
from graph.plan.keys import by_keys
from graph.plan.row import columns, rows_column, total_column
from graph.plan.shape import (
    AnalysisShape,
    AnyRootShape,
    NodeShape,
    PageShape,
    RelationShape,
    RootShape,
    slot_columns,
)
from graph.plan.whole_total import whole_total

INDENT = "  "
PAGE_AWAY, TOTAL_AWAY = 2, 100
"""How many relationships away a key may be from which a root starts; no filter nests deeper than the second.

A page in the order of an index may be found sooner from the node itself than from afar; a total has to find them all.
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A Cypher text that returns one record: for each root its rows, then its total, as far as asked for.

    `settlings`: for each root what is to be done with its rows when they have come (graph/plan/inline.py).
    """

    text: str
    settlings: tuple[tuple[Settling, ...], ...] = ()


def statement_of(model: Model, question: tuple[Sight, tuple[AnyRootShape, ...]]) -> Statement:
    """The statement for these shapes, of who may see so much."""
    sight, shapes = question
    writer = _Writer(model, NameAllocator(Guard(model, sight)))
    blocks = [block for index, shape in enumerate(shapes) for block in writer.root(shape, index)]
    found = tuple(settlings(model, shape) if isinstance(shape, RootShape) else () for shape in shapes)
    if len(blocks) == 1:
        return Statement("\n".join(blocks[0][1]), found)
    lines = [line for _, block in blocks for line in ["CALL () {", *_indent(block), "}"]]
    return Statement("\n".join([*lines, f"RETURN {', '.join(returned for returned, _ in blocks)}"]), found)


def _indent(lines: list[str]) -> list[str]:
    return [INDENT + line for line in lines]


@dataclass(frozen=True, slots=True)
class _Start:
    """How nodes are found: a pattern, the conditions on it, and whether one of them may come twice."""

    pattern: list[str]
    conditions: list[str]
    distinct: bool

    def with_conditions(self, conditions: list[str]) -> "_Start":
        """The same with more conditions."""
        return _Start(self.pattern, [*self.conditions, *conditions], self.distinct)

    @property
    def lines(self) -> list[str]:
        """The text, a line each."""
        where = [f"WHERE {' AND '.join(self.conditions)}"] if self.conditions else []
        return [*self.pattern, *where]


class _Writer:
    def __init__(self, model: Model, names: NameAllocator, *, inline: bool = True) -> None:
        """`inline`: whoever takes the record settles what comprehensions have read."""
        self.model = model
        self.names = names
        self.inline = inline

    def root(self, shape: AnyRootShape, index: int) -> list[tuple[str, list[str]]]:
        """The blocks of a root, each with its columns: rows, total."""
        if isinstance(shape, AnalysisShape):
            writer = _Writer(self.model, self.names, inline=False)
            return [(f"rows{index}", analysis_lines(shape, self.names, writer._rows, f"rows{index}"))]
        node = self.model.types[shape.node.type]
        if shape.by_ids:
            named = self.names.guard.node(f"n0:{node.name} {{id: id}}", node.name, "n0")
            match = [f"UNWIND {self.names.list_parameter()} AS id", f"MATCH ({named})"]
            return [(f"rows{index}", [*match, *self._rows(shape.node, "n0", "", {}, False, f"rows{index}")])]
        if shape.ways:
            head, found = by_keys(self.names, node, shape.ways)
            said = {each: each for each in found}
            rows = self._rows(shape.node, "n0", "", said, False, f"rows{index}", ", ".join(found))
            return [(f"rows{index}", [*head, *rows])]
        again = self.names.copy()
        start = self.start(node, "n0", shape.where, PAGE_AWAY)
        if shape.page and shape.total and start.distinct:
            return [self._page_of_all(shape, shape.page, node, start, index)]
        blocks = []
        if shape.page:
            walk = [] if start.distinct else _index_walk(node, shape.order)
            blocks.append(
                (f"rows{index}", self._page(shape, shape.page, node, start.with_conditions(walk), f"rows{index}"))
            )
        if shape.total:
            if not start.distinct and not self._is_picked(node, shape.where):
                start = _Writer(self.model, again).start(node, "n0", shape.where, TOTAL_AWAY)
            blocks.append((f"total{index}", self._total(node, shape.where, start, f"total{index}")))
        return blocks

    def _total(self, node: NodeType, where: Filter | None, start: "_Start", column: str) -> list[str]:
        if not conjuncts(where) and self.names.guard.condition(node.name, "n0"):
            return whole_total(self.model, self.names.guard, node, column)
        return [*start.lines, f"RETURN count({'DISTINCT ' if start.distinct else ''}n0) AS {column}"]

    def start(self, node: NodeType, name: str, where: Filter | None, away: int) -> "_Start":
        """How the nodes in `name` are found.

        A filter by a related node that names a key of it starts from that node, which is selective; the key may be
        `away` relationships away.
        """
        parts = conjuncts(where)
        anchor = next((part for part in parts if isinstance(part, Has) and self._reaches_key(node, part, away)), None)
        itself = self.names.guard.node(f"{name}:{node.name}", node.name, name)
        lines, conditions = [f"MATCH ({itself})"], []
        for part in parts:
            if part is not anchor:
                conditions.append(condition(self.model, self.names, node, name, part))
                continue
            far = RelatedNode(self.names, node.relationships[anchor.relationship])
            if far.relationship.first:
                conditions.append(is_first(far, name))
            if anchor.as_of is not None:
                conditions.append(valid_at(far, self.names))
            below = self.start(self.model.types[far.relationship.target], far.node, anchor.part, away - 1)
            lines = [*below.lines, f"MATCH {far.reverse_pattern(itself)}"]
        return _Start(lines, conditions, distinct=anchor is not None)

    def _is_picked(self, node: NodeType, where: Filter | None) -> bool:
        """Whether nodes are picked by a value of their own that has an index: then few are left to follow."""
        return any(_picks(node, part) for part in conjuncts(where))

    def _reaches_key(self, node: NodeType, part: Has, away: int) -> bool:
        if not away or part.none or part.at_least is not None or part.unguarded:
            return False
        target = self.model.types[node.relationships[part.relationship].target]
        return any(
            self._reaches_key(target, piece, away - 1) if isinstance(piece, Has) else _picks(target, piece, by_key=True)
            for piece in conjuncts(part.part)
        )

    def _page_of_all(
        self, shape: RootShape, page: PageShape, node: NodeType, start: "_Start", index: int
    ) -> tuple[str, list[str]]:
        """The page and the total of nodes that are found from afar: they are found once for both."""
        rows, every = f"rows{index}", f"all{index}"
        again = _Start([f"UNWIND {every} AS n0", "WITH n0"], [], distinct=False)
        body = self._page(shape, page, node, again, rows)
        return f"{rows}, total{index}", [
            *start.lines, f"WITH collect(DISTINCT n0) AS {every}", f"CALL ({every}) {{", *_indent(body), "}",
            f"RETURN {rows}, size({every}) AS total{index}",
        ]  # fmt: skip

    def _page(self, shape: RootShape, page: PageShape, node: NodeType, start: "_Start", column: str) -> list[str]:
        keys = [*(f"n0.{sort.name}" for sort in shape.order), "n0.id"]
        properties = [*(property_of(node, sort.name) for sort in shape.order), property_of(node, "id")]
        descending = [*(sort.descending for sort in shape.order), id_descends(shape.order)]
        cursor = keyset_condition(self.names, keys, properties, descending, page)
        order = order_by(keys, descending, page.backward)
        limit = self.names.parameter()
        paged = f"WITH {'DISTINCT ' if start.distinct else ''}n0 ORDER BY {order} LIMIT {limit}"
        return [
            *start.with_conditions([cursor] if cursor else []).lines,
            paged,
            *self._rows(shape.node, "n0", order, {}, False, column),
        ]

    def _rows(
        self,
        shape: NodeShape,
        name: str,
        order: str,
        more: Mapping[str, str],
        single: bool,
        column: str,
        kept: str = "",
    ) -> list[str]:
        """From paged nodes in `name` to their rows, collected in order under `column`.

        `more`: what comes last in a row, its name → its Cypher, which needs the variables `kept`.
        """
        node = self.model.types[shape.type]
        lines, cypher = [], dict(more)
        for slot, relation in enumerate(shape.relations):
            if self.inline and is_inline(node.relationships[relation.name], relation):
                cypher[rows_column(slot)] = self._read_inline(node, name, relation)
            else:
                lines += self._relation(node, name, relation, slot)
        row = f"[{', '.join(self._row(shape, name, cypher))}]"
        collected = f"head(collect({row}))" if single else f"collect({row})"
        if not lines:
            return [*lines, f"RETURN {collected} AS {column}"]
        carried = f"{name}, {kept}" if kept else name
        again = f" ORDER BY {order}" if order else ""
        collected = "head(collect(row))" if single else "collect(row)"
        return [*lines, f"WITH {carried}, {row} AS row{again}", f"RETURN {collected} AS {column}"]

    def _row(self, shape: NodeShape, name: str, more: Mapping[str, str]) -> list[str]:
        """The values of a row. `more`: name → Cypher of relationships that are read in it and of what comes last."""
        node, slots = self.model.types[shape.type], slot_columns(shape)
        own = {key: return_expression(name, stored) for key, stored in node.properties.items()}
        cypher = {"id": f"{name}.id", **own, **more}
        last = [each for each in more if each not in slots]
        return [cypher.get(each, each) for each in columns(node, shape.reads, [*slots, *last])]

    def _read_inline(self, node: NodeType, near: str, shape: RelationShape) -> str:
        """A relationship that is read in the row."""
        far = RelatedNode(self.names, node.relationships[shape.name])
        if shape.page:
            self.names.parameter()  # its size, which a comprehension has no use for
        return comprehension(self.model.types[far.relationship.target], near, far, shape, self._row)

    def _relation(self, node: NodeType, near: str, shape: RelationShape, slot: int) -> list[str]:
        """The subqueries of a relationship."""
        relationship = node.relationships[shape.name]
        far = RelatedNode(self.names, relationship)
        target = self.model.types[relationship.target]
        conditions = [is_first(far, near)] if far.passed != far.node else []
        conditions += [valid_at(far, self.names)] if shape.dated else []
        if shape.where is not None:
            conditions.append(condition(self.model, self.names, target, far.node, shape.where))
        match = f"MATCH {far.pattern(near)}"
        where = [f"WHERE {' AND '.join(conditions)}"] if conditions else []
        blocks: list[list[str]] = []
        if shape.rows:
            blocks.append(self._related_rows(far, target, shape, match, conditions, rows_column(slot)))
        if shape.total:
            counted = f"DISTINCT {far.node}" if relationship.distinct else far.node
            blocks.append([match, *where, f"RETURN count({counted}) AS {total_column(slot)}"])
        return [line for block in blocks for line in [f"CALL ({near}) {{", *_indent(block), "}"]]

    def _related_rows(
        self, far: RelatedNode, target: NodeType, shape: RelationShape, match: str, conditions: list[str], column: str
    ) -> list[str]:
        backward = bool(shape.page and shape.page.backward)
        keys = [*(far.key(sort) for sort in shape.order), f"{far.node}.id"]
        descending = [*(sort.descending for sort in shape.order), id_descends(shape.order)]
        order = order_by(keys, descending, backward)
        limit = ""
        if shape.page:
            sorts = [*(_sort_property(far, target, sort) for sort in shape.order), property_of(target, "id")]
            cursor = keyset_condition(self.names, keys, sorts, descending, shape.page)
            conditions = conditions + ([cursor] if cursor else [])
            limit = f" LIMIT {self.names.parameter()}"
        where = [f"WHERE {' AND '.join(conditions)}"] if conditions else []
        distinct = "DISTINCT " if far.relationship.distinct else ""
        kept = f"{far.node}, {far.edge}" if far.edge and not distinct else far.node
        head = [match, *where, f"WITH {distinct}{kept} ORDER BY {order}{limit}"]
        carried = far.edge if far.edge and not distinct else ""
        return [*head, *self._rows(shape.node, far.node, order, far.edge_columns, shape.page is None, column, carried)]


def _picks(node: NodeType, part: Filter, *, by_key: bool = False) -> bool:
    """Whether the part names values of a property with an index; `by_key`: of a key."""
    if not isinstance(part, Compare) or part.operator not in (Operator.EQ, Operator.IN):
        return False
    stored = property_of(node, part.name)
    return stored.unique or (stored.indexed and not by_key)


def _sort_property(far: RelatedNode, target: NodeType, sort: Sort) -> Property:
    if sort.on_edge:
        return next(stored for stored in far.relationship.edge if stored.name == sort.name)
    return property_of(target, sort.name)


def _index_walk(node: NodeType, order: tuple[Sort, ...]) -> list[str]:
    """A condition that is always true and lets Neo4j walk an index in the order asked for."""
    stored = property_of(node, order[0].name if order else "id")
    indexed = stored.unique or stored.indexed
    if not indexed or stored.kind is not PropertyKind.STRING or stored.nullable:
        return []
    return [f"n0.{stored.name} IS :: STRING NOT NULL"]


def node_rows(model: Model, names: NameAllocator, shape: NodeShape, name: str, column: str) -> list[str]:
    """From nodes in a variable to their rows, collected under `column`: for statements that find nodes themselves."""
    return _Writer(model, names, inline=False)._rows(shape, name, "", {}, False, column)
