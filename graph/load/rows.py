"""Rows of CSV files: reads one field at a time; an error names the row, the field and what is wrong with it."""

import csv
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from graph.load.files import convert_read_errors
from graph.load.places import Place
from graph.load.quoting import MAX_QUOTED, quote
from graph.load.report import ImportReport, LoadError, RejectedError
from graph.vocabularies.countries import COUNTRIES, REGIONS
from graph.vocabularies.fields import FIELDS
from graph.vocabularies.forms import WEB_ADDRESS, TextForm
from graph.vocabularies.languages import LANGUAGES
from graph.vocabularies.vocabulary import Vocabulary

Result = TypeVar("Result")

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ROR_URL = re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
INSTITUTION = re.compile(rf"{ROR_URL.pattern}|univ_[a-z2-7]{{16}}")
BOOLEANS = {"yes": True, "true": True, "да": True, "no": False, "false": False, "нет": False}
SPAN = re.compile(r"(?P<value>[^:]+):(?P<since>[^:]+):(?P<until>[^:]*)")


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its valid time, written `VALUE:since:until`."""

    value: str
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row. All readers raise RejectedError where the field is not what they are asked for.

    namespace  whose slugs these are: a partner's own numbers never meet another's
    """

    line: int
    cells: dict[str, str]
    namespace: str = ""

    def optional_text(self, field: str) -> str | None:
        """The text, None where the cell is empty."""
        return self.cells.get(field, "").strip() or None

    def text(self, field: str) -> str:
        """The text; it must be there."""
        value = self.optional_text(field)
        if value is None:
            raise RejectedError(field, "is empty")
        return value

    def text_matching(self, field: str, form: re.Pattern[str], what: str) -> str:
        """The text, in this form."""
        value = self.text(field)
        if not form.fullmatch(value):
            raise RejectedError(field, f"{quote(value)} is not {what}")
        return value

    def text_of_form(self, field: str, form: TextForm) -> str:
        """The text, in this form."""
        value = self.text(field)
        if refusal := form.refusal(value):
            raise RejectedError(field, f"{quote(value)} {refusal}")
        return value

    def slug(self, field: str = "slug") -> str:
        """The natural key of the row."""
        value = self.text(field)
        if not SLUG.fullmatch(value):
            raise RejectedError(
                field, f"{quote(value)} is not a slug (lower-case letters, digits and hyphens){_slug_like(value)}"
            )
        return f"{self.namespace}:{value}" if self.namespace else value

    def ror(self, field: str) -> str:
        return self.text_matching(field, ROR_URL, "a ROR id (https://ror.org/0…)")

    def one_of(self, field: str, allowed: tuple[str, ...]) -> str:
        """One of the values that the model allows."""
        return _one_of(field, self.text(field), allowed)

    def optional_one_of(self, field: str, allowed: tuple[str, ...]) -> str | None:
        """One of the allowed values, or nothing."""
        return self.one_of(field, allowed) if self.optional_text(field) else None

    def optional_boolean(self, field: str) -> bool | None:
        """Yes or no, None where the cell is empty."""
        value = self.optional_text(field)
        if value is None:
            return None
        if value.casefold() not in BOOLEANS:
            raise RejectedError(field, f"{quote(value)} is neither `yes` nor `no`")
        return BOOLEANS[value.casefold()]

    def integer(self, field: str, low: int, high: int) -> int | None:
        """A whole number between these, None where the cell is empty."""
        value = self.optional_text(field)
        if value is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", value) or not low <= int(value) <= high:
            raise RejectedError(field, f"{quote(value)} is not a whole number from {low} to {high}")
        return int(value)

    def number(self, field: str, low: float, high: float) -> float | None:
        """A number between these, with a fraction or without, None where the cell is empty."""
        value = self.optional_text(field)
        if value is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", value) or not low <= float(value) <= high:
            raise RejectedError(field, f"{quote(value)} is not a number from {low:g} to {high:g}")
        return float(value)

    def degrees(self, field: str, limit: int) -> float:
        """A coordinate in degrees."""
        value = self.text(field)
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value) or abs(float(value)) > limit:
            raise RejectedError(field, f"{quote(value)} is not a number of degrees between -{limit} and {limit}")
        return float(value)

    def date(self, field: str) -> str:
        """A date; it must be there."""
        return _date(field, self.text(field))

    def optional_date(self, field: str) -> str | None:
        return self.date(field) if self.optional_text(field) else None

    def isced_fields(self, field: str) -> list[str]:
        """Codes of ISCED-F between `|`."""
        return self.codes(field, FIELDS)

    def language(self, field: str) -> str:
        return parse_code(field, self.text(field), LANGUAGES)

    def country(self, field: str) -> str:
        return parse_code(field, self.text(field), COUNTRIES)

    def website(self, field: str) -> str | None:
        """A web address, or nothing."""
        return self.text_of_form(field, WEB_ADDRESS) if self.optional_text(field) else None

    def items(self, field: str) -> list[str]:
        """The items between `|`, each once."""
        return list(dict.fromkeys(item.strip() for item in self.cells.get(field, "").split("|") if item.strip()))

    def codes(self, field: str, vocabulary: Vocabulary) -> list[str]:
        """The codes between `|`, as the registry writes them, each once."""
        return list(dict.fromkeys(parse_code(field, item, vocabulary) for item in self.items(field)))

    def items_of(self, field: str, form: re.Pattern[str], what: str) -> list[str]:
        """The items between `|`, each in this form."""
        items = self.items(field)
        for item in items:
            if not form.fullmatch(item):
                raise RejectedError(field, f"{quote(item)} is not {what}")
        return items

    def rors(self, field: str) -> list[str]:
        """ROR ids, or ids of this registry, between `|`."""
        return self.items_of(field, INSTITUTION, "a ROR id (https://ror.org/0…)")

    def countries(self, field: str) -> list[str]:
        """Country codes between `|`."""
        return self.codes(field, COUNTRIES)

    def geonames_ids(self, field: str) -> list[str]:
        """The GeoNames id of a city, or nothing."""
        value = self.integer(field, 1, 10**9)
        return [] if value is None else [str(value)]

    def spans(self, field: str, allowed: tuple[str, ...] | None) -> list[Span]:
        """`VALUE:since:until|…`; without `allowed` the value is a country code. `since` must be there."""
        return [_span(field, item, allowed) for item in self.items(field)]

    def order(self, earlier: str, later: str) -> None:
        """Checks that the one date is not after the other, where both are there."""
        first, last = self.optional_date(earlier), self.optional_date(later)
        if first and last and first > last:
            raise RejectedError(later, f"{last} is before {earlier} ({first})")

    def place(self, region: bool = False) -> Place:
        """The city of the row, with its region where the file has such columns."""
        geonames = self.integer("geonames", 1, 10**9)
        if geonames is None:
            raise RejectedError("geonames", "is empty")
        code = self.optional_text("region_code") if region else None
        if code:
            code = parse_code("region_code", code, REGIONS)
        return Place(
            geonames=geonames,
            name=self.text("city"),
            latitude=self.degrees("latitude", 90),
            longitude=self.degrees("longitude", 180),
            country=self.country("country"),
            name_ru=self.optional_text("city_ru"),
            region=code,
            region_name=self.optional_text("region_name") if region else None,
            federal_district=self.optional_text("federal_district") if region else None,
        )


