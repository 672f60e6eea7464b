"""Single points of failure: partners that are known through one office or one person only."""

from enum import Enum

from resolvers.single_points import single_points_field
from schema.core.arguments import only_university
from schema.core.declare import Argument, analysis, answer, part, parts, reference, references, stored
from schema.core.enumerations import enumeration
from schema.core.paging import ranking_page
from schema.core.scalars import Date


@enumeration
class SinglePointKind(Enum):
    """Through what alone a partner is known."""

    OFFICE = "One office brought about all of its live contacts."
    PERSON = "One person keeps all of its live contacts, and nobody else any of them."


class Through:
    """The office or the person."""

    kind: SinglePointKind = stored("Whether it is an office or a person.")
    office = reference("Office", "The office; none where it is a person.", optional=True)
    person = reference("Person", "The person; none where it is an office.", optional=True)


@answer
class SinglePointInfo(Through):
    """An office or a person without whom partners would be lost."""

    partners: int = stored("How many partners are known through it alone.")


@answer
class SinglePointPartnerInfo(Through):
    """A partner that is known through one office or one person only."""

    partner = reference("University", "The partner.")
    contact_count: int = stored("How many live contacts there are, all through this office or person.")
    contacts = references("Contact", "The contacts that show it, newest evidence first, 5 at most.")
    last_activity: Date = stored("The newest day, up to `asOf`, on which one of the contacts began or was active last.")


@answer
class SinglePointsOfFailureResult:
    """Partners that would be lost with one office or with one person."""

    points = parts("SinglePointInfo", "The offices and persons on whom most partners depend, 20 at most.")
    partners = parts("SinglePointPartnerInfo", "The partners of the page, those with most contacts first.")
    page_info = part("PageInfo", "Where the page lies.")
    total_count: int = stored("How many there are on all pages. A partner can stand twice: with office and person.")


analysis(
    "single_points_of_failure",
    "SinglePointsOfFailureResult",
    "Partners that are known through one office or through one person only: those abroad, or all of one institution's.",
    (
        Argument("office", str | None, "Only those known through this office, or through a person who serves there: "
                 "its id or its slug.", None),
        only_university("Only partners of this institution, and only its own contacts"),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *ranking_page(),
    ),
    single_points_field,
)  # fmt: skip
