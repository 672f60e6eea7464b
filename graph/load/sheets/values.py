"""Values as people write them, in the form that the registry keeps: texts, days, numbers, words of a list."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from babel import Locale

from graph.folding import fold
from graph.load.sheets.garbled import find_garbling

YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
IN_WORDS = re.compile(r"([0-9]{1,2})\.?\s+([^\W\d_]+)\.?,?\s+([0-9]{4})")
IN_WORDS_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
SIXTY = "[0-5][0-9]"
TIME = re.compile(
    rf"[T ]((?:[01]?[0-9]|2[0-3]):{SIXTY}(?::{SIXTY}(?:\.[0-9]+)?)?)\s*(Z|[+-](?:0[0-9]|1[0-4]):?{SIXTY})?$"
)
MIDNIGHT = re.compile(r"[0:.]+")
YEAR_WORD = re.compile(r"\s*(?:г\.?|года?|y\.)$")
SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Excel's days that are taken for dates: 1954-10-03 to 2119-01-11."""
EXCEL_BEGINS = datetime.date(1899, 12, 30)
FIRST_OLD_YEAR = 70
"""Years of two digits from here on are of the 20th century."""
WRITTEN = "is not a date (2027-12-31, 31.12.2027)"
NO_END = frozenset(map(fold, ("бессрочно", "бессрочный", "бессрочная", "бессрочное", "без срока",
    "без ограничения срока", "не ограничен", "indefinite", "indefinitely", "unlimited", "open-ended", "open ended",
    "no end", "no end date",
    "permanent", "perpetual")))  # fmt: skip
NOTHING = frozenset(("-", "–", "—", "n/a", "na", "н/д", "нет", "нет данных", "none", "null"))
"""What stands for an empty cell where no text is meant."""
ERRORS = frozenset(("#n/a", "#н/д", "#ref!", "#ссылка!", "#value!", "#знач!", "#name?", "#имя?", "#div/0!", "#дел/0!",
    "#null!", "#пусто!", "#num!", "#число!", "#spill!", "#calc!", "#####"))  # fmt: skip
