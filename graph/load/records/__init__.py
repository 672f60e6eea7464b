"""Rows of CSV files as records: what is special about a noun's, one file a noun.

How rows are read follows from the declaration (graph/load/record_columns.py). A noun's module may say:

CALLED    what columns are called otherwise than by the rule: name of a property or relationship → column
check     (record): raises RejectedError for what the row says against itself, and adds what the rule does not know
identify  (row): the id of the node, where it is not that of its slug
verify    (store, records): reasons to refuse rows that only the graph or the other rows can tell
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType

from graph.declared import declared_model, node_type_of
from graph.load.batch import Value
from graph.load.record import Record, Verify, nothing_to_verify
from graph.load.record_columns import RowColumns, columns_of
from graph.load.rows import InputRow
from graph.load.units import Unit
from graph.model import snake_case
from graph.natural_keys import slug_id

__all__ = ["DEMO_FILES", "RecordKind", "record_kind", "record_kinds"]

DEMO_FILES = Path(__file__).parent.parent / "data"
"""The rows of the demo set: a file a noun."""
LOADED_OTHERWISE = frozenset({"University", "Office", "Source"})
"""Nouns with a file in the demo set that have loads of their own."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """How the rows of one noun are read, and their file in the demo set.

    `renews` and `renews_in`: types of edges that leave its nodes and that come to them, which rows state in full.
    """

    label: str
    file: str
    fields: RowColumns
    renews: tuple[str, ...]
    renews_in: tuple[str, ...]
    check: Callable[[Record], None]
    identify: Callable[[InputRow], str]
    verify: Verify

    @property
    def columns(self) -> str:
        """The names of all columns, between commas."""
        return ",".join(self.fields.names)

    def parse(self, row: InputRow) -> Record:
        """The record of a row. Raises RejectedError for the first thing that is wrong with it."""
        properties: dict[str, Value] = {each.property.name: each.read(row) for each in self.fields.properties}
        unit = Unit(self.label, self.identify(row), properties, renews=self.renews, renews_in=self.renews_in)
        record = Record(row, unit)
        for column in self.fields.relationships:
            column.link(record)
        self.check(record)
        return record


@cache
def record_kinds() -> tuple[RecordKind, ...]:
    """All that can be loaded from rows, in an order in which each names only what is there already."""
    return tuple(_order_kinds({kind.label: kind for kind in _find_kinds()}))


def record_kind(label: str) -> RecordKind:
    """How the rows of one noun are read. Raises KeyError where it has none."""
    return {kind.label: kind for kind in record_kinds()}[label]


def _find_kinds() -> Iterator[RecordKind]:
    special = {found.name for found in pkgutil.iter_modules(__path__)}
    unknown = special - set(map(snake_case, declared_model().types))
    if unknown:
        raise ValueError(f"graph/load/records has modules of no noun: {', '.join(sorted(unknown))}")
    for label, node in declared_model().types.items():
        file = f"{snake_case(node.plural)}.csv"
        if node.plural and label not in LOADED_OTHERWISE and (DEMO_FILES / file).exists():
            module = snake_case(label)
            yield _kind(label, file, importlib.import_module(f"{__name__}.{module}") if module in special else None)


def _kind(label: str, file: str, special: ModuleType | None) -> RecordKind:
    fields = columns_of(node_type_of(label), getattr(special, "CALLED", {}))
    return RecordKind(
        label,
        file,
        fields,
        tuple(dict.fromkeys(each.type for each in fields.relationships if each.leads_away)),
        tuple(dict.fromkeys(each.type for each in fields.relationships if not each.leads_away)),
        getattr(special, "check", _nothing_to_check),
        getattr(special, "identify", _by_slug(node_type_of(label).prefix)),
        getattr(special, "verify", nothing_to_verify),
    )


def _nothing_to_check(record: Record) -> None:
    """The default: a row may say anything that its columns can hold."""


def _by_slug(prefix: str) -> Callable[[InputRow], str]:
    return lambda row: slug_id(prefix, row.slug())


def _order_kinds(kinds: dict[str, RecordKind]) -> Iterator[RecordKind]:
    """Each after those that its edges lead to, in whichever direction they are stored."""
    before: dict[str, set[str]] = {label: set() for label in sorted(kinds)}
    for edge in declared_model().edges.values():
        for source, target in edge.ends:
            if source != target and {source, target} <= kinds.keys():
                before[source].add(target)
    yield from (kinds[label] for label in TopologicalSorter(before).static_order())
