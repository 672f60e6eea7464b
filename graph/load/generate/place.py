"""Countries and cities: those of the ROR file and of the demo set, and invented towns around them."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.words import Town, town
from graph.load.generate.world import Ints, World, draw_once, heavy_tail
from graph.load.offices import read_offices
from graph.load.places import Place
from graph.load.records import DEMO_FILES
from graph.load.report import ImportReport
from graph.load.ror import read_ror
from graph.load.ror_record import Institution
from graph.load.universities import read_universities

HOME = "RU"
HOME_SHARE = 0.06
"""Of all institutions."""
INSTITUTIONS_A_TOWN = 4
FIRST_TOWN = 2_000_000_000
"""GeoNames has no number as high, and it is still one of 32 bits."""
AROUND_DEGREES = 1.5
COUNTRY_SPREAD = 1.1


@dataclass(frozen=True, slots=True)
class Places:
    """Cities by row, the invented towns last; `towns[row - known]` is an invented town's name."""

    cities: list[Place]
    codes: list[str]
    country: Ints
    known: int
    towns: list[Town]


@draw_once
def records(world: World) -> list[Institution]:
    """Institutions of the ROR file, in the file's order: as many as are wanted, those of the home country first."""
    if world.ror is None:
        return []
    found = read_ror(world.ror, ImportReport(world.ror.name))
    found = [each for each in found if each.places]
    chosen = sorted(range(len(found)), key=lambda row: found[row].places[0].country != HOME)[: world.universities]
    return [found[row] for row in sorted(chosen)]


@draw_once
def places(world: World) -> Places:
    """All cities. Without a ROR file, countries are those of the demo set, of very different weight."""
    rng = world.rng("place")
    said = {place.geonames: place for each in records(world) for place in each.places}
    said = {place.geonames: place for place in _of_the_demo_set()} | said
    cities = sorted(said.values(), key=lambda place: place.geonames)
    known = len(cities)
    by_country: dict[str, list[Place]] = {}
    for place in cities:
        by_country.setdefault(place.country, []).append(place)
    codes = sorted(by_country)
    invented = max(0, world.universities - len(records(world)))
    at_home = _missing_at_home(world, invented)
    count = max(1, at_home // INSTITUTIONS_A_TOWN), max(1, (invented - at_home) // INSTITUTIONS_A_TOWN)
    abroad = [code for code in codes if code != HOME]
    weights = heavy_tail(rng, len(abroad), COUNTRY_SPREAD) * [np.sqrt(len(by_country[code])) for code in abroad]
    chosen = rng.choice(len(abroad), count[1], p=weights / weights.sum())
    towns = [town(rng) for _ in range(sum(count))]
    for row, code in enumerate([*[HOME] * count[0], *(abroad[each] for each in chosen)]):
        near = by_country[code][int(rng.integers(len(by_country[code])))]
        cities.append(_around(rng, near, FIRST_TOWN + row, towns[row]))
    numbers = {code: number for number, code in enumerate(codes)}
    country = np.asarray([numbers[place.country] for place in cities], dtype=np.int64)
    return Places(cities, codes, country, known, towns)


def _missing_at_home(world: World, invented: int) -> int:
    there = sum(each.places[0].country == HOME for each in records(world))
    return min(invented, max(0, round(world.universities * HOME_SHARE) - there))


def invented_at_home(world: World) -> tuple[int, int]:
    """How many institutions are invented, and how many of them at home."""
    invented = max(0, world.universities - len(records(world)))
    return invented, _missing_at_home(world, invented)


def _of_the_demo_set() -> list[Place]:
    report = ImportReport("")
    found = read_universities(DEMO_FILES / "universities.csv", DEMO_FILES / "university_names.csv", report)
    return [place for _, place in found] + [place for _, place, _ in read_offices(DEMO_FILES / "offices.csv", report)]


def _around(rng: np.random.Generator, near: Place, geonames: int, name: Town) -> Place:
    north, east = rng.uniform(-AROUND_DEGREES, AROUND_DEGREES, 2)
    latitude = float(np.clip(round(near.latitude + north, 4), -85, 85))
    longitude = float(np.clip(round(near.longitude + east, 4), -180, 180))
    return Place(geonames, name.latin, latitude, longitude, near.country, name.cyrillic)
