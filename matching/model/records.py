"""Records of one class, kept as columns of their fields; each is made when it is asked for.

So they are arrays, which all processes share that map a snapshot, and not a hundred thousand objects in each.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, ValuesView
from typing import Any, TypeVar, overload

import numpy as np

from matching.model.fields import Column, RecordColumn, TextColumn, texts_in
from matching.model.grouped import Grouped
from matching.model.sparse import Mask, Numbers, Rows, starts_of
from matching.model.texts import Index

T = TypeVar("T")
KEPT = 5_000
"""Records of a table that were asked for one by one: some hundred institutions are asked about again and again."""


class Table(Sequence[T]):
    """Records by row."""

    def __init__(self, column: RecordColumn) -> None:
        self._column = column
        self._made: dict[int, T] = {}

    def __getstate__(self) -> RecordColumn:
        return self._column

    def __setstate__(self, column: RecordColumn) -> None:
        self._column, self._made = column, {}

    @classmethod
    def of(cls, kind: type[T], records: Iterable[T]) -> "Table[T]":
        """The table of some records."""
        return cls(RecordColumn.of(kind, list(records)))

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> "Table[T]": ...
    def __getitem__(self, row: int | slice) -> "T | Table[T]":
        if isinstance(row, slice):
            return self.take(np.arange(len(self))[row])
        found = self._made.get(row)
        if found is None:
            if len(self._made) >= KEPT:
                self._made.clear()
            found = self._made[row] = self._column[row if row >= 0 else len(self) + row]
        return found

    def __iter__(self) -> Iterator[T]:
        return iter(self._column)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Table):
            return self is other or self._column == other._column
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def take(self, rows: Rows) -> "Table[T]":
        """Some of the records, in this order."""
        return Table(self._column.take(rows))

    def concatenate(self, more: "Table[T]") -> "Table[T]":
        """These records, and then others."""
        return Table(self._column.concatenate(more._column))

    def column(self, field: str) -> Column:
        """The values of a field."""
        return self._column.fields[field]

    def texts(self, field: str) -> TextColumn:
        """The values of a field that is a text."""
        found = self.column(field)
        assert isinstance(found, TextColumn)
        return found

    def texts_in(self, *path: str) -> tuple[TextColumn, Rows]:
        """The texts in a field, and the row of each; a path leads to a field of records in a field."""
        return texts_in(self._column, *path)


class Chosen(Sequence[T]):
    """Some records of a table, in an order of their own."""

    def __init__(self, table: Table[T], rows: Numbers) -> None:
        self._table = table
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> "Chosen[T]": ...
    def __getitem__(self, place: int | slice) -> "T | Chosen[T]":
        if isinstance(place, slice):
            return Chosen(self._table, self.rows[place])
        return self._table[int(self.rows[place])]


class Records(Mapping[str, T]):
    """Records by their ids, in the order in which they were given."""

    def __init__(self, table: Table[T]) -> None:
        """`table`: no two records have one id."""
        self.table = table
        self._ids = table.texts("id")
        self._index = Index(self._ids.known)
        self._row: Numbers = np.argsort(self._ids.codes).astype(np.int32)  # of each code

    @classmethod
    def of(cls, kind: type[T], records: Iterable[T]) -> "Records[T]":
        """Those of some records; of several with one id the last one counts."""
        known = {getattr(each, "id"): each for each in records}  # noqa: B009  # not every class has one
        return cls(Table.of(kind, known.values()))

    def __len__(self) -> int:
        return len(self.table)

    def __iter__(self) -> Iterator[str]:
        return (str(id) for id in self._ids)

    def __getitem__(self, id: str) -> T:
        code = self._index.find(id)
        if code is None:
            raise KeyError(id)
        return self.table[int(self._row[code])]

    def __eq__(self, other: object) -> bool:
        return self.table == other.table if isinstance(other, Records) else super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def values(self) -> ValuesView[T]:
        """All records, faster than one by one."""
        return _Values(self)

    def value_of(self, id: str, field: str) -> Any:
        """The value of a field of the record of an id; none where there is no such record."""
        code = self._index.find(id)
        return None if code is None else self.table.column(field)[int(self._row[code])]

    def id_of(self, row: int) -> str:
        """The id of the record in a row."""
        return str(self._ids[row])

    def replace(self, gone: Collection[str], new: "Records[T]") -> "Records[T]":
        """The records without those of some ids and with new ones, ids ascending."""
        codes = [code for code in map(self._index.find, gone) if code is not None]
        rest = self.table.take(np.delete(np.arange(len(self)), self._row[codes]))
        both = rest.concatenate(new.table)
        order = np.argsort(both.texts("id").codes)
        return Records(both.take(order))


class _Values(ValuesView[T]):
    def __init__(self, records: Records[T]) -> None:
        super().__init__(records)
        self._table = records.table

    def __iter__(self) -> Iterator[T]:
        return iter(self._table)


class ByHolder(Mapping[str, tuple[T, ...]]):
    """The records of each of those that they name in some fields, in their order."""

    def __init__(self, table: Table[T], *paths: str, among: Mask | None = None) -> None:
        """`paths`: the fields (`works_at.value`); `among`: which of the records there are alone."""
        self._table = table
        named = [table.texts_in(*path.split(".")) for path in paths]
        holders, rows = named[0][0], np.concatenate([rows for _, rows in named])
        for more, _ in named[1:]:
            holders = holders.concatenate(more)
        self._holders = holders.known
        self._index = Index(holders.known)
        pairs = np.unique(holders.codes.astype(np.int64) * max(1, len(table)) + rows)
        codes, rows = np.divmod(pairs, max(1, len(table)))
        if among is not None:
            codes, rows = codes[among[rows]], rows[among[rows]]
        starts = starts_of(np.bincount(codes, minlength=len(self._holders)))
        self._rows = Grouped(starts.astype(np.int32), rows.astype(np.int32))

    def __len__(self) -> int:
        return int(np.count_nonzero(np.diff(self._rows.starts)))

    def __iter__(self) -> Iterator[str]:
        return (self._holders[code] for code in np.flatnonzero(np.diff(self._rows.starts)).tolist())

    def __getitem__(self, holder: str) -> tuple[T, ...]:
        rows = self.rows(holder)
        if not len(rows):
            raise KeyError(holder)
        return tuple([self._table[row] for row in rows.tolist()])

    def rows(self, holder: str) -> Rows:
        """The rows of the records of a holder."""
        code = self._index.find(holder)
        return np.empty(0, dtype=np.int64) if code is None else self._rows.of(code)
