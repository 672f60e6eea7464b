"""The values of one field of many records, as arrays: texts, days, numbers, lists of them, records within records."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, pairwise
from math import isnan
from types import UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from matching.model.sparse import Numbers, Rows, ranges, starts_of
from matching.model.texts import Texts

NONE = -1  # the code of no text
NO_DAY = 0  # the ordinal of no day
OF_PROCESS = ("_view", "_texts")
"""What no snapshot holds: views of arrays, whose numbers are Python's own, and texts that were made."""
FEW = 10_000
"""Texts that a column makes once and keeps; of more it makes those that are asked for, each time."""


class Column(ABC):
    """Values of one kind by row. Two columns of the same values are equal."""

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name not in OF_PROCESS}

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __getitem__(self, row: int) -> Any:
        """The value in a row."""

    @abstractmethod
    def __iter__(self) -> Iterator[Any]:
        """All values, faster than one by one."""

    def part(self, first: int, end: int) -> list[Any]:
        """The values from a row up to another one."""
        return [self[row] for row in range(first, end)]

    @abstractmethod
    def take(self, rows: Rows) -> Self:
        """Some of the values, in this order."""

    @abstractmethod
    def concatenate(self, more: Self) -> Self:
        """These values, and then those of another column."""


class TextColumn(Column):
    """Texts, or none, as codes of those that there are."""

    def __init__(self, known: Texts, codes: Numbers) -> None:
        self.known = known
        self.codes: NDArray[np.int32] = codes.astype(np.int32, copy=False)

    @classmethod
    def of(cls, values: Sequence[str | None]) -> "TextColumn":
        """The column of some values."""
        known = Texts(value for value in values if value is not None)
        code: dict[str | None, int] = {text: at for at, text in enumerate(known)}
        return cls(known, np.fromiter((code.get(value, NONE) for value in values), np.int32, len(values)))

    @cached_property
    def _view(self) -> "memoryview[int]":
        return self.codes.data

    @cached_property
    def _texts(self) -> Sequence[str]:
        """Those known; all of them made where they are few."""
        return self.known.to_list() if len(self.known) <= FEW else self.known

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str | None:
        code = self._view[row]
        return None if code == NONE else self._texts[code]

    def part(self, first: int, end: int) -> list[Any]:
        """The values from a row up to another one."""
        texts = self._texts
        return [None if code == NONE else texts[code] for code in self._view[first:end].tolist()]

    def __iter__(self) -> Iterator[str | None]:
        return map([*self.known, None].__getitem__, self.codes.tolist())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TextColumn) and np.array_equal(self.codes, other.codes) and self.known == other.known

    __hash__ = None  # type: ignore[assignment]

    def look_up(self, place_of: Mapping[str, int], missing: int) -> Rows:
        """The places of the texts of a column without none; `missing` where one has none."""
        places = np.asarray([place_of.get(text, missing) for text in self.known], dtype=np.int64)
        return np.asarray(places[self.codes])

    def take(self, rows: Rows) -> "TextColumn":
        """Some of the values, in this order; texts that none of them is are left out."""
        codes = self.codes[rows]
        is_used = np.zeros(len(self.known) + 1, dtype=np.bool_)
        is_used[codes] = True
        is_used = is_used[:NONE]
        now = np.append(np.cumsum(is_used) - 1, NONE)
        return TextColumn(self.known if is_used.all() else self.known.select(is_used), now[codes])

    def concatenate(self, more: "TextColumn") -> "TextColumn":
        """These values, and then those of another column."""
        known, mine, theirs = self.known.merge(more.known)
        codes = [np.append(now, NONE)[column.codes] for now, column in ((mine, self), (theirs, more))]
        return TextColumn(known, np.concatenate(codes))


