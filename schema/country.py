"""Countries."""

from resolvers.names import country_named
from schema.declare import by, localized, node, stored


@node(prefix="ctry", keys=("code",), order=by("name"), plural="countries")
class Country:
    """A country or territory of ISO 3166-1."""

    code: str = stored("ISO 3166-1 alpha-2 code, for example `KZ`.", unique=True, capitals=True)
    name: str = localized("Short name, from the Unicode CLDR; English where no language is asked for.", country_named)
    name_ru: str | None = stored("Short name in Russian.", hidden=True)
