"""The steps of introductions: from an institution or an office to whom somebody there can ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from matching.model.contacts import UNKNOWN
from matching.model.facts import USABLE_OFFICE, Dated, EventFacts, PersonFacts
from matching.model.network import Network
from matching.model.sparse import Rows

STEPS_A_NODE = 100  # steps looked at from one node, newest evidence first
DIRECT_CONTACTS = 3  # parallel contacts of the same two institutions that a step names as evidence


class StepKind(StrEnum):
    """What a step rests on."""

    CONTACT = "CONTACT"  # a live contact between two institutions
    OFFICE = "OFFICE"  # an office brought about a live contact of the institution, or covers its country
    EVENT = "EVENT"  # both took part
    PERSON = "PERSON"  # a contact person works or worked at both
    CONSORTIUM = "CONSORTIUM"  # both are parties of a network agreement in force
    COMMON_PARTNER = "COMMON_PARTNER"  # one of the two contacts of a chain source – common partner – target


ANY_STEP = frozenset(StepKind)


@dataclass(frozen=True, slots=True)
class Step:
    """From one institution or office to the next."""

    from_id: str
    to_id: str
    kind: StepKind
    evidence: tuple[str, ...]
    since: date
    newest: date  # newest day, not after the day asked for, of which the evidence speaks


class Link(NamedTuple):
    """A step as long as chains are searched, of which thousands are made: days are ordinals, contacts are rows."""

    from_id: str
    to_id: str
    kind: StepKind
    evidence: tuple[int, ...] | tuple[str, ...]
    since: int
    newest: int

    def reversed(self) -> "Link":
        """The same, walked the other way."""
        return self._replace(from_id=self.to_id, to_id=self.from_id)


def is_coverage(step: Step | Link) -> bool:
    """Whether it is an office's step to an institution of which it only covers the country."""
    return step.kind is StepKind.OFFICE and step.evidence[0] in (step.from_id, step.to_id)


