"""What is wrong with a row of a partner."""

from dataclasses import dataclass

from graph.load.partners.understanding import NameCandidate


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is left out.

    text        what the file has; of a name, that name
    label       of a name: what it should name
    candidates  where a name may be one of several, or the nearest where it is none
    """

    field: str
    reason: str
    text: str | None = None
    ambiguous: bool = False
    candidates: tuple[NameCandidate, ...] = ()
    label: str | None = None
