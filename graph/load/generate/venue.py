"""Venues of offices, and those that partners lend them."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.office import offices, town_name
from graph.load.generate.place import places
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.world import TODAY, Ints, World, certain_day, draw_once, pick, slug, slug_id
from graph.natural_keys import city_id

AN_OFFICE = 3
KINDS = {"HALL": 0.35, "ROOM": 0.4, "EXHIBITION_SPACE": 0.2, "OPEN_AIR": 0.05}
NAMES = {
    "HALL": ("Hall", "Зал"),
    "ROOM": ("Room", "Аудитория"),
    "EXHIBITION_SPACE": ("Gallery", "Галерея"),
    "OPEN_AIR": ("Courtyard", "Двор"),
}
MEAN_PEOPLE = {"HALL": 250, "ROOM": 40, "EXHIBITION_SPACE": 150, "OPEN_AIR": 400}
TERMS = {"OWN": 0.6, "FREE": 0.15, "SHARED_COSTS": 0.1, "RENT": 0.15}
EQUIPMENT = (["projector"], ["stage", "projector", "sound"], ["projector", "interpreting booth"], ["display boards"])


@dataclass(frozen=True, slots=True)
class Venues:
    """Venues by row: those of office o are `AN_OFFICE` in a row."""

    kind: Ints
    capacity: Ints
    terms: Ints
    equipment: Ints


@draw_once
def venues(world: World) -> Venues:
    """Capacity goes with the kind."""
    rng, size = world.rng("venue"), len(offices(world).ids) * AN_OFFICE
    kind = pick(rng, KINDS, size)
    mean = np.asarray([MEAN_PEOPLE[name] for name in KINDS])[kind]
    capacity = np.maximum(8, (mean * rng.lognormal(0, 0.4, size)).astype(np.int64))
    return Venues(kind, capacity, pick(rng, TERMS, size), rng.integers(0, len(EQUIPMENT), size))


def venue(world: World) -> Stream:
    """Each in the city of its office."""
    made, kinds, terms = venues(world), list(KINDS), list(TERMS)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            office, kind, on = row // AN_OFFICE, kinds[made.kind[row]], terms[made.terms[row]]
            number = row % AN_OFFICE + 1
            english, russian = NAMES[kind]
            self = step.demo_node(
                "Venue",
                slug_id("venu", "venue", row),
                {
                    "slug": slug("venue", row),
                    "name": f"{english} {number} in {town_name(world, office)}",
                    "nameRu": f"{russian} {number}",
                    "kind": kind,
                    "capacity": int(made.capacity[row]),
                    "equipment": EQUIPMENT[made.equipment[row]],
                    "terms": on,
                    "partner": None if on == "OWN" else f"Demo partner {office:03d}",
                },
                certain_day(TODAY),
            )
            city = places(world).cities[offices(world).city[office]]
            step.edge("RUN_BY", self, ("Office", offices(world).ids[office]))
            step.edge("STANDS_IN", self, ("City", city_id(city.geonames)))

    return Stream("venue", len(made.kind), fill)
