"""Rows of CSV files as records, one file a noun; what a file names must be loaded before it.

A noun's module says `FILE` (its file in the demo set), `COLUMNS` (between commas) and `record_of(row)`, and may say
`verified(store, records)`: reasons to refuse rows that only the graph or the other rows can tell.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter

from graph.declared import declared_model
from graph.load.record import Record, Verify, nothing_to_verify
from graph.load.rows import InputRow

__all__ = ["RecordKind", "record_kinds"]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """How the rows of one noun are read. `columns`: between commas; `parse` raises RejectedError."""

    label: str
    file: str
    columns: str
    parse: Callable[[InputRow], Record]
    verify: Verify


def _found() -> Iterator[RecordKind]:
    for found in pkgutil.iter_modules(__path__):
        noun = importlib.import_module(f"{__name__}.{found.name}")
        verify = getattr(noun, "verified", nothing_to_verify)
        yield RecordKind(_label(found.name), noun.FILE, noun.COLUMNS, noun.record_of, verify)


def _label(module: str) -> str:
    return "".join(map(str.capitalize, module.split("_")))


def _ordered(kinds: dict[str, RecordKind]) -> Iterator[RecordKind]:
    """Each after those that its edges lead to, in whichever direction they are stored."""
    before: dict[str, set[str]] = {label: set() for label in sorted(kinds)}
    for table in declared_model().edges.values():
        for source, target in table.ends:
            if source != target and {source, target} <= kinds.keys():
                before[source].add(target)
    yield from (kinds[label] for label in TopologicalSorter(before).static_order())


@cache
def record_kinds() -> tuple[RecordKind, ...]:
    """All that can be loaded from rows, in an order in which each names only what is there already."""
    return tuple(_ordered({kind.label: kind for kind in _found()}))
