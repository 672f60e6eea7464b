"""Offices: the headquarters, one in each of the countries with most institutions, branches in the largest."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.place import HOME, places
from graph.load.generate.step import ORIGIN, SOURCE, GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import NEVER, TODAY, YEAR, Ints, World, certain_day, day, draw_once, slug, slug_id
from graph.load.units import Child, Unit, UnitLink, add_name
from graph.natural_keys import city_id, country_id, status_id

MAX_COUNTRIES = 85
BRANCHES = 10
HEADQUARTERS = 0
FIRST_OPENED, LAST_OPENED = 18 * YEAR, 9 * YEAR
"""Days before today."""
CLOSED, SUSPENDED, LIMITED = 0.04, 0.06, 0.05
"""Shares of offices with another status than active today."""
MOSCOW = 524901
STATUSES = ("ACTIVE", "CLOSED", "SUSPENDED", "LIMITED")
ACTIVE = 0


@dataclass(frozen=True, slots=True)
class Offices:
    """Offices by row, the headquarters first. `main[country]`, `second[country]`: who answers for it, or NEVER."""

    ids: list[str]
    city: Ints
    country: Ints
    opened: Ints
    now: Ints
    changed: Ints
    main: Ints
    second: Ints
    covers: list[list[int]]

    def ends(self) -> Ints:
        """The first day on which an office no longer works; far ahead where it does."""
        ended = (self.now != ACTIVE) & (self.now != STATUSES.index("LIMITED"))
        return np.where(ended, self.changed, TODAY + YEAR)


@draw_once
def offices(world: World) -> Offices:
    """A country without an office is covered from the nearest one that has one."""
    rng, found, home = world.rng("office"), places(world), places(world).codes.index(HOME)
    counts = np.bincount(universities(world).country, minlength=len(found.codes))
    order = [code for code in np.argsort(-counts, kind="stable").tolist() if code != home and counts[code]]
    abroad = order[: min(MAX_COUNTRIES, max(1, len(order) * 2 // 3))]
    country = np.asarray([home, *abroad, *abroad[:BRANCHES]], dtype=np.int64)
    moscow = next(row for row, place in enumerate(found.cities) if place.geonames == MOSCOW)
    city = np.asarray([moscow, *_cities(world, country[1:])], dtype=np.int64)
    now = rng.choice(len(STATUSES), len(country), p=(1 - CLOSED - SUSPENDED - LIMITED, CLOSED, SUSPENDED, LIMITED))
    now[HEADQUARTERS] = ACTIVE
    main, second = np.full((2, len(found.codes)), NEVER, dtype=np.int64)
    main[country[: 1 + len(abroad)]] = np.arange(1 + len(abroad))
    second[country[1 + len(abroad) :]] = np.arange(1 + len(abroad), len(country))
    uncovered = [code for code in range(len(found.codes)) if main[code] == NEVER]
    main[uncovered] = [_nearest(world, code, city) for code in uncovered]
    covers: list[list[int]] = [[] for _ in country]
    for code in range(len(found.codes)):
        for office in {int(main[code]), int(second[code])} - {NEVER}:
            covers[office].append(code)
    return Offices(
        ids=[slug_id("offi", "office", row) for row in range(len(country))],
        city=city,
        country=country,
        opened=TODAY - rng.integers(LAST_OPENED, FIRST_OPENED, len(country)),
        now=now,
        changed=TODAY - rng.integers(YEAR // 4, 3 * YEAR, len(country)),
        main=main,
        second=second,
        covers=covers,
    )


def _cities(world: World, countries: Ints) -> list[int]:
    """For each the city of its country with most institutions; a branch takes the next one, where there is one."""
    counts = np.bincount(universities(world).city, minlength=len(places(world).cities))
    order = np.argsort(-counts, kind="stable")
    taken: dict[int, int] = {}
    found = []
    for code in countries.tolist():
        own = order[places(world).country[order] == code]
        found.append(int(own[min(taken.get(code, 0), len(own) - 1)]))
        taken[code] = taken.get(code, 0) + 1
    return found


def _nearest(world: World, code: int, seats: Ints) -> int:
    cities, country = places(world).cities, places(world).country
    here = cities[int(np.flatnonzero(country == code)[0])]
    away = [
        (cities[seat].latitude - here.latitude) ** 2 + (cities[seat].longitude - here.longitude) ** 2
        for seat in seats[1:].tolist()
    ]
    return 1 + int(np.argmin(away))


def office(world: World) -> Stream:
    """Each with its names, statuses and the countries it covers."""
    made = offices(world)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            step.unit(_unit(world, row))

    return Stream("office", len(made.ids), fill)


def _unit(world: World, row: int) -> Unit:
    made, found = offices(world), places(world)
    place, opened = found.cities[made.city[row]], certain_day(int(made.opened[row]))
    english, russian = f"Demo House in {place.name}", f"Учебный дом в городе {place.name_ru or place.name}"
    kind = "RUSSIAN_HOUSE" if row % 4 else "REPRESENTATION"
    if row == HEADQUARTERS:
        kind, english, russian = "HEADQUARTERS", "Demo headquarters", "Учебный центральный аппарат"
    elif made.main[made.country[row]] != row:
        kind = "BRANCH"
    key = slug("office", row)
    unit = Unit("Office", made.ids[row], {"slug": key, "name": english, "kind": kind, "demo": True}, origin=ORIGIN)
    unit.links.append(UnitLink("HOUSED_IN", "City", city_id(place.geonames)))
    unit.links.append(UnitLink("STATED_BY", "Source", SOURCE, {"checked": certain_day(TODAY)}))
    add_name(unit, english, "en", "ENGLISH")
    add_name(unit, russian, "ru", "OFFICIAL")
    changed = None if made.now[row] == ACTIVE else day(int(made.changed[row]))
    spans = [("ACTIVE", opened, changed)] + ([(STATUSES[made.now[row]], changed, None)] if changed else [])
    for status, since, until in spans:
        id = status_id(unit.id, str(since))
        unit.children.append(Child("OfficeStatus", id, {"status": status, "since": since, "until": until}))
        unit.links.append(UnitLink("HAS_STATUS", "OfficeStatus", id))
    closed = changed if STATUSES[made.now[row]] == "CLOSED" else None
    for code in made.covers[row]:
        unit.links.append(
            UnitLink("COVERS", "Country", country_id(found.codes[code]), {"since": opened, "until": closed})
        )
    return unit


def town_name(world: World, row: int) -> str:
    """The town of an office."""
    name: str = places(world).cities[offices(world).city[row]].name
    return name
