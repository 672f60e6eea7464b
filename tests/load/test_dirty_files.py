"""A folder of files as they come: each is read or refused in words, and no row of them is lost."""

from pathlib import Path

import pytest

from graph.load.partners.load import ImportSource, import_partners
from graph.load.partners.nouns import NOUNS
from graph.load.partners.outcome import RowStatus, UnbalancedError, check_balance
from graph.load.partners.page import page
from graph.load.partners.rejected import rejected_rows
from graph.load.report import LoadError
from graph.load.sheets.reading import read_sheet
from graph.store.store import Store
from matching.names.recognition import load_recogniser
from tests.load.dirty_files import FILES
from tests.load.graphs import exported, quiet
from tests.load.test_partner_import import TODAY, registry

__all__ = ["registry"]

DIRTY = Path(__file__).parent / "dirty"
NAMES = [*sorted(path.name for path in DIRTY.iterdir()), *FILES]
FATES = {"c": RowStatus.CREATED, "a": RowStatus.AMBIGUOUS, "f": RowStatus.FAILED}

READ: dict[str, tuple[str, list[str]]] = {
    "a-workbook-named.csv": ("ccc", ["read as .xlsx, sheet `Sheet1`, header in row 1"]),
    "arabic-digits.csv": ("f", ["valid_from: `٢٠٢٤-٠١-٠١` is not a date (2027-12-31, 31.12.2027): row 2 (a-1)"]),
    "bars.csv": ("cc", ["read as UTF-8, `|`, header in line 1"]),
    "bells.csv": ("f", ["title: `Ex change` holds a control character (U+0007): row 2 (a-1)"]),
    "carriage-returns.csv": ("cc", ["read as UTF-8, `;`, header in line 1"]),
    "commas.csv": ("cc", ["read as UTF-8, `,`, header in line 1"]),
    "contacts.csv": (
        "cf",
        [
            "С (since): is empty: row 3 (c-2)",
            "Вузы (universities): names fewer than two institutions; the file has `КФУ`",
        ],
    ),
    "cp866.csv": ("cc", ["read as cp866, `;`, header in line 1"]),
    "dates.csv": (
        "ccccff",
        [
            "valid_from: `2023-12-31T21:00:00Z` is a time in a zone, which may be another day elsewhere",
            "valid_from: `2024` is not a date",
            "note  years of two digits are read as 19… from 70 on, else as 20…: `31.12.27` as 2027",
            "note  numbers in columns of dates are read as Excel's days: `45657` as 2024-12-31",
        ],
    ),
    "doubts.csv": (
        "cccc",
        [
            "note  status IN_FORCE, though valid_to has passed: rows 2 (a-1), 5 (a-4)",
            "note  status EXPIRED, though valid_to is still to come: row 3 (a-2)",
            "note  status DRAFT, though it was signed: row 4 (a-3)",
            "note  tells the same as `kfu:a-4`: parties, kind and days: row 2 (a-1)",
        ],
    ),
    "empty-last-column.csv": ("cc", []),
    "events.csv": (
        "cf",
        [
            "Tashkent, Uzbekistan = Tashkent (UZ, city_",
            "Город (city): is empty; an event without a place has the mode ONLINE: row 3 (fair-2)",
            "Посетители (visitors): `12 чел.` is not a whole number from 0 to 10000000: row 3 (fair-2)",
        ],
    ),
    "failed-cells.xlsx": (
        "cf",
        [
            "title: `=B2` is a formula without a value; open and save the file in Excel: row 3 (a-2)",
            "signed: `#N/A` is an error of the spreadsheet: row 3 (a-2)",
        ],
    ),
    "header-case.csv": ("c", []),
    "koi8-r.csv": ("cc", ["read as KOI8-R, `;`, header in line 1"]),
    "line-breaks.csv": ("cc", ["row 3 (a-1)", "row 7 (a-2)", "note  a column that is not read: `Our note`"]),
    "merged.xlsx": ("ccc", ["row 5 (a-3)"]),
    "nameless-column.csv": ("c", ["column 3 has no name and is not read; the first that is not empty is in row 2"]),
    "quotes-inside.csv": ("cc", []),
    "ragged.csv": (
        "ccff",
        ["row: has 4 cells, the header has 9: row 4 (a-3)", "row: has 10 cells, the header has 9: row 5 (a-4)"],
    ),
    "rows.jsonl": (
        "cffff",
        [
            "row: is not JSON: row 3",
            "row: is not an object: row 4",
            "row: `title` is neither a text nor a number nor a list of them: row 5",
            "title: is empty: row 6 (a-4)",
            "parties: names one party only",
            "note  a column that is not read: `note`",
        ],
    ),
    "same-number.csv": ("cf", ["slug: `a-1` is also that of row 2: row 3 (a-1)", "kind: `Пакт` is not one of"]),
    "sep-line.csv": ("c", ["read as UTF-8, `;`, header in line 2"]),
    "six-mistakes.csv": (
        "f",
        [
            "slug: `№ 51/2024` is not a slug",
            "kind: `Пакт` is not one of AGENCY_COOPERATION",
            "status: `подвешен` is not one of DRAFT",
            "signed: `99.99.2024` is not a date",
            "valid_from: `31.13.27` is not a date",
            "valid_to: `x` is not a date",
            "`Nowhere` is no University of the registry",
        ],
    ),
    "slashes.csv": ("c", ["the day stands first in dates with slashes, as others of this file show: `03/04/2024` as"]),
    "slashes-of-two-orders.csv": (
        "fc", ["valid_from: `03/04/2024` may be 2024-04-03 or 2024-03-04; write it like that: row 2 (a-1)"],
    ),
    "spreadsheet-errors.csv": (
        "ff",
        [
            "title: `#REF!` is an error of the spreadsheet: row 2 (a-1)",
            "signed: `#N/A` is an error of the spreadsheet: row 2 (a-1)",
            "title: `=A1&B1` is a formula without a value",
            "`#Н/Д` is no University of the registry",
        ],
    ),
    "stray-quote.csv": (
        "ffc",
        [
            'row: a quote (") opens here and closes in line 3; line 3 is a row of its own: row 2 (a-1)',
            'row: holds the end of a quote (") that a line above opens: row 3 (a-2)',
        ],
    ),
    "stray-quote-at-the-end.csv": (
        "cfcc", ['row: a quote (") that begins a cell is not closed as it should be: row 3 (a-2)'],
    ),
    "stray-quotes-of-two-rows.csv": (
        "fcc", ['row: a quote (") that begins a cell is not closed as it should be: row 2 (a-1)'],
    ),
    "tabs.txt": ("c", ["read as UTF-8, tabs, header in line 1"]),
    "title-lines.csv": (
        "c",
        [
            "read as UTF-8, `;`, header in line 3",
            "note  line 1 is above the header and is not read: `Реестр договоров университета на 2026 год`",
        ],
    ),
    "titled-on-the-second-sheet.xlsx": (
        "c", ["read as .xlsx, sheet `Sheet3`, header in row 3", "note  other sheets are not read: `Sheet2`"],
    ),
    "totals.csv": ("cf", ["slug: `Итого: 1 договор` is not a slug"]),
    "two-party-columns.csv": ("c", []),
    "typed.xlsx": ("ccc", ["numbers in columns of dates are read as Excel's days: `44196` as 2020-12-31"]),
    "unknown-column.csv": ("c", ["note  a column that is not read: `Примечание`"]),
    "utf-16-big-endian.csv": ("cc", ["read as UTF-16, `;`, header in line 1"]),
    "utf-16-little-endian.csv": ("cc", ["read as UTF-16, `;`, header in line 1"]),
    "utf-16-with-its-mark.txt": ("cc", ["read as UTF-16, tabs, header in line 1"]),
    "utf-8-with-its-mark.csv": ("cc", ["read as UTF-8, `;`, header in line 1"]),
    "windows-1251.csv": ("cc", ["read as Windows-1251, `;`, header in line 1"]),
    "windows-1251-in-english.csv": ("c", ["read as Windows-1251, `;`, header in line 1"]),
    "words.csv": (
        "cccf",
        [
            "kind: `договорчик` is not one of AGENCY_COOPERATION",
            "status: `заморожен` is not one of DRAFT",
            "renewal: `иногда` is not one of AUTOMATIC",
            "notice_months: `много` is not a whole number from 0 to 120",
        ],
    ),
    "wrong-encoding-inside.csv": (
        "ff",
        [
            "title: `РљР°Р·Р°РЅСЊ` was saved in a wrong encoding: it should be `Казань`: row 2 (a-1)",
            "title: `Каз�нь` holds a letter that another program has lost (�): row 3 (a-2)",
        ],
    ),
    "zeros.csv": ("f", ["title: `Ex change` holds a control character (U+0000): row 2 (a-1)"]),
}  # fmt: skip
"""File → the fates of its rows, and what the page says beside them."""

