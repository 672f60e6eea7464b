"""Regions of countries."""

from resolvers.names import pick_bilingual_name
from schema.core.declare import by, localized, node, one, stored


@node(prefix="regn", keys=("code",), order=by("code"), plural="regions")
class Region:
    """A subdivision of a country of ISO 3166-2."""

    code: str = stored("ISO 3166-2 code, for example `RU-TA`.", unique=True, capitals=True)
    name: str = localized("Name, in English where no language is asked for.", pick_bilingual_name)
    name_ru: str | None = stored("Name in Russian.")
    federal_district: str | None = stored("Federal district, of a region of Russia.")
    country = one("Country", "-[:PART_OF]->", "The country it is a part of.")
