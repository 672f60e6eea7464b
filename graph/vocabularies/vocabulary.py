"""A set of codes with a meaning, and tables of them."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

Labels = Mapping[str, tuple[str, str]]
"""Code → its label in English and in Russian, in the order of the table."""
HERE = Path(__file__).parent
RUSSIAN = "ru"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A set of codes.

    meant    what its codes are, in words that end a sentence: "… is not a level of the EQF (EQF5 to EQF8)"
    written  a code as the registry writes it, however it was sent; None where there is no such code
    label    what a code is called in Russian ("ru"), else in English; the code itself where it has no name
    """

    meant: str
    written: Callable[[str], str | None]
    label: Callable[[str, str], str]


def table_vocabulary(meant: str, labels: Labels) -> Vocabulary:
    """The vocabulary of a table, whose codes are written in digits and capital letters."""
    return Vocabulary(meant, lambda text: code if (code := capitals(text)) in labels else None, partial(label, labels))


def table(name: str) -> Labels:
    """The codes and labels of a file beside this one."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: (row["en"], row[RUSSIAN]) for row in csv.DictReader(file)})


def label(labels: Labels, code: str, language: str) -> str:
    """The label of a code in Russian ("ru"), else in English; the code itself where it has none."""
    english, russian = labels.get(code, (code, code))
    return russian if language == RUSSIAN else english


def capitals(text: str) -> str:
    """A code in capital letters. Only ASCII has any: `ß` is no country, though its capitals are `SS`."""
    return text.upper() if text.isascii() else text
