"""Clashes of events: which overlap and are in each other's way."""

from resolvers.event_clashes import common_days, event_clashes_field
from schema.core.declare import Argument, analysis, answer, computed, part, parts, reference, references, stored
from schema.core.paging import forward_page
from schema.core.scalars import Date
from schema.event import EventKind


@answer
class EventClashInfo:
    """Two events that overlap."""

    first = reference("Event", "The event that begins earlier.")
    second = reference("Event", "The event that begins while the first is held.")
    since: Date = stored("First day on which both are held.")
    last: Date = stored("Last day on which both are held.")
    days: int = computed("On how many days both are held.", common_days)
    same_kind: bool = stored("Whether both are of one kind.")
    same_city: bool = stored("Whether both are held in one city.")
    same_office: bool = stored("Whether one office holds both.")
    shared_count: int = stored("How many institutions take part in both.")
    shared = references("University", "Institutions that take part in both, 5 at most.")


@answer
class EventClashesResult:
    """Events that overlap and are in each other's way."""

    clashes = parts("EventClashInfo", "The clashes of the page, the earliest first.")
    page_info = part("PageInfo", "Where the page lies.")


analysis(
    "event_clashes",
    "EventClashesResult",
    "Events that overlap: of one kind in one city, held by one office, or with an institution that takes part in both.",
    (
        Argument("since", Date, "Only clashes that begin on or after this day."),
        Argument("until", Date, "And before this day, at most a year later."),
        Argument("country", str | None, "Only where the later event is in this country, ISO 3166-1 alpha-2.", None),
        Argument("office", str | None, "Only where this office holds the later event: its id or its slug.", None),
        Argument("kind", EventKind | None, "Only where both events are of this kind.", None),
        *forward_page("clashes"),
    ),
    event_clashes_field,
)
