"""Files as offices and universities send them that are no plain text: made here, as nobody can read them in a diff."""

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("slug", "title", "kind", "status", "signed", "valid_to", "parties", "notice_months")
RUSSIAN = (
    "Номер;Название;Вид;Статус;Стороны\r\n"
    "a-1;Обмен студентами и преподавателями;Обмен;действует;КФУ|University of Tokyo\r\n"
    "a-2;Договор «Дружба» № 5;Рамочное;проект;КФУ|u-tokyo.ac.jp\r\n"
)
ENGLISH = "slug;title;kind;status;parties\na-1;{title};exchange;in_force;КФУ|University of Tokyo\n"
ROW = ("a-1", "Exchange", "exchange", "in_force", datetime.date(2020, 12, 31), None, "КФУ|University of Tokyo", 6)


def workbook(*sheets: Callable[[Worksheet], None]) -> bytes:
    """A workbook with a sheet for each of these, as they fill it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, fill in enumerate(sheets, 1):
        fill(book.create_sheet(f"Sheet{number}"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(sheet: Worksheet) -> None:
    sheet.append(HEADER)
    sheet.append(ROW)
    day = datetime.datetime(2030, 1, 31, 9, 30)
    sheet.append(("a-2", 2026, "Рамочное", "Действует", 44196, day, "КФУ\nUniversity of Tokyo", 3.0))
    sheet.append((3, "Number as a key", "exchange", "draft", None, "бессрочно", "КФУ; u-tokyo.ac.jp", None))


def _titled(sheet: Worksheet) -> None:
    sheet.append(("Реестр договоров",))
    sheet.merge_cells("A1:E1")
    sheet.append(())
    sheet.append(("Номер", "Название", "Вид", "Статус", "Стороны", None))
    sheet.append(("a-1", "Exchange", "Обмен", "действует", "КФУ|University of Tokyo", None))


def _merged(sheet: Worksheet) -> None:
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet.append(("a-2", "Framework", None, None, None, None, "КФУ|u-tokyo.ac.jp", None))
    sheet.append(())
    sheet.append(("a-3", "Research", "research", "in_force", None, None, "КФУ|u-tokyo.ac.jp", None))
    for column in "CD":
        sheet.merge_cells(f"{column}2:{column}3")


def _failed(sheet: Worksheet) -> None:
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet.append(("a-2", "=B2", "framework", "in_force", "#N/A", None, "КФУ|u-tokyo.ac.jp", None))
    sheet["E3"].data_type = "e"


def _notes(sheet: Worksheet) -> None:
    sheet.append(("Как заполнять:", "по строке на договор"))


def _empty(sheet: Worksheet) -> None:
    sheet["C7"] = None


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(bytes(2**20))
    return out.getvalue()


def _archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def _far() -> bytes:
    """A workbook with a last cell so far away that its rows would fill the memory."""
    content = workbook(_typed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="99999999"><c r="XFD99999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                part = part.replace(b"</sheetData>", far)
            target.writestr(name, part)
    return out.getvalue()


FILES: Mapping[str, Callable[[], bytes]] = {
    "windows-1251.csv": lambda: RUSSIAN.encode("cp1251"),
    "windows-1251-in-english.csv": lambda: ENGLISH.format(title="Exchange").encode("cp1251"),
    "koi8-r.csv": lambda: RUSSIAN.replace("«", "").replace("»", "").replace("№", "").encode("koi8-r"),
    "cp866.csv": lambda: RUSSIAN.replace("«", "").replace("»", "").encode("cp866"),
    "utf-16-with-its-mark.txt": lambda: RUSSIAN.replace(";", "\t").encode("utf-16"),
    "utf-16-big-endian.csv": lambda: RUSSIAN.encode("utf-16-be"),
    "utf-16-little-endian.csv": lambda: RUSSIAN.encode("utf-16-le"),
    "utf-8-with-its-mark.csv": lambda: RUSSIAN.encode("utf-8-sig"),
    "carriage-returns.csv": lambda: RUSSIAN.replace("\r\n", "\r").encode(),
    "western.csv": lambda: ENGLISH.replace("КФУ", "Universität").format(title="Université de Genève").encode("cp1252"),
    "two-encodings.csv": lambda: RUSSIAN.encode() + "a-3;Сеть;Сеть;проект;КФУ|kpfu.ru\r\n".encode("cp1251"),
    "cut-utf-16.csv": lambda: RUSSIAN.encode("utf-16")[:-1],
    "zeros.csv": lambda: ENGLISH.format(title="Ex\0change").encode(),
    "bells.csv": lambda: ENGLISH.format(title="Ex\x07change").encode(),
    "typed.xlsx": lambda: workbook(_typed),
    "titled-on-the-second-sheet.xlsx": lambda: workbook(_empty, _notes, _titled),
    "merged.xlsx": lambda: workbook(_merged),
    "failed-cells.xlsx": lambda: workbook(_failed),
    "nothing-in-it.xlsx": lambda: workbook(_empty),
    "a-workbook-named.csv": lambda: workbook(_typed),
    "damaged.xlsx": lambda: workbook(_typed)[:-200],
    "far-cell.xlsx": _far,
    "bomb.xlsx": _bomb,
    "old.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
    "open-document.ods": lambda: _archive("mimetype", "content.xml"),
    "archive.zip": lambda: _archive("agreements.csv"),
    "picture.csv": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4,
    "document.csv": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
    "nothing.csv": lambda: b"",
    "blank.csv": lambda: b"\xef\xbb\xbf\r\n;;;\r\n",
}
