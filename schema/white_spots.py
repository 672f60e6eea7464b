"""White spots: where there is demand and no contact."""

from resolvers.white_spots import field_name, white_spots_field
from schema.core.declare import Argument, analysis, answer, computed, part, parts, reference, references, stored
from schema.core.paging import ranking_page
from schema.core.scalars import Date
from schema.introduction import NAME_LANGUAGE


@answer
class WhiteSpotInfo:
    """A country and a field in which partners are wanted, and in which no home institution has a live contact."""

    country = reference("Country", "The country.")
    field: str = stored("The field of ISCED-F 2013, with as many digits as were asked for, or fewer.")
    field_name: str = computed(
        "What the field is called.", field_name,
        arguments=(NAME_LANGUAGE,),
    )  # fmt: skip
    demand: int = stored("How many open intents ask for it; they come in this order.")
    from_home: int = stored("Those of home institutions that aim at the country.")
    from_there: int = stored("Those of institutions of the country that aim at home, or at no country in particular.")
    intents = references("Intent", "The intents, newest first, 10 at most.")
    institution_count: int = stored("How many active institutions there are strong in the field.")
    institutions = references("University", "Institutions there that are strong in the field, 5 at most.")
    offices = references("Office", "Active offices that cover the country.")


@answer
class WhiteSpotsResult:
    """Countries and fields with demand but no contact."""

    spots = parts("WhiteSpotInfo", "The white spots of the page, those with most demand first.")
    page_info = part("PageInfo", "Where the page lies.")
    total_count: int = stored("How many there are on all pages.")


analysis(
    "white_spots",
    "WhiteSpotsResult",
    "Countries and fields in which intents ask for partners, but no home institution has a live contact.",
    (
        Argument("countries", list[str] | None,
                 "Only these countries, ISO 3166-1 alpha-2, so none if the list is empty; any if left out.", None),
        Argument("fieldDigits", int, "How narrow the fields are: 2 (broad), 3 (narrow) or 4 (detailed).", 2),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *ranking_page(),
    ),
    white_spots_field,
)  # fmt: skip
