"""Restrictions of countries: generic, and none of them is a real one."""

import numpy as np

from graph.load.batch import Value
from graph.load.generate.place import HOME, places
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.world import NEVER, TODAY, YEAR, World, certain_day, day, slug, slug_id
from graph.natural_keys import country_id

MOST = 60
TITLES = {
    "ENTRY": ("Invented rule of entry", "Вымышленное правило въезда"),
    "VISA": ("Invented rule of visas", "Вымышленное визовое правило"),
    "PAYMENT": ("Invented rule of payments", "Вымышленное правило платежей"),
    "EXPORT": ("Invented rule of export", "Вымышленное правило вывоза"),
    "RECOGNITION": ("Invented rule of recognition", "Вымышленное правило признания"),
}
ENDED = 0.4


def restriction(world: World) -> Stream:
    """Imposed by one country, on one other or on two."""
    rng, codes = world.rng("restriction"), places(world).codes
    size, names = min(MOST, len(codes)), list(TITLES)
    imposer, other = rng.integers(0, len(codes), size), rng.integers(0, len(codes), size)
    kind, since = rng.integers(0, len(names), size), TODAY - rng.integers(200, 8 * YEAR, size)
    until = np.where(rng.random(size) < ENDED, since + 100 + rng.integers(0, 4 * YEAR, size), NEVER)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            english, russian = TITLES[names[kind[row]]]
            said: dict[str, Value] = {
                "slug": slug("restriction", row),
                "kind": names[kind[row]],
                "title": english,
                "titleRu": russian,
                "since": certain_day(int(since[row])),
                "until": day(int(until[row])),
            }
            checked = certain_day(int(since[row]))
            self = step.demo_node("Restriction", slug_id("rest", "restriction", row), said, checked)
            by = codes[imposer[row]]
            step.edge("IMPOSED_BY", self, ("Country", country_id(by)))
            for code in dict.fromkeys([HOME, codes[other[row]]][: 1 + row % 2]):
                if code != by:
                    step.edge("APPLIES_TO", self, ("Country", country_id(code)))

    return Stream("restriction", size, fill)
