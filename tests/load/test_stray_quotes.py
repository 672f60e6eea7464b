"""A quote too many costs the row in which it stands, and no other."""

from itertools import product

import pytest

from graph.load.partners.nouns import NOUNS
from graph.load.sheets.reading import read_sheet

COLUMNS = NOUNS["agreements"].columns
HEADER = ("slug", "title", "kind", "status", "signed", "valid_from", "valid_to", "parties", "office")
ROWS = [
    (f"a-{number}", f"Title {number}", "exchange", "in_force", "", "2024-01-01", "", "КФУ|Tokyo University", office)
    for number, office in enumerate(("", "house-x", "", "house-x"))
]
PLACES = [(row, column, at) for row in range(len(ROWS)) for column in (0, 1, 4, 7, 8) for at in ("before", "after")]


def with_quotes(*places: tuple[int, int, str]) -> list[tuple[str, ...]]:
    rows = [list(row) for row in ROWS]
    for row, column, at in places:
        rows[row][column] = f'"{rows[row][column]}' if at == "before" else f'{rows[row][column]}"'
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_stray_quotes_never_merge_rows_nor_change_others(delimiter: str) -> None:
    for places in [*product(PLACES, repeat=1), *product(PLACES, repeat=2)]:
        touched = {row for row, _, _ in places}
        text = "\n".join(delimiter.join(row) for row in (HEADER, *with_quotes(*places)))
        lines = read_sheet(text.encode(), "sent.csv", COLUMNS).lines
        assert [line.number for line in lines] == [2, 3, 4, 5], text
        for line, row in zip(lines, ROWS, strict=True):
            if line.number - 2 not in touched:
                assert not line.fault, text
                assert [*line.cells, ""][: len(row)] == list(row)[: len(line.cells) + 1], text


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_line_breaks_in_cells_that_are_quoted_as_they_should_be_are_read(delimiter: str) -> None:
    for column in range(1, len(HEADER)):
        rows = [tuple(f'"{cell}\nmore"' if place == column else cell for place, cell in enumerate(row)) for row in ROWS]
        text = "\n".join(delimiter.join(row) for row in (HEADER, *rows))
        lines = read_sheet(text.encode(), "sent.csv", COLUMNS).lines
        assert [(line.number, line.fault) for line in lines] == [(2, ""), (4, ""), (6, ""), (8, "")], text
