"""Reads changes in the order of their numbers, as far as somebody may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.changes.change import Change, change_of
from graph.changes.last import LastChange
from graph.changes.statements import REGISTRY, changes_page
from graph.plan.guard import ACL, Sight
from graph.store.store import Store

WINDOW, MAX_WINDOWS = 2_000, 20
"""Numbers that are looked at by one statement, and statements for a page: the embedded store sorts all that a statement
finds, and hidden changes take time as others do."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of changes.

    lineage  tells one graph from another; empty where nothing was written yet
    changes  each with its number, ascending
    reached  the number up to which nothing is left out: that of the last change, or of the graph where all were read
    is_last  whether nothing comes after it
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
    last: LastChange,
    sight: Sight,
    acl: Mapping[str, object],
    after: int,
    limit: int,
    where: ChangesWhere,
    *,
    deadline: float,
) -> ChangesPage:
    """The first `limit` changes after a number, or fewer where these are far apart, as some windows are looked at.

    `last`: up to which they are read, as `LastChanges.look` gives it. Raises StoreError.
    """
    filters = where.parameters
    text = changes_page(sight, tuple(filters))
    given: dict[str, Any] = {"registry": REGISTRY, **filters}
    if sight is not Sight.ALL:
        given[ACL] = acl
    found: list[tuple[int, Change]] = []
    for _ in range(MAX_WINDOWS):
        upto, wanted = min(after + WINDOW, last.seq), limit + 1 - len(found)
        window = given | {"after": after, "upto": upto, "limit": wanted}
        lineage, rows = await store.read(text, window, deadline=deadline)
        found += ((number, change_of(properties)) for number, properties in rows)
        if len(found) > limit or upto >= last.seq:
            break
        after = upto
    if len(found) > limit:
        page = tuple(found[:limit])
        return ChangesPage(lineage or "", page, page[-1][0] if page else after, False)
    is_last = upto >= last.seq
    return ChangesPage(lineage or "", tuple(found), max(after, last.seq) if is_last else upto, is_last)
