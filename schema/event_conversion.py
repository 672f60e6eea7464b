"""Conversion of events: event → contact → agreement → students, and how long it took."""

from resolvers.event_conversion import event_conversion_field, share
from schema.core.declare import Argument, analysis, answer, computed, part, parts, reference, stored
from schema.core.paging import forward_page
from schema.core.scalars import Date
from schema.core.sums import OR_MORE
from schema.event import EventKind


class Converted:
    """The numbers that a row for one event and the row for all of them share."""

    participations: int = stored("How many institutions took part.")
    leads: int = stored("Leads that they counted at their booths." + OR_MORE)
    contacts: int = stored("Contacts that began there.")
    agreed: int = stored("Those of the contacts of which at least one signed agreement came.")
    agreements: int = stored("Different signed agreements that came of the contacts.")
    students: int = stored("Students who moved under these agreements, in all years." + OR_MORE)
    days_to_contact: float | None = stored("Median days from the first day of the event to the contact.")
    days_to_agreement: float | None = stored(
        "Median days from a contact to the first agreement signed of it; none where there is none."
    )
    contact_rate: float | None = computed(
        "Contacts per institution that took part; none where none did.", share("contacts", "participations")
    )
    lead_rate: float | None = computed(
        "Contacts per lead that was counted; none where no lead was.", share("contacts", "leads")
    )
    agreement_rate: float | None = computed(
        "Share of the contacts that led to a signed agreement; none where no contact began.",
        share("agreed", "contacts"),
    )
    students_per_agreement: float | None = computed(
        "Students per signed agreement; none where none was signed.", share("students", "agreements")
    )


@answer
class EventConversionInfo(Converted):
    """What came of one event."""

    event = reference("Event", "The event.")


@answer
class EventConversionSummary(Converted):
    """What came of all events of the span together; nothing is counted twice."""

    events: int = stored("How many events there were.")


@answer
class EventConversionResult:
    """What came of the events that began within a span of time."""

    events = parts("EventConversionInfo", "The events of the page, latest first.")
    totals = part("EventConversionSummary", "All events of the span together, not only those of the page.")
    page_info = part("PageInfo", "Where the page lies.")


analysis(
    "event_conversion",
    "EventConversionResult",
    "Which events led to contacts, which contacts to agreements, how many students moved, and how long it took.",
    (
        Argument("since", Date, "Only events that began on or after this day."),
        Argument("until", Date | None, "And before this day, at most ten years later; today if left out.", None),
        Argument("office", str | None, "Only events held by this office: its id or its slug.", None),
        Argument("kind", EventKind | None, "Only events of this kind.", None),
        *forward_page("events"),
    ),
    event_conversion_field,
)
