"""Root fields: from the document to one statement, and from its record to the answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from errors import Code, RegistryError
from graph.ids import prefix_of
from graph.plan.cost import most_nodes
from graph.plan.filters import Compare, Filter, Operator
from graph.plan.model import NodeType
from graph.plan.plan import Plan, RootRows
from graph.plan.selection import IdsRoot, Page, PageRoot, Root
from graph.plan.shape import shape_of
from resolvers.context import Context
from resolvers.document import Document, Info, plain
from resolvers.projection import Answer, connection_projector, node_projector
from resolvers.selection import Selector

MOST_IDS = 100

Resolver = Callable[..., Awaitable[Any]]


def selector_of(info: Info) -> Selector:
    """The selector of the operation that runs."""
    context: Context = info.context
    return Selector(context.registry.catalogue, Document.of(info))


async def rows_of(context: Context, roots: list[Root]) -> tuple[Plan, list[RootRows]]:
    """Asks all roots in one statement. Raises RegistryError (TOO_BIG) before it runs, and what the store raises."""
    reserve(context, roots)
    return await reserved_rows(context, roots)


async def reserved_rows(context: Context, roots: list[Root]) -> tuple[Plan, list[RootRows]]:
    """As `rows_of`, where the roots have been counted already."""
    plan = context.registry.planner.plan(roots)
    return plan, plan.rows_of(await record_of(context, roots, plan))


async def record_of(context: Context, roots: list[Root], plan: Plan) -> list[Any]:
    """Runs the statement of a plan. Raises what the store raises."""
    registry = context.registry
    if registry.watch:
        registry.watch(roots, plan)
    about = {"operation": context.operation, "request": context.request_id}
    return await registry.store.read(plan.statement.text, plan.parameters, deadline=registry.read_deadline, about=about)


def reserve(context: Context, roots: list[Root]) -> None:
    """Counts what a root field could give against what its operation may. Raises RegistryError (TOO_BIG)."""
    limit = context.registry.most_nodes
    context.nodes += most_nodes(roots)
    if context.nodes > limit:
        raise RegistryError(
            Code.TOO_BIG,
            f"This question could give {context.nodes:,} nodes; one question may give {limit:,}. "
            "Ask for smaller pages (`first`), or in parts.",
            estimate=context.nodes,
            limit=limit,
        )


def connection_field(type_name: str) -> Resolver:
    """The resolver of a connection of all nodes of a type."""

    async def resolve(_: object, info: Info, **given: Any) -> Answer:
        context: Context = info.context
        selector = selector_of(info)
        node = context.registry.catalogue.model.types[type_name]
        path = str(info.path.key)
        read = selector.connection_arguments(node, plain(given), path)
        ask, selection, rows, total = selector.connection(node, f"{type_name}Connection", info.field_nodes, read, path)
        if not (rows or total):
            return connection_projector(ask, shape_of(IdsRoot(selection, ()))[1])([], None)
        root = PageRoot(selection, read.page, read.where, read.order, rows, total)
        plan, (found,) = await rows_of(context, [root])
        return connection_projector(ask, plan.shaped[0])(found.rows, found.total)

    return resolve


def keyed_field(type_name: str) -> Resolver:
    """The resolver of one node by its id or by one of its keys; exactly one argument is given."""

    async def resolve(_: object, info: Info, **given: Any) -> Answer | None:
        context: Context = info.context
        node = context.registry.catalogue.model.types[type_name]
        name, value = one_of(plain(given), str(info.path.key))
        if name == "id":
            check_id(context, value, f"{info.path.key}.id", node)
        return await by_filter(info, node, Compare(name, Operator.EQ, value))

    return resolve


async def by_filter(info: Info, node: NodeType, where: Filter) -> Answer | None:
    """The one node that satisfies a filter by a key; None where there is none."""
    selector = selector_of(info)
    ask, selection = selector.node(node, info.field_nodes, str(info.path.key))
    plan, (found,) = await rows_of(info.context, [PageRoot(selection, Page(1), where)])
    return node_projector(ask, plan.shaped[0])(found.rows[0]) if found.rows else None


async def node_field(_: object, info: Info, **given: Any) -> Answer | None:
    """The resolver of `node(id)`."""
    answers = await by_ids(info, [given["id"]], str(info.path.key), "id")
    return answers[0]


async def nodes_field(_: object, info: Info, **given: Any) -> list[Answer | None]:
    """The resolver of `nodes(ids)`: one statement, whatever the types."""
    path = str(info.path.key)
    if len(given["ids"]) > MOST_IDS:
        raise RegistryError(Code.BAD_INPUT, f"takes at most {MOST_IDS} ids.", field=f"{path}.ids")
    return await by_ids(info, given["ids"], path, "ids")


async def by_ids(info: Info, ids: list[str], path: str, argument: str) -> list[Answer | None]:
    """Nodes by their ids, in that order, None where one does not exist."""
    context: Context = info.context
    kinds = [check_id(context, each, f"{path}.{argument}") for each in ids]
    hydration = Hydration(context, selector_of(info))
    reference = hydration.reference(info.field_nodes, [*zip(ids, kinds, strict=True)], path)
    await hydration.read()
    return [reference(each) for each in ids]


def check_id(context: Context, text: str, path: str, wanted: NodeType | None = None) -> NodeType:
    """The type that an id belongs to. Raises RegistryError (BAD_ID)."""
    node = context.registry.catalogue.model.by_prefix(prefix_of(text))
    if node is None or (wanted and wanted.name != node.name):
        kind = f"a node of type {wanted.name}" if wanted else "a node"
        raise RegistryError(Code.BAD_ID, f"is not the id of {kind}.", field=path)
    return node


def one_of(given: Mapping[str, Any], path: str) -> tuple[str, Any]:
    """The one argument that is given. Raises RegistryError (BAD_INPUT) for none or several."""
    present = [(name, value) for name, value in given.items() if value is not None]
    if len(present) != 1:
        raise RegistryError(Code.BAD_INPUT, "takes exactly one of its arguments.", field=path)
    return present[0]


class Hydration:
    """Turns ids in an answer into nodes: all references of a question in one statement."""

    def __init__(self, context: Context, selector: Selector) -> None:
        self.context = context
        self.selector = selector
        self._roots: list[Root] = []
        self._found: dict[int, dict[str, Answer]] = {}
        self._asks: list[tuple[int, Any]] = []
        self._references = 0

    def reference(self, asked: Any, ids: list[tuple[str, NodeType]], path: str) -> Callable[[str], Answer | None]:
        """Asks for nodes; the function gives the answer of an id once `read` has run."""
        number = self._references
        self._references += 1
        by_type: dict[str, list[str]] = {}
        for each, node in ids:
            by_type.setdefault(node.name, []).append(each)
        for name, own in sorted(by_type.items()):
            node = self.context.registry.catalogue.model.types[name]
            ask, selection = self.selector.node(node, asked, path)
            self._roots.append(IdsRoot(selection, tuple(dict.fromkeys(own))))
            self._asks.append((number, ask))
        return lambda each: self._found.get(number, {}).get(each)

    async def read(self) -> None:
        """Runs the one statement, if anything was asked for."""
        if not self._roots:
            return
        plan, found = await rows_of(self.context, self._roots)
        for (number, ask), shaped, part in zip(self._asks, plan.shaped, found, strict=True):
            project = node_projector(ask, shaped)
            self._found.setdefault(number, {}).update((str(row["id"]), project(row)) for row in part.rows)
