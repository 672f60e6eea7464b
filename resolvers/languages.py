"""Which of the languages that there are is meant by those asked for: the lookup of RFC 4647, with an eye to scripts.

A tag asked for is shortened from its end until it is that of a text: `ru-Cyrl-RU`, `ru-Cyrl`, `ru`. The script in which
a language is usually written may be named or not, on both sides: `ru-Cyrl` is `ru`. Another script is never dropped:
who wants `ru-Latn` does not want Cyrillic. `*` and `und` ask for no language.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel.core import get_global

KEPT = 4_096
"""Choices that are kept."""
MAX_TAG = 64
"""Characters; longer ones are those of no language."""
TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.ASCII)
SCRIPT = re.compile(r"[a-z]{4}", re.ASCII)
REGION = re.compile(r"[a-z]{2}|[0-9]{3}", re.ASCII)
LATIN = "latn"


def choose_language(there: Iterable[str], wanted: Iterable[str]) -> str | None:
    """The tag, of those that there are, which the first of the wanted languages that has one means."""
    return _choose(tuple(there), tuple(tag for tag in wanted if len(tag) <= MAX_TAG))


@lru_cache(maxsize=KEPT)
def _choose(there: tuple[str, ...], wanted: tuple[str, ...]) -> str | None:
    forms = {_form(tag): tag for tag in reversed(there)}
    for range_ in wanted:
        for form in _forms(range_):
            if form in forms:
                return forms[form]
        for form in _forms(range_):
            found = next((tag for each, tag in forms.items() if _narrows(each, form)), None)
            if found is not None:
                return found
    return None


def _narrows(tag: str, wanted: str) -> bool:
    """Whether a tag says more than the wanted one, which leaves that open; a transliteration must be asked for."""
    return tag.startswith(f"{wanted}-") and not tag.startswith(f"{wanted}-{LATIN}")


def _forms(wanted: str) -> tuple[str, ...]:
    """The forms of a tag asked for, the longest first."""
    form = _form(wanted)
    return tuple(dict.fromkeys([*_truncations(_with_script(form)), *_truncations(form)]))


def _form(tag: str) -> str:
    """A tag in small letters, by its language's usual code, without the script in which it is usually written."""
    language, *rest = tag.lower().split("-")
    if not TAG.fullmatch(tag.lower()) or language == "und":
        return ""
    language, *more = str(get_global("language_aliases").get(language, language)).lower().split("_")
    rest = more + rest if not (rest and SCRIPT.fullmatch(rest[0])) else rest
    if rest and rest[0] == _usual_script(language):
        rest = rest[1:]
    return "-".join([language, *rest])


def _usual_script(*parts: str) -> str:
    """The script in which a language is usually written, in a region if one is given; "" where it is not known."""
    language, *region = parts
    likely = get_global("likely_subtags").get("_".join([language, *(each.upper() for each in region)]), "")
    return next((each for each in likely.lower().split("_")[1:] if SCRIPT.fullmatch(each)), "")


def _with_script(form: str) -> str:
    """The script that a region implies, where it is not the language's usual one: `zh-tw` → `zh-hant-tw`."""
    language, *rest = form.split("-")
    script = _usual_script(language, rest[0]) if rest and REGION.fullmatch(rest[0]) else ""
    return "-".join([language, script, *rest]) if script not in ("", _usual_script(language)) else form


def _truncations(form: str) -> Iterable[str]:
    parts = form.split("-")
    while parts != [""] and parts:
        yield "-".join(parts)
        last = parts.pop()
        if len(parts) == 1 and SCRIPT.fullmatch(last):
            return
        while len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()
