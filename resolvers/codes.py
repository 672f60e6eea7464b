"""Codes in arguments: written as people write them, and refused where they do not exist."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from errors import Code, RegistryError
from graph.countries import is_country
from graph.load.rows import SUBDIVISION
from matching import isced
from resolvers.spelling import spelled

MOST_SHOWN = 20
"""Characters of a bad value that an error repeats."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A set of codes: which exist, what they are in words, and how the registry writes one that a client sends."""

    has: Callable[[str], object]
    meant: str
    written: Callable[[str], str] = str.upper


COUNTRIES = Vocabulary(is_country, "a country code of ISO 3166-1 (two letters)")
REGIONS = Vocabulary(SUBDIVISION.fullmatch, "a region code of ISO 3166-2")
FIELDS = Vocabulary(isced.is_field, "a field of ISCED-F 2013 (2, 3 or 4 digits)")
LEVELS = Vocabulary(re.compile(r"EQF[5-8]").fullmatch, "a level from EQF5 to EQF8")
LANGUAGES = Vocabulary(
    re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*").fullmatch, "a language (BCP 47, or as `ru-B2`)", str
)


def codes_among(given: Mapping[str, Any], name: str, vocabulary: Vocabulary, path: str) -> frozenset[str] | None:
    """The codes in an argument as the registry writes them; None where it is left out, and nothing fits none.

    Raises RegistryError (BAD_USER_INPUT) for the first code that does not exist.
    """
    codes: Iterable[str] | None = given.get(name)
    if codes is None:
        return None
    written = {code: vocabulary.written(code) for code in codes}
    bad = next((code for code, known in written.items() if not vocabulary.has(known)), None)
    if bad is not None:
        message = f"holds {spelled(bad, MOST_SHOWN)}, which is not {vocabulary.meant}."
        raise RegistryError(Code.BAD_USER_INPUT, message, field=f"{path}.{name}")
    return frozenset(written.values())
