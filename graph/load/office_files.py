"""Files of offices as people send them, as rows in plain form: the project's own table, or a plain list of places."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from graph.folding import fold
from graph.load.files import content_of
from graph.load.meanings import meanings_of
from graph.load.parsing import parse_all
from graph.load.quoting import quote
from graph.load.report import ImportReport, LoadError, RejectedError, combine_reasons
from graph.load.rows import InputRow
from graph.load.sheets import values
from graph.load.sheets.columns import SheetColumns
from graph.load.sheets.delimited import Line
from graph.load.sheets.reading import Sheet, read_sheet
from graph.vocabularies.countries import country_code

Result = TypeVar("Result")

PLACE = ("country", "city", "kind", "geonames", "latitude", "longitude")
OWN = ("slug", "name_en", "name_ru", *PLACE, "city_ru", "website", "covers", "statuses")
"""The columns that a table of offices must have; a list of places has no slug, and of these only those of the place."""
COLUMNS = SheetColumns(
    PLACE,
    (*OWN, "note", "status", "confidence", "source"),
    {
        "slug": ("номер", "код", "id", "code"),
        "name_en": ("name", "title", "english name", "название англ", "название на английском", "name en"),
        "name_ru": ("название", "наименование", "russian name", "название рус", "название на русском", "name ru"),
        "kind": ("вид", "тип", "type"),
        "country": ("страна", "код страны", "country code"),
        "geonames": ("geonameid", "geonames id", "код geonames"),
        "city": ("город",),
        "city_ru": ("город на русском", "город рус", "city in russian"),
        "latitude": ("lat", "широта"),
        "longitude": ("lng", "lon", "long", "долгота"),
        "website": ("сайт", "web site", "url", "адрес сайта"),
        "covers": ("охватывает", "страны", "обслуживает", "countries"),
        "statuses": ("статусы",),
        "status": ("статус", "состояние"),
        "note": ("примечание", "comment"),
    },
)
_KINDS: Mapping[str, tuple[str, ...]] = {
    "HEADQUARTERS": ("центральный аппарат", "штаб-квартира", "head office"),
    "RUSSIAN_HOUSE": ("русский дом", "рцнк", "российский центр науки и культуры", "russian centre"),
    "REPRESENTATION": ("представительство", "embassy representative", "представительство в посольстве"),
    "PARTNER_HOUSE": ("партнерский русский дом", "partner russian house"),
    "BRANCH": ("филиал", "отделение"),
}
_STATUSES: Mapping[str, tuple[str, ...]] = {
    "ACTIVE": ("действует", "работает"),
    "LIMITED": ("ограниченно", "работает ограниченно"),
    "SUSPENDED": ("приостановлен", "приостановлено", "работа приостановлена"),
    "CLOSED": ("закрыт", "закрыто"),
}
STAND_INS = {
    "slug": "x", "name_en": "x", "kind": "BRANCH", "country": "RU", "geonames": "1", "city": "x", "latitude": "0",
    "longitude": "0",
}  # fmt: skip
ALSO_SEPARATE = str.maketrans({"\n": "|", "\r": "|", ";": "|"})
SPAN_PARTS = 3


@cache
def _kinds() -> Mapping[str, str]:
    return meanings_of("Office", "kind", _KINDS)


@cache
def _statuses() -> Mapping[str, str]:
    return meanings_of("OfficeStatus", "status", _STATUSES)


def read_office_rows(
    path: Path, parse: Callable[[InputRow], Result], listed: Callable[[InputRow], Result], report: ImportReport
) -> list[tuple[InputRow, Result]]:
    """What `parse` makes of the rows of a table of offices, or `listed` of those of a plain list; both tell the report.

    Raises LoadError for a file of another format, or where not every row is accounted for.
    """
    sheet = read_sheet(content_of(path), str(path), COLUMNS)
    own = "slug" in sheet.header.places
    missing = [name for name in OWN if own and name not in sheet.header.places]
    if missing:
        raise LoadError(f"{path}: unknown format: no column {', '.join(missing)}, as a table with slugs must have")
    report.read = sheet.guessed
    report.notes.extend(sheet.notes)
    guesses = values.Guesses({})
    found: list[tuple[InputRow, Result]] = []
    lines: dict[str, int] = {}
    for line in sheet.lines:
        row, result, wrong = _read(sheet, line, guesses, parse if own else listed)
        slug = row.optional_text("slug")
        if slug and slug in lines and not line.fault:
            wrong.append(RejectedError("slug", f"is also that of line {lines[slug]}"))
        if wrong or result is None:
            report.reject(line.number, slug, combine_reasons(wrong), path.name)
            continue
        if slug:
            lines[slug] = line.number
        found.append((row, result))
    report.notes.extend(guesses.notes())
    if len(found) + len(report.rejected) != len(sheet.lines):
        raise LoadError(f"{path}: not all of its {len(sheet.lines)} rows are accounted for; nothing was written")
    return found


def _read(
    sheet: Sheet, line: Line, guesses: values.Guesses, parse: Callable[[InputRow], Result]
) -> tuple[InputRow, Result | None, list[RejectedError]]:
    row = InputRow(line.number, {})
    if line.fault:
        return row, None, [RejectedError("row", line.fault)]
    wrong = []
    for column, text in sheet.cells(line).items():
        fault = values.fault_of(text)
        if fault:
            wrong.append(RejectedError(column, f"{quote(text)} {fault}"))
            row.cells[column] = STAND_INS.get(column, "")
            continue
        if column in ("covers", "statuses"):
            row.cells[column], faults = _spans(text, guesses)
            wrong += [RejectedError(column, each) for each in faults]
            continue
        row.cells[column] = _normalize(column, text)
    result, more = parse_all(parse, row, STAND_INS)
    return row, result, wrong + more


def _normalize(column: str, text: str) -> str:
    bare = values.clean(text)
    if column == "kind":
        return _kinds().get(fold(bare), bare)
    if column == "country":
        return _country(bare)
    if column in ("latitude", "longitude"):
        return bare.replace(",", ".")
    if column == "geonames":
        return values.number(bare)
    return "" if column == "website" and values.is_nothing(bare) else bare


def _spans(text: str, guesses: values.Guesses) -> tuple[str, list[str]]:
    """Those whose days can be read, and what is wrong with the others."""
    found, faults = [], []
    for item in (values.clean(item) for item in text.translate(ALSO_SEPARATE).split("|") if item.strip()):
        try:
            found.append(_span(item, guesses))
        except values.UnreadableError as error:
            faults.append(f"{error}, in {quote(item)}")
    return "|".join(found), faults


def _span(item: str, guesses: values.Guesses) -> str:
    """`VALUE:since:until` with ISO days; what has not this form stays. Raises UnreadableError for other days."""
    parts = [part.strip() for part in item.split(":")]
    if len(parts) != SPAN_PARTS:
        return item
    value = _statuses().get(fold(parts[0])) or _country(parts[0])
    return ":".join([value, *(_day(part, guesses) if part else "" for part in parts[1:])])


def _day(text: str, guesses: values.Guesses) -> str:
    try:
        return values.day(text, values.DateOrder.UNKNOWN, guesses)
    except values.UnreadableError as error:
        raise values.UnreadableError(f"{quote(text)} {error}") from error


def _country(text: str) -> str:
    """The code of a country by its name, or by itself in any case; a text that is none stays as it is."""
    return country_code(text.upper()) or country_code(text) or text
