"""Communities: groups of institutions that are in contact among themselves more than with others."""

from resolvers.communities import communities_field
from schema.core.arguments import only_university
from schema.core.declare import Argument, analysis, answer, part, parts, reference, references, stored
from schema.core.paging import ranking_page
from schema.core.scalars import Date


@answer
class CommunityCountryInfo:
    """A country in a community."""

    country = reference("Country", "The country.")
    institution_count: int = stored("How many institutions of the community stand there.")


@answer
class CommunityOfficeInfo:
    """An office in a community."""

    office = reference("Office", "The office.")
    contact_count: int = stored("How many of the live contacts within the community it brought about.")


@answer
class CommunityInfo:
    """Institutions that are in contact among themselves more than with others."""

    institution_count: int = stored("How many institutions it has.")
    contacts_within: int = stored("How many live contacts have all their parties in it.")
    contacts_outside: int = stored("How many live contacts have some of their parties in it and some not.")
    countries = parts("CommunityCountryInfo", "The countries where most of its institutions stand, 5 at most.")
    most_connected = references("University", "The institutions with most partners in it, 5 at most.")
    offices = parts("CommunityOfficeInfo", "The offices that brought about most contacts within it, 3 at most.")


@answer
class CommunitiesResult:
    """The network, parted into communities."""

    communities = parts("CommunityInfo", "The communities of the page, the largest first.")
    community_count: int = stored("How many communities the whole network has.")
    institution_count: int = stored("How many institutions are in one: all that have a partner.")
    modularity: float = stored(
        "How far the share of contacts within communities is above that of chance: 0 is chance, 0.3 is plain to see."
    )
    page_info = part("PageInfo", "Where the page lies.")
    total_count: int = stored("How many there are on all pages.")


analysis(
    "communities",
    "CommunitiesResult",
    "Groups of institutions that are in contact among themselves more than with others.",
    (
        only_university("Only the community of this institution; none where it has no partner"),
        Argument("resolution", float, "How fine the parting is, 0.1 to 10: the higher, the smaller the communities.",
                 1.0),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *ranking_page(),
    ),
    communities_field,
)  # fmt: skip
