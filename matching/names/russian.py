"""How institutions and offices are called in Russian sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.model.records import Records
from matching.names.table import NameRecord

SENTENCE_KINDS = ("OFFICIAL", "ENGLISH", "TRANSLITERATED", "ALIAS")
"""The kinds of names that serve in a sentence, the best first."""


@dataclass(frozen=True, slots=True)
class RussianName:
    """The name in Russian that serves best in a sentence."""

    id: str  # of who is called so
    name: str


Russian = Records[RussianName]


def russian_names(records: Iterable[NameRecord] = ()) -> Russian:
    """The name of each that has one."""
    found: dict[str, str] = {}
    best: dict[str, int] = {}
    for name in records:
        if name.language not in ("ru", "ru-Cyrl") or name.until or name.kind not in SENTENCE_KINDS:
            continue
        rank = SENTENCE_KINDS.index(name.kind)
        if rank < best.get(name.university, len(SENTENCE_KINDS)):
            best[name.university] = rank
            found[name.university] = name.value
    return Records.of(RussianName, [RussianName(*item) for item in sorted(found.items())])
