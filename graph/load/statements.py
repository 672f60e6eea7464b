"""The texts of all statements that loads run, made from the model; `statements()` lists them."""

from graph.declared import declared_model, edge_type_of, node_type_of
from graph.model import Ownership

MARKS = ("rorHash", "rowHash")
"""The hash of what a load wrote last, kept on the node: `rorHash` by the ROR import, `rowHash` by loads of CSV rows."""

RELEASE_IDENTIFIERS = """UNWIND $rows AS row
MATCH (i:Identifier {id: row.id})<-[e:IDENTIFIED_BY]-(:University)
DELETE e"""

IDENTIFIER_HOLDERS = """UNWIND $keys AS key
MATCH (i:Identifier {key: key})<-[:IDENTIFIED_BY]-(u:University)
RETURN key, i.id AS id, i.origin AS origin, u.id AS holder
ORDER BY key, holder"""

READ_PARTIES = """UNWIND $ids AS id
MATCH (:Agreement {id: id})-[p:HAS_PARTY]->(u)
RETURN id, u.id AS target
ORDER BY id, p.position, target"""

UNFINISHED_LOADS = "MATCH (l:Load) RETURN l.name AS name, l.of AS of, l.done AS done ORDER BY name"

BEGIN_LOAD = """MERGE (l:Load {name: $name})
ON CREATE SET l.of = $of, l.done = $done
RETURN l.done AS done"""

ADVANCE_LOAD = "MATCH (l:Load {name: $name}) SET l.done = $done"

END_LOAD = "MATCH (l:Load {name: $name}) DELETE l"

ANY_UNIVERSITY = "MATCH (u:University) RETURN u.id AS id LIMIT $limit"


def _set_dates(variable: str, dates: tuple[str, ...]) -> list[str]:
    """`SET` of date properties; like `+=`, a date that the row does not name keeps its value, and null removes it."""
    return [
        f"SET {variable}.{date} = CASE WHEN '{date}' IN keys(row.dates) THEN date(row.dates.{date}) "
        f"ELSE {variable}.{date} END"
        for date in dates
    ]


def upsert_node(label: str) -> str:
    """Rows `{id, properties, dates, first}`; `first` is set only where the node is new."""
    lines = [
        "UNWIND $rows AS row",
        f"MERGE (n:{label} {{id: row.id}})",
        "ON CREATE SET n += row.first",
        "SET n += row.properties",
        *_set_dates("n", node_type_of(label).dates),
    ]
    return "\n".join(lines)


def upsert_edge(edge_type: str, source: str, target: str) -> str:
    """Rows `{from, to, properties, dates}`; parallel types are created (their owner dropped the old ones before)."""
    table = edge_type_of(edge_type)
    lines = [
        "UNWIND $rows AS row",
        f"MATCH (a:{source} {{id: row.from}})",
        f"MATCH (b:{target} {{id: row.to}})",
        f"{'CREATE' if table.parallel else 'MERGE'} (a)-[e:{edge_type}]->(b)",
        "SET e += row.properties",
        *_set_dates("e", table.dates),
    ]
    return "\n".join(lines)


def create_node(label: str) -> str:
    """Rows `{id, properties, dates}` of nodes that are not there yet."""
    dates = [f"SET n.{date} = date(row.dates.{date})" for date in node_type_of(label).dates]
    return "\n".join(["UNWIND $rows AS row", f"CREATE (n:{label} {{id: row.id}})", "SET n += row.properties", *dates])


def create_edge(edge_type: str, source: str, target: str) -> str:
    """Rows `{from, to, properties, dates}` of edges that are not there yet; the last two may be missing."""
    lines = [
        "UNWIND $rows AS row",
        f"MATCH (a:{source} {{id: row.from}})",
        f"MATCH (b:{target} {{id: row.to}})",
        f"CREATE (a)-[e:{edge_type}]->(b)",
        "SET e += coalesce(row.properties, {})",
        *(f"SET e.{date} = date(row.dates.{date})" for date in edge_type_of(edge_type).dates),
    ]
    return "\n".join(lines)


def drop_edges(edge_type: str, source: str) -> str:
    """Rows `{id}`: all edges of the type that leave these nodes go."""
    return f"UNWIND $rows AS row\nMATCH (:{source} {{id: row.id}})-[e:{edge_type}]->()\nDELETE e"


def drop_incoming(edge_type: str, target: str) -> str:
    """Rows `{id}`: all edges of the type that come to these nodes go."""
    return f"UNWIND $rows AS row\nMATCH (:{target} {{id: row.id}})<-[e:{edge_type}]-()\nDELETE e"


def drop_edge(edge_type: str, source: str, target: str) -> str:
    """Rows `{from, to}`: the edges of the type between these two nodes go."""
    pattern = f"(:{source} {{id: row.from}})-[e:{edge_type}]->(:{target} {{id: row.to}})"
    return f"UNWIND $rows AS row\nMATCH {pattern}\nDELETE e"


