"""Countries."""

from resolvers.academic_year import running_in
from resolvers.names import pick_country_name
from schema.core.declare import Argument, by, computed, localized, node, stored
from schema.core.scalars import Date


@node(prefix="ctry", keys=("code",), order=by("name"), plural="countries")
class Country:
    """A country or territory of ISO 3166-1."""

    code: str = stored("ISO 3166-1 alpha-2 code, for example `KZ`.", unique=True, capitals=True)
    name: str = localized(
        "Short name, from the Unicode CLDR; English where no language is asked for.", pick_country_name
    )
    academic_year: str = computed(
        "The academic year that runs on the day at most of its universities: `2026/2027`, or `2026/2026` where it lies "
        "within a calendar year. It begins in September where nothing else is known.",
        running_in,
        arguments=(Argument("asOf", Date | None, "The day; today where it is left out.", None),),
        dated=True,
    )
    name_ru: str | None = stored("Short name in Russian.")