REFUSED = {
    "archive.zip": "an archive and not a workbook; save it as .xlsx or as “CSV UTF-8”",
    "blank.csv": "no column slug, title, kind, status, parties",
    "bomb.xlsx": "a workbook that unpacks to more than 256 MB; send less at once",
    "column-twice.csv": "a column stands twice: `status` and `status` are both status",
    "cut-utf-16.csv": "begins like UTF-16 and is not; save it as “CSV UTF-8” or as .xlsx",
    "damaged.xlsx": "not a workbook that can be read; save it as .xlsx again, or as “CSV UTF-8”",
    "document.csv": "no column slug, title, kind, status, parties; there are `%PDF-1.7`",
    "far-cell.xlsx": "a sheet of more than 1,048,576 rows or 20,000,000 cells; send less at once",
    "misspelled-column.csv": "no such column: `valid_untill`; is it valid_to?",
    "no-header.csv": "no column slug, title, kind, status, parties; there are `a-1`, `Exchange`",
    "nothing.csv": "there is nothing in it",
    "nothing-in-it.xlsx": "there is nothing in it",
    "old.xls": "an old Excel file (.xls), or one with a password; save it as .xlsx without one",
    "open-document.ods": "an OpenDocument file; save it as .xlsx or as “CSV UTF-8”",
    "picture.csv": "neither UTF-8 nor UTF-16, nor for certain Windows-1251; save it as “CSV UTF-8” or as .xlsx",
    "two-encodings.csv": "line 4 is not in UTF-8, as the rest of the file is; save it as “CSV UTF-8” or as .xlsx",
    "western.csv": "neither UTF-8 nor UTF-16, nor for certain Windows-1251; save it as “CSV UTF-8” or as .xlsx",
}


