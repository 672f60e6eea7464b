"""Cities."""

from resolvers.names import pick_bilingual_name
from schema.core.declare import by, extends, localized, many, node, one, stored


@node(prefix="city", keys=("geonames_id",), order=by("name"), plural="cities", brief=("name", "nameRu"))
class City:
    """A populated place of GeoNames."""

    geonames_id: int = stored("Number in GeoNames.", unique=True)
    name: str = localized("Name, as GeoNames has it where no language is asked for.", pick_bilingual_name)
    name_ru: str | None = stored("Name in Russian.")
    latitude: float = stored("Degrees north of the equator, WGS 84.")
    longitude: float = stored("Degrees east of Greenwich, WGS 84.")
    country = one("Country", "-[:IN_COUNTRY]->", "The country it lies in.")
    region = one("Region", "-[:IN_REGION]->", "The region it lies in, where that is known.")


@extends("Country")
class CountryCity:
    """What leads from Country to here."""

    cities = many("City", "<-[:IN_COUNTRY]-", "Cities of the country that the registry knows.")


@extends("Region")
class RegionCity:
    """What leads from Region to here."""

    cities = many("City", "<-[:IN_REGION]-", "Cities of the region that the registry knows.")
