"""Rows of new nodes and edges that go into the store in one transaction, and streams of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from graph import natural_keys
from graph.declared import edge_type_of, node_type_of
from graph.load.batch import BatchRow, Properties, Value
from graph.load.units import Child, Unit

ORIGIN = "generated"
"""The slug of the Source that states what is made here."""
SOURCE = natural_keys.slug_id("srce", ORIGIN)

End = tuple[str, str]
"""Label and id of a node."""


@dataclass(slots=True)
class GenerationStep:
    """New nodes by label, new edges by type and labels. Nothing of it is in the store yet. Dates are ISO texts."""

    nodes: dict[str, list[BatchRow]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], list[BatchRow]] = field(default_factory=dict)

    def node(self, label: str, id: str, properties: dict[str, Value]) -> End:
        """A node; what is None is left out."""
        dates = {name: properties.pop(name) for name in node_type_of(label).dates if name in properties}
        row: BatchRow = {
            "id": id,
            "properties": {name: value for name, value in properties.items() if value is not None},
        }
        if dates:
            row["dates"] = dates
        self.nodes.setdefault(label, []).append(row)
        return label, id

    def demo_node(self, label: str, id: str, properties: dict[str, Value], checked: str) -> End:
        """A node that is marked as demo data and stated by the source of what is generated."""
        end = self.node(label, id, properties | {"demo": True})
        self.edge("STATED_BY", end, ("Source", SOURCE), {"checked": checked})
        return end

    def edge(self, type: str, source: End, target: End, properties: Properties | None = None) -> None:
        """An edge between two nodes of this step or of an earlier one."""
        row: BatchRow = {"from": source[1], "to": target[1]}
        if properties:
            of_date = edge_type_of(type).dates
            row["properties"] = {
                name: value for name, value in properties.items() if name not in of_date and value is not None
            }
            row["dates"] = {name: properties[name] for name in of_date if name in properties}
        self.edges.setdefault((type, source[0], target[0]), []).append(row)

    def unit(self, unit: Unit) -> End:
        """A thing with all that hangs on it, as the importers make it."""
        end = self.node(unit.label, unit.id, {**unit.first, **unit.properties})
        for child in unit.children:
            self.node(child.label, child.id, _properties(child))
        for link in unit.links:
            near, far = link.source or end, (link.label, link.id)
            source, target = (far, near) if link.reverse else (near, far)
            self.edge(link.type, source, target, link.properties)
        return end

    @property
    def size(self) -> int:
        """How many nodes and edges there are."""
        return sum(map(len, self.nodes.values())) + sum(map(len, self.edges.values()))


def _properties(child: Child) -> dict[str, Value]:
    return child.properties | {"origin": child.origin} if child.origin else dict(child.properties)


@dataclass(frozen=True, slots=True)
class Stream:
    """The things of one noun, `count` of them. `fill(step, rows)` adds some of them with what hangs on them.

    Edges lead only to things of the same rows and of streams before.
    """

    noun: str
    count: int
    fill: Callable[[GenerationStep, range], None]
