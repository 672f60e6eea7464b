"""Root fields: from the document to one statement, and from its record to the answer."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLObjectType

from access.sight import acl
from engine.compiled import compile_projection
from engine.constraints import bind
from engine.context import Context, Thing
from engine.document import Document, Info, plain_values
from engine.projection import projector
from engine.readings import OfConnection, OfNode, Paged, Reading
from engine.rendered import Answered, RenderedNode
from engine.selection import Selector, order_and_page
from engine.where import check_readable
from errors import Code, RegistryError
from graph.ids import is_made, prefix_of
from graph.model import NodeType, Sort
from graph.plan.cost import is_heavy, most_nodes
from graph.plan.filters import Compare, Filter, Operator
from graph.plan.guard import ACL, Sight
from graph.plan.plan import Plan, RootRows
from graph.plan.row import Row
from graph.plan.selection import NodeSelection, Page, PageRoot, Root
from graph.plan.shape import shape_binding
from graph.store.errors import StoreMemoryError

Resolver = Callable[..., Awaitable[Any]]


def selector_of(info: Info) -> Selector:
    """The selector of the operation that runs."""
    context: Context = info.context
    kept = context.kept.get(str(info.path.key))
    constraints = kept.constraints if kept and not context.registry.watch else None  # who watches sees the values
    return Selector(
        context.registry.catalogue,
        Document.of(info),
        context.today,
        context.principal.role,
        lean=context.lean,
        constraints=constraints,
    )


async def rows_of(context: Context, roots: list[Root]) -> tuple[Plan, list[RootRows]]:
    """Asks all roots in one statement. Raises RegistryError (TOO_BIG) before it runs, and what the store raises."""
    reserve(context, roots)
    return await reserved_rows(context, roots)


async def reserved_rows(context: Context, roots: list[Root]) -> tuple[Plan, list[RootRows]]:
    """As `rows_of`, where the roots have been counted already."""
    plan = context.registry.planner.plan(roots, context.sight)
    return plan, plan.rows_of(await record_of(context, roots, plan))


async def record_of(context: Context, roots: list[Root], plan: Plan, *, heavy: bool | None = None) -> list[Any]:
    """Runs the statement of a plan, which is `heavy` as the caller says or else as its roots are.

    Raises what the store raises, and RegistryError where a value of a variable cannot be compared with.
    """
    registry = context.registry
    parameters = bind(plan.parameters, context.variables)
    if context.sight is not Sight.ALL:
        parameters[ACL] = acl(context.principal)
    if context.planned:
        await context.planned.wait()
    if registry.watch:
        registry.watch(roots, plan)
    if heavy is None:
        heavy = is_heavy(registry.catalogue.model, roots)
    return await read_record(context, plan.statement.text, parameters, heavy=heavy)


async def read_record(
    context: Context, statement: str, parameters: Mapping[str, Any], *, heavy: bool = False
) -> list[Any]:
    """The one record of a statement, as the question that runs may ask it.

    Raises what the store raises, and RegistryError (TOO_BIG) where it has not the memory.
    """
    registry = context.registry
    about = {"operation": context.operation, "request": context.request_id}
    try:
        async with context.reading:
            return await registry.store.read(
                statement, parameters, deadline=registry.read_deadline, about=about, heavy=heavy
            )
    except StoreMemoryError as fault:
        told = "This question needs more memory than the store gives to one; ask for less at once."
        raise RegistryError(Code.TOO_BIG, told, estimate=context.nodes, limit=registry.most_nodes) from fault


def reserve(context: Context, roots: list[Root], walk: int = 0) -> None:
    """Counts what a root field could give, and what its walk counts, against what its operation may.

    Raises RegistryError (TOO_BIG), with which the operation is refused as a whole.
    """
    reserve_nodes(context, most_nodes(context.registry.catalogue.model, roots) + walk)


def reserve_nodes(context: Context, nodes: int) -> None:
    """The same where the nodes have been counted."""
    limit = context.registry.most_nodes
    context.nodes += nodes
    if context.nodes > limit:
        context.refused = context.refused or too_big(context.nodes, limit)
        raise context.refused


def reserve_alone(context: Context, nodes: int) -> None:
    """The same for a field without which others of its operation go on. Raises RegistryError (TOO_BIG)."""
    limit = context.registry.most_nodes
    if context.nodes + nodes > limit:
        raise too_big(context.nodes + nodes, limit)
    context.nodes += nodes


def too_big(nodes: int, limit: int) -> RegistryError:
    """The refusal of a question that could give too many nodes."""
    return RegistryError(
        Code.TOO_BIG,
        f"This question could give {nodes:,} nodes; one question may give {limit:,}. "
        "Ask for smaller pages (`first`), or in parts.",
        estimate=nodes,
        limit=limit,
    )


def connection_field(type_name: str) -> Resolver:
    """The resolver of a connection of all nodes of a type."""

    async def resolve(_: object, info: Info, **given: Any) -> Answered:
        context: Context = info.context
        node = context.registry.catalogue.model.types[type_name]
        arguments = plain_values(given)
        order, page = order_and_page(node, arguments, context.principal.role, str(info.path.key))

        def make() -> AskedConnection:
            return _connection(info, node, arguments, order, page)

        asked = cached_plan(info, (order, _page_key(page)), make, own=True)
        if not (asked.root.rows or asked.root.total):
            return asked.project(([], None))
        reserve_nodes(context, asked.nodes)
        plan = asked.plan(context, page)
        record = await record_of(context, [asked.root], plan, heavy=asked.is_heavy)
        (found,) = plan.rows_of(record)
        return asked.project((found.rows, found.total))

    return resolve


@dataclass(slots=True)
class AskedConnection:
    """What is asked of a connection at a root, and what reads its rows and its total.

    root    as it was asked for the first time: other cursors and variables differ in parameters alone
    nodes   how many it could give, and its filter counts
    source  the Python that reads the rows, where it is compiled
    """

    root: PageRoot
    nodes: int
    is_heavy: bool
    project: Callable[[Paged], Answered]
    source: str
    _plan: Plan | None = None

    def plan(self, context: Context, page: Page) -> Plan:
        """The plan of a page, which differs from the one of the root by its cursor."""
        if self._plan is None:
            self._plan = context.registry.planner.plan([self.root], context.sight)
        if page.cursor is None or not self.root.rows:
            return self._plan
        values = [value for value in page.cursor.values if value is not None]
        below = len(self._plan.shaped[0].values)
        first = len(self._plan.parameters) - below - 1 - len(values)  # before the size of the page
        return self._plan.with_values(first, values)


def _connection(
    info: Info, node: NodeType, arguments: dict[str, Any], order: tuple[Sort, ...], page: Page
) -> AskedConnection:
    selector, name, asked, path = selector_of(info), f"{node.name}Connection", info.field_nodes, str(info.path.key)
    where = selector.where(node, arguments, asked[0], path)
    ask, selection, rows, total = selector.connection(node, name, asked, order, page, path)
    project, source = row_projection(info, name, asked, OfConnection(ask, shape_binding(selection)))
    root, model = PageRoot(selection, page, where, order, rows, total), selector.catalogue.model
    return AskedConnection(root, most_nodes(model, [root]), is_heavy(model, [root]), project, source)


def _page_key(page: Page) -> Hashable:
    """What the statement and the projection of a page depend on: not the place that its cursor holds."""
    nulls = page.cursor and tuple(value is None for value in page.cursor.values)
    return page.size, page.backward, nulls


def cached_plan(info: Info, key: Hashable, make: Callable[[], Thing], *, own: bool = False) -> Thing:
    """What is made of the selection of a root field; kept where its operation is asked again, for who has one role.

    The key tells all that it depends on beside the document and the variables below the field, or, `own`, also those in
    the field's own filter.
    """
    context: Context = info.context
    known = context.kept.get(str(info.path.key))
    if known is None:
        return make()
    return known.get_or_make(context.variables, (key, context.today, context.principal.role), make, own=own)


@dataclass(frozen=True, slots=True)
class AskedNode:
    """What is asked of a node, and what reads it from its row; `source`: the Python that does, where it is compiled."""

    selection: NodeSelection
    project: Callable[[Row], Answered]
    source: str


def asked_node(info: Info, node: NodeType, asked: list[FieldNode], path: str) -> AskedNode:
    """What these nodes of the document, at this path below a root field, ask of a node. Raises RegistryError."""

    def make() -> AskedNode:
        ask, selection = selector_of(info).node(node, asked, path)
        return AskedNode(selection, *row_projection(info, node.name, asked, OfNode(ask, shape_binding(selection))))

    return cached_plan(info, (node.name, path), make)


def row_projection(
    info: Info, type_name: str, asked: list[FieldNode], reading: Reading
) -> tuple[Callable[[Any], Answered], str]:
    """What reads an object of this type from what the store gave, and its Python where the operation is compiled.

    That makes the data at once; where it meets something odd, it leaves it to the projector and the stock executor.
    """
    project = projector(reading)
    if info.path.key not in info.context.kept:
        return project, ""
    document = Document.of(info)
    kind = document.schema.type_map[type_name]
    assert isinstance(kind, GraphQLObjectType)
    projection = compile_projection(document, document.below(asked, type_name), kind, reading)
    data = projection.data

    def make(read: Any) -> Answered:
        try:
            return RenderedNode(data(read), project, read)
        except Exception:  # whatever it is, the stock executor finds it again
            return project(read)

    return make, projection.source


def keyed_field(type_name: str) -> Resolver:
    """The resolver of one node by its id or by one of its keys; exactly one argument is given."""

    async def resolve(_: object, info: Info, **given: Any) -> Answered | None:
        context: Context = info.context
        node = context.registry.catalogue.model.types[type_name]
        name, value = one_of(plain_values(given), str(info.path.key))
        if name == "id":
            return await by_id(info, node, value)
        check_readable(node.properties[name], context.principal.role, f"{info.path.key}.{name}")
        return await by_key(info, node, name, node.properties[name].normalize(value))

    return resolve


@dataclass(frozen=True, slots=True)
class AskedByKey:
    """The plan of one node by a key, whose value is the first of its parameters."""

    asked: AskedNode
    roots: list[Root]
    plan: Plan


async def by_key(info: Info, node: NodeType, key: str, value: object) -> Answered | None:
    """The one node that has this value of a unique property; None where there is none."""
    context: Context = info.context

    def make() -> AskedByKey:
        asked = asked_node(info, node, info.field_nodes, str(info.path.key))
        roots: list[Root] = [PageRoot(asked.selection, Page(1), Compare(key, Operator.EQ, value))]
        return AskedByKey(asked, roots, context.registry.planner.plan(roots, context.sight))

    by = cached_plan(info, ("by", node.name, key), make)
    reserve(context, by.roots)
    plan = by.plan.with_values(0, [value])
    (found,) = plan.rows_of(await record_of(context, by.roots, plan))
    return by.asked.project(found.rows[0]) if found.rows else None


async def by_id(info: Info, node: NodeType, node_id: str) -> Answered | None:
    """The one node of a type with this id; None where there is none. Raises RegistryError (BAD_ID)."""
    path = f"{info.path.key}.id"
    check_id(info.context, node_id, path, node)
    found = await by_key(info, node, "id", node_id)
    if found is None and (error := missing_error(node_id, path)):
        raise error
    return found


async def by_filter(info: Info, node: NodeType, where: Filter) -> Answered | None:
    """The one node that satisfies a filter by a key; None where there is none."""
    asked = asked_node(info, node, info.field_nodes, str(info.path.key))
    _, (found,) = await rows_of(info.context, [PageRoot(asked.selection, Page(1), where)])
    return asked.project(found.rows[0]) if found.rows else None


def missing_error(node_id: str, path: str) -> RegistryError | None:
    """What is said of an id that no node has: nothing, or an error (BAD_ID) where none ever could."""
    return None if is_made(node_id) else RegistryError(Code.BAD_ID, "is not the id of a node.", field=path)


def check_id(context: Context, text: str, path: str, wanted: NodeType | None = None) -> NodeType:
    """The type that an id belongs to. Raises RegistryError (BAD_ID)."""
    node = context.registry.catalogue.model.by_prefix(prefix_of(text))
    if node is None or (wanted and wanted.name != node.name):
        kind = f"a node of type {wanted.name}" if wanted else "a node"
        raise RegistryError(Code.BAD_ID, f"is not the id of {kind}.", field=path)
    return node


def one_of(given: Mapping[str, Any], path: str) -> tuple[str, Any]:
    """The one argument that is given. Raises RegistryError (BAD_USER_INPUT) for none or several."""
    present = [(name, value) for name, value in given.items() if value is not None]
    if len(present) != 1:
        raise RegistryError(Code.BAD_USER_INPUT, "takes exactly one of its arguments.", field=path)
    return present[0]
