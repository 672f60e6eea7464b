"""The total of all nodes of a type that not everybody may see, which no count of the store's own tells.

How many there are of each level that who asks may see is kept (graph/totals.py). To these come those of other levels
that are theirs, found from the owners: what a member owns is little beside all that is hidden.
"""

from graph.model import Model, NodeType
from graph.owner_paths import OwnerPath, owner_paths
from graph.plan.guard import Guard, Sight

INDENT = "  "


def whole_total(model: Model, guard: Guard, node: NodeType, column: str) -> list[str]:
    """The lines that count the nodes of a guarded type that may be seen, and return the number under `column`."""
    if guard.sight is not Sight.MEMBER:
        return f"{guard.total(node.name)} AS {column}".splitlines()
    return [
        *_call(f"{guard.total(node.name)} AS open".splitlines()),
        *_call(_own(model, guard, node, "own")),
        f"RETURN open + own AS {column}",
    ]


def _own(model: Model, guard: Guard, node: NodeType, column: str) -> list[str]:
    """What is theirs at the levels that they may not see; there may be several ways to one node."""
    ways = [_by_way(guard, node, way) for way in owner_paths(model, node)]
    lines = [line for way in ways for line in ["UNION ALL", *way]][1:]
    return [*_call(lines), f"RETURN count(DISTINCT n0) AS {column}"]


def _by_way(guard: Guard, node: NodeType, way: OwnerPath) -> list[str]:
    own = guard.own_node(node.name, "n0")
    return [
        "UNWIND $acl.mine AS mine",
        f"MATCH {way.from_owner(f'o0:{way.target} {{id: mine}}', own)}",
        f"WHERE NOT coalesce(n0.seen IN {guard.levels}, false)",
        "RETURN n0",
    ]


def _call(lines: list[str]) -> list[str]:
    return ["CALL () {", *(INDENT + line for line in lines), "}"]
