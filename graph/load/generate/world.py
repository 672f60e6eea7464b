"""What all nouns of a generated network share: its sizes, its seed, its day, and draws that are made once."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph import natural_keys

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Drawn = TypeVar("Drawn")

TODAY = date(2026, 11, 24).toordinal()
"""The day on which a generated network stands: not the clock's, so that a seed gives the same bytes on any day."""
FIRST_DAY = date(1900, 1, 1).toordinal()
LAST_DAY = date(2060, 1, 1).toordinal()
NEVER = -1
"""No day, no row."""
YEAR = 365


@cache
def _days() -> list[str]:
    """All days from the first to the last, as ISO texts."""
    return [date.fromordinal(ordinal).isoformat() for ordinal in range(FIRST_DAY, LAST_DAY)]


@cache
def _academic_years() -> Ints:
    """The academic year of each of them."""
    return np.asarray([int(text[:4]) - (text[5:7] < "07") for text in _days()], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class World:
    """One network to be made. `kept` holds what was drawn."""

    universities: int
    contacts: int
    seed: int
    ror: Path | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    def rng(self, noun: str) -> np.random.Generator:
        """Random numbers of a noun's own: a new noun does not change what is drawn for the others."""
        return np.random.default_rng([self.seed, zlib.crc32(noun.encode())])


def draw_once(draw: Callable[[World], Drawn]) -> Callable[[World], Drawn]:
    """A draw that is made once for each world."""

    @wraps(draw)
    def once(world: World) -> Drawn:
        name = f"{draw.__module__}.{draw.__qualname__}"
        if name not in world.kept:
            world.kept[name] = draw(world)
        found: Drawn = world.kept[name]
        return found

    return once


def day(ordinal: int) -> str | None:
    """A day as ISO text; none for NEVER."""
    return None if ordinal < 0 else _days()[ordinal - FIRST_DAY]


def certain_day(ordinal: int) -> str:
    """A day that is one."""
    return _days()[ordinal - FIRST_DAY]


def academic(ordinals: Ints) -> Ints:
    """The year in which the academic year of a day begins; from July on it is the coming one."""
    years: Ints = _academic_years()[ordinals - FIRST_DAY]
    return years


def first_of(year: int) -> int:
    """New Year's Day of a year."""
    return date(year, 1, 1).toordinal()


def slug(noun: str, row: int) -> str:
    """The slug of a generated thing."""
    return f"gen-{noun}-{row:07d}"


def slug_id(prefix: str, noun: str, row: int) -> str:
    """Its id."""
    return natural_keys.slug_id(prefix, slug(noun, row))


class GroupedRows:
    """Rows by the group they belong to."""

    def __init__(self, groups: Ints, count: int) -> None:
        self._rows = np.argsort(groups, kind="stable").astype(np.int64)
        self._bounds = np.searchsorted(groups[self._rows], np.arange(count + 1))

    def one_of(self, rng: np.random.Generator, groups: Ints) -> Ints:
        """A row of each of these groups; NEVER where it has none."""
        low, high = self._bounds[groups], self._bounds[groups + 1]
        places = low + (rng.random(len(groups)) * (high - low)).astype(np.int64)
        return np.where(high > low, self._rows[np.minimum(places, len(self._rows) - 1)], NEVER)


class Weighted:
    """Draws rows in proportion to their weights; the rows of a group stand together."""

    def __init__(self, rows: Ints, weights: Floats, groups: Ints | None = None, count: int = 0) -> None:
        order = np.arange(len(rows)) if groups is None else np.argsort(groups[rows], kind="stable")
        self.rows = rows[order]
        self._sums = np.concatenate([[0.0], np.cumsum(weights[self.rows])])
        if groups is not None:
            self._bounds = np.searchsorted(groups[self.rows], np.arange(count + 1))

    def draw(self, rng: np.random.Generator, count: int) -> Ints:
        return self._at(rng.random(count) * self._sums[-1])

    def within(self, rng: np.random.Generator, groups: Ints) -> Ints:
        """One row of each of these groups; NEVER where the group has none."""
        low, high = self._sums[self._bounds[groups]], self._sums[self._bounds[groups + 1]]
        found = self._at(low + rng.random(len(groups)) * (high - low))
        return np.where(high > low, found, NEVER)

    def share(self) -> Floats:
        """The weight of each group."""
        return np.asarray(np.diff(self._sums[self._bounds]), dtype=np.float64)

    def _at(self, points: Floats) -> Ints:
        places = np.searchsorted(self._sums, points, side="right") - 1
        return self.rows[np.clip(places, 0, len(self.rows) - 1)]


def pick(rng: np.random.Generator, shares: dict[Any, float], count: int) -> Ints:
    """Places in `shares` in proportion to their values."""
    weights = np.asarray(list(shares.values()))
    return rng.choice(len(weights), count, p=weights / weights.sum()).astype(np.int64)


def heavy_tail(rng: np.random.Generator, count: int, spread: float) -> Floats:
    """Weights of which a few are large: lognormal, `spread` is its sigma."""
    return rng.lognormal(0.0, spread, count)