class StepFinder:
    """Steps of the kinds `via` on one day. What was found from a node is kept."""

    def __init__(self, network: Network, day: date, via: frozenset[StepKind]) -> None:
        self._network = network
        self._day = day
        self._via = via
        self._moment = network.at(day)
        self._found: dict[str, list[Link]] = {}

    def told(self, link: Link) -> Step:
        """The step that a link stands for."""
        table = self._network.contacts
        ids = tuple(each if isinstance(each, str) else table.id_of(each) for each in link.evidence)
        since, newest = date.fromordinal(link.since), date.fromordinal(link.newest)
        return Step(link.from_id, link.to_id, link.kind, ids, since, newest)

    def between(self, node: str, other: str) -> Iterator[Link]:
        """All steps between two institutions, whatever the caps."""
        if StepKind.CONTACT in self._via:
            yield from self.by_contact(node, other)
        if StepKind.EVENT in self._via:
            yield from self._by_event_with(node, other)
        if StepKind.PERSON in self._via:
            yield from (link for link in self._by_person(node) if link.to_id == other)
        if StepKind.CONSORTIUM in self._via:
            yield from (link for link in self._by_consortium(node) if link.to_id == other)

    def by_contact(self, node: str, other: str) -> Iterator[Link]:
        """The step over the live contacts between two institutions, if there are any."""
        rows = self._network.row_of
        contacts = self._moment.contacts_between(rows[node], rows[other])
        if len(contacts):
            yield from self._over(node, StepKind.CONTACT, contacts, {other: list(range(len(contacts)))})

    def of(self, node: str) -> list[Link]:
        """Steps from a node, newest evidence first; one a neighbour and kind."""
        if node not in self._found:
            links = self._of_office(node) if node in self._network.offices else self._of_university(node)
            newest = sorted(links, key=lambda link: (-link.newest, link.to_id, link.kind))
            self._found[node] = newest[:STEPS_A_NODE]
        return self._found[node]

    def by_coverage(self, node: str) -> Iterator[Link]:
        """Steps between an end of a chain and the offices that cover its country."""
        if StepKind.OFFICE not in self._via:
            return
        country = self._network.universities[self._network.row_of[node]].country
        for status in sorted(USABLE_OFFICE):
            for office in self._network.covering(self._day).get((country, status), ()):
                cover = office.covers(country, self._day)
                if cover and cover.since:
                    since = cover.since.toordinal()
                    yield Link(node, office.id, StepKind.OFFICE, (office.id,), since, since)

    def _of_university(self, node: str) -> Iterator[Link]:
        contacts = self._moment.contacts_of(self._network.row_of[node])[:STEPS_A_NODE]
        if self._via & {StepKind.CONTACT, StepKind.COMMON_PARTNER}:
            yield from self._to_parties(node, contacts, StepKind.CONTACT)
        if StepKind.OFFICE in self._via:
            yield from self._to_offices(node, contacts)
        if StepKind.EVENT in self._via:
            yield from self._by_event(node)
        if StepKind.PERSON in self._via:
            yield from self._by_person(node)
        if StepKind.CONSORTIUM in self._via:
            yield from self._by_consortium(node)

    def _of_office(self, node: str) -> Iterator[Link]:
        if node not in self._usable_offices:
            return
        if StepKind.OFFICE in self._via:
            contacts = self._moment.newest_first(self._network.contacts_of_office(node))[:STEPS_A_NODE]
            yield from self._to_parties(node, contacts, StepKind.OFFICE)
        if StepKind.PERSON in self._via:
            yield from self._by_person(node)

    @cached_property
    def _usable_offices(self) -> dict[str, str]:
        """The status of each office that can help."""
        by_status = ((id, office.status(self._day)) for id, office in self._network.offices.items())
        return {id: status.value for id, status in by_status if status and status.value in USABLE_OFFICE}

    def limited_offices(self, nodes: Iterable[str]) -> int:
        """How many of some nodes are offices that work with limits."""
        return sum(self._usable_offices.get(node) == "LIMITED" for node in nodes)

    def _to_parties(self, node: str, contacts: Rows, kind: StepKind) -> Iterator[Link]:
        """One step to each party of some contacts, newest first; parallel contacts make one step."""
        universities = self._network.universities
        places, parties = self._network.contacts.parties_in(contacts)
        by_party: defaultdict[str, list[int]] = defaultdict(list)
        for place, party in zip(places.tolist(), parties.tolist(), strict=True):
            by_party[universities[party].id].append(place)
        by_party.pop(node, None)
        return self._over(node, kind, contacts, by_party)

    def _to_offices(self, node: str, contacts: Rows) -> Iterator[Link]:
        by_row: defaultdict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(self._network.contacts.office[contacts].tolist()):
            if row != UNKNOWN:
                by_row[row].append(place)
        named = ((self._network.office_ids[row], places) for row, places in by_row.items())
        by_office = {office: places for office, places in named if office in self._usable_offices}
        return self._over(node, StepKind.OFFICE, contacts, by_office)

    def _over(self, node: str, kind: StepKind, contacts: Rows, others: Mapping[str, list[int]]) -> Iterator[Link]:
        """A step to each of the others, by its places in a list of contacts, newest first."""
        table = self._network.contacts
        since, newest = table.since[contacts].tolist(), table.freshness(contacts, self._day).tolist()
        rows = contacts.tolist()
        for other, places in others.items():
            evidence = tuple([rows[place] for place in places[:DIRECT_CONTACTS]])
            yield Link(node, other, kind, evidence, min([since[place] for place in places]), newest[places[0]])

    def _by_event_with(self, node: str, other: str) -> Iterator[Link]:
        """The newest event in which both took part."""
        of_other = {event.id for event in self._network.events_of.get(other, ())}
        newest = next((event for event in self._events(node) if event.id in of_other), None)
        if newest:
            yield _met_at(node, other, newest)

    def _by_event(self, node: str) -> Iterator[Link]:
        """One step to each other participant, by the newest event of both; none older than the caps let through."""
        newest: dict[str, Link] = {}
        for _, on_a_day in groupby(self._events(node), key=lambda event: event.starts):
            if len(newest) >= STEPS_A_NODE:
                break
            for event in on_a_day:
                for other in event.participants:
                    if other not in newest and other != node and other in self._network.row_of:
                        newest[other] = _met_at(node, other, event)
        return iter(newest.values())

    def _events(self, node: str) -> Iterator[EventFacts]:
        """Events until the day in which a node took part, newest first."""
        return (event for event in self._network.events_of.get(node, ()) if event.starts <= self._day)

    def _by_consortium(self, node: str) -> Iterator[Link]:
        """One step to each other party, by the youngest consortium of both; it is evidence of its first day."""
        newest: dict[str, Link] = {}
        live = [each for each in self._network.networks_of.get(node, ()) if each.is_live(self._day)]
        for consortium in sorted(live, key=lambda each: (each.valid_from or date.min, each.id), reverse=True):
            since = (consortium.valid_from or date.min).toordinal()
            for other in consortium.parties:
                if other != node and other not in newest and other in self._network.row_of:
                    newest[other] = Link(node, other, StepKind.CONSORTIUM, (consortium.id,), since, since)
        return iter(newest.values())

    def _by_person(self, node: str) -> Iterator[Link]:
        for person in self._network.persons_of.get(node, ()):
            stays = [stay for stay in self._stays(person) if stay.since and stay.since <= self._day]
            here = [stay for stay in stays if stay.value == node]
            for there in stays:
                if here and there.value != node:
                    yield self._person_link(node, there, here, person)

    def _person_link(self, node: str, there: Dated, here: list[Dated], person: PersonFacts) -> Link:
        since = max(there.since or date.min, min(stay.since or date.min for stay in here))
        last = min(self._last_day(there), max(self._last_day(stay) for stay in here))
        days = since.toordinal(), max(since, last).toordinal()
        return Link(node, there.value, StepKind.PERSON, (person.id,), *days)

    def _last_day(self, stay: Dated) -> date:
        """The last day, not after the day asked for, on which somebody was there."""
        return self._day if stay.until is None else min(stay.until, self._day)

    def _stays(self, person: PersonFacts) -> Iterable[Dated]:
        universities = (stay for stay in person.works_at if stay.value in self._network.row_of)
        return (*universities, *(stay for stay in person.serves_at if stay.value in self._usable_offices))


def _met_at(node: str, other: str, event: EventFacts) -> Link:
    day = event.starts.toordinal()
    return Link(node, other, StepKind.EVENT, (event.id,), day, day)
