"""Universities with their names, identifiers and seats: those of the ROR file, and invented ones."""

from dataclasses import dataclass

import numpy as np

from graph.declared import values_of
from graph.load.batch import Value
from graph.load.generate.place import HOME, invented_at_home, places, records
from graph.load.generate.step import ORIGIN, SOURCE, GenerationStep, Stream
from graph.load.generate.words import ALL_FIELDS, STYLE_SHARES, STYLES, make_names
from graph.load.generate.world import TODAY, Flags, Floats, Ints, World, certain_day, draw_once, heavy_tail, slug
from graph.load.ror import MARK, institution_unit
from graph.load.ror_claims import Claims
from graph.load.ror_relations import stated_edges
from graph.load.units import Unit, UnitLink, add_identifier, add_name, add_source
from graph.natural_keys import city_id, university_id

HOME_SPREAD, FOREIGN_SPREAD = 1.1, 1.4
"""How heavy the tail of popularity is on both sides (sigma of a lognormal)."""
ERASMUS = frozenset("AT BE BG CZ DE DK ES FI FR GR HR HU IE IT LT LV NL PL PT RO RS SE SI SK TR".split())


@dataclass(frozen=True, slots=True)
class Universities:
    """Institutions by row: first those of the ROR file, then invented ones."""

    ids: list[str]
    country: Ints
    city: Ints
    is_home: Flags
    is_active: Flags
    weight: Floats
    band: Ints
    fields: list[tuple[str, ...]]
    style: Ints
    names: list[str]


@draw_once
def universities(world: World) -> Universities:
    """Popularity is heavy-tailed and goes with size. Fields go with the kind of institution."""
    rng, count, known = world.rng("university"), world.universities, records(world)
    city = np.concatenate([_cities_of_records(world), _cities_of_invented(world, rng)])
    country = places(world).country[city]
    is_home = country == places(world).codes.index(HOME)
    weight = np.where(is_home, heavy_tail(rng, count, HOME_SPREAD), heavy_tail(rng, count, FOREIGN_SPREAD))
    ranks = np.argsort(np.argsort(weight + heavy_tail(rng, count, 1.0)))
    style = rng.choice(len(STYLES), count, p=STYLE_SHARES)
    ids = [university_id("ROR", each.ror) for each in known]
    ids += [university_id("LOCAL", slug("university", row)) for row in range(len(known), count)]
    return Universities(
        ids=ids,
        country=country,
        city=city,
        is_home=is_home,
        is_active=np.asarray([each.status == "ACTIVE" for each in known] + [True] * (count - len(known))),
        weight=weight,
        band=np.minimum(ranks * len(_bands()) // count, len(_bands()) - 1),
        fields=[_fields(rng, STYLES[number].fields) for number in style.tolist()],
        style=style,
        names=[each.name for each in known] + [_english(world, row, city, style) for row in range(len(known), count)],
    )


def _cities_of_records(world: World) -> Ints:
    rows = {place.geonames: row for row, place in enumerate(places(world).cities)}
    return np.asarray([rows[each.places[0].geonames] for each in records(world)], dtype=np.int64)


def _cities_of_invented(world: World, rng: np.random.Generator) -> Ints:
    """Half of them in towns that are invented too."""
    invented, at_home = invented_at_home(world)
    found, rows = places(world), np.arange(len(places(world).cities))
    home = found.codes.index(HOME)
    parts = []
    for count, side in ((at_home, found.country == home), (invented - at_home, found.country != home)):
        of_old, of_new = rows[side & (rows < found.known)], rows[side & (rows >= found.known)]
        parts.append(np.where(rng.random(count) < 0.5, rng.choice(of_old, count), rng.choice(of_new, count)))
    return np.concatenate(parts).astype(np.int64)


def _fields(rng: np.random.Generator, usual: tuple[str, ...]) -> tuple[str, ...]:
    chosen = rng.permutation(len(usual))[: int(rng.integers(2, 5))]
    other = ALL_FIELDS[int(rng.integers(len(ALL_FIELDS)))]
    return tuple(dict.fromkeys([*(usual[each] for each in chosen), other]))


def _english(world: World, row: int, city: Ints, style: Ints) -> str:
    return _names(world, row, city, style)[0][0]


def _names(world: World, row: int, city: Ints, style: Ints) -> list[tuple[str, str, str]]:
    """Names, the English one first. In a known city too it is an invented one: no real institution is meant."""
    found, place = places(world), int(city[row])
    called = found.towns[place - found.known if place >= found.known else row % len(found.towns)]
    return sorted(make_names(STYLES[style[row]], called, found.cities[place].country), key=lambda name: name[1] != "en")


def university(world: World) -> Stream:
    """Each with its names, identifiers and seat, and relations that ROR states."""
    known, drawn_ones = records(world), universities(world)
    claims = Claims(known)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            if row >= len(known):
                step.unit(_invent(world, row))
                continue
            unit = institution_unit(known[row], claims)
            unit.properties = unit.properties | {MARK: unit.digest()}
            unit.first = {"demo": False, "fields": list(drawn_ones.fields[row])}
            unit.first["studentBand"] = _bands()[drawn_ones.band[row]]
            add_source(unit, ORIGIN, certain_day(TODAY))
            step.unit(unit)

    return Stream("university", world.universities, fill)


def university_relations(world: World) -> Stream:
    """Which belong together, as ROR states it."""
    there = set(universities(world).ids)
    stated = sorted(edge for edge in stated_edges(records(world)) if edge[1] in there and edge[2] in there)

    def fill(step: GenerationStep, rows: range) -> None:
        for type, source, target in stated[rows.start : rows.stop]:
            step.edge(type, ("University", source), ("University", target))

    return Stream("relations of universities", len(stated), fill)


def _bands() -> tuple[str, ...]:
    return values_of("University", "studentBand")


def _invent(world: World, row: int) -> Unit:
    made, found = universities(world), places(world)
    key, place = slug("university", row), found.cities[made.city[row]]
    names = _names(world, row, made.city, made.style)
    properties: dict[str, Value] = {
        "name": names[0][0],
        "kind": "HIGHER_EDUCATION",
        "status": "ACTIVE",
        "founded": 1800 + (row * 7919) % 220,
        "website": f"https://{key}.example",
        "studentBand": _bands()[made.band[row]],
        "fields": list(made.fields[row]),
        "demo": True,
    }
    unit = Unit("University", made.ids[row], properties, origin=ORIGIN)
    for value, language, kind in names:
        add_name(unit, value, language, kind)
    for scheme in ("LOCAL", "DOMAIN", "SCHAC"):
        add_identifier(unit, scheme, key if scheme == "LOCAL" else f"{key}.example")
    if place.country in ERASMUS:
        add_identifier(unit, "ERASMUS", f"{place.country} DEMO{_letters(row // 100)}{row % 100:02d}")
    unit.links.append(UnitLink("LOCATED_IN", "City", city_id(place.geonames), {"position": 0}))
    unit.links.append(UnitLink("STATED_BY", "Source", SOURCE, {"checked": certain_day(TODAY)}))
    return unit


def _letters(number: int) -> str:
    """A number in letters."""
    text = ""
    while number or not text:
        number, rest = divmod(number, 26)
        text = chr(ord("A") + rest) + text
    return text
