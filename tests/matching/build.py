"""Small networks for the tests, written like sentences: build a `World`, then ask its `network()`."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from matching.model.contacts import ContactRow
from matching.model.facts import (
    AgreementFacts,
    Dated,
    EventFacts,
    IntentFacts,
    OfficeFacts,
    PersonFacts,
    RelationFacts,
    UniversityFacts,
)
from matching.model.network import Network
from matching.wording.words import Lookups

TODAY = date(2026, 3, 1)
LONG_AGO = date(2015, 1, 1)
PARIS, BERLIN, MUNICH, KAZAN = (48.86, 2.35), (52.52, 13.4), (48.14, 11.58), (55.79, 49.12)


class World:
    """What is put in with short words comes out as facts."""

    def __init__(self) -> None:
        self.universities: list[UniversityFacts] = []
        self.contacts: list[ContactRow] = []
        self.offices: list[OfficeFacts] = []
        self.agreements: list[AgreementFacts] = []
        self.events: list[EventFacts] = []
        self.intents: list[IntentFacts] = []
        self.persons: list[PersonFacts] = []
        self.relations: list[RelationFacts] = []

    def university(self, id: str, country: str, name: str = "", at: Any = (None, None), **more: Any) -> "World":
        """An institution; `at` is its latitude and longitude."""
        facts = UniversityFacts(id, name or id, country, latitude=at[0], longitude=at[1], **more)
        self.universities.append(facts)
        return self

    def contact(self, *parties: str, since: date | None = LONG_AGO, stage: str = "AGREED", **more: Any) -> "World":
        """A contact between institutions; its id tells its parties."""
        number = sum(contact.universities == parties for contact in self.contacts)
        id = "-".join(parties) + (f"-{number}" if number else "")
        days = {name: value.isoformat() if isinstance(value, date) else value for name, value in more.items()}
        self.contacts.append(ContactRow(id, parties, stage, since.isoformat() if since else None, **days))
        return self

    def office(self, id: str, *covers: str, status: str = "ACTIVE", at: Any = (None, None), **more: Any) -> "World":
        """An office that has one status and covers some countries since long ago."""
        more = {"kind": "RUSSIAN_HOUSE", "statuses": (Dated(status, LONG_AGO),), **more}
        coverage = tuple(Dated(country, LONG_AGO) for country in covers)
        self.offices.append(OfficeFacts(id, id, coverage=coverage, latitude=at[0], longitude=at[1], **more))
        return self

    def agreement(
        self, *parties: str, status: str = "IN_FORCE", kind: str = "EXCHANGE", id: str = "", **more: Any
    ) -> "World":
        """An agreement in force since long ago."""
        more = {"valid_from": LONG_AGO, **more}
        self.agreements.append(AgreementFacts(id or "agreement-" + "-".join(parties), parties, kind, status, **more))
        return self

    def consortium(self, id: str, *parties: str, **more: Any) -> "World":
        """A network agreement in force since long ago."""
        return self.agreement(*parties, kind="NETWORK", id=id, **more)

    def event(self, id: str, *participants: str, starts: date = LONG_AGO) -> "World":
        """An event with those who took part."""
        self.events.append(EventFacts(id, id, starts, participants=participants))
        return self

    def seeks(self, university: str, kind: str = "RESEARCH", **more: Any) -> "World":
        """An open intent that seeks something."""
        return self._intent(university, "SEEKS", kind, more)

    def offers(self, university: str, kind: str = "RESEARCH", **more: Any) -> "World":
        """An open intent that offers something."""
        return self._intent(university, "OFFERS", kind, more)

    def _intent(self, university: str, direction: str, kind: str, more: dict[str, Any]) -> "World":
        id = f"{university}-{direction}-{len(self.intents)}".lower()
        self.intents.append(IntentFacts(id, university, direction, kind, **{"since": LONG_AGO, **more}))
        return self

    def person(self, id: str, *universities: str, offices: tuple[str, ...] = (), until: date | None = None) -> "World":
        """A person who works at some places since long ago."""
        works = tuple(Dated(place, LONG_AGO, until) for place in universities)
        serves = tuple(Dated(place, LONG_AGO, until) for place in offices)
        self.persons.append(PersonFacts(id, "PROFESSOR", works, serves))
        return self

    def relation(self, source: str, kind: str, target: str) -> "World":
        """Two institutions that belong together."""
        self.relations.append(RelationFacts(source, target, kind))
        return self

    def network(self) -> Network:
        """The read model of it all."""
        return Network(
            self.universities,
            self.contacts,
            offices=self.offices,
            agreements=self.agreements,
            events=self.events,
            intents=self.intents,
            persons=self.persons,
            relations=self.relations,
        )


def two_sides() -> World:
    """Kazan and Tomsk at home; Paris, Berlin and Munich abroad; nothing between them yet."""
    world = World()
    world.university("kazan", "RU", at=KAZAN).university("tomsk", "RU")
    return (
        world.university("paris", "FR", at=PARIS)
        .university("berlin", "DE", at=BERLIN)
        .university("munich", "DE", at=MUNICH)
    )


def called(nodes: Mapping[str, str], countries: Mapping[str, str], fields: Mapping[str, str]) -> Lookups:
    """Names for sentences; what has none is said as it is."""
    of_nodes, of_countries, of_fields = (partial(_name, names) for names in (nodes, countries, fields))
    return Lookups(of_nodes, of_countries, of_fields)


def _name(names: Mapping[str, str], of: str) -> str:
    return names.get(of, of)
