"""Codes in arguments: written as people write them, and refused where they do not exist."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.spelling import spell
from errors import Code, RegistryError
from graph.vocabularies.vocabulary import Vocabulary

MAX_SHOWN = 20
"""Characters of a bad value that an error repeats."""


def codes_among(given: Mapping[str, Any], name: str, vocabulary: Vocabulary, path: str) -> frozenset[str] | None:
    """The codes in an argument as the registry writes them; None where it is left out, and nothing fits none.

    Raises RegistryError (BAD_USER_INPUT) for the first code that does not exist.
    """
    codes: Iterable[str] | None = given.get(name)
    if codes is None:
        return None
    return frozenset(canonical_code(code, vocabulary, f"{path}.{name}") for code in codes)


def canonical_code(code: str, vocabulary: Vocabulary, path: str) -> str:
    """A code as the registry writes it. Raises RegistryError (BAD_USER_INPUT) where there is no such code."""
    written = vocabulary.written(code)
    if written is None:
        message = f"holds {spell(code, MAX_SHOWN)}, which is not {vocabulary.meant}."
        raise RegistryError(Code.BAD_USER_INPUT, message, field=path)
    return written