class _Plain(Column):
    """Values that are numbers in an array."""

    def __init__(self, numbers: NDArray[Any]) -> None:
        self.numbers = numbers

    @cached_property
    def _view(self) -> "memoryview[Any]":
        return self.numbers.data

    def __len__(self) -> int:
        return len(self.numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and np.array_equal(self.numbers, other.numbers, equal_nan=True)

    __hash__ = None  # type: ignore[assignment]

    def take(self, rows: Rows) -> Self:
        """Some of the values, in this order."""
        return type(self)(self.numbers[rows])

    def concatenate(self, more: Self) -> Self:
        """These values, and then those of another column."""
        return type(self)(np.concatenate((self.numbers, more.numbers)))


class DayColumn(_Plain):
    """Days, or none, as ordinals."""

    @classmethod
    def of(cls, values: Sequence[date | None]) -> "DayColumn":
        """The column of some values."""
        days = (NO_DAY if value is None else value.toordinal() for value in values)
        return cls(np.fromiter(days, np.int32, len(values)))

    def __getitem__(self, row: int) -> date | None:
        day = self._view[row]
        return None if day == NO_DAY else date.fromordinal(day)

    def __iter__(self) -> Iterator[date | None]:
        days = {day: date.fromordinal(day) for day in np.unique(self.numbers).tolist() if day != NO_DAY}
        return map(days.get, self.numbers.tolist())


class NumberColumn(_Plain):
    """Numbers, or none: a double that is no number."""

    @classmethod
    def of(cls, values: Sequence[float | None]) -> "NumberColumn":
        """The column of some values."""
        return cls(np.asarray([np.nan if value is None else value for value in values], dtype=np.float64))

    def __getitem__(self, row: int) -> float | None:
        return _number(self._view[row])

    def __iter__(self) -> Iterator[float | None]:
        return map(_number, self.numbers.tolist())


def _number(value: float) -> float | None:
    return None if isnan(value) else value


class ListColumn(Column):
    """Tuples of values, or one value that may be none: a tuple of one at most."""

    def __init__(self, starts: Rows, items: Column, *, is_one: bool) -> None:
        self.starts: NDArray[np.int32] = starts.astype(np.int32, copy=False)
        self.items = items
        self._is_one = is_one

    @classmethod
    def of(cls, kind: Any, values: Sequence[Sequence[Any]], *, is_one: bool = False) -> "ListColumn":
        """The column of some values, of which each has values of a kind."""
        items = column(kind, list(chain.from_iterable(values)))
        return cls(starts_of(np.fromiter(map(len, values), np.int64, len(values))), items, is_one=is_one)

    @cached_property
    def _view(self) -> "memoryview[int]":
        return self.starts.data

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> Any:
        starts = self._view
        first, end = starts[row], starts[row + 1]
        if self._is_one:
            return None if first == end else self.items[first]
        return tuple(self.items.part(first, end))

    def __iter__(self) -> Iterator[Any]:
        items = list(self.items)
        for first, end in pairwise(self.starts.tolist()):
            yield (items[first] if first < end else None) if self._is_one else tuple(items[first:end])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ListColumn) and np.array_equal(self.starts, other.starts) and self.items == other.items

    __hash__ = None  # type: ignore[assignment]

    def take(self, rows: Rows) -> "ListColumn":
        """Some of the values, in this order."""
        first, end = self.starts[rows], self.starts[rows + 1]
        return ListColumn(starts_of(end - first), self.items.take(ranges(first, end)), is_one=self._is_one)

    def concatenate(self, more: "ListColumn") -> "ListColumn":
        """These values, and then those of another column."""
        starts = np.concatenate((self.starts, self.starts[-1] + more.starts[1:]))
        return ListColumn(starts, self.items.concatenate(more.items), is_one=self._is_one)

    def owners(self) -> Rows:
        """The row of each item."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


class RecordColumn(Column):
    """Records of one class, field by field."""

    def __init__(self, kind: type, fields: dict[str, Column], count: int) -> None:
        self.kind = kind
        self.fields = fields
        self._count = count
        self._columns = tuple(fields.values())

    @classmethod
    def of(cls, kind: type, values: Sequence[Any]) -> "RecordColumn":
        """The column of some records."""
        hints = get_type_hints(kind)
        found = {name: column(hint, [getattr(each, name) for each in values]) for name, hint in hints.items()}
        return cls(kind, found, len(values))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: int) -> Any:
        return self.kind(*[each[row] for each in self._columns])

    def __iter__(self) -> Iterator[Any]:
        return map(self.kind, *self._columns)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecordColumn) and self.kind is other.kind and self.fields == other.fields

    __hash__ = None  # type: ignore[assignment]

    def take(self, rows: Rows) -> "RecordColumn":
        """Some of the records, in this order."""
        return self._with({name: each.take(rows) for name, each in self.fields.items()}, len(rows))

    def concatenate(self, more: "RecordColumn") -> "RecordColumn":
        """These records, and then those of another column."""
        found = {name: each.concatenate(more.fields[name]) for name, each in self.fields.items()}
        return self._with(found, len(self) + len(more))

    def _with(self, fields: dict[str, Column], count: int) -> "RecordColumn":
        return RecordColumn(self.kind, fields, count)


def column(hint: Any, values: Sequence[Any]) -> Column:
    """The column of values of a type: `str`, `date`, `float`, each or none; a tuple of one kind; a class of records."""
    kinds = [each for each in get_args(hint) if each is not type(None)] if isinstance(hint, UnionType) else [hint]
    (kind,) = kinds
    if get_origin(kind) is tuple:
        return ListColumn.of(get_args(kind)[0], values)
    if kind in PLAIN:
        return PLAIN[kind](values)
    if hint is not kind:
        return ListColumn.of(kind, [() if value is None else (value,) for value in values], is_one=True)
    return RecordColumn.of(kind, values)


PLAIN: dict[Any, Callable[[Sequence[Any]], Column]] = {str: TextColumn.of, date: DayColumn.of, float: NumberColumn.of}


def texts_in(within: Column, *path: str) -> tuple[TextColumn, Rows]:
    """The texts in a column, and the row of each. `path`: names of fields that lead to them in records."""
    if isinstance(within, RecordColumn):
        return texts_in(within.fields[path[0]], *path[1:])
    if isinstance(within, ListColumn):
        found, rows = texts_in(within.items, *path)
        return found, within.owners()[rows]
    assert isinstance(within, TextColumn)
    rows = np.flatnonzero(within.codes != NONE)
    return TextColumn(within.known, within.codes[rows]), rows
