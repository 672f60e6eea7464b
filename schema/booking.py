"""Bookings: venues taken for a time, for an event or by an institution."""

from graph.privacy import Level, Privacy
from resolvers.booking import free_during
from schema.core.declare import by, extends, filtering, many, node, one, stored
from schema.core.inputs import input_type
from schema.core.reported import Keyed
from schema.core.scalars import Date

Period = input_type(
    "Period",
    "A time of whole days.",
    {
        "since": (Date, "First day."),
        "until": (Date, "First day that no longer belongs to it; later than `since`."),
    },
    required=("since", "until"),
)


@node(
    prefix="book",
    keys=("slug",),
    order=by("-since"),
    plural="bookings",
    privacy=Privacy(Level.OWNERS, ("university", "venue.office")),
)
class Booking(Keyed):
    """A venue taken for whole days. Two bookings of a venue never overlap."""

    since: Date = stored("First day.", indexed=True)
    until: Date = stored("First day on which the venue is free again.")
    purpose: str | None = stored("What it is for, in a few words.")
    venue = one("Venue", "-[:BOOKS]->", "The venue.", required=True)
    event = one("Event", "-[:BOOKED_FOR]->", "The event for which it is booked.")
    university = one("University", "-[:BOOKED_BY]->", "The institution that asked for it.")


@extends("Venue")
class VenueBooking:
    """What leads from Venue to here."""

    free_during = filtering(Period, "Only venues that no booking takes on any day of this time.", free_during)
    bookings = many("Booking", "<-[:BOOKS]-", "When it is taken, earliest first.", order=by("since"))


@extends("Event")
class EventBooking:
    """What leads from Event to here."""

    bookings = many("Booking", "<-[:BOOKED_FOR]-", "Bookings made for it, earliest first.", order=by("since"))
    venues = many("Venue", "<-[:BOOKED_FOR]-()-[:BOOKS]->", "Halls and rooms booked for it.",
                  distinct=True, order=by("name"))  # fmt: skip


@extends("University")
class UniversityBooking:
    """What leads from University to here."""

    bookings = many("Booking", "<-[:BOOKED_BY]-", "Bookings it asked for, latest first.", order=by("-since"))
