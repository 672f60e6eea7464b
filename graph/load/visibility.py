"""Who may see what a load has touched: works out `seen` and `owners` of nodes anew (graph/privacy.py).

Both follow from what the graph holds: from the node's own properties, and from the institutions and offices to which
it leads, by way of another node where it hangs on one. `shared`, where it is set, is the level that a holder chose.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

import orjson

from graph.changes.append import append_changes, reloaded
from graph.changes.statements import follow_visibility
from graph.declared import declared_model, node_type_of
from graph.ids import prefix_of
from graph.model import NodeType
from graph.owner_paths import OwnerPath, owner_paths
from graph.privacy import OWNERS, SEEN, Level, Opening, Privacy, Threshold
from graph.store.clock import now_ms
from graph.store.store import Store, Transaction
from graph.totals import TotalChanges, recount_totals

SHARED = "shared"
DERIVED = frozenset((SEEN, OWNERS))
"""Properties that are worked out, and so are no part of an export."""
OFFICE = "Office"
LOCK = "settle"
PAGE = 2_000

RULES_APPLIED = "MATCH (r:Registry {id: $registry}) RETURN r.visibilityRules AS rules"
NOTE_RULES = "MATCH (r:Registry {id: $registry}) SET r.visibilityRules = $rules"


def settle_text(label: str) -> str:
    """Works out `seen` and `owners` of the nodes with `$ids`; `parameters_of` has the others.

    A row `{before, after, count}` for each two levels between which nodes went; `before` is null where they are new.
    """
    versioned = "version" in declared_model().types[label].properties
    return "\n".join(
        [
            "UNWIND $ids AS id",
            f"MATCH (n:{label} {{id: id}})",
            "SET n.lock = $lock",
            f"WITH n, n.{SEEN} AS before",
            *(["SET n.version = coalesce(n.version, $unversioned)"] if versioned else []),
            *settle_lines(label, "n"),
            f"RETURN before, n.{SEEN} AS after, count(*) AS count",
        ]
    )


def settle_lines(label: str, variable: str) -> list[str]:
    """What works out `seen` and `owners` of the node of this label in a variable; `level_parameters` has the others."""
    node, n = declared_model().types[label], variable
    privacy = _privacy(node)
    cases = [f"WHEN {n}.demo = $published THEN $levels.{Level.PUBLIC.name}"]
    for number, opening in enumerate(privacy.opens):
        reached = _reached(node, opening, n, f"$opens.{label}[{number}]")
        cases.append(f"WHEN {reached} THEN $levels.{opening.level.name}")
    paths = list(owner_paths(declared_model(), node))
    usual = f"$levels.{privacy.usual.name}"
    return [
        f"SET {n}.{SEEN} = coalesce({n}.{SHARED}, CASE {' '.join(cases)} ELSE {usual} END)",
        f"SET {n}.{OWNERS} = CASE WHEN {n}.{SEEN} = $levels.{Level.OFFICE.name}",
        f"  THEN {_owners(n, (path for path in paths if path.target == OFFICE))}",
        f"  ELSE {_owners(n, paths)} END",
    ]


def dependents_text(label: str, path: OwnerPath) -> str:
    """The nodes of a label that have their owners by way of the nodes with `$ids`."""
    assert path.through
    middle, pattern = path.through
    return (
        f"UNWIND $ids AS id\nMATCH (m:{middle} {{id: id}})\nMATCH (n:{label}){pattern}(m)\nRETURN DISTINCT n.id AS id"
    )


def page_text(label: str) -> str:
    """The ids of the next `$limit` nodes after the id `$after`."""
    keys = "n.id IS :: STRING NOT NULL AND n.id > $after"
    return f"MATCH (n:{label}) WHERE {keys}\nRETURN n.id AS id ORDER BY id LIMIT $limit"


def parameters_of(label: str, ids: list[str]) -> dict[str, object]:
    """What `settle_text` of a label takes."""
    return {"ids": ids, "lock": LOCK, "unversioned": 0, **level_parameters(label)}


@cache
def level_parameters(*labels: str) -> Mapping[str, object]:
    """What `settle_lines` of these labels take."""
    opens = {each: [_opened_by(opening) for opening in _privacy(node_type_of(each)).opens] for each in labels}
    return {"published": True, "levels": {each.name: each.name for each in Level}, "opens": opens}


async def settle(transaction: Transaction, touched: Iterable[str], totals: TotalChanges) -> None:
    """Works out who may see the nodes with these ids, and those that have their owners by way of them.

    Ids of nodes that are published as a whole, and of nodes that are no longer there, do no harm. By how much `totals`
    change is told to these, and is to be written when all else is.
    """
    by_label: dict[str, set[str]] = {}
    for each in touched:
        node = declared_model().by_prefix(prefix_of(each))
        if node:
            by_label.setdefault(node.name, set()).add(each)
    for label in declared_model().private_types:
        ids = by_label.get(label, set())
        for text, middle in _dependents(label):
            if middle in by_label:
                ids |= {row["id"] for row in await transaction.run(text, {"ids": sorted(by_label[middle])})}
        if ids:
            await _settle(transaction, label, sorted(ids), totals)


async def _settle(transaction: Transaction, label: str, ids: list[str], totals: TotalChanges) -> None:
    """Works out who may see these nodes, and their changes."""
    for row in await transaction.run(settle_text(label), parameters_of(label, ids)):
        totals.move(label, row["before"], row["after"], row["count"])
    await transaction.run(follow_visibility(label), {"ids": ids})


async def settle_all(store: Store, registry: str) -> bool:
    """Works out who may see every node, where that was not done by the rules of this version; whether it was not.

    Raises StoreError; the next run then begins again.
    """
    found = await store.rows(RULES_APPLIED, {"registry": registry})
    if not found or found[0]["rules"] == rules():
        return False
    for label in declared_model().private_types:
        after = ""
        while ids := [row["id"] for row in await store.rows(page_text(label), {"after": after, "limit": PAGE})]:
            after = ids[-1]
            await store.write(partial(_settle, label=label, ids=ids, totals=TotalChanges()))  # all are counted below
    await store.write(partial(_note_rules, registry=registry))
    return True


async def _note_rules(transaction: Transaction, registry: str) -> None:
    """Notes by which rules all was worked out, and counts it; whoever follows changes reads all anew."""
    await transaction.run(NOTE_RULES, {"registry": registry, "rules": rules()})
    await append_changes(transaction, [reloaded(now_ms(), "visibility")], rules())
    await recount_totals(transaction)


@cache
def rules() -> str:
    """What tells the rules of this version from those of others."""
    told = [[settle_text(label), parameters_of(label, [])] for label in declared_model().private_types]
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _dependents(label: str) -> Iterator[tuple[str, str]]:
    """The texts that find nodes of a label by those through which they have their owners, and the label of these."""
    for path in dict.fromkeys(owner_paths(declared_model(), declared_model().types[label])):
        if path.through:
            yield dependents_text(label, path), path.through[0]


def _reached(node: NodeType, opening: Opening | Threshold, variable: str, parameter: str) -> str:
    """The condition under which a node has what opens it; the parameter holds the values, or the least number."""
    held = f"{variable}.{opening.property}"
    if isinstance(opening, Threshold):
        return f"{held} >= {parameter}"
    history = node.properties[opening.property].history
    reached = f"{held} IN {parameter}"
    if history:
        return f"({reached} OR [x IN coalesce({variable}.{history.states}, []) WHERE x IN {parameter}] <> [])"
    return reached


def _opened_by(opening: Opening | Threshold) -> object:
    return opening.least if isinstance(opening, Threshold) else list(opening.values)


def _privacy(node: NodeType) -> Privacy:
    assert node.privacy, node.name
    return node.privacy


def _owners(variable: str, paths: Iterable[OwnerPath]) -> str:
    """The ids of those who own the node in a variable, by these ways; one may come twice."""
    return "\n  + ".join(f"[({variable}){path.pattern}(o:{path.target}) | o.id]" for path in paths) or "[]"
