"""Countries."""

from resolvers.names import country_named
from schema.declare import EDGE, by, localized, many, node, stored


@node(prefix="ctry", keys=("code",), order=by("name"), plural="countries")
class Country:
    """A country or territory of ISO 3166-1."""

    code: str = stored("ISO 3166-1 alpha-2 code, for example `KZ`.", unique=True)
    name: str = localized("Short name, from the Unicode CLDR; English where no language is asked for.", country_named)
    name_ru: str | None = stored("Short name in Russian.", hidden=True)
    offices = many(
        "Office", "<-[:COVERS]-", "Offices that answer for the country at `asOf`.", dated=EDGE, order=by("name")
    )
    cities = many("City", "<-[:IN_COUNTRY]-", "Cities of the country that the registry knows.")
    universities = many(
        "University", "<-[:IN_COUNTRY]-()<-[:LOCATED_IN]-", "Institutions with a seat in the country.", distinct=True
    )
