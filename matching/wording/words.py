"""What sentences are made of: names, plurals, dates and lists in two languages."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

Forms = tuple[str, str, str]  # of a Russian word after 1, after 2–4, after 5 and more

ENGLISH, RUSSIAN = Locale("en", "GB"), Locale("ru")  # British: no comma before the last of a list
RUSSIAN_FORMS = ("one", "few", "many")  # as CLDR calls them


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
    return forms[RUSSIAN_FORMS.index(RUSSIAN.plural_form(number))]


def russian_count(number: int, forms: Forms) -> str:
    """The number with its noun."""
    return f"{number} {russian_form(number, forms)}"


def english_count(number: int, noun: str) -> str:
    """The number with its noun, which makes its plural with s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def english_day(day: date) -> str:
    """5 March 2024."""
    return format_date(day, "d MMMM y", locale=ENGLISH)


def russian_day(day: date) -> str:
    """5 марта 2024 года: in the genitive, as after «с»."""
    return format_date(day, "d MMMM y 'года'", locale=RUSSIAN)


def quoted(name: str) -> str:
    """A name in Russian quotation marks; those inside it become „ “."""
    inner = re.sub(r'"([^"]*)"', r"„\1“", name)
    return f"«{inner.replace('«', '„').replace('»', '“')}»"


def language_names(tags: Iterable[str], language: str) -> list[str]:
    """Languages in words, each with the level that goes with it: Russian (B2)."""
    known = Locale(language).languages
    parts = (tag.partition("-") for tag in tags)
    return [known.get(code.lower(), code) + (f" ({level})" if level else "") for code, _, level in parts]


def english_list(words: Sequence[str]) -> str:
    """a, b and c."""
    return format_list(words, locale=ENGLISH)


def russian_list(words: Sequence[str]) -> str:
    """a, b и c."""
    return format_list(words, locale=RUSSIAN)
