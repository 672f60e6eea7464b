"""Events at which institutions meet partners and students."""

from enum import Enum

from resolvers.names import pick_bilingual_name
from schema.core.declare import by, extends, localized, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class EventKind(Enum):
    """What kind of event it is."""

    FAIR = "An education fair."
    EXHIBITION = "An exhibition."
    OPEN_DAY = "An open day of one or more institutions."
    PRESENTATION = "A presentation."
    CONFERENCE = "A conference."
    ROUND_TABLE = "A round table."
    OLYMPIAD = "An olympiad."
    COURSE = "A course."


@enumeration
class EventMode(Enum):
    """How people come together."""

    ON_SITE = "At a place."
    ONLINE = "Online alone: it has no city."
    HYBRID = "At a place, and online."


@node(prefix="evnt", keys=("slug",), order=by("-starts"), plural="events", brief=("name", "nameRu", "starts"))
class Event(Keyed):
    """A fair, exhibition, open day or other event."""

    name: str = localized("Name, in English where no language is asked for.", pick_bilingual_name)
    name_ru: str | None = stored("Name in Russian.")
    kind: EventKind = stored("What kind of event it is.")
    mode: EventMode | None = stored("How people come together; none where nothing is known of it.")
    starts: Date = stored("First day.", indexed=True)
    ends: Date = stored("Last day.")
    visitors: int | None = stored("How many visitors came.", between=(0, 10_000_000))
    city = one("City", "-[:HELD_IN]->", "Where it is held; none of an event that is online alone.")
    office = one("Office", "-[:HOSTED_BY]->", "The office that holds it.")
    participants = many("University", "<-[:AT_EVENT]-()-[:OF_UNIVERSITY]->", "Institutions that take part.",
                        distinct=True)  # fmt: skip


@extends("University")
class UniversityEvent:
    """What leads from University to here."""

    events = many("Event", "<-[:OF_UNIVERSITY]-()-[:AT_EVENT]->", "Events it took or takes part in, latest first.",
                  order=by("-starts"))  # fmt: skip


@extends("Office")
class OfficeEvent:
    """What leads from Office to here."""

    events = many("Event", "<-[:HOSTED_BY]-", "Events it holds, latest first.", order=by("-starts"))
