"""The texts that number, keep, chain and read changes."""

from functools import cache

from graph.plan.guard import CONDITIONS, Sight

REGISTRY = "registry"
"""Id of the node that holds the number of the last change."""

RAISE_SEQ = """MERGE (r:Registry {id: $registry})
ON CREATE SET r.lineage = $lineage, r.visibilityRules = $rules
SET r.seq = coalesce(r.seq, $none) + $count"""
"""Takes numbers for `$count` changes; it is the last that a transaction writes but for these, as all wait for it."""

APPEND_CHANGES = f"""{RAISE_SEQ}
WITH r, r.seq - $count AS before
UNWIND $rows AS row
CREATE (c:Change {{key: row.key}})
SET c += row.properties, c.seq = before + row.place
RETURN max(c.seq) AS seq"""
"""Rows `{key, place, properties}` with places from 1."""

LAST_CHANGES = """UNWIND $ids AS id
MATCH (c:Change {entity: id})
WITH id, max(c.version) AS version
MATCH (c:Change {entity: id, version: version})
RETURN id, version, c.hash AS hash"""

LAST_SEQ = "MATCH (r:Registry {id: $registry}) RETURN coalesce(r.seq, $none) AS seq, r.lineage AS lineage"

LOCKED_SEQ = """MATCH (r:Registry {id: $registry})
SET r.lock = $lock
WITH r
RETURN coalesce(r.seq, $none) AS seq, r.lineage AS lineage"""
"""The same, once nobody else can raise it, and all that were raised before are committed."""

CHANGE_BY_KEY = """MATCH (c:Change {key: $key})
MATCH (r:Registry {id: $registry})
RETURN properties(c) AS change, c.seq AS seq, r.lineage AS lineage"""

CHANGES_BETWEEN = """UNWIND range($first, $last) AS seq
MATCH (c:Change {seq: seq})
RETURN seq, properties(c) AS change
ORDER BY seq"""

HASHES_BETWEEN = """UNWIND range($first, $last) AS seq
MATCH (c:Change {seq: seq})
RETURN seq, c.hash AS hash
ORDER BY seq"""

NEXT_SEQ = "MATCH (c:Change) WHERE c.seq > $after RETURN c.seq AS seq ORDER BY seq LIMIT $limit"

NEWEST_SEQ = "MATCH (c:Change) WHERE c.seq > $after RETURN c.seq AS seq ORDER BY seq DESC LIMIT $limit"

KEYS_THERE = "UNWIND $keys AS key MATCH (c:Change {key: key}) RETURN key"

CHANGES_OF_ENTITIES = """UNWIND $ids AS id
MATCH (c:Change {entity: id})
RETURN properties(c) AS change
ORDER BY c.entity, c.version"""

LATER_CHANGES = """MATCH (c:Change {entity: $entity}) WHERE c.version > $version
RETURN properties(c) AS change
ORDER BY c.version"""

SEAL_DUE = """OPTIONAL MATCH (r:Registry {id: $registry})
WITH coalesce(r.seq, $none) AS seq
OPTIONAL MATCH (s:Seal) WHERE s.number > $none
WITH seq, s ORDER BY s.number DESC LIMIT $one
WITH seq, coalesce(s.number, $none) AS number, coalesce(s.last, $none) AS last, s.hash AS hash
OPTIONAL MATCH (c:Change) WHERE c.seq = last + $one
RETURN seq, number, last, hash, min(c.at) AS oldest"""
"""The number of the last change, the last seal, and the instant of the first change that has none."""

MAKE_SEAL = """MERGE (s:Seal {number: $number})
ON CREATE SET s += $properties
RETURN s.hash AS hash"""

SEALS_PAGE = """MATCH (s:Seal) WHERE s.number > $after
RETURN properties(s) AS seal
ORDER BY s.number LIMIT $limit"""

NEWEST_SEAL = "MATCH (s:Seal) WHERE s.number > $after RETURN s.number AS number ORDER BY number DESC LIMIT $limit"


def lock_and_read(label: str) -> str:
    """Locks nodes by assigning to them, and gives what they hold once nobody else can write to them."""
    return (
        f"UNWIND $ids AS id\nMATCH (n:{label} {{id: id}})\nSET n.lock = $lock\n"
        "WITH id, n\nRETURN id, properties(n) AS properties"
    )


def mark_versions(label: str) -> str:
    """Rows `{id, version, head}`, and `salt` where the node had none: what nodes keep of their last change."""
    return (
        f"UNWIND $rows AS row\nMATCH (n:{label} {{id: row.id}})\n"
        "SET n.version = row.version, n.head = row.head, n.salt = coalesce(n.salt, row.salt)"
    )


def follow_visibility(label: str) -> str:
    """Lets the changes of nodes be seen by those who see the nodes."""
    return (
        f"UNWIND $ids AS id\nMATCH (n:{label} {{id: id}})\nMATCH (c:Change {{entity: id}})\n"
        "WHERE c.seen <> n.seen OR c.owners <> n.owners\n"
        "SET c.seen = n.seen, c.owners = n.owners"
    )


@cache
def changes_page(sight: Sight, filters: tuple[str, ...]) -> str:
    """One record: the lineage of the graph, and the next `$limit` changes after the number `$after`, up to `$upto`,
    that somebody may see and for which these filters hold, each with its number.
    """
    conditions = [
        "c.seq > $after AND c.seq <= $upto",
        CONDITIONS[sight].format("c"),
        *(FILTERS[each] for each in filters),
    ]
    return f"""OPTIONAL MATCH (r:Registry {{id: $registry}})
CALL () {{
  MATCH (c:Change) WHERE {" AND ".join(filter(None, conditions))}
  WITH c ORDER BY c.seq LIMIT $limit
  RETURN collect([c.seq, properties(c)]) AS changes
}}
RETURN r.lineage AS lineage, changes"""


FILTERS = {
    "entity": "c.entity IN $entity",
    "entityType": "c.entityType IN $entityType",
    "kind": "c.kind IN $kind",
}
"""What changes can be asked for by, and its condition."""
