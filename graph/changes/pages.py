"""Reads changes in the order of their numbers, as far as somebody may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.changes.change import Change, change_of
from graph.changes.statements import LAST_SEQ, REGISTRY, changes_page
from graph.plan.guard import ACL, Sight
from graph.store.store import Store


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of changes.

    lineage  tells one graph from another; empty where nothing was written yet
    changes  each with its number, ascending
    reached  the number up to which nothing is left out: that of the last change, or of the graph where all were read
    is_last  whether nothing came after it when it was read
    """

    lineage: str
    changes: tuple[tuple[int, Change], ...]
    reached: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class ChangesWhere:
    """Which changes are asked for; None: all."""

    entity: tuple[str, ...] | None = None
    entity_type: tuple[str, ...] | None = None
    kind: tuple[str, ...] | None = None

    @property
    def parameters(self) -> dict[str, list[str]]:
        """What is asked, by the names of filters."""
        named = {"entity": self.entity, "entityType": self.entity_type, "kind": self.kind}
        return {name: list(values) for name, values in named.items() if values is not None}


async def read_changes(
    store: Store,
    sight: Sight,
    acl: Mapping[str, object],
    after: int,
    limit: int,
    where: ChangesWhere,
    *,
    deadline: float,
) -> ChangesPage:
    """The first `limit` changes after a number. Raises StoreError."""
    filters = where.parameters
    given: dict[str, Any] = {"registry": REGISTRY, "none": 0, "after": after, "limit": limit + 1, **filters}
    if sight is not Sight.ALL:
        given[ACL] = acl
    lineage, seq, rows = await store.read(changes_page(sight, tuple(filters)), given, deadline=deadline)
    found = tuple((number, change_of(properties)) for number, properties in rows[:limit])
    is_last = len(rows) <= limit
    newest = found[-1][0] if found else after
    return ChangesPage(lineage or "", found, max(seq, newest) if is_last else newest, is_last)


async def last_seq(store: Store) -> tuple[int, str]:
    """The number of the last change of a graph, and its lineage. Raises StoreError."""
    rows = await store.rows(LAST_SEQ, {"registry": REGISTRY, "none": 0})
    return (rows[0]["seq"], rows[0]["lineage"] or "") if rows else (0, "")
