"""Reads names and identifiers from the graph: all of them, or the names of those that changes have touched."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.declared import node_type_of
from graph.store.store import Reader
from matching.model.changes import Changes
from matching.model.reader import read_by_id, read_pages
from matching.model.rows import GraphRow, TextPool
from matching.names.identifiers import IdentifierRecord
from matching.names.table import NameRecord

_NAME = """
WITH {id: n.id, holder: holder.id, value: n.value, language: n.language, kind: n.kind,
  until: toString(n.until)} AS row, n.id AS id
ORDER BY id
RETURN collect(row) AS rows
"""

NAMES = f"""
MATCH (n:Name)<-[:NAMED]-(holder) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
WITH n, holder ORDER BY n.id LIMIT $limit{_NAME}"""

IDENTIFIERS = """
MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(holder) WHERE i.id IS :: STRING NOT NULL AND i.id > $after
WITH i, holder ORDER BY i.id LIMIT $limit
WITH {id: i.id, holder: holder.id, key: i.key, since: toString(i.since), until: toString(i.until)} AS row, i.id AS id
ORDER BY id
RETURN collect(row) AS rows
"""

NAME_HOLDERS = """
UNWIND $ids AS wanted
MATCH (:Name {id: wanted})<-[:NAMED]-(holder)
WITH DISTINCT holder.id AS id ORDER BY id
RETURN collect(id) AS rows
"""

NAMED = ("Office", "University")
"""Labels of what has names."""
NAMES_OF = {
    label: f"""
UNWIND $ids AS wanted
MATCH (holder:{label} {{id: wanted}})-[:NAMED]->(n){_NAME}"""
    for label in NAMED
}

STATEMENTS = {
    "names": NAMES,
    "identifiers": IDENTIFIERS,
    "name_holders": NAME_HOLDERS,
    **{f"names_of_{label.lower()}": text for label, text in NAMES_OF.items()},
}


@dataclass(frozen=True, slots=True)
class Renamed:
    """Who may be called otherwise than before, and what all of them are called now."""

    holders: frozenset[str] = frozenset()
    names: Sequence[NameRecord] = ()


class _Records:
    """Makes records of rows; the texts that several have are shared."""

    def __init__(self) -> None:
        self._texts = TextPool()

    def __call__(self, row: GraphRow) -> NameRecord:
        texts = self._texts
        return NameRecord(texts[row["holder"]], row["value"], texts[row["language"]], texts[row["kind"]], row["until"])


async def read_names(reader: Reader) -> list[NameRecord]:
    """All names."""
    return await read_pages(reader, NAMES, _Records())


async def read_renamed(reader: Reader, changes: Changes) -> Renamed | None:
    """The names of those that changes have touched; none where they are not all known.

    A name that comes or goes touches who has it; one that is changed may touch only itself.
    """
    touched = {label: changes.touched_ids(node_type_of(label).prefix) for label in (*NAMED, "Name")}
    if None in touched.values():
        return None
    holders = {id for label in NAMED for id in touched[label] or ()}
    holders.update(await read_by_id(reader, NAME_HOLDERS, touched["Name"] or []))
    found = [row for label in NAMED for row in await read_by_id(reader, NAMES_OF[label], _of_label(label, holders))]
    return Renamed(frozenset(holders), list(map(_Records(), found)))


def _of_label(label: str, ids: set[str]) -> list[str]:
    return sorted(each for each in ids if each.startswith(f"{node_type_of(label).prefix}_"))


async def read_identifiers(reader: Reader) -> list[IdentifierRecord]:
    """All identifiers with who has them."""

    def record(row: GraphRow) -> IdentifierRecord:
        return IdentifierRecord(row["holder"], row["key"], row["since"], row["until"])

    return await read_pages(reader, IDENTIFIERS, record)
