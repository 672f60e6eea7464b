"""Records as columns, which a snapshot reads in half the time and without leaving gaps in memory."""

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, NamedTuple


class Packed(NamedTuple):
    """Records of one class: the values of each field, in the order in which the class takes them."""

    kind: type | None  # none where there is no record
    columns: tuple[list[Any], ...]


def packed(records: Iterable[Any]) -> Packed:
    """The columns of some records of one class, a data class that keeps what it is given."""
    known = list(records)
    if not known:
        return Packed(None, ())
    kind = type(known[0])
    return Packed(kind, tuple(list(map(attrgetter(each.name), known)) for each in fields(kind)))


def unpacked(found: Packed) -> list[Any]:
    """The records of some columns."""
    return [] if found.kind is None else list(map(found.kind, *found.columns))


def parts(record: Any) -> tuple[type, tuple[Any, ...]]:
    """What makes a record again, for pickle, whose own way takes three times as long: its class and its values."""
    kind = type(record)
    return kind, tuple(getattr(record, each.name) for each in fields(kind))


def by_id(found: Packed) -> dict[str, Any]:
    """The same by their ids."""
    return {record.id: record for record in unpacked(found)}
