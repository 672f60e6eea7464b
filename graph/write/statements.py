"""The two texts of an action: the first claims requests, locks and reads; the second applies and tells the changes.
Where an action opens nodes and links none that may be hidden, one text does both, if nothing stands against it.

Each takes several commands of one action, which have no node and no request in common but those that they link.
Everything is locked by assigning to it, in one order: the requests, then what is linked by label and id, then the
subjects. What is read stands behind the locks. The number of the changes is raised last, as all who write wait for it.
"""

from collections.abc import Iterator
from functools import cache

from graph.changes.statements import RAISE_SEQ
from graph.declared import node_type_of
from graph.load.visibility import settle_lines
from graph.model import NodeType
from graph.write.action import Action

SUBJECT, MADE = "n", "m"
CLAIM = """CALL () {
  UNWIND $keys AS key
  MERGE (q:Request {key: key})
  ON CREATE SET q.at = $at
  SET q.lock = $lock
  RETURN collect({key: q.key, fingerprint: q.fingerprint, entity: q.entity, change: q.change, made: q.made}) AS requests
}
CALL () {
  UNWIND $credentials AS id
  MATCH (k:ApiKey {id: id})
  RETURN collect({id: k.id, revoked: k.revoked, expires: k.expires}) AS credentials
}"""


@cache
def claim_text(action: Action) -> str:
    """One row of lists: `requests` with what they were answered before, `credentials`, `linked`, `subjects`.

    Takes `$keys`, `$credentials`, `$linked` with a list of ids for each label, and `$subjects` `{id, expected}`, all
    sorted.
    """
    return "\n".join([*_claim(action), f"RETURN requests, credentials, {_linked(action)} AS linked, subjects"])


def _claim(action: Action) -> list[str]:
    lines = [CLAIM]
    for label in linked_labels(action):
        lines += [
            "CALL () {",
            f"  UNWIND $linked.{label} AS id",
            f"  MATCH (o:{label} {{id: id}})",
            "  SET o.lock = $lock",
            f"  RETURN collect({{label: '{label}', id: o.id, seen: o.seen, owners: o.owners}}) AS linked{label}",
            "}",
        ]
    if action.opens:
        return [*lines, "WITH *, [] AS subjects"]
    links = ", ".join(_far_ids(node_type_of(action.noun), name) for name in read_relationships(action))
    lines += [
        "CALL () {",
        "  UNWIND $subjects AS subject",
        f"  MATCH (n:{action.noun} {{id: subject.id}})",
        "  SET n.lock = $lock",
        "  WITH subject, n",
        "  CALL (subject) {",
        "    MATCH (c:Change {entity: subject.id}) WHERE c.version > subject.expected",
        "    RETURN collect(c.diff) AS diffs",
        "  }",
        f"  RETURN collect({{properties: properties(n), links: {{{links}}}, diffs: diffs}}) AS subjects",
        "}",
    ]
    return lines


def _linked(action: Action) -> str:
    """The lists of what is linked, as one."""
    return " + ".join(f"linked{label}" for label in linked_labels(action)) or "[]"


@cache
def opens_at_once(action: Action) -> bool:
    """Whether the store need not tell of what it holds before a node is opened, but that it is there."""
    nodes = [node_type_of(each.target) for each in action.links]
    return action.opens and action.makes is None and all(each.privacy is None for each in nodes)


@cache
def open_text(action: Action) -> str:
    """The row of `claim_text`, and `told`: the rows of `apply_text`, or none where something stands against it.

    Takes what both take, and how many nodes and keys of authors must be there: `$named`, `$held`.
    """
    valid = "k.revoked IS NULL AND coalesce(k.expires > $at, true)"
    free = [
        "none(q IN requests WHERE q.fingerprint IS NOT NULL)",
        f"size([k IN credentials WHERE {valid}]) = $held",
        "size(linked) = $named",
    ]
    lines = [
        *_claim(action),
        f"WITH requests, credentials, {_linked(action)} AS linked, subjects",
        f"WITH *, {' AND '.join(free)} AS free",
        "CALL (free) {",
        "  UNWIND CASE WHEN free THEN $commands ELSE [] END AS command",
        *(f"  {line}" for line in _apply(action)),
        f"  RETURN collect({{{', '.join(f'{name}: {value}' for name, value in _list_told(action).items())}}}) AS told",
        "}",
        "RETURN requests, credentials, linked, subjects, told",
    ]
    return "\n".join(lines)


