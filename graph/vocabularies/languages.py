"""Languages by their tags (BCP 47), with the level of the CEFR where one is asked for: `ru`, `zh-Hant`, `ru-B2`.

Known is what the Unicode CLDR has a name for, and what `languages.csv` adds: languages of peoples of Russia that the
CLDR leaves out.
"""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from graph.vocabularies import vocabulary
from graph.vocabularies.levels import LANGUAGE_LABELS
from graph.vocabularies.vocabulary import RUSSIAN, Labels, Vocabulary, table

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(-(?P<level>[abc][12]))?",
    re.ASCII | re.IGNORECASE,
)
NO_LANGUAGE = frozenset(("mul", "und", "zxx"))
"""Tags of the CLDR for what is no language."""
TWO_LETTERS = 2


@cache
def labels() -> Labels:
    """All languages that are known, by their codes; those of two letters first."""
    english, russian = Locale("en").languages, Locale(RUSSIAN).languages
    named = {code: (name, russian.get(code, name)) for code, name in english.items() if code.isalpha()}
    known = named | dict(table("languages"))
    return {code: known[code] for code in sorted(known, key=lambda each: (len(each), each)) if code not in NO_LANGUAGE}


@cache
def common_codes() -> tuple[str, ...]:
    """The languages of ISO 639-1, by code."""
    return tuple(code for code in labels() if len(code) == TWO_LETTERS)


@cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    """The scripts and the regions that a tag may name."""
    english = Locale("en")
    return frozenset(english.scripts), frozenset(english.territories)


def canonical_tag(tag: str) -> str | None:
    """A tag as the registry writes it (`EN-b2` → `en-B2`, `eng` → `en`); None where there is no such language."""
    found = TAG.fullmatch(tag)
    if not found:
        return None
    language, script, region = (
        found["language"].lower(),
        (found["script"] or "").title(),
        (found["region"] or "").upper(),
    )
    if language not in labels():
        language = get_global("language_aliases").get(language, language)
    scripts, regions = _parts()
    if language not in labels() or (script and script not in scripts) or (region and region not in regions):
        return None
    return "-".join(filter(None, (language, script, region, (found["level"] or "").upper())))


def label(tag: str, language: str) -> str:
    """What a language is called in Russian ("ru"), else in English, with its level: `English, B2`; else the tag."""
    found = TAG.fullmatch(tag)
    if not found or found["language"].lower() not in labels():
        return tag
    name = vocabulary.label(labels(), found["language"].lower(), language)
    return f"{name}, {found['level']}" if found["level"] and found["level"] in LANGUAGE_LABELS else name


LANGUAGES = Vocabulary("a language (BCP 47, or as `ru-B2`)", canonical_tag, label)