def rows(path: Path, columns: str) -> Iterator[InputRow | tuple[int, RejectedError]]:
    """The rows of the file; one with too many or too few cells comes as line and reason.

    Raises LoadError where the file cannot be read or one of the columns (names between commas) is missing.
    """
    missing = [name for name in columns.split(",") if name not in header(path)]
    if missing:
        raise LoadError(f"{path}: unknown format: no column {', '.join(missing)}")
    yield from _read(path)


def header(path: Path) -> list[str]:
    """The column names. Raises LoadError where the file cannot be read."""
    try:
        with convert_read_errors(path), path.open(encoding="utf-8-sig", newline="") as file:
            return [name.strip() for name in next(csv.reader(file), [])]
    except (UnicodeDecodeError, csv.Error) as error:
        raise LoadError(f"{path}: not a CSV file in UTF-8") from error


def _read(path: Path) -> Iterator[InputRow | tuple[int, RejectedError]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        try:
            names = [name.strip() for name in next(lines)]
            for cells in lines:
                if not any(cells):
                    continue
                if len(cells) != len(names):
                    yield lines.line_num, RejectedError("row", f"has {len(cells)} cells, the header has {len(names)}")
                    continue
                yield InputRow(lines.line_num, dict(zip(names, cells, strict=True)))
        except (UnicodeDecodeError, csv.Error) as error:
            raise LoadError(f"{path}: not a CSV file in UTF-8 after line {lines.line_num}") from error


def parse_rows(
    path: Path, columns: str, parse: Callable[[InputRow], Result], report: ImportReport, key: str = "slug"
) -> list[tuple[InputRow, Result]]:
    """What `parse` makes of each row; rejected rows, and a key that was there before, go to the report."""
    found: list[tuple[InputRow, Result]] = []
    lines: dict[str, int] = {}
    for row in rows(path, columns):
        if not isinstance(row, InputRow):
            report.reject(row[0], None, row[1], path.name)
            continue
        name = row.optional_text(key) if key else None
        try:
            result = parse(row)
            if name and name in lines:
                raise RejectedError(key, f"is also that of line {lines[name]}")
        except RejectedError as error:
            report.reject(row.line, name, error, path.name)
            continue
        if name:
            lines[name] = row.line
        found.append((row, result))
    return found


def _slug_like(text: str) -> str:
    """`; x-1 would be one`, where a text in Latin letters is like a slug."""
    like = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    foreign = any(letter.isalpha() and not letter.isascii() for letter in text)
    return "" if foreign or not 0 < len(like) <= MAX_QUOTED else f"; `{like}` would be one"


def _one_of(field: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise RejectedError(field, f"{quote(value)} is not one of {', '.join(allowed)}")
    return value


def parse_code(field: str, value: str, vocabulary: Vocabulary) -> str:
    """A code as the registry writes it. Raises RejectedError where there is no such code."""
    written = vocabulary.written(value)
    if written is None:
        raise RejectedError(field, f"{quote(value)} is not {vocabulary.meant}")
    return written


def _date(field: str, value: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise RejectedError(field, f"{quote(value)} is not a date (YYYY-MM-DD)")


def _span(field: str, item: str, allowed: tuple[str, ...] | None) -> Span:
    parts = SPAN.fullmatch(item)
    if not parts:
        raise RejectedError(field, f"{quote(item)} is not VALUE:since:until")
    value = _one_of(field, parts["value"], allowed) if allowed else parse_code(field, parts["value"], COUNTRIES)
    since, until = _date(field, parts["since"]), _date(field, parts["until"]) if parts["until"] else None
    if until and until <= since:
        raise RejectedError(field, f"{quote(item)} ends before it begins")
    return Span(value, since, until)
