"""Names in the languages asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale, UnknownLocaleError

Row = Mapping[str, Any]

KINDS = ("OFFICIAL", "ENGLISH", "TRANSLITERATED", "ALIAS")
"""Kinds of names in order of preference; acronyms and former names are never the name of a thing."""


def named(row: Row, names: Iterable[Row] = (), languages: list[str] | None = None) -> str:
    """The name in the first language that has one; the display name where none has."""
    current = [name for name in names if name["until"] is None and name["kind"] in KINDS]
    for language in languages or ():
        fitting = [name for name in current if speaks(name["language"], language)]
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
    for language in languages or ():
        tongue = language.lower().partition("-")[0]
        if tongue == "en":
            break
        if tongue == "ru" and row["nameRu"]:
            return row["nameRu"]  # type: ignore[no-any-return]
    return row["name"]  # type: ignore[no-any-return]


def country_named(row: Row, languages: list[str] | None = None) -> str:
    """The country's name from the Unicode CLDR, which knows it in some hundreds of languages."""
    for language in languages or ():
        try:
            name = Locale.parse(language, sep="-").territories.get(row["code"])
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            return str(name)
    return row["name"]  # type: ignore[no-any-return]
