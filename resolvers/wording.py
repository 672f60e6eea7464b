"""What sentences need: how nodes, countries and fields are called in their language."""

from collections.abc import Iterable

from babel import Locale

from matching import isced
from matching.view import View
from matching.wording.words import Lookups

LANGUAGES = {"EN": "en", "RU": "ru"}


def lookups(view: View, language: str, nodes: Iterable[str], fields: Iterable[str]) -> Lookups:
    """The names that a sentence in this language wants."""
    return Lookups(
        {node: view.label(node, language) for node in nodes},
        Locale(language).territories,
        {code: isced.label(code, language) for code in fields},
    )
