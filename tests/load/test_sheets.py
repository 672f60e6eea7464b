"""Tables as they are read: workbooks, headers, JSON Lines. No store."""

import io
import zipfile

import pytest
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from graph.load.partners.nouns import NOUNS
from graph.load.partners.plain import PlainReader
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
