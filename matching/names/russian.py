"""How institutions and offices are called in Russian sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.model.records import Records
from matching.names.table import NameRecord

CALLED_BY = ("OFFICIAL", "ENGLISH", "TRANSLITERATED", "ALIAS")
"""The kinds of names by which a thing is called, the best first; acronyms and former names are never its name."""

RUSSIAN = frozenset({"ru", "ru-Cyrl"})


@dataclass(frozen=True, slots=True)
class RussianName:
    """The name in Russian that serves best in a sentence."""

    id: str  # of who is called so
    name: str


Russian = Records[RussianName]


def russian_names(records: Iterable[NameRecord] = ()) -> Russian:
    """The name of each that has one: of equal kinds the first in the order of letters, as everywhere."""
    current = [name for name in records if name.language in RUSSIAN and not name.until and name.kind in CALLED_BY]
    current.sort(key=lambda name: (CALLED_BY.index(name.kind), name.value), reverse=True)
    found = {name.university: name.value for name in current}  # the best comes last
    return Records.of(RussianName, [RussianName(*item) for item in sorted(found.items())])