def prune(owned: Ownership) -> str:
    """Rows `{id, child, keep, origin}`: children of the owner that are not kept go, with all their edges.

    Where not everybody may see them, a row `{noun, seen, count}` for each level that they had; `child` is their noun.
    """
    arrow = f"<-[:{owned.type}]-" if owned.backwards else f"-[:{owned.type}]->"
    of_origin = "child.origin = row.origin AND " if owned.of_origin else ""
    return (
        f"UNWIND $rows AS row\nMATCH (:{owned.owner} {{id: row.id}}){arrow}(child:{owned.child})\n"
        f"WHERE {of_origin}NOT child.id IN row.keep\n{_delete(owned.child, 'child')}"
    )


def _delete(label: str, variable: str) -> str:
    if node_type_of(label).privacy is None:
        return f"DETACH DELETE {variable}"
    return (
        f"SET {variable}.lock = row.id\nWITH {variable}, row.child AS noun, {variable}.seen AS seen\n"
        f"DETACH DELETE {variable}\nRETURN noun, seen, count(*) AS count"
    )


def read_marks(label: str, mark: str) -> str:
    """Which of `$ids` exist, and the hash that the load keeps on each."""
    return f"UNWIND $ids AS id\nMATCH (n:{label} {{id: id}})\nRETURN id, n.{mark} AS mark"


def read_nodes(label: str) -> str:
    """Which of `$ids` exist, and all their properties."""
    return f"UNWIND $ids AS id\nMATCH (n:{label} {{id: id}})\nRETURN id, properties(n) AS properties"


def read_edges(edge_type: str, source: str, target: str) -> str:
    """The far ends of the edges that leave `$ids`."""
    return f"UNWIND $ids AS id\nMATCH (:{source} {{id: id}})-[:{edge_type}]->(b:{target})\nRETURN id, b.id AS target"


def read_sources(edge_type: str, source: str, target: str) -> str:
    """The nodes from which edges come to `$ids`, with all their properties.

    Two patterns, so that the embedded store begins with the id: in one it reads all sources for each id that is not
    there.
    """
    patterns = f"MATCH (b:{target} {{id: id}})\nMATCH (b)<-[:{edge_type}]-(a:{source})"
    return f"UNWIND $ids AS id\n{patterns}\nRETURN id, a.id AS source, properties(a) AS properties"


def node_page(label: str) -> str:
    """The next `$limit` nodes after the id `$after`."""
    return (
        f"MATCH (n:{label}) WHERE n.id IS :: STRING NOT NULL AND n.id > $after\n"
        "RETURN n.id AS id, properties(n) AS properties\nORDER BY id LIMIT $limit"
    )


def edge_page(edge_type: str, source: str) -> str:
    """The edges that leave the nodes with an id after `$after` and up to `$last`."""
    return (
        f"MATCH (a:{source}) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last\n"
        f"MATCH (a)-[e:{edge_type}]->(b)\n"
        "RETURN a.id AS source, b.id AS target, properties(e) AS properties\nORDER BY source, target"
    )


COMMON = {
    "release identifiers": RELEASE_IDENTIFIERS,
    "identifier holders": IDENTIFIER_HOLDERS,
    "any university": ANY_UNIVERSITY,
    "read unfinished loads": UNFINISHED_LOADS,
    "begin load": BEGIN_LOAD,
    "advance load": ADVANCE_LOAD,
    "end load": END_LOAD,
    "read parties of Agreement in order": READ_PARTIES,
}
"""Statements of no noun in particular."""


def statements() -> dict[str, str]:
    """Every statement text that loads, the export and its return can run, by a name that tells what it is."""
    return {name: text for found in (COMMON, *map(of_label, declared_model().types)) for name, text in found.items()}


def of_label(label: str) -> dict[str, str]:
    """Those of one label, of the edges that leave it and of the owner it hangs on."""
    found = {
        f"upsert {label}": upsert_node(label),
        f"create {label}": create_node(label),
        f"read {label}": read_nodes(label),
        f"page {label}": node_page(label),
    }
    found |= {f"read {mark} of {label}": read_marks(label, mark) for mark in MARKS}
    for edge_type, table in declared_model().edges.items():
        for target in [target for source, target in table.ends if source == label]:
            ends = f"{label} {edge_type} {target}"
            found[f"upsert {ends}"] = upsert_edge(edge_type, label, target)
            found[f"create {ends}"] = create_edge(edge_type, label, target)
            found[f"read {ends}"] = read_edges(edge_type, label, target)
            found[f"read sources of {target} {edge_type} {label}"] = read_sources(edge_type, label, target)
            found[f"drop {ends}"] = drop_edge(edge_type, label, target)
            found[f"drop {label} {edge_type}"] = drop_edges(edge_type, label)
            found[f"drop {edge_type} {target}"] = drop_incoming(edge_type, target)
            found[f"page {label} {edge_type}"] = edge_page(edge_type, label)
    owned = [each for each in declared_model().ownerships if each.child == label]
    return found | {f"prune {each.owner} {each.type} {label}": prune(each) for each in owned}