"""What spreadsheets write where a formula fails."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
GUARDED = re.compile(r"'[=+\-@\t\r]")
EDGES = "\ufeff\u200b\u200e\u200f\u2060"
SPACED = re.compile(r"(?<=[0-9])[ \u00a0\u202f\u2009'’](?=[0-9]{3}(?![0-9]))")


class DateOrder(Enum):
    """In which order a file writes `03/04/2026`."""

    UNKNOWN = "unknown"
    DAY_FIRST = "the day"
    MONTH_FIRST = "the month"


class UnreadableError(Exception):
    """A value is not what its column asks for; the message says why, after the value."""


@dataclass(slots=True)
class Guesses:
    """What was decided about the values of a file, each to be told once, with an example."""

    told: dict[str, str]

    def say(self, rule: str, example: str) -> None:
        """Keeps the first example of a rule."""
        self.told.setdefault(rule, example)

    def notes(self) -> list[str]:
        return [f"{rule}: {example}" for rule, example in self.told.items()]


def fault_of(text: str) -> str | None:
    """What makes a cell unusable whatever it is for, in words after the text."""
    if control := CONTROL.search(text):
        return f"holds a control character (U+{ord(control[0]):04X})"
    if "\N{REPLACEMENT CHARACTER}" in text:
        return "holds a letter that another program has lost (�)"
    bare = clean(text)
    if bare.casefold() in ERRORS:
        return "is an error of the spreadsheet"
    if bare.startswith("=") and len(bare) > 1:
        return "is a formula without a value; open and save the file in Excel"
    return find_garbling(text)


def clean(text: str) -> str:
    """A text in one line, without blanks and invisible marks at its ends, and without the guard of `guard`."""
    bare = text.strip().strip(EDGES).strip()
    unguarded = bare[1:] if GUARDED.match(bare) else bare
    return " ".join(unguarded.split()).strip(EDGES).strip()


def guard(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return text.casefold() in NOTHING


def is_endless(text: str) -> bool:
    """Whether a text says that there is no end."""
    return fold(text) in NO_END


def number(text: str) -> str:
    """`1 200` as `1200`, also with the spaces that do not break."""
    return SPACED.sub("", text)


def order_of(texts: Iterable[str]) -> DateOrder:
    """How a file writes days with slashes, by those that leave no choice."""
    found = set()
    for text in texts:
        parts = YEAR_LAST.fullmatch(_split_time(text)[0])
        if parts and parts[2] != "." and not _may_begin_with_a_year(parts):
            first, second = int(parts[1]), int(parts[3])
            found |= (
                {DateOrder.DAY_FIRST}
                if first > 12 >= second
                else {DateOrder.MONTH_FIRST}
                if second > 12 >= first
                else set()
            )
    return found.pop() if len(found) == 1 else DateOrder.UNKNOWN


def day(text: str, order: DateOrder, guesses: Guesses) -> str:
    """A day as `2027-12-31`. Raises UnreadableError where it is none, or may be two."""
    bare, time, zone = _split_time(text)
    if time and zone and not MIDNIGHT.fullmatch(time):
        raise UnreadableError("is a time in a zone, which may be another day elsewhere; write the day alone")
    bare = YEAR_WORD.sub("", bare)
    if found := YEAR_FIRST.fullmatch(bare):
        return _date(found[1], found[3], found[4])
    if found := YEAR_LAST.fullmatch(bare):
        return _year_last(found, order, guesses)
    if found := IN_WORDS.fullmatch(bare):
        return _date(found[3], _months().get(found[2].casefold(), 0), found[1])
    if found := IN_WORDS_MONTH_FIRST.fullmatch(bare):
        return _date(found[3], _months().get(found[1].casefold(), 0), found[2])
    if found := COMPACT.fullmatch(bare):
        return _date(found[1], found[2], found[3])
    if (found := SERIAL.fullmatch(bare)) and FIRST_SERIAL <= int(found[1]) <= LAST_SERIAL:
        date = (EXCEL_BEGINS + datetime.timedelta(days=int(found[1]))).isoformat()
        guesses.say("numbers in columns of dates are read as Excel's days", f"`{text}` as {date}")
        return date
    raise UnreadableError(WRITTEN)


def _split_time(text: str) -> tuple[str, str, str]:
    found = TIME.search(text)
    return (text[: found.start()].strip(), found[1], found[2] or "") if found else (text, "", "")


def _year_last(found: re.Match[str], order: DateOrder, guesses: Guesses) -> str:
    if _may_begin_with_a_year(found):
        raise UnreadableError("has a year of two digits, which may stand first or last; write it in full (2027-12-31)")
    first, second = int(found[1]), int(found[3])
    year = int(found[4])
    if len(found[4]) == 2:
        year += 1900 if year >= FIRST_OLD_YEAR else 2000
        guesses.say(
            f"years of two digits are read as 19… from {FIRST_OLD_YEAR} on, else as 20…", f"`{found[0]}` as {year}"
        )
    if found[2] == "." or first > 12 or first == second:
        return _date(year, second, first)
    if second > 12:
        return _date(year, first, second)
    if order is DateOrder.UNKNOWN:
        raise UnreadableError(
            f"may be {_date(year, second, first)} or {_date(year, first, second)}; write it like that"
        )
    date = _date(year, second, first) if order is DateOrder.DAY_FIRST else _date(year, first, second)
    guesses.say(
        f"{order.value} stands first in dates with slashes, as others of this file show", f"`{found[0]}` as {date}"
    )
    return date


def _may_begin_with_a_year(found: re.Match[str]) -> bool:
    """Whether it is `27-12-31`: hyphens are the way to write the year first."""
    return found[2] == "-" and len(found[4]) == 2


def _date(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise UnreadableError(WRITTEN) from None


@cache
def _months() -> dict[str, int]:
    """Names of months in English and Russian, in full and short, as they stand in dates."""
    found: dict[str, int] = {}
    for language in ("en", "ru"):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = Locale(language).months[context][width]
                found |= {name.casefold().rstrip("."): month for month, name in names.items()}
    return found | {"sept": 9, "сент": 9, "нояб": 11, "фев": 2, "мая": 5}
