"""The settings in which methods are compared: which questions are asked, and who may be an answer.

As in the reference scorer of the data: an institution gets partners of other countries that it does not know yet;
`country`: of one country at a time, where it has twenty candidates at least; `foreign`: the same, asked from abroad of
the agency of that country; `tail80`: only candidates and true partners up to the 80th percentile of popularity.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from bench.matching.folder import Folder
from matching.fitting import MIN_IN_COUNTRY
from matching.model.network import Network
from matching.model.sparse import Mask, Matrix, Rows, Vector, neighbours

TAIL = 80.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: who asks, of which country (none: of all others), who may be an answer, and who is right."""

    asker: int
    country: int | None
    candidates: Mask
    right: Mask
    from_abroad: bool = False
    """Whether the country asked of is home, and who asks is foreign; else who asks is at home."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all methods may know: ties until the cut; and what they are asked."""

    network: Network
    ties: Matrix
    partners: Vector
    percentile: Vector
    settings: dict[str, list[Asked]]


def ground(folder: Folder) -> Ground:
    """The questions of a folder."""
    network = folder.network
    moment = network.at(folder.last_day)
    percentile = percentiles(moment.partners)
    everywhere = [*_everywhere(folder, moment.ties)]
    by_country = [each for asked in everywhere for each in _by_country(asked, network.columns.country)]
    return Ground(
        network,
        moment.ties,
        moment.partners,
        percentile,
        {
            "global": everywhere,
            "country": by_country,
            "foreign": [replace(each, from_abroad=True) for each in by_country],
            "global_tail80": _tail(everywhere, percentile),
            "country_tail80": _tail(by_country, percentile),
        },
    )


def percentiles(partners: Vector) -> Vector:
    """Popularity of each from 0 to 100; those with equally many partners share the middle of their places."""
    ordered = np.sort(partners)
    first = np.searchsorted(ordered, partners, "left")
    behind = np.searchsorted(ordered, partners, "right")
    return np.asarray(100 * ((first + behind - 1) / 2) / max(1, len(partners) - 1))


def _everywhere(folder: Folder, ties: Matrix) -> list[Asked]:
    network = folder.network
    country = network.columns.country
    found = []
    for asker, partners in sorted(folder.later.items()):
        row = network.row_of[asker]
        candidates = country != country[row]
        candidates[neighbours(ties, row)] = False
        right = np.zeros_like(candidates)
        right[[network.row_of[partner] for partner in partners]] = True
        found.append(Asked(row, None, candidates, right))
    return found


def _by_country(asked: Asked, country: Rows) -> list[Asked]:
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(asked.right):
        rows[int(country[row])].append(int(row))
    found = []
    for code, right_rows in sorted(rows.items()):
        there = country == code
        candidates = asked.candidates & there
        if candidates.sum() < MIN_IN_COUNTRY:
            continue
        right = np.zeros_like(candidates)
        right[right_rows] = True
        found.append(Asked(asked.asker, code, candidates, right))
    return found


def _tail(questions: list[Asked], percentile: Vector) -> list[Asked]:
    tail = percentile <= TAIL
    cut = [Asked(each.asker, each.country, each.candidates & tail, each.right & tail) for each in questions]
    return [each for each in cut if each.right.any()]
