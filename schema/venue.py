"""Venues: halls and rooms in which offices can hold events."""

from enum import Enum

from resolvers.names import pick_bilingual_name
from schema.core.declare import by, extends, localized, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed


@enumeration
class VenueKind(Enum):
    """What kind of place it is."""

    HALL = "A hall with rows of seats: concert hall, auditorium, lecture hall."
    ROOM = "A room for a class, a seminar or a meeting."
    EXHIBITION_SPACE = "A floor or gallery for booths and displays."
    OPEN_AIR = "A garden, courtyard or other place under the open sky."


@enumeration
class VenueTerms(Enum):
    """On what terms the office has it."""

    OWN = "It belongs to the office."
    FREE = "A partner lends it without charge."
    SHARED_COSTS = "A partner lends it, and the office bears a part of the costs."
    RENT = "A partner lets it for rent."


@node(prefix="venu", keys=("slug",), order=by("name"), plural="venues")
class Venue(Keyed):
    """A hall, room or other place of an office or of its partner, in which events can be held."""

    name: str = localized("Name, in English where no language is asked for.", pick_bilingual_name, indexed=True)
    name_ru: str | None = stored("Name in Russian.")
    kind: VenueKind = stored("Hall, room, exhibition space or open air.")
    capacity: int = stored("How many people it holds.", between=(1, 200_000), indexed=True)
    equipment: list[str] | None = stored("What is there: stage, projector, interpreting booth, …")
    terms: VenueTerms = stored("On what terms the office has it.")
    partner: str | None = stored("Name of the organisation that lends it, where it is not the office's own.")
    office = one("Office", "-[:RUN_BY]->", "The office through which it is booked.", required=True)
    city = one("City", "-[:STANDS_IN]->", "The city it stands in.", required=True)
    country = one("Country", "-[:STANDS_IN]->()-[:IN_COUNTRY]->", "The country it stands in.")


@extends("Office")
class OfficeVenue:
    """What leads from Office to here."""

    venues = many("Venue", "<-[:RUN_BY]-", "Halls and rooms that are booked through it.", order=by("name"))


@extends("City")
class CityVenue:
    """What leads from City to here."""

    venues = many("Venue", "<-[:STANDS_IN]-", "Halls and rooms in the city.", order=by("name"))


@extends("Country")
class CountryVenue:
    """What leads from Country to here."""

    venues = many("Venue", "<-[:IN_COUNTRY]-()<-[:STANDS_IN]-", "Halls and rooms in the country.",
                  distinct=True, order=by("name"))  # fmt: skip
