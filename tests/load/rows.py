"""Rows of a noun, as a file holds them: what is wrong with one, and what becomes of some."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph.load.record import load_records
from graph.load.records import RecordKind
from graph.load.report import ImportReport, RejectedError
from graph.load.rows import InputRow
from graph.store.store import Store


def check_rejected(kind: RecordKind, good: dict[str, str], change: dict[str, str], field: str, words: str) -> None:
    """Checks that a good row is read, and that with this change it is rejected with its field and a reason."""
    kind.parse(InputRow(2, good))
    with pytest.raises(RejectedError) as caught:
        kind.parse(InputRow(2, good | change))
    assert caught.value.field == field
    assert words in caught.value.reason


async def load_rows(store: Store, tmp_path: Path, kind: RecordKind, rows: Sequence[Mapping[str, str]]) -> ImportReport:
    """Loads a file of these rows."""
    path = tmp_path / "rows.csv"
    path.write_text("\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]) + "\n", "utf-8")
    return await load_records(store, path, kind.columns, kind.parse, lambda done, total: None, kind.verify)
