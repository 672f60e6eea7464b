"""Nodes by their ids: those that a question names, and those that answers refer to; all of them in one statement."""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import FieldNode

from engine.context import Context
from engine.document import Info
from engine.read import AskedNode, asked_node, check_id, missing_error, reserved_rows, rows_of
from engine.rendered import Answered
from errors import Code, RegistryError
from graph.model import NodeType
from graph.plan.cost import most_nodes
from graph.plan.row import ID, Row, row_of
from graph.plan.selection import IdsRoot, Root

MAX_IDS = 100


async def node_field(_: object, info: Info, **given: Any) -> Answered | None:
    """The resolver of `node(id)`."""
    (found,) = await by_ids(info, [(given["id"], f"{info.path.key}.id")])
    if isinstance(found, RegistryError):
        raise found
    return found


async def nodes_field(_: object, info: Info, **given: Any) -> list[Answered | RegistryError | None]:
    """The resolver of `nodes(ids)`: one statement, whatever the types. What is no id is an error at its place."""
    path = f"{info.path.key}.ids"
    if len(given["ids"]) > MAX_IDS:
        raise RegistryError(Code.BAD_USER_INPUT, f"takes at most {MAX_IDS} ids.", field=path)
    return await by_ids(info, [(each, f"{path}.{place}") for place, each in enumerate(given["ids"])])


async def by_ids(info: Info, ids: list[tuple[str, str]]) -> list[Answered | RegistryError | None]:
    """Nodes by their ids, which come with their paths, in that order; None where one does not exist."""
    kinds = [_kind(info.context, *each) for each in ids]
    known = [(each, kind) for (each, _), kind in zip(ids, kinds, strict=True) if isinstance(kind, NodeType)]
    hydration = Hydration(info)
    reference = hydration.reference(info.field_nodes, known, str(info.path.key))
    await hydration.read()
    answers: list[Answered | RegistryError | None] = []
    for (each, path), kind in zip(ids, kinds, strict=True):
        if isinstance(kind, RegistryError):
            answers.append(kind)
        else:
            answers.append(reference(each) or missing_error(each, path))
    return answers


def _kind(context: Context, text: str, path: str) -> NodeType | RegistryError:
    try:
        return check_id(context, text, path)
    except RegistryError as error:
        return error


class Hydration:
    """Turns ids in an answer into nodes: all references of a question in one statement."""

    def __init__(self, info: Info) -> None:
        self.info = info
        self.context: Context = info.context
        self._roots: list[IdsRoot] = []
        self._found: dict[int, dict[str, Answered]] = {}
        self._asked: list[tuple[int, AskedNode]] = []
        self._references = 0
        self._held: Mapping[str, Mapping[str, Any]] = {}

    def reference(
        self, asked: list[FieldNode], ids: list[tuple[str, NodeType]], path: str, types: tuple[str, ...] = ()
    ) -> Callable[[str], Answered | None]:
        """Asks for nodes, which can be of these types; the function gives the answer of an id once `read` has run."""
        number = self._references
        self._references += 1
        by_type: dict[str, list[str]] = {name: [] for name in types}
        for each, node in ids:
            by_type.setdefault(node.name, []).append(each)
        for name, own in sorted(by_type.items()):
            node_asked = asked_node(self.info, self.context.registry.catalogue.model.types[name], asked, path)
            self._roots.append(IdsRoot(node_asked.selection, tuple(dict.fromkeys(own))))
            self._asked.append((number, node_asked))
        return lambda each: self._found.get(number, {}).get(each)

    def know(self, held: Mapping[str, Mapping[str, Any]]) -> None:
        """What nodes hold, by their ids, as who asks may see it: where no more is asked of them they are not read."""
        self._held = held

    def most_nodes(self) -> int:
        """How many nodes could be found for what was asked for."""
        return most_nodes(self.context.registry.catalogue.model, [*self._roots])

    async def read(self, *, reserved: bool = False) -> None:
        """Runs the one statement, if anything was asked for; `reserved`: it has been counted already."""
        unknown = [
            (root, asked) for root, asked in zip(self._roots, self._asked, strict=True) if not self._fill(*asked, root)
        ]
        if not any(root.ids for root, _ in unknown):
            return
        roots: list[Root] = [root for root, _ in unknown]
        _, found = await (reserved_rows if reserved else rows_of)(self.context, roots)
        for (_, (number, asked)), part in zip(unknown, found, strict=True):
            self._take(number, asked, part.rows)

    def _fill(self, number: int, asked: AskedNode, root: IdsRoot) -> bool:
        """Makes the answers of what is known already; whether that is all.

        What refers to nothing here is asked all the same: one statement serves whatever is referred to.
        """
        if not root.ids or asked.selection.relations or not all(each in self._held for each in root.ids):
            return False
        node, reads = asked.selection.type, asked.selection.reads
        self._take(number, asked, [row_of(node, reads, self._held[each]) for each in root.ids])
        return True

    def _take(self, number: int, asked: AskedNode, rows: list[Row]) -> None:
        project = asked.project
        self._found.setdefault(number, {}).update((row[ID], project(row)) for row in rows)
