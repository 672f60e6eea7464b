"""The weights of the ranking: the most that each term of the score can give, kept in a small file."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from matching.terms import TERMS

DEFAULT = Path(__file__).with_name("weights.json")
VERSION = 4  # of the file: rises where terms are added or mean something else
DECIMALS = 4


class WeightsError(Exception):
    """A file of weights that cannot be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each term can give, together 1; places among the first ten for the lesser-known; how this was found."""

    most: Mapping[str, float]
    lesser_known_places: int
    made: str

    def text(self) -> str:
        """The file that holds them."""
        kept = {"version": VERSION, "made": self.made, "lesserKnownPlaces": self.lesser_known_places}
        return json.dumps(kept | {"most": dict(self.most)}, indent=2, ensure_ascii=False) + "\n"


@cache
def read_weights(path: Path = DEFAULT) -> Weights:
    """The weights of a file. Raises WeightsError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path}: cannot be read as JSON") from error
    wrong = next(_faults(found), None)
    if wrong:
        raise WeightsError(f"{path}: {wrong}")
    return Weights(found["most"], found["lesserKnownPlaces"], found["made"])


def _faults(found: Any) -> Iterator[str]:
    if not isinstance(found, dict) or found.get("version") != VERSION:
        yield f"`version` is not {VERSION}"
        return
    most, places = found.get("most"), found.get("lesserKnownPlaces")
    names = {term.name for term in TERMS}
    if not isinstance(most, dict) or most.keys() != names:
        yield f"`most` must have {', '.join(sorted(names))} and nothing else"
        return
    for name, value in most.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            yield f"`most.{name}` is not a number from 0 to 1"
            return
    if not math.isclose(sum(most.values()), 1, abs_tol=10**-DECIMALS):
        yield "the numbers of `most` do not add up to 1"
    if not isinstance(places, int) or not 0 <= places <= 5:
        yield "`lesserKnownPlaces` is not a whole number from 0 to 5"
    if not isinstance(found.get("made"), str):
        yield "`made` does not say how they were made"
