"""What a name of a file was taken for. Who understands names is given to the import: it needs the name index."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """Something of the registry that a text may name.

    cell  how the rows of the registry's own files name it: an id, a slug, a GeoNames id
    how   by what it was found, in words
    note  what is worth knowing where it is taken: that it has merged, and into what
    """

    id: str
    cell: str
    name: str
    country: str | None
    how: str
    note: str = ""

    def text(self) -> str:
        """`Kazan Federal University (RU, univ_…), by its acronym`."""
        return f"{self.name} ({f'{self.country}, ' if self.country else ''}{self.id}), {self.how}"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text names for certain; else why that is not certain, and what it may name, best first."""

    text: str
    certain: NameCandidate | None = None
    reason: str = ""
    candidates: tuple[NameCandidate, ...] = ()
    ambiguous: bool = False
    """Whether it may be one of the candidates; else they are only the nearest there are."""


Understand = Callable[[str, str], Understanding]
"""What a text names among the nodes of a label (`University`, `Office`, `City`)."""
