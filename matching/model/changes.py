"""What was written since an earlier change: which parts of the read model have to be read anew."""

import re
from dataclasses import dataclass
from functools import cache

from graph.changes.change import RELOADED
from graph.changes.last import LastChange
from graph.declared import declared_model, edge_type_of
from graph.store.store import Reader
from matching.model.statements import CHANGES

NAMED = re.compile(r":([A-Z]\w*)")
ONLY_ITS_ID = "University"  # at the end of a relationship, an institution tells nothing but its id
MAX_FOLLOWED = 50_000  # changes; of more, all is read anew
MAX_BY_ID = 20_000  # nodes that are read one by one; of more, all of their kind are read


@dataclass(frozen=True, slots=True)
class Changes:
    """Labels of nodes and types of edges that were touched, and ids of the nodes."""

    kinds: frozenset[str]
    ids: frozenset[str]

    def touch(self, statement: str) -> bool:
        """Whether the rows of a statement may be others now."""
        return not self.kinds.isdisjoint(rests_on(statement))

    def touched_ids(self, prefix: str) -> list[str] | None:
        """Ids of the touched nodes of a type, ascending; none where they are too many."""
        found = sorted(each for each in self.ids if each.startswith(f"{prefix}_"))
        return found if len(found) <= MAX_BY_ID else None


@cache
def rests_on(statement: str) -> frozenset[str]:
    """The labels and types that a statement names, and the labels between which these types run."""
    named = frozenset(NAMED.findall(statement))
    ends = {end for type in named & declared_model().edges.keys() for pair in edge_type_of(type).ends for end in pair}
    return named | (ends - {ONLY_ITS_ID})


async def changes_since(reader: Reader, version: LastChange, now: LastChange) -> Changes | None:
    """What was touched after a version up to another; None if the lineage differs, or too much was."""
    if version.lineage != now.lineage or version.seq > now.seq:
        return None
    if now.seq - version.seq > MAX_FOLLOWED:
        return None
    told = await reader.rows(CHANGES, {"version": version.seq, "now": now.seq})
    if [row["seq"] for row in told] != [*range(version.seq + 1, now.seq + 1)]:
        return None
    if any(row["kind"] == RELOADED for row in told):
        return None
    kinds = frozenset(kind for row in told for kind in row["kinds"])
    return Changes(kinds, frozenset(id for row in told for id in (row["entity"], *row["touched"])))
