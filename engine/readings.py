"""Accessors: how generated Python reads the fields of an object, which it calls `o`.

Of an answer, under response keys; of a row of the store, at the places of the plan. The writer (engine/compiled.py)
goes by the types of the schema, and a reading goes along with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from engine.fields import Computed, Connected, Listed, One, Stored
from engine.projection import Paged, computed, connected, cursor, cut, page_info, related
from engine.selection import ConnectionAsk, NodeAsk
from graph.plan.row import edge_column
from graph.plan.shape import ShapeBinding

Hold = Callable[[str, Any], str]
"""Keeps a function for the generated text, under the name that it gives back."""


class FieldAccess(NamedTuple):
    """The expression of a field, where the fields below it are found, and whether the expression reads the object."""

    expression: str
    below: "Reading"
    reads_object: bool = True


class Reading(Protocol):
    """Where the fields of an object are found."""

    def type(self) -> str:
        """The object's type, where it is the same whatever the object; else nothing."""

    def of(self, key: str, hold: Hold) -> FieldAccess:
        """How the field under a response key is read."""


class OfAnswer:
    """In what the resolvers of parts and of analyses give: a map by response keys."""

    def type(self) -> str:
        """The type is in the answer (`__type`)."""
        return ""

    def of(self, key: str, hold: Hold) -> FieldAccess:
        return FieldAccess(f"o[{key!r}]", ANSWER)


ANSWER = OfAnswer()


@dataclass(frozen=True, slots=True, eq=False)
class OfNode:
    """In the row of a node."""

    ask: NodeAsk
    shaped: ShapeBinding

    def type(self) -> str:
        """The type that is asked."""
        return self.ask.type

    def of(self, key: str, hold: Hold) -> FieldAccess:
        """At its place, or worked out of the row."""
        kind, arguments, below = self.ask.fields[key]
        own = self.ask.prefix + key
        match kind:
            case Stored(name=name):
                return FieldAccess(f"o[{self.shaped.places[name]}]", ANSWER)
            case Computed():
                return FieldAccess(f"{hold(key, computed(kind, arguments, self.shaped, below))}(o)", ANSWER)
            case One():
                place, inner = related(self.shaped, own)
                return FieldAccess(f"o[{place}]", OfNode(below, inner))
            case Listed():
                place, inner = related(self.shaped, own)
                return FieldAccess(f"o[{place}][:{arguments['first']}]", OfNode(below, inner))
            case Connected():
                rows, total, inner = connected(self.shaped, own)
                parts = ["[]" if rows is None else f"o[{rows}]", str(None) if total is None else f"o[{total}]"]
                reads = rows is not None or total is not None
                return FieldAccess(f"({', '.join(parts)})", OfConnection(below, inner), reads)
        raise AssertionError(f"{kind} is not a field of a node")


@dataclass(frozen=True, slots=True, eq=False)
class OfConnection:
    """In the rows of a connection and its total, a pair."""

    ask: ConnectionAsk
    shaped: ShapeBinding

    def type(self) -> str:
        """Connections are no node types, nor one of several."""
        return ""

    def of(self, key: str, hold: Hold) -> FieldAccess:
        """In the rows of the page, in their order."""
        name, part = self.ask.fields[key]
        page = self.ask.page
        rows = f"o[0][:{page.size}]" + ("[::-1]" if page.backward else "")
        if name == "totalCount":
            return FieldAccess("o[1]", ANSWER)
        if name == "nodes":
            return FieldAccess(rows, OfNode(part, self.shaped))
        if name == "edges":
            return FieldAccess(rows, OfEdge(self.ask, part, self.shaped))
        if name == "pageInfo":
            return FieldAccess(f"{hold(key, self._page_info(part))}(o)", ANSWER)
        return FieldAccess("None", ANSWER, reads_object=False)

    def _page_info(self, keys: list[tuple[str, str]]) -> Callable[[Paged], Any]:
        write, page = cursor(self.ask.order, self.shaped), self.ask.page
        return lambda given: page_info(page, keys, write, *cut(given[0], page))


@dataclass(frozen=True, slots=True, eq=False)
class OfEdge:
    """In the row of the node to which the edge leads."""

    ask: ConnectionAsk
    fields: dict[str, tuple[str, Any]]
    shaped: ShapeBinding

    def type(self) -> str:
        """Edges are no node types."""
        return ""

    def of(self, key: str, hold: Hold) -> FieldAccess:
        """The node is read from the same row."""
        name, below = self.fields[key]
        if name == "node":
            return FieldAccess("o", OfNode(below, self.shaped))
        if name == "cursor":
            return FieldAccess(f"{hold(key, cursor(self.ask.order, self.shaped))}(o)", ANSWER)
        return FieldAccess(f"o[{self.shaped.places[edge_column(name)]}]", ANSWER)
