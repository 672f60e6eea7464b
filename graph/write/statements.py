"""The two texts of an action: the first claims the request, locks and reads; the second applies and tells the change.

Everything is locked by assigning to it, in one order: the request, then what is linked by label and id, then the
subject. What is read stands behind the lock. The number of the change is raised last, as all who write wait for it.
"""

from collections.abc import Iterator

from graph.changes.statements import RAISE_SEQ
from graph.declared import node_type_of
from graph.load.visibility import settle_lines
from graph.model import NodeType
from graph.write.action import Action
from graph.write.declared import declared_actions

SUBJECT, MADE = "n", "m"


def claim_text(action: Action) -> str:
    """One row: what the request was answered before, the state of the key, `linked`, `subject`, `links`, `diffs`."""
    lines = [
        "MERGE (q:Request {key: $key})",
        "ON CREATE SET q.at = $at",
        "SET q.lock = $lock",
        "WITH q",
        "OPTIONAL MATCH (k:ApiKey {id: $credential})",
        "WITH q, k",
    ]
    labels = linked_labels(action)
    for label in labels:
        lines += [
            "CALL () {",
            f"  UNWIND $linked{label} AS id MATCH (o:{label} {{id: id}})",
            "  SET o.lock = $lock",
            f"  RETURN collect({{label: '{label}', id: o.id, seen: o.seen, owners: o.owners}}) AS linked{label}",
            "}",
        ]
    linked = " + ".join(f"linked{label}" for label in labels) or "[]"
    columns = ["q.fingerprint AS fingerprint", "q.entity AS entity", "q.change AS change", "q.made AS made"]
    columns += ["k.id AS credential", "k.revoked AS revoked", "k.expires AS expires", f"{linked} AS linked"]
    if action.opens:
        return "\n".join([*lines, f"RETURN {', '.join([*columns, 'null AS subject, {} AS links, [] AS diffs'])}"])
    names = "".join(f", linked{label}" for label in labels)
    lines += [
        f"OPTIONAL MATCH (n:{action.noun} {{id: $subject}})",
        "SET n.lock = $lock",
        f"WITH q, k{names}, n",
        "CALL () {",
        "  MATCH (c:Change {entity: $subject}) WHERE c.version > $expected",
        "  RETURN collect(c.diff) AS diffs",
        "}",
    ]
    links = ", ".join(_far_ids(node_type_of(action.noun), name) for name in read_relationships(action))
    columns += ["properties(n) AS subject", f"{{{links}}} AS links", "diffs"]
    return "\n".join([*lines, f"RETURN {', '.join(columns)}"])


def apply_text(action: Action) -> str:
    """One row: lineage of the graph, number of the subject's change, and the level and owners that the subject has."""
    noun = node_type_of(action.noun)
    find = "CREATE" if action.opens else "MATCH"
    lines = [
        "MATCH (q:Request {key: $key})",
        "SET q.fingerprint = $fingerprint, q.entity = $subject, q.change = $change, q.made = $made",
        "WITH q",
        f"{find} (n:{action.noun} {{id: $subject}})",
        *_set(SUBJECT, noun, "properties"),
        *([] if action.makes else _link(action, SUBJECT)),
    ]
    if action.makes:
        made = node_type_of(action.makes.label)
        lines += [
            f"CREATE (m:{made.name} {{id: $made}})",
            f"CREATE {made.relationships[action.makes.relationship].pattern.between(MADE, SUBJECT)}",
            *_set(MADE, made, "madeProperties"),
            *_link(action, MADE),
        ]
    nodes = [(SUBJECT, noun), *([(MADE, node_type_of(action.makes.label))] if action.makes else [])]
    for variable, node in nodes:
        if node.privacy:
            lines += settle_lines(node.name, variable)
    variables = ", ".join(variable for variable, _ in nodes)
    lines += [f"WITH {variables}", RAISE_SEQ]
    for place, (variable, node) in enumerate(nodes):
        change = f"$rows[{place}]"
        lines += [
            f"CREATE (c{place}:Change {{key: {change}.key}})",
            f"SET c{place} += {change}.properties, c{place}.seq = r.seq - $count + {change}.place",
            f"SET {variable}.version = {change}.properties.version, {variable}.head = {change}.properties.hash",
            *([f"SET c{place}.seen = {variable}.seen, c{place}.owners = {variable}.owners"] if node.privacy else []),
        ]
    return "\n".join([*lines, "RETURN r.lineage AS lineage, c0.seq AS seq, n.seen AS seen, n.owners AS owners"])


def linked_labels(action: Action) -> list[str]:
    """The labels of what the action links, in the order in which it is locked."""
    return sorted({each.target for each in action.links})


def read_relationships(action: Action) -> list[str]:
    """The relationships of the noun whose far ends are read: of those who may, and those that are linked."""
    own = [] if action.makes else [each.relationship for each in action.links]
    return sorted({*action.who, *own})


def statements() -> dict[str, str]:
    """Every statement of actions, by a name that tells what it is."""
    found = {}
    for action in declared_actions():
        found[f"claim {action.name}"] = claim_text(action)
        found[f"apply {action.name}"] = apply_text(action)
    return found


def _far_ids(node: NodeType, name: str) -> str:
    relationship = node.relationships[name]
    pattern = relationship.pattern.between(SUBJECT, f"o:{relationship.target}")
    return f"{name}: [{pattern} | o.id]"


def _set(variable: str, node: NodeType, parameter: str) -> Iterator[str]:
    """Sets properties: those of `$parameter`, and days of `$parameterDates`, where null takes one away."""
    yield f"SET {variable} += ${parameter}"
    for day in node.dates:
        told, held = f"${parameter}Dates", f"{variable}.{day}"
        yield f"SET {held} = CASE WHEN '{day}' IN keys({told}) THEN date({told}.{day}) ELSE {held} END"


def _link(action: Action, variable: str) -> Iterator[str]:
    node = node_type_of(action.of_given)
    for link in action.links:
        pattern = node.relationships[link.relationship].pattern.between(variable, "o")
        yield f"WITH {'n' if variable == SUBJECT else 'n, m'}"
        yield f"CALL ({variable}) {{"
        yield f"  UNWIND $links.{link.name} AS id MATCH (o:{link.target} {{id: id}})"
        yield f"  MERGE {pattern}"
        yield "}"
