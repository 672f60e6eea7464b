"""Whether a row that tells of a city by its GeoNames id and in words means one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from graph.folding import fold
from graph.load import statements
from graph.load.parts import rows_of
from graph.load.places import Place
from graph.load.quoting import sanitize
from graph.natural_keys import city_id
from graph.store.store import Store


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """What is said of a city, and where it is said."""

    names: tuple[str, ...]
    country: str | None
    where: str

    @classmethod
    def of(cls, place: Place, where: str) -> Self:
        return cls(tuple(name for name in (place.name, place.name_ru) if name), place.country, where)

    @property
    def text(self) -> str:
        name = sanitize(self.names[0]) if self.names else "without a name"
        return f"{name} ({self.country})" if self.country else name

    def is_called_like(self, other: "KnownPlace") -> bool:
        """Whether they share a name, whatever its case and accents."""
        return not {fold(name) for name in self.names}.isdisjoint({fold(name) for name in other.names})


async def known_places(store: Store, geonames: Iterable[int]) -> dict[int, KnownPlace]:
    """Cities of the graph by their GeoNames ids."""
    ids = {city_id(number): number for number in geonames}
    cities = await rows_of(store, statements.read_nodes("City"), sorted(ids))
    edges = await rows_of(store, statements.read_edges("IN_COUNTRY", "City", "Country"), [row["id"] for row in cities])
    countries = {row["id"]: row["target"] for row in edges}
    nodes = await rows_of(store, statements.read_nodes("Country"), sorted(set(countries.values())))
    codes = {row["id"]: str(row["properties"]["code"]) for row in nodes}
    return {
        ids[row["id"]]: KnownPlace(
            _names(row["properties"]), codes.get(countries.get(row["id"], "")), "in the registry"
        )
        for row in cities
    }


def _names(properties: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(properties[name]) for name in ("name", "nameRu") if properties.get(name))