def content_of(name: str) -> bytes:
    return FILES[name]() if name in FILES else (DIRTY / name).read_bytes()


def noun_of(name: str) -> str:
    return name.split(".", maxsplit=1)[0] if name.split(".", maxsplit=1)[0] in NOUNS else "agreements"


def test_each_file_of_the_folder_has_an_outcome() -> None:
    assert sorted(NAMES) == sorted([*READ, *REFUSED])


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_cannot_be_read_is_refused_in_words(name: str) -> None:
    with pytest.raises(LoadError) as caught:
        read_sheet(content_of(name), name, NOUNS[noun_of(name)].columns)
    assert str(caught.value).startswith(f"{name}: ")
    assert REFUSED[name] in str(caught.value)


async def test_dirty_files_are_read_row_by_row_and_no_row_is_lost(registry: Store, tmp_path: Path) -> None:
    understand, before = await load_recogniser(registry), await exported(registry)
    for name, (fates, said) in READ.items():
        (tmp_path / name).write_bytes(content_of(name))
        outcome = await import_partners(
            registry,
            tmp_path / name,
            NOUNS[noun_of(name)],
            ImportSource("kfu", None, TODAY),
            understand,
            quiet,
            write=False,
        )
        assert [row.fate for row in outcome.rows] == [FATES[letter] for letter in fates], name
        assert len(outcome.sheet.lines) == outcome.counts.total() == len(fates), name
        missing = [words for words in said if words not in page(outcome)]
        assert not missing, f"{name}:\n{page(outcome)}"
    assert await exported(registry) == before


async def test_rejected_rows_come_back_with_their_reasons_and_are_taken_when_mended(
    registry: Store, tmp_path: Path
) -> None:
    understand, sender = await load_recogniser(registry), ImportSource("kfu", None, TODAY)
    for name, (fates, _) in READ.items():
        if "f" not in fates or name.endswith(".jsonl"):
            continue
        path = tmp_path / name
        path.write_bytes(content_of(name))
        noun = NOUNS[noun_of(name)]
        first = await import_partners(registry, path, noun, sender, understand, quiet, write=False)
        path = tmp_path / "rejected.csv"
        path.write_bytes(rejected_rows(first.sheet, first.rows))
        assert path.read_bytes().startswith("\ufeffreasons".encode())
        again = await import_partners(registry, path, noun, sender, understand, quiet, write=False)
        assert len(again.rows) == fates.count("f") + fates.count("a"), name
        assert again.sheet.header.names[1:] == first.sheet.header.names, name


def test_row_that_is_not_accounted_for_stops_the_import() -> None:
    sheet = read_sheet(content_of("words.csv"), "words.csv", NOUNS["agreements"].columns)
    with pytest.raises(UnbalancedError, match="4 rows came and 0 are accounted for"):
        check_balance(sheet, [])
