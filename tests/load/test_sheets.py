"""Tables as they are read: workbooks, headers, JSON Lines. No store."""

import io
import zipfile

import pytest
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from graph.load.partners.nouns import NOUNS
from graph.load.partners.plain import PlainReader
from graph.load.report import LoadError
from graph.load.sheets import workbook as workbooks
from graph.load.sheets.delimited import physical_lines
from graph.load.sheets.reading import Sheet, read_sheet
from tests.load.dirty_files import workbook

AGREEMENTS = NOUNS["agreements"]
HEADER = ("slug", "title", "kind", "status", "parties")


def read(content: bytes, name: str = "sent.csv") -> Sheet:
    return read_sheet(content, name, AGREEMENTS.columns)


def told(sheet: Sheet) -> list[list[tuple[str, str]]]:
    """The problems of each row, by column."""
    reader = PlainReader(AGREEMENTS, sheet, "kfu")
    return [[(each.field, each.reason) for each in reader.read(line).problems] for line in sheet.lines]


def formulas(sheet: Worksheet) -> None:
    sheet.append(HEADER)
    sheet.append(("a-1", "Exchange", "exchange", "draft", "КФУ|u-tokyo.ac.jp"))
    sheet.append(tuple(f'=IF(A2="","{letter}","")' for letter in "abcde"))


def with_cells(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with the cells of its sheet written otherwise, as another program writes them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<v></v>", b"<v/>").replace(b"<v />", b"<v/>")
                for letter in "ABCDE":
                    part = part.replace(f'<c r="{letter}3">'.encode(), f'<c r="{letter}3" t="str">'.encode())
                assert old in part
                part = part.replace(old, new)
            target.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (ArrayFormula("B2", "=A2:A3&A2"), "=A2:A3&A2"),
        (ArrayFormula("B2", "="), "=…"),
        (DataTableFormula("B2"), "=TABLE()"),
        ("=A2", "=A2"),
    ],
)
def test_formula_of_any_kind_without_a_value_is_told(
    formula: str | ArrayFormula | DataTableFormula, shown: str
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(("a-1", None, "exchange", "draft", "КФУ|u-tokyo.ac.jp"))
        sheet["B2"] = formula

    fault = f"`{shown}` is a formula without a value; open and save the file in Excel"
    assert told(read(workbook(fill))) == [[("title", fault)]]


def test_formula_that_gives_an_empty_text_is_an_empty_cell() -> None:
    sheet = read(with_cells(workbook(formulas), b"<v/>", b"<v></v>"))
    assert [(line.number, line.fault) for line in sheet.lines] == [(2, "")]


def test_formula_of_a_text_that_no_program_has_computed_is_told() -> None:
    sheet = read(with_cells(workbook(formulas), b"<v/>", b""))
    assert [field for field, _ in told(sheet)[1]] == list(HEADER)


NAMES = ("Номер", "Название", "Вид", "Статус", "Срок действия", None, "Стороны")
DAYS = ("a-1", "Exchange", "обмен", "действует", "01.02.2024", "31.01.2029", "КФУ|u-tokyo.ac.jp")
UNNAMED = r"column 6 has no name and is not empty; is it a part of `Срок действия` \(valid_to\)\?"


def test_name_merged_over_two_columns_of_days_is_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(NAMES)
        sheet.append((None, None, None, None, "с", "по", None))
        sheet.append(DAYS)
        sheet.merge_cells("E1:F1")

    with pytest.raises(LoadError, match=UNNAMED):
        read(workbook(fill))
    text = "\n".join(";".join(cell or "" for cell in row) for row in (NAMES, DAYS))
    with pytest.raises(LoadError, match=UNNAMED):
        read(text.encode())


def test_cell_that_is_merged_downwards_stands_in_each_of_its_rows_however_short() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (("a", "b", "c"), ("1", "2", "3"), ("4",), ("5",), (), ("6", "7")):
            sheet.append(row)
        for merged in ("C2:C3", "A6:B6", "B7:B8", "E2:E4"):
            sheet.merge_cells(merged)
        del sheet._cells[3, 3]  # other programs write no cell where nothing stands

    (page,) = workbooks.read_pages(workbook(fill))
    assert [(line.number, *filter(None, line.cells)) for line in page.lines if any(line.cells)] == [
        (1, "a", "b", "c"),
        (2, "1", "2", "3"),
        (3, "4", "3"),
        (4, "5"),
        (6, "6"),
    ]


def test_column_without_a_name_that_is_empty_or_beside_no_day_is_no_fault() -> None:
    empty = ";".join((*DAYS[:5], "", *DAYS[6:]))
    assert read(f"{';'.join(name or '' for name in NAMES)}\n{empty}\n".encode()).notes == []
    text = "slug;title;;kind;status;valid_to;parties\na-1;E;x;exchange;draft;;КФУ|u-tokyo.ac.jp\n"
    assert read(text.encode()).notes == [
        "column 3 has no name and is not read; the first that is not empty is in row 2"
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"slug": "a-1", "title": "A", "title": "B"}', "has `title` twice"),
        (r'{"slug": "a-1", "title": "A", "t\u0069tle": "A"}', "has `title` twice"),
        ('{"slug": "a-1", "title": "A: B", "parties": ["https://ror.org/05qrfxd25", "u-tokyo.ac.jp"]}', ""),
        ('{"slug": "a-1", "title": "A: B", "notice_months": 12345678901234567890123}', ""),
    ],
)
def test_object_with_a_key_twice_is_no_row(line: str, fault: str) -> None:
    whole = '{"slug": "a-2", "title": "A", "kind": "x", "status": "x", "parties": "x"}'
    sheet = read(f"{whole}\n{line}\n".encode(), "sent.jsonl")
    assert [each.fault for each in sheet.lines] == ["", fault]


def test_lists_within_lists_are_no_row_however_deep_python_reads_them() -> None:
    line = f'{{"slug": {"[" * 1000}{"]" * 1000}, "slug": "a-1"}}'
    (found,) = read(line.encode(), "sent.jsonl").lines
    assert found.fault in ("holds lists within lists", "has `slug` twice")


@pytest.mark.parametrize(
    ("text", "lines"), [("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\n\n", ["a", ""]), ("\na", ["", "a"])]
)
def test_end_of_the_last_line_begins_no_other_one(text: str, lines: list[str]) -> None:
    assert physical_lines(text) == lines


@pytest.mark.parametrize(("fewer", "taken"), [(0, True), (1, False)])
def test_workbook_has_as_many_parts_as_are_read(monkeypatch: pytest.MonkeyPatch, fewer: int, taken: bool) -> None:
    content = workbook(formulas)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        monkeypatch.setattr(workbooks, "MAX_PARTS", len(archive.namelist()) - fewer)
    if taken:
        assert read(content).lines
    else:
        with pytest.raises(LoadError, match="send less at once"):
            read(content)
