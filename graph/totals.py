"""Totals of the nouns that not everybody may see: how many nodes of each there are at the levels that many see.

For each level there is a node `Total`, with a number for each noun. Every write keeps them up in its own transaction,
as counting takes the longer the more there are.
`audit verify` compares them with what is there, and `migrate` counts them anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.declared import declared_model
from graph.plan.guard import LEVELS, Sight
from graph.store.store import Store, Transaction

COUNTED = tuple(each.name for each in LEVELS[Sight.MEMBER])
"""Levels that are seen by who does not own a node. What one owns at others is counted when one asks."""

LOCK_TOTALS = """UNWIND $levels AS level
MERGE (t:Total {level: level})
SET t.lock = level"""
"""Levels, sorted: all lock them in one order, and after the number of the last change."""

KEPT_TOTALS = "MATCH (t:Total) RETURN t.level AS level, properties(t) AS totals"


def add_text(noun: str) -> str:
    """Rows `{level, more}`: adds to the totals of a noun, which are locked."""
    total = f"t.{noun}"
    return (
        f"UNWIND $rows AS row\nMATCH (t:Total {{level: row.level}})\nSET {total} = coalesce({total}, $none) + row.more"
    )


def count_text(noun: str) -> str:
    """The nodes of a noun at the level `$level`."""
    return f"MATCH (n:{noun}) WHERE n.seen = $level\nRETURN count(n) AS count"


def recount_text(noun: str) -> str:
    """Counts the nodes of a noun at the level `$level` anew; its totals are locked."""
    found = f"MATCH (n:{noun}) WHERE n.seen = $level\nWITH count(n) AS count"
    return f"{found}\nMATCH (t:Total {{level: $level}})\nSET t.{noun} = count"


@dataclass(slots=True)
class TotalChanges:
    """By how much the writes of a transaction change totals."""

    _more: Counter[tuple[str, str]] = field(default_factory=Counter)

    def move(self, noun: str, before: str | None, after: str | None, count: int = 1) -> None:
        """So many nodes go from a level to another; None where they were not there before, or are not there now."""
        if before != after:
            for level, more in ((before, -count), (after, count)):
                if level in COUNTED:
                    self._more[noun, level] += more

    async def write(self, transaction: Transaction) -> None:
        """Adds them to what is kept; the last that a transaction writes. Raises StoreError."""
        by_noun = defaultdict[str, list[dict[str, Any]]](list)
        for (noun, level), more in sorted(self._more.items()):
            if more:
                by_noun[noun].append({"level": level, "more": more})
        if by_noun:
            levels = {row["level"] for rows in by_noun.values() for row in rows}
            await transaction.run(LOCK_TOTALS, {"levels": sorted(levels)})
        for noun, rows in by_noun.items():
            await transaction.run(add_text(noun), {"rows": rows, "none": 0})


async def recount_totals(transaction: Transaction) -> None:
    """Counts all totals anew. Raises StoreError."""
    await transaction.run(LOCK_TOTALS, {"levels": sorted(COUNTED)})
    for noun, level in _all_totals():
        await transaction.run(recount_text(noun), {"level": level})


async def kept_totals(store: Store) -> dict[tuple[str, str], int]:
    """The totals that are kept, by noun and level, and are not zero. Raises StoreError."""
    kept = {row["level"]: row["totals"] for row in await store.rows(KEPT_TOTALS, {})}
    return {key: found for key in _all_totals() if (found := kept.get(key[1], {}).get(key[0]))}


async def wrong_totals(store: Store) -> list[tuple[str, str]]:
    """Noun and level of totals that are not the number of what is there. Raises StoreError."""
    kept, wrong = await kept_totals(store), []
    for noun, level in _all_totals():
        (row,) = await store.rows(count_text(noun), {"level": level})
        if kept.get((noun, level), 0) != row["count"]:
            wrong.append((noun, level))
    return wrong


def _all_totals() -> Iterator[tuple[str, str]]:
    for noun in declared_model().private_types:
        for level in COUNTED:
            yield noun, level
