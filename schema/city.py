"""Cities."""

from resolvers.names import bilingual
from schema.declare import by, localized, many, node, one, stored


@node(prefix="city", keys=("geonames_id",), order=by("name"), plural="cities")
class City:
    """A populated place of GeoNames."""

    geonames_id: int = stored("Number in GeoNames.", unique=True)
    name: str = localized("Name, as GeoNames has it where no language is asked for.", bilingual)
    name_ru: str | None = stored("Name in Russian.", hidden=True)
    latitude: float = stored("Degrees north of the equator, WGS 84.")
    longitude: float = stored("Degrees east of Greenwich, WGS 84.")
    country = one("Country", "-[:IN_COUNTRY]->", "The country it lies in.")
    region = one("Region", "-[:IN_REGION]->", "The region it lies in, where that is known.")
    universities = many("University", "<-[:LOCATED_IN]-", "Institutions with a seat in the city.")
    offices = many("Office", "<-[:HOUSED_IN]-", "Offices in the city.")
