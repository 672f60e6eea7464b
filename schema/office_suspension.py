"""What would be lost if an office were suspended."""

from resolvers.office_suspension import if_office_suspended_field
from schema.core.declare import Argument, analysis, answer, part, parts, reference, stored
from schema.core.paging import forward_page
from schema.core.scalars import Date


@answer
class LostPartnerInfo:
    """A partner all of whose live contacts the office brought about."""

    partner = reference("University", "The partner.")
    contact_count: int = stored("How many live contacts there are, all through the office.")


@answer
class LostCountryInfo:
    """A country that no other active office covers."""

    country = reference("Country", "The country.")
    since: Date = stored("Since when the office has covered it.")


@answer
class LostPlanInfo:
    """An annual plan, agreed or running at `asOf`, that is carried out with the office."""

    plan = reference("AnnualPlan", "The plan.")
    open_actions: int = stored("How many of its joint actions were not done by `asOf`, nor cancelled since.")


@answer
class LostEventInfo:
    """An event to come that the office holds."""

    event = reference("Event", "The event.")
    participations: int = stored("How many institutions take part.")


@answer
class LostBookingInfo:
    """A booking to come of a venue that the office runs."""

    booking = reference("Booking", "The booking.")


@answer
class OfficeSuspensionSummary:
    """How much would be lost."""

    office = reference("Office", "The office.")
    partners: int = stored("Partners with no other way.")
    plans: int = stored("Annual plans, agreed or running at `asOf`.")
    events: int = stored("Events to come.")
    bookings: int = stored("Bookings to come in its venues.")


@answer
class OfficeSuspensionResult:
    """What would be lost if an office were suspended."""

    totals = part("OfficeSuspensionSummary", "How much would be lost.")
    partners = parts("LostPartnerInfo", "Partners with no other way, those with most contacts first; with pages.")
    countries = parts("LostCountryInfo", "Countries that no other active office covers, by code, 100 at most.")
    plans = parts(
        "LostPlanInfo", "Annual plans, agreed or running at `asOf`, that are carried out with it, 100 at most."
    )
    events = parts("LostEventInfo", "Events to come that it holds, the earliest first, 100 at most.")
    bookings = parts("LostBookingInfo", "Bookings to come in venues that it runs, the earliest first, 100 at most.")
    page_info = part("PageInfo", "Where the page of partners lies.")


analysis(
    "if_office_suspended",
    "OfficeSuspensionResult",
    "What would be lost if an office were suspended: what depends on it alone.",
    (
        Argument("office", str, "The office: its id or its slug."),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *forward_page("partners"),
    ),
    if_office_suspended_field,
)
