"""What sentences are made of: names, plurals, dates and lists in two languages."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from babel import Locale

Forms = tuple[str, str, str]  # of a Russian word after 1, after 2–4, after 5 and more

MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS_RU = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


@dataclass(frozen=True, slots=True)
class Lookups:
    """How things are called in a sentence, in its language. Each function gives back what has no name."""

    node_name: Callable[[str], str]  # by id
    country_name: Callable[[str], str]  # by ISO code
    field_name: Callable[[str], str]  # by ISCED-F code

    def node(self, node_id: str | None) -> str:
        """Name of a node; empty where there is none."""
        return self.node_name(node_id) if node_id else ""

    def country(self, code: str | None) -> str:
        """Name of a country; empty where there is none."""
        return self.country_name(code) if code else ""

    def field_names(self, codes: Iterable[str]) -> list[str]:
        return [self.field_name(code) for code in codes]


def russian_form(number: int, forms: Forms) -> str:
    """1 контакт, 2 контакта, 5 контактов, 11 контактов, 21 контакт."""
    tens, ones = abs(number) % 100, abs(number) % 10
    if ones == 1 and tens != 11:
        return forms[0]
    return forms[1] if 2 <= ones <= 4 and not 12 <= tens <= 14 else forms[2]


def russian_count(number: int, forms: Forms) -> str:
    """The number with its noun."""
    return f"{number} {russian_form(number, forms)}"


def english_count(number: int, noun: str) -> str:
    """The number with its noun, which makes its plural with s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def english_day(day: date) -> str:
    """5 March 2024."""
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def russian_day(day: date) -> str:
    """5 марта 2024 года: in the genitive, as after «с»."""
    return f"{day.day} {MONTHS_RU[day.month - 1]} {day.year} года"


def quoted(name: str) -> str:
    """A name in Russian quotation marks; those inside it become „ “."""
    inner = re.sub(r'"([^"]*)"', r"„\1“", name)
    return f"«{inner.replace('«', '„').replace('»', '“')}»"


def language_names(tags: Iterable[str], language: str) -> list[str]:
    """Languages in words, each with the level that goes with it: Russian (B2)."""
    known = Locale(language).languages
    parts = (tag.partition("-") for tag in tags)
    return [known.get(code.lower(), code) + (f" ({level})" if level else "") for code, _, level in parts]


def listed(words: Iterable[str], joint: str) -> str:
    """a, b and c, where the joint is «and» or «и»."""
    items = list(words)
    return f" {joint} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