@cache
def apply_text(action: Action) -> str:
    """A row for each of `$commands`: its key, lineage of the graph, number of the subject's change, the level and
    owners that the subject has; and the level of what is made, where not everybody may see it.
    """
    told = ", ".join(f"{value} AS {name}" for name, value in _list_told(action).items())
    return "\n".join(["UNWIND $commands AS command", *_apply(action), f"RETURN {told}"])


def _list_told(action: Action) -> dict[str, str]:
    """The expressions that tell what came of a command, by name."""
    told = {"key": "command.key", "lineage": "r.lineage", "seq": "c0.seq", "seen": "n.seen", "owners": "n.owners"}
    is_private = action.makes and node_type_of(action.makes.label).privacy
    return told | ({"madeSeen": f"{MADE}.seen"} if is_private else {})


def _apply(action: Action) -> list[str]:
    """Applies the command of each row, and raises the number only where there is one."""
    noun = node_type_of(action.noun)
    find = "CREATE" if action.opens else "MATCH"
    lines = [
        "MATCH (q:Request {key: command.key})",
        "SET q.fingerprint = command.fingerprint, q.entity = command.subject, q.change = command.change,",
        "  q.made = command.made",
        "WITH command",
        f"{find} (n:{action.noun} {{id: command.subject}})",
        *_set(SUBJECT, noun, "properties"),
        *([] if action.makes else _link(action, SUBJECT)),
    ]
    nodes = [(SUBJECT, noun, "subject")]
    if action.makes:
        made = node_type_of(action.makes.label)
        nodes.append((MADE, made, "made"))
        lines += [
            f"CREATE (m:{made.name} {{id: command.made}})",
            f"CREATE {made.relationships[action.makes.relationship].pattern.between(MADE, SUBJECT)}",
            *_set(MADE, made, "madeProperties"),
            *_link(action, MADE),
        ]
    for variable, node, _ in nodes:
        if node.privacy:
            lines += settle_lines(node.name, variable)
    lines += ["WITH count(*) AS written", "WHERE written > $none", RAISE_SEQ, "WITH r", "UNWIND $commands AS command"]
    lines += [f"MATCH ({variable}:{node.name} {{id: command.{place}}})" for variable, node, place in nodes]
    for place, (variable, node, _) in enumerate(nodes):
        change = f"command.rows[{place}]"
        level = f",\n  c{place}.seen = {variable}.seen, c{place}.owners = {variable}.owners" if node.privacy else ""
        lines += [
            f"CREATE (c{place}:Change {{key: {change}.key}})",
            f"SET c{place} += {change}.properties, c{place}.seq = r.seq - $count + {change}.place{level}",
            f"SET {variable}.version = {change}.properties.version, {variable}.head = {change}.properties.hash",
        ]
    return lines


def linked_labels(action: Action) -> list[str]:
    """The labels of what the action links, in the order in which it is locked."""
    return sorted({each.target for each in action.links})


def read_relationships(action: Action) -> list[str]:
    """The relationships of the noun whose far ends are read: of those who may, and those that are linked."""
    own = [] if action.makes else [each.relationship for each in action.links]
    return sorted({*action.who, *own})


def _far_ids(node: NodeType, name: str) -> str:
    relationship = node.relationships[name]
    pattern = relationship.pattern.between(SUBJECT, f"o:{relationship.target}")
    return f"{name}: [{pattern} | o.id]"


def _set(variable: str, node: NodeType, parameter: str) -> Iterator[str]:
    """Sets properties of a command: those of `parameter`, and days of `parameterDates`, where null takes one away."""
    told = f"command.{parameter}Dates"
    set_days = [
        f"{variable}.{day} = CASE WHEN '{day}' IN keys({told}) THEN date({told}.{day}) ELSE {variable}.{day} END"
        for day in node.dates
    ]
    yield "SET " + ",\n  ".join([f"{variable} += command.{parameter}", *set_days])


def _link(action: Action, variable: str) -> Iterator[str]:
    """Links a node to what a command names, each once; one that is new has no such link yet."""
    node, verb = node_type_of(action.of_given), "CREATE" if action.opens or action.makes else "MERGE"
    for link in action.links:
        pattern = node.relationships[link.relationship].pattern.between(variable, "o")
        yield f"WITH command, {'n' if variable == SUBJECT else 'n, m'}"
        yield f"CALL (command, {variable}) {{"
        yield f"  UNWIND command.links.{link.name} AS id"
        yield f"  MATCH (o:{link.target} {{id: id}})"
        yield f"  {verb} {pattern}"
        yield "}"
