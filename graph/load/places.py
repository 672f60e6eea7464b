"""Cities, regions and countries that records name: gathered over a whole file, then written where they differ."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from graph import natural_keys
from graph.load import statements
from graph.load.batch import Batch, Value
from graph.load.parts import in_parts
from graph.store.store import Store
from graph.vocabularies.countries import country_names, is_country

Told = TypeVar("Told", str, tuple[float, float])


@dataclass(frozen=True, slots=True)
class Place:
    """A city as one record describes it; codes as in docs/model.md."""

    geonames: int
    name: str
    latitude: float
    longitude: float
    country: str
    name_ru: str | None = None
    region: str | None = None
    region_name: str | None = None
    federal_district: str | None = None


def country(code: str) -> dict[str, Value]:
    """The properties of a Country; names are those of Unicode's CLDR."""
    names: dict[str, Value] = {"name": country_names("en")[code], "nameRu": country_names("ru").get(code)}
    return {"code": code, **names}


@dataclass(slots=True)
class _Wanted:
    """Nodes and edges that should stand in the graph."""

    nodes: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)

    def node(self, label: str, id: str, properties: dict[str, Value]) -> str:
        given = self.nodes.setdefault(label, {}).setdefault(id, {})
        given.update((name, value) for name, value in properties.items() if value is not None)
        return id

    def edge(self, type: str, source: tuple[str, str], target: tuple[str, str]) -> None:
        self.edges.setdefault((type, source[0], target[0]), {})[source[1]] = target[1]


async def write_places(store: Store, places: Iterable[Place], countries: Iterable[str] = (), *, wins: bool) -> None:
    """Writes what is missing; `wins`: these places also correct what is there, otherwise that stays.

    Where records differ about a city or region, the most frequent word wins, then the first in order of code points:
    so the order of the records does not matter.
    """
    wanted = _wanted(list(places), countries)
    for label in ("Country", "Region", "City"):
        for part in in_parts(sorted(wanted.nodes.get(label, {}))):
            await _write_nodes(store, label, {id: wanted.nodes[label][id] for id in part}, wins)
    for ends, targets in wanted.edges.items():
        for part in in_parts(sorted(targets)):
            await _write_edges(store, ends, {id: targets[id] for id in part}, wins)


def _wanted(places: list[Place], countries: Iterable[str]) -> _Wanted:
    wanted = _Wanted()
    cities: dict[int, list[Place]] = {}
    regions: dict[str, list[Place]] = {}
    for place in places:
        cities.setdefault(place.geonames, []).append(place)
        if place.region:
            regions.setdefault(place.region, []).append(place)
    for code in {*countries, *(place.country for place in places)}:
        wanted.node("Country", natural_keys.country_id(code), country(code))
    for code, seen in regions.items():
        name = _usual(place.region_name for place in seen) or code
        district = _usual(place.federal_district for place in seen)
        id = wanted.node(
            "Region", natural_keys.region_id(code), {"code": code, "name": name, "federalDistrict": district}
        )
        within = code.partition("-")[0]
        if is_country(within):
            wanted.node("Country", natural_keys.country_id(within), country(within))
            wanted.edge("PART_OF", ("Region", id), ("Country", natural_keys.country_id(within)))
    for geonames, seen in cities.items():
        _city(wanted, geonames, seen)
    return wanted


def _city(wanted: _Wanted, geonames: int, seen: list[Place]) -> None:
    latitude, longitude = _usual((place.latitude, place.longitude) for place in seen) or (0.0, 0.0)
    name, name_ru = _usual(place.name for place in seen), _usual(place.name_ru for place in seen)
    properties: dict[str, Value] = {"geonamesId": geonames, "name": name, "nameRu": name_ru}
    properties |= {"latitude": latitude, "longitude": longitude}
    id = wanted.node("City", natural_keys.city_id(geonames), properties)
    code, region = _usual(place.country for place in seen), _usual(place.region for place in seen)
    if code:
        wanted.edge("IN_COUNTRY", ("City", id), ("Country", natural_keys.country_id(code)))
    if region:
        wanted.edge("IN_REGION", ("City", id), ("Region", natural_keys.region_id(region)))


def _usual(said: Iterable[Told | None]) -> Told | None:
    """The most frequent value; of equals the smallest; None where nobody says anything."""
    counts = Counter(value for value in said if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


async def _write_nodes(store: Store, label: str, wanted: dict[str, dict[str, Value]], wins: bool) -> None:
    rows = await store.rows(statements.read_nodes(label), {"ids": list(wanted)})
    there = {row["id"]: row["properties"] for row in rows}
    batch = Batch()
    for id, properties in wanted.items():
        now = there.get(id, {})
        changed = {name: value for name, value in properties.items() if now.get(name) != value}
        if not wins:
            changed = {name: value for name, value in changed.items() if name not in now}
        if changed or id not in there:
            batch.node(label, id, changed)
    await batch.write(store, origin="places")


async def _write_edges(store: Store, ends: tuple[str, str, str], wanted: dict[str, str], wins: bool) -> None:
    type, source, target = ends
    rows = await store.rows(statements.read_edges(type, source, target), {"ids": list(wanted)})
    there: dict[str, set[str]] = {}
    for row in rows:
        there.setdefault(row["id"], set()).add(row["target"])
    batch = Batch()
    for id, other in wanted.items():
        now = there.get(id, set())
        if now == {other} or (now and not wins):
            continue
        for gone in now - {other}:
            batch.drop_edge(type, (source, id), (target, gone))
        if other not in now:
            batch.edge(type, (source, id), (target, other))
    await batch.write(store, origin="places")
