"""What sentences need: how nodes, countries and fields are called in their language."""

from collections.abc import Mapping
from functools import cache, partial

from babel import Locale

from matching import isced
from matching.view import View
from matching.wording.words import Lookups

LANGUAGES = {"EN": "en", "RU": "ru"}


def lookups(view: View, language: str) -> Lookups:
    """The names that sentences in this language want."""
    territories = _territories(language)
    return Lookups(
        partial(view.label, language=language),
        lambda code: territories.get(code, code),
        partial(isced.label, language=language),
    )


@cache
def _territories(language: str) -> Mapping[str, str]:
    """The countries by their codes."""
    return dict(Locale(language).territories)
