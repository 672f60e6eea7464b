"""A quote too many costs the row in which it stands, and no other."""

from itertools import product

import pytest

from graph.load.partners.nouns import NOUNS
from graph.load.report import LoadError
from graph.load.sheets.reading import read_sheet

COLUMNS = NOUNS["agreements"].columns
HEADER = ("slug", "title", "kind", "status", "signed", "valid_from", "valid_to", "parties", "office")
ROWS = [
    (f"a-{number}", f"Title {number}", "exchange", "in_force", "", "2024-01-01", "", "КФУ|University of Tokyo", office)
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


@pytest.mark.parametrize(
    "rows",
    [
        ("h1;Memo 0;exchange;in_force;P;;x", 'h2;Memo 1;exchange;in_force;P;;x"'),
        ('h1;Memo 0;exchange;in_force;P;;"', "h2;Memo 1;exchange;in_force;P;;x"),
        ('h1";Memo 0;exchange;in_force;P;;x', "h2;Memo 1;exchange;in_force;P;;x"),
        ("h1;Memo 0;exchange;", '"', "h2;Memo 1;exchange;in_force;P;;x"),
    ],
)
def test_quote_in_the_header_that_swallows_rows_is_refused(rows: tuple[str, ...]) -> None:
    text = "\n".join(('slug;title;kind;status;parties;office;"note', *rows))
    with pytest.raises(LoadError, match=r'a quote \("\) in the header in line 1 is closed in line \d only'):
        read_sheet(text.encode(), "sent.csv", COLUMNS)


def test_quote_in_the_header_that_is_never_closed_costs_no_row() -> None:
    text = 'slug;title;kind;status;parties;office;"note\nh1;Memo 0;exchange;in_force;P;;x\n'
    sheet = read_sheet(text.encode(), "sent.csv", COLUMNS)
    assert [(line.number, line.fault) for line in sheet.lines] == [(2, "")]


@pytest.mark.parametrize("place", range(len(HEADER)))
def test_line_break_in_a_name_of_the_header_is_read(place: int) -> None:
    names = [f'"{name}\n(x)"' if at == place else name for at, name in enumerate(HEADER)]
    text = "\n".join(";".join(row) for row in (names, *ROWS))
    lines = read_sheet(text.encode(), "sent.csv", COLUMNS).lines
    assert [(line.number, line.fault) for line in lines] == [(3, ""), (4, ""), (5, ""), (6, "")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_badly_quoted_cell_leaves_those_alone_that_are_quoted_as_they_should_be(delimiter: str) -> None:
    memo, msu = '"Memo ""Silk Road"""', '"МГУ" имени М.В. Ломоносова|Peking University'
    row = ("q", memo, "exchange", "in_force", '""', "", "", msu, f'"a{delimiter}b"')
    text = "\n".join(delimiter.join(each) for each in (HEADER, row))
    lines = read_sheet(text.encode(), "sent.csv", COLUMNS).lines
    assert [(line.cells, line.fault) for line in lines] == [
        (("q", 'Memo "Silk Road"', "exchange", "in_force", "", "", "", msu, f"a{delimiter}b"), "")
    ]
