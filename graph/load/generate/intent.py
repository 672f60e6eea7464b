"""Intents: what institutions seek and offer."""

import numpy as np

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.generate.contact import focus
from graph.load.generate.place import places
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import NEVER, TODAY, YEAR, World, certain_day, day, pick, slug, slug_id
from graph.natural_keys import country_id

A_UNIVERSITY = 1.2
LEVELS = (["EQF6"], ["EQF7"], ["EQF6", "EQF7"], ["EQF8"], ["EQF7", "EQF8"], ["EQF5", "EQF6"])
LANGUAGES = {"en": 0.35, "en-B2": 0.2, "ru-B2": 0.25, "ru-B1": 0.1, "ru": 0.1}
ENDLESS = 0.2
OLDEST = 3 * YEAR
LASTS = (90, 3 * YEAR)


def intent(world: World) -> Stream:
    """Each with its institution and the countries at which it aims: from abroad, mostly Russia."""
    rng, made, codes = world.rng("intent"), universities(world), places(world).codes
    counts = rng.poisson(A_UNIVERSITY, world.universities) * made.is_active
    holder = np.repeat(np.arange(world.universities), counts)
    size, kinds = len(holder), values_of("Intent", "cooperationKind")
    since = TODAY - rng.integers(0, OLDEST, size)
    until = np.where(rng.random(size) < ENDLESS, NEVER, since + rng.integers(*LASTS, size))
    direction, kind = rng.integers(0, 2, size), rng.integers(0, len(kinds), size)
    levels, languages = rng.integers(0, len(LEVELS), size), pick(rng, LANGUAGES, size)
    places_asked, aims = rng.integers(1, 60, size), rng.integers(0, 4, size)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            university = int(holder[row])
            fields = made.fields[university]
            properties: dict[str, Value] = {
                "slug": slug("intent", row),
                "direction": ("SEEKS", "OFFERS")[direction[row]],
                "cooperationKind": kinds[kind[row]],
                "fields": list(fields[row % len(fields) :][:2]),
                "levels": LEVELS[levels[row]],
                "languages": [list(LANGUAGES)[languages[row]]],
                "places": int(places_asked[row]),
                "since": certain_day(int(since[row])),
                "until": day(int(until[row])),
            }
            self = step.demo_node("Intent", slug_id("intn", "intent", row), properties, certain_day(int(since[row])))
            step.edge("HAS_INTENT", ("University", made.ids[university]), self)
            for code in _aims(university, int(aims[row])):
                step.edge("AIMS_AT", self, ("Country", country_id(code)))

    def _aims(university: int, count: int) -> list[str]:
        if made.is_home[university]:
            return list(dict.fromkeys(codes[each] for each in focus(world)[university][:count]))
        return ["RU"] if count else []

    return Stream("intent", size, fill)
