"""Names in the languages asked for."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers

from engine.fields import NodeRow
from matching.names.russian import CALLED_BY
from resolvers.languages import choose_language


def pick_name(row: NodeRow, names: Iterable[NodeRow] = (), languages: list[str] | None = None) -> str:
    """The name in the first language that has one; the display name where none has."""
    if not languages:
        return row["name"]  # type: ignore[no-any-return]
    current = [name for name in names if name["until"] is None and name["kind"] in CALLED_BY]
    current.sort(key=lambda name: (CALLED_BY.index(name["kind"]), name["value"]))
    tag = choose_language(dict.fromkeys(name["language"] for name in current), languages)
    return next((name["value"] for name in current if name["language"] == tag), row["name"])  # type: ignore[no-any-return]


def pick_bilingual_name(row: NodeRow, languages: list[str] | None = None) -> str:
    """The name of a thing that is kept in English and, where known, in Russian."""
    return _pick(row["name"], row["nameRu"], languages)


def pick_title(row: NodeRow, languages: list[str] | None = None) -> str:
    """The title of a thing that is kept in English and, where known, in Russian."""
    return _pick(row["title"], row["titleRu"], languages)


READ_BY: dict[Callable[..., str], frozenset[str]] = {
    pick_name: frozenset(("name",)),
    pick_bilingual_name: frozenset(("name", "nameRu")),
    pick_title: frozenset(("title", "titleRu")),
}
"""Which properties of a row each of these reads."""


def _pick(english: str, russian: str | None, languages: list[str] | None) -> str:
    there = {"en": english} | ({"ru": russian} if russian else {})
    return there[choose_language(there, languages or ()) or "en"]


def pick_country_name(row: NodeRow, languages: list[str] | None = None) -> str:
    """The country's name from the Unicode CLDR, which knows it in some hundreds of languages."""
    for language in languages or ():
        tag = choose_language(_cldr_tags(), (language,))
        name = _territories(tag).get(row["code"]) if tag else None
        if name:
            return name
    return row["name"]  # type: ignore[no-any-return]


@cache
def _territories(tag: str) -> Mapping[str, str]:
    return dict(Locale.parse(tag, sep="-").territories)


@cache
def _cldr_tags() -> tuple[str, ...]:
    """The tags of the languages of the CLDR."""
    return tuple(identifier.replace("_", "-") for identifier in sorted(locale_identifiers()))
