"""Events that offices hold."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.office import offices, town_name
from graph.load.generate.place import places
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import (
    NEVER,
    TODAY,
    YEAR,
    Ints,
    World,
    certain_day,
    draw_once,
    heavy_tail,
    pick,
    slug,
    slug_id,
)
from graph.natural_keys import city_id

CONTACTS_AN_EVENT = 250
MIN_AN_OFFICE = 3
AHEAD = YEAR // 2
"""Days after today on which events are planned."""
LONGEST = 4
KINDS = {
    "FAIR": 0.22,
    "EXHIBITION": 0.12,
    "OPEN_DAY": 0.2,
    "PRESENTATION": 0.18,
    "CONFERENCE": 0.1,
    "ROUND_TABLE": 0.1,
    "OLYMPIAD": 0.04,
    "COURSE": 0.04,
}
NAMES = {
    "FAIR": ("Education Fair in {} {}", "Образовательная выставка в городе {} {}"),
    "EXHIBITION": ("University Exhibition in {} {}", "Выставка университетов в городе {} {}"),
    "OPEN_DAY": ("Open day in {} {}", "День открытых дверей в городе {} {}"),
    "PRESENTATION": ("Presentation of universities in {} {}", "Презентация университетов в городе {} {}"),
    "CONFERENCE": ("Partners' conference in {} {}", "Конференция партнёров в городе {} {}"),
    "ROUND_TABLE": ("Round table in {} {}", "Круглый стол в городе {} {}"),
    "OLYMPIAD": ("Olympiad in {} {}", "Олимпиада в городе {} {}"),
    "COURSE": ("Language course in {} {}", "Языковой курс в городе {} {}"),
}


@dataclass(frozen=True, slots=True)
class Events:
    """Events by row, sorted by office and last day."""

    office: Ints
    starts: Ints
    ends: Ints
    kind: Ints
    visitors: Ints

    def before(self, office: Ints, day: Ints) -> Ints:
        """The last event of each office that was over before the day, or NEVER."""
        scale = TODAY + 10 * YEAR
        found = np.searchsorted(self.office * scale + self.ends, office * scale + day) - 1
        return np.where((found >= 0) & (self.office[found] == office), found, NEVER)


@draw_once
def events(world: World) -> Events:
    """An office holds the more events the more institutions its country has; all within its working years."""
    rng, made = world.rng("event"), offices(world)
    size = len(made.ids)
    institutions = np.bincount(universities(world).country, minlength=len(places(world).codes))[made.country]
    shares = np.sqrt(institutions) * heavy_tail(rng, size, 0.5)
    shares[0] = shares.mean() / 2
    more = rng.multinomial(max(0, world.contacts // CONTACTS_AN_EVENT - size * MIN_AN_OFFICE), shares / shares.sum())
    office = np.repeat(np.arange(size), MIN_AN_OFFICE + more)
    last = np.minimum(made.ends()[office], TODAY + AHEAD)
    starts = last - ((last - made.opened[office]) * rng.random(len(office)) ** 1.5).astype(np.int64) - LONGEST
    starts = np.maximum(starts, made.opened[office])
    ends = starts + rng.integers(0, LONGEST, len(office))
    order = np.lexsort((ends, office))
    return Events(
        office=office[order],
        starts=starts[order],
        ends=ends[order],
        kind=pick(rng, KINDS, len(office)),
        visitors=np.minimum(rng.lognormal(5.5, 1.0, len(office)), 50_000).astype(np.int64),
    )


def event(world: World) -> Stream:
    """Each with its office and the office's city."""
    made, kinds, cities = events(world), list(KINDS), places(world).cities

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            office, starts = int(made.office[row]), certain_day(int(made.starts[row]))
            kind, year = kinds[made.kind[row]], starts[:4]
            city = cities[offices(world).city[office]]
            english, russian = NAMES[kind]
            past = made.ends[row] < TODAY
            self = step.demo_node(
                "Event",
                slug_id("evnt", "event", row),
                {
                    "slug": slug("event", row),
                    "name": english.format(town_name(world, office), year),
                    "nameRu": russian.format(city.name_ru or city.name, year),
                    "kind": kind,
                    "mode": "ON_SITE",
                    "starts": starts,
                    "ends": certain_day(int(made.ends[row])),
                    "visitors": int(made.visitors[row]) if past else None,
                },
                certain_day(min(int(made.ends[row]), TODAY)),
            )
            step.edge("HELD_IN", self, ("City", city_id(city.geonames)))
            step.edge("HOSTED_BY", self, ("Office", offices(world).ids[office]))

    return Stream("event", len(made.office), fill)
