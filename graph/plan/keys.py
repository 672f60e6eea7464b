"""A root by keys: the nodes that any of their keys finds, of whatever kind, in one statement.

Each way begins at a unique index. It is `UNWIND` and not `IN`, for which the embedded store reads the whole label: 18
ms against 900 for 1,000 keys among 48,000 identifiers.
"""

from graph.model import NodeType
from graph.plan.condition import NameAllocator, RelatedNode
from graph.plan.row import key_column
from graph.plan.selection import KeyLookup

NULL = "null"


def by_keys(names: NameAllocator, node: NodeType, ways: tuple[KeyLookup, ...]) -> tuple[list[str], list[str]]:
    """The lines that find the nodes as `n0`, each once, and the columns of the keys that found it, one for each way.

    The nodes come in no order: the keys tell which is which.
    """
    numbers = range(len(ways))
    parts = [_part(names, node, ways, number) for number in numbers]
    if len(parts) == 1:
        return [*parts[0][:-1], f"WITH n0, collect(key) AS {key_column(0)}"], [key_column(0)]
    lines = parts[0] + [line for part in parts[1:] for line in ["UNION ALL", *part]]
    collected = ", ".join(f"collect({_key(number)}) AS {key_column(number)}" for number in numbers)
    head = ["CALL () {", *(f"  {line}" for line in lines), "}", f"WITH n0, {collected}"]
    return head, [key_column(number) for number in numbers]


def _part(names: NameAllocator, node: NodeType, ways: tuple[KeyLookup, ...], number: int) -> list[str]:
    way, unwind = ways[number], f"UNWIND {names.list_parameter()} AS key"
    said = ", ".join(f"{'key' if each == number else NULL} AS {_key(each)}" for each in range(len(ways)))
    if not way.relationship:
        found = names.guard.node(f"n0:{node.name} {{{way.property}: key}}", node.name, "n0")
        return [unwind, f"MATCH ({found})", f"RETURN n0, {said}"]
    far = RelatedNode(names, node.relationships[way.relationship])
    by_key = names.guard.node(
        f"{far.node}:{far.relationship.target} {{{way.property}: key}}", far.relationship.target, far.node
    )
    day = f"date({names.parameter()})"
    return [
        unwind,
        f"MATCH ({by_key})",
        f"WHERE ({far.node}.since IS NULL OR {far.node}.since <= {day})",
        f"AND ({far.node}.until IS NULL OR {far.node}.until > {day})",
        f"MATCH {far.reverse_pattern(names.guard.node('n0', node.name, 'n0'))}",
        f"RETURN n0, {said}",
    ]


def _key(number: int) -> str:
    return f"key{number}"
