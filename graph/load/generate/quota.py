"""Quotas: state-scholarship places by country, level and academic year."""

from dataclasses import dataclass

import numpy as np

from graph.load.batch import Value
from graph.load.generate.office import offices
from graph.load.generate.place import HOME, places
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import (
    TODAY,
    Ints,
    World,
    academic,
    certain_day,
    draw_once,
    first_of,
    slug,
    slug_id,
)
from graph.natural_keys import country_id
from graph.vocabularies.academic_year import academic_year_from

LEVELS = ("EQF6", "EQF7")
YEARS = 7
LAST_YEAR = int(academic(np.asarray([TODAY]))[0]) + 1
"""The academic year that is prepared now."""


@dataclass(frozen=True, slots=True)
class Quotas:
    """Quotas by row: country by country, in each year by year, in each level by level."""

    country: Ints
    places: Ints
    filled: Ints

    def row(self, country: Ints, year: Ints, level: int = 0) -> Ints:
        """The row of a country's quota."""
        order = np.searchsorted(self.country[:: YEARS * len(LEVELS)], country)
        return (order * YEARS + year - (LAST_YEAR - YEARS + 1)) * len(LEVELS) + level


@draw_once
def quotas(world: World) -> Quotas:
    """Larger for countries with more institutions; nearly filled."""
    rng, codes = world.rng("quota"), places(world).codes
    abroad = np.asarray([code for code in range(len(codes)) if codes[code] != HOME])
    institutions = np.bincount(universities(world).country, minlength=len(codes))[abroad]
    country = np.repeat(abroad, YEARS * len(LEVELS))
    mean = np.repeat(20 + 4 * np.sqrt(institutions) * rng.lognormal(0, 0.6, len(abroad)), YEARS * len(LEVELS))
    count = np.maximum(1, rng.poisson(mean))
    return Quotas(country, count, np.minimum(count, rng.binomial(count, 0.9)))


def quota(world: World) -> Stream:
    """Each with its country and the office that distributes it. The year to come is not filled yet."""
    made = quotas(world)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            year = LAST_YEAR - YEARS + 1 + row // len(LEVELS) % YEARS
            said: dict[str, Value] = {
                "slug": slug("quota", row),
                "academicYear": academic_year_from(year),
                "level": LEVELS[row % len(LEVELS)],
                "places": int(made.places[row]),
                "filled": int(made.filled[row]) if year < LAST_YEAR else None,
            }
            country, checked = int(made.country[row]), certain_day(min(TODAY, first_of(year)))
            self = step.demo_node("Quota", slug_id("quot", "quota", row), said, checked)
            step.edge("GIVEN_TO", self, ("Country", country_id(places(world).codes[country])))
            step.edge("DISTRIBUTED_BY", self, ("Office", offices(world).ids[offices(world).main[country]]))

    return Stream("quota", len(made.country), fill)
