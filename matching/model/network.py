"""The network in memory: facts by id, lists of neighbours, and the network as it was on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from cachetools import LRUCache

from matching.model.columns import Columns
from matching.model.contacts import UNKNOWN, ContactTable, Known, contact_table
from matching.model.facts import (
    AgreementFacts,
    EventFacts,
    IntentFacts,
    OfficeFacts,
    PersonFacts,
    RelationFacts,
    UniversityFacts,
)
from matching.model.intent_table import IntentTable
from matching.model.moment import Moment
from matching.model.packing import by_id, packed, unpacked
from matching.model.reader import Version
from matching.model.sparse import Mask, Matrix, Rows, from_parts, matrix, neighbours, turned

HOME_COUNTRY = "RU"  # the agency works for Russian institutions: one side of every match
NOTHING_LOADED = Version()
MOMENTS_KEPT = 2  # days whose adjacency stays in memory (about 30 MB each at 1,000,000 contacts)

OF_DAYS = ("_moments", "_covering", "_keeping")
"""What is kept of days, and the lock of it."""
BY_ID = ("offices", "agreements", "events", "intents", "persons")
"""Records that are kept by their ids."""
WORKED_OUT = {
    "events": ("newest_events", "event_days", "attendance", "attended"),
    "intents": ("intent_table", "intents_of"),
    "agreements": ("agreements_of", "networks_of"),
    "persons": ("persons_of",),
    "relations": ("relations_of", "is_part", "relatives"),
}
"""What is kept once it was asked for, by the facts (and the ids of institutions) of which it is made."""

Key = TypeVar("Key")
Thing = TypeVar("Thing")


class Network:
    """The read model. Only read after it is filled; a new data version gets a new one."""

    def __init__(
        self,
        universities: Iterable[UniversityFacts],
        contacts: Iterable[Sequence[Any]] = (),
        *,
        offices: Iterable[OfficeFacts] = (),
        agreements: Iterable[AgreementFacts] = (),
        events: Iterable[EventFacts] = (),
        intents: Iterable[IntentFacts] = (),
        persons: Iterable[PersonFacts] = (),
        relations: Iterable[RelationFacts] = (),
        data_version: Version = NOTHING_LOADED,
        home_country: str = HOME_COUNTRY,
    ) -> None:
        self.data_version = data_version
        self.home_country = home_country
        self.universities = tuple(sorted(universities, key=lambda facts: facts.id))
        self.row_of = {facts.id: row for row, facts in enumerate(self.universities)}
        self.columns = Columns(self.universities, home_country)
        self.offices = {facts.id: facts for facts in offices}
        self.agreements = {facts.id: facts for facts in agreements}
        self.events = {facts.id: facts for facts in events}
        self.intents = {facts.id: facts for facts in intents}
        self.persons = {facts.id: facts for facts in persons}
        self.relations = tuple(relations)
        self.office_ids = tuple(self.offices)
        self.office_rows = {office: row for row, office in enumerate(self.office_ids)}
        self._known = Known(self.row_of, self.office_rows, {person: row for row, person in enumerate(self.persons)})
        self.contacts = self.table(sorted(contacts, key=lambda row: str(row[0])))
        self._keep_no_days()

    def _keep_no_days(self) -> None:
        self._moments: LRUCache[date, Moment] = LRUCache(MOMENTS_KEPT)
        self._covering: LRUCache[date, dict[tuple[str, str], list[OfficeFacts]]] = LRUCache(MOMENTS_KEPT)
        self._keeping = Lock()

    def state(self) -> dict[str, Any]:
        """All that it is made of, its records as columns; nothing of what is worked out when it is asked for."""
        left_out = {*OF_DAYS, "columns", *chain.from_iterable(WORKED_OUT.values())}
        state = {name: value for name, value in self.__dict__.items() if name not in left_out}
        state["universities"] = packed(self.universities)
        return state | {name: packed(state[name].values()) for name in BY_ID}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> "Network":
        """The network of what `state` gave."""
        network = cls.__new__(cls)
        network.__dict__.update({**state, **{name: by_id(state[name]) for name in BY_ID}})
        network.universities = tuple(unpacked(state["universities"]))
        network.columns = Columns(network.universities, network.home_country)
        network._keep_no_days()
        return network

    def seen_from(self, country: str) -> "Network":
        """The same network, with the questions that another home country asks."""
        other = copy(self)
        other.home_country = country
        other.columns = self.columns.seen_from(country)
        return other

    def table(self, contacts: Iterable[Sequence[Any]]) -> ContactTable:
        """Contacts of this network, ids ascending, as columns."""
        return contact_table(contacts, self._known)

    def take_over(self, before: "Network") -> None:
        """What was worked out of facts that are still the same need not be worked out again."""
        if self.universities == before.universities:
            self.universities, self.columns = before.universities, before.columns
        if self.row_of.keys() != before.row_of.keys():
            return
        for source, found in WORKED_OUT.items():
            if getattr(self, source) == getattr(before, source):
                self.__dict__.update({name: before.__dict__[name] for name in found if name in before.__dict__})

    def prepare(self, days: Iterable[date]) -> None:
        """Works out what every question about these days needs, so that the first one does not wait for it."""
        for day in days:
            self.at(day).prepare(self.home_country)
            self.covering(day)
        for name in chain.from_iterable(WORKED_OUT.values()):
            getattr(self, name)
        self.columns.prepare()
        self.contacts.prepare()

    def take_over_days(self, before: "Network") -> None:
        """What was worked out of days for the network before, where the contacts are still the same."""
        if self.contacts is before.contacts:
            for day in before.days():
                self._moments[day] = before.at(day).seen_with(self.columns)

    def days(self) -> tuple[date, ...]:
        """The days of the last questions, the last one last."""
        with self._keeping:
            return tuple(self._moments)

    def renumbered(self, before: "Network") -> ContactTable | None:
        """The contacts of the network before as those of this one; none where a node that they may name is gone."""
        old, new = before._known, self._known
        if old == new:
            return before.contacts
        pairs = ((old.universities, new.universities), (old.offices, new.offices), (old.persons, new.persons))
        places = [np.array([now.get(id, UNKNOWN) for id in known], dtype=np.int32) for known, now in pairs]
        if any((each == UNKNOWN).any() for each in places):
            return None
        return replace(before.contacts.renumbered(*places), width=len(self.universities))

    def parties(self, contact: int) -> tuple[str, ...]:
        """Ids of the institutions of a contact."""
        return tuple(self.universities[party].id for party in self.contacts.parties_of(contact))

    def country_of(self, university: str) -> str | None:
        """The country of an institution; none where it is not known."""
        row = self.row_of.get(university)
        return None if row is None else self.universities[row].country

    def at(self, day: date) -> Moment:
        """The network as it was on a day."""
        with self._keeping:
            moment = self._moments.pop(day, None) or Moment(self.contacts, self.columns, day)
            self._moments[day] = moment  # the last one now
            return moment

    def covering(self, day: date) -> Mapping[tuple[str, str], list[OfficeFacts]]:
        """The offices that cover a country on a day and have a status on it, by country and status."""
        with self._keeping:
            found = self._covering.get(day)
            if found is None:
                found = self._covering[day] = self._covered(day)
            return found

    def _covered(self, day: date) -> dict[tuple[str, str], list[OfficeFacts]]:
        found: defaultdict[tuple[str, str], list[OfficeFacts]] = defaultdict(list)
        for office in self.offices.values():
            status = office.status(day)
            for country in dict.fromkeys(cover.value for cover in office.coverage if cover.holds(day)):
                if status:
                    found[country, status.value].append(office)
        return dict(found)

    @cached_property
    def newest_events(self) -> tuple[EventFacts, ...]:
        """Events, newest first."""
        return tuple(sorted(self.events.values(), key=lambda event: (event.starts, event.id), reverse=True))

    @cached_property
    def event_days(self) -> Rows:
        """Their first days, as ordinals."""
        return np.asarray([event.starts.toordinal() for event in self.newest_events], dtype=np.int64)

    @cached_property
    def attendance(self) -> Matrix:
        """`newest_events` × institutions that took part."""
        taken = [
            {self.row_of[each] for each in event.participants if each in self.row_of} for event in self.newest_events
        ]
        starts = np.cumsum([0, *map(len, taken)], dtype=np.int64)
        rows = np.fromiter((row for event in taken for row in sorted(event)), dtype=np.int32)
        return from_parts(starts, rows, len(self.universities))

    @cached_property
    def attended(self) -> Matrix:
        """Institutions × `newest_events` in which they took part."""
        return turned(self.attendance)

    def events_until(self, day: date, row: int) -> Rows:
        """Which of `newest_events` that began until a day an institution took part in, newest first."""
        events = neighbours(self.attended, row)
        return np.asarray(events[self.event_days[events] <= day.toordinal()])

    @cached_property
    def intent_table(self) -> IntentTable:
        """Intents of known institutions as columns."""
        return IntentTable(self.intents.values(), self.row_of)

    @cached_property
    def intents_of(self) -> dict[str, tuple[IntentFacts, ...]]:
        """Intents of each institution."""
        return _grouped(self.intents.values(), lambda intent: (intent.university,))

    @cached_property
    def agreements_of(self) -> dict[str, tuple[AgreementFacts, ...]]:
        """Agreements of each institution."""
        return _grouped(self.agreements.values(), lambda agreement: agreement.parties)

    @cached_property
    def networks_of(self) -> dict[str, tuple[AgreementFacts, ...]]:
        """Networks and consortia of which each institution is a party, at any time."""
        return _grouped((each for each in self.agreements.values() if each.is_network), lambda each: each.parties)

    @cached_property
    def persons_of(self) -> dict[str, tuple[PersonFacts, ...]]:
        """Persons of each institution and of each office, at any time."""

        def places(person: PersonFacts) -> Iterable[str]:
            return dict.fromkeys(stay.value for stay in (*person.works_at, *person.serves_at))

        return _grouped(self.persons.values(), places)

    @cached_property
    def relations_of(self) -> dict[str, tuple[RelationFacts, ...]]:
        """Relations of each institution, from both ends."""
        return _grouped(self.relations, lambda relation: (relation.source, relation.target))

    @cached_property
    def is_part(self) -> Mask:
        """Which institutions are a part of another one."""
        parts = {relation.source for relation in self.relations if relation.kind == "CHILD_OF"}
        return np.asarray([facts.id in parts for facts in self.universities], dtype=np.bool_)

    @cached_property
    def relatives(self) -> Matrix:
        """Institutions × institutions that belong together."""
        known = [pair for pair in self.relations if pair.source in self.row_of and pair.target in self.row_of]
        pairs = [(self.row_of[pair.source], self.row_of[pair.target]) for pair in known]
        ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
        both = np.concatenate([ends, ends[:, ::-1]])
        size = len(self.universities)
        return matrix(both[:, 0], both[:, 1], np.ones(len(both)), (size, size))


def _grouped(things: Iterable[Thing], keys: Callable[[Thing], Iterable[Key]]) -> dict[Key, tuple[Thing, ...]]:
    found: defaultdict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        for key in keys(thing):
            found[key].append(thing)
    return {key: tuple(group) for key, group in found.items()}
