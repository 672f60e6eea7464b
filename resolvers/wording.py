"""What sentences need: how nodes, countries and fields are called in their language."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from babel import Locale

from graph.vocabularies import fields
from matching.view import View
from matching.wording.sentences import Language
from matching.wording.words import Lookups

LANGUAGES: Mapping[str, Language] = {"EN": "en", "RU": "ru"}


def in_words(say: Callable[[Any, Language, Lookups], str]) -> Callable[[dict[str, Any], str], str]:
    """What says in a language what a value is about: the view, and what `say` takes, are under `worded` in it."""

    def say_in(value: dict[str, Any], language: str) -> str:
        view, told = value["worded"]
        tongue = LANGUAGES[language]
        return say(told, tongue, _lookups(view, tongue))

    return say_in


def _lookups(view: View, language: str) -> Lookups:
    """The names that sentences in this language want."""
    territories = _territories(language)
    return Lookups(
        partial(view.label, language=language),
        lambda code: territories.get(code, code),
        partial(fields.label, language=language),
    )


@cache
def _territories(language: str) -> Mapping[str, str]:
    """The countries by their codes, in Russian with the letter ё, which the sentences have everywhere."""
    return {code: name.replace("Соединенн", "Соединённ") for code, name in Locale(language).territories.items()}
