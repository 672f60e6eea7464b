"""Names in the languages asked for."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

Row = Mapping[str, Any]

KINDS = ("OFFICIAL", "ENGLISH", "TRANSLITERATED", "ALIAS")
"""Kinds of names in order of preference; acronyms and former names are never the name of a thing."""

REGION = re.compile(r"-([a-z]{2}|[0-9]{3})$", re.IGNORECASE)
"""A region at the end of a language tag, as browsers send it: `ru-RU`, `es-419`."""


def named(row: Row, names: Iterable[Row] = (), languages: list[str] | None = None) -> str:
    """The name in the first language that has one; the display name where none has."""
    current = [name for name in names if name["until"] is None and name["kind"] in KINDS]
    for language in languages or ():
        fitting = [name for name in current if speaks(name["language"], language)]
        fitting = fitting or [name for name in current if speaks(name["language"], REGION.sub("", language))]
        if fitting:
            return min(fitting, key=lambda name: (KINDS.index(name["kind"]), name["value"]))["value"]  # type: ignore[no-any-return]
    return row["name"]  # type: ignore[no-any-return]


def speaks(tag: str, wanted: str) -> bool:
    """Whether a language tag lies in the range asked for (basic filtering of RFC 4647): `ru` takes `ru-Latn`.

    Transliterations are taken only when their script is asked for: who wants `ru` wants Cyrillic.
    """
    have, want = tag.lower(), wanted.lower()
    return have == want or (have.startswith(f"{want}-") and not have.startswith(f"{want}-latn"))


def bilingual(row: Row, languages: list[str] | None = None) -> str:
    """The name of a thing that is kept in English and, where known, in Russian."""
    return _of_two(row["name"], row["nameRu"], languages)


def titled(row: Row, languages: list[str] | None = None) -> str:
    """The title of a thing that is kept in English and, where known, in Russian."""
    return _of_two(row["title"], row["titleRu"], languages)


READ_BY: dict[Callable[..., str], frozenset[str]] = {
    named: frozenset(("name",)),
    bilingual: frozenset(("name", "nameRu")),
    titled: frozenset(("title", "titleRu")),
}
"""Which properties of a row each of these reads."""


def _of_two(english: str, russian: str | None, languages: list[str] | None) -> str:
    for language in languages or ():
        tongue, *rest = language.lower().split("-")
        if tongue == "en":
            break
        if tongue == "ru" and "latn" not in rest and russian:
            return russian
    return english


def country_named(row: Row, languages: list[str] | None = None) -> str:
    """The country's name from the Unicode CLDR, which knows it in some hundreds of languages."""
    for language in languages or ():
        try:
            locale = Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        name = locale.territories.get(row["code"])
        if name and _is_meant(locale, language):
            return str(name)
    return row["name"]  # type: ignore[no-any-return]


def _is_meant(locale: Locale, tag: str) -> bool:
    """Whether the locale is what the tag asks for: the CLDR answers `ru-Latn` in Cyrillic, and `und` in English."""
    asked = {part.title() for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()}
    usual = get_global("likely_subtags").get(locale.language, "").split("_")
    return not tag.lower().startswith("und") and asked <= ({locale.script} if locale.script else set(usual))
