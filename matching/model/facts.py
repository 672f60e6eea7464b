"""The records of the read model, as the graph states them (docs/model.md). Valid time is half open."""

from dataclasses import dataclass
from datetime import date

from graph.history import IN_FORCE, History

USABLE_OFFICE = frozenset({"ACTIVE", "LIMITED"})
Coordinates = tuple[float, float]  # latitude and longitude, degrees
SEEKS, OFFERS = "SEEKS", "OFFERS"
NETWORK = "NETWORK"  # the kind of agreement that a network or consortium is


def holds(since: date | None, until: date | None, day: date) -> bool:
    """Whether a dated fact holds on the day. A fact without `since` holds on none."""
    return since is not None and since <= day and (until is None or day < until)


@dataclass(frozen=True, slots=True)
class UniversityFacts:
    """One institution; the place is its main seat."""

    id: str
    name: str
    country: str  # ISO 3166-1 alpha-2; empty where the seat is not known
    region: str | None = None  # ISO 3166-2
    kind: str = "HIGHER_EDUCATION"
    status: str = "ACTIVE"
    student_band: str | None = None
    fields: tuple[str, ...] = ()  # ISCED-F 2013
    latitude: float | None = None
    longitude: float | None = None
    place_names: tuple[str, ...] = ()  # of its city and region, in English and Russian

    @property
    def place(self) -> Coordinates | None:
        """Where it stands, if that is known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with its valid time: an office's status, a country it covers, a place where a person works."""

    value: str
    since: date | None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on the day."""
        return holds(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office with everything dated that decides whether it can help."""

    id: str
    name: str
    kind: str
    country: str | None = None  # where it stands
    statuses: tuple[Dated, ...] = ()
    coverage: tuple[Dated, ...] = ()  # ISO codes of countries
    latitude: float | None = None
    longitude: float | None = None

    @property
    def place(self) -> Coordinates | None:
        """Where it stands, if that is known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    def status(self, day: date) -> Dated | None:
        """Its status in force on the day; the newest where the record overlaps."""
        in_force = [status for status in self.statuses if status.holds(day)]
        return max(in_force, key=lambda status: status.since or date.min, default=None)

    def covers(self, country: str, day: date) -> Dated | None:
        """The coverage of the country in force on the day."""
        return next((cover for cover in self.coverage if cover.value == country and cover.holds(day)), None)


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement between institutions. `valid_to` is the last day on which it binds."""

    id: str
    parties: tuple[str, ...]
    kind: str
    status: str
    valid_from: date | None
    valid_to: date | None = None
    title: str = ""  # kept of networks alone: steps name them
    history: History | None = None  # of its status; none: it was always what it is

    @property
    def is_network(self) -> bool:
        """A network or consortium."""
        return self.kind == NETWORK

    @property
    def was_in_force(self) -> bool:
        """In force on any day; of no other agreement does anything depend."""
        return IN_FORCE in (self.history.states if self.history else (self.status,))

    def is_live(self, day: date) -> bool:
        """In force on the day, and bound on it."""
        started = self.valid_from is not None and self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to) and self._status(day) == IN_FORCE

    def _status(self, day: date) -> str:
        return (self.history and self.history.at(day.isoformat())) or self.status


@dataclass(frozen=True, slots=True)
class EventFacts:
    """A fair, exhibition, open day, …, with the institutions that took part."""

    id: str
    name: str
    starts: date
    country: str | None = None
    participants: tuple[str, ...] = ()
    name_ru: str | None = None


@dataclass(frozen=True, slots=True)
class IntentFacts:
    """What an institution seeks or offers. Empty fields, levels, languages or countries: open to any."""

    id: str
    university: str
    direction: str
    cooperation_kind: str
    since: date | None
    until: date | None = None
    fields: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # `en`, or `ru-B2`: language and CEFR level
    countries: tuple[str, ...] = ()

    def is_open(self, day: date) -> bool:
        """Whether it stands on the day."""
        return holds(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A contact person: only the role, and where they work or worked."""

    id: str
    role: str
    works_at: tuple[Dated, ...] = ()  # universities
    serves_at: tuple[Dated, ...] = ()  # offices


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """Two institutions that belong together: CHILD_OF, SUCCEEDED_BY or RELATED_TO."""

    source: str
    target: str
    kind: str
