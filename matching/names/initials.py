"""Acronyms that the initials of names give: one entry for each name and acronym."""

from collections.abc import Sequence

import numpy as np

from matching.names.hashed import HashedRows, hashes_of
from matching.names.transliteration import skeletons
from matching.names.words import initials_of

ACRONYM = "ACRONYM"
"""The kind of a name that is an acronym; it has no initials."""


class Initials:
    """The entries, column by column, and which an acronym has."""

    def __init__(self, named: Sequence[tuple[str, str]], words: Sequence[list[str]], spelled: Sequence[str]) -> None:
        """Of each row whose name it is and of what kind, its words and its skeleton."""
        shapes = {(university, _shape(spelled[row])) for row, (university, kind) in enumerate(named) if kind == ACRONYM}
        entries = [
            (row, acronym, whole)
            for row, (_, kind) in enumerate(named)
            if kind != ACRONYM
            for acronym, whole in initials_of(words[row]).items()
        ]
        acronyms = [acronym for _, acronym, _ in entries]
        unlike = [*set(acronyms)]
        latin_of = dict(zip(unlike, skeletons(unlike), strict=True))
        latin = [latin_of[acronym] for acronym in acronyms]
        self.row = np.array([row for row, _, _ in entries], np.int32)
        self.whole = np.array([whole for _, _, whole in entries], np.bool_)
        """They take all words of the name."""
        owners = [named[row][0] for row, _, _ in entries]
        self.supported = np.array(
            [(owner, _shape(own)) in shapes for owner, own in zip(owners, latin, strict=True)], np.bool_
        )
        """The university has an acronym of this length and first letter, as МГУ has in MSU."""
        self.native = HashedRows(hashes_of(acronyms), np.arange(len(entries)))
        romanised = [at for at, acronym in enumerate(acronyms) if not acronym.isascii()]
        self.romanised = HashedRows(hashes_of(latin[at] for at in romanised), romanised)


def _shape(acronym: str) -> tuple[int, str]:
    return len(acronym), acronym[:1]
