"""The network in memory: facts by id, lists of neighbours, and the network as it was on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from cachetools import LRUCache

from graph.changes.last import LastChange
from matching.model.agreement_table import AgreementTable
from matching.model.columns import Columns
from matching.model.contacts import UNKNOWN, ContactTable, Known, contact_table
from matching.model.facts import (
    NETWORK,
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
from matching.model.records import ByHolder, Records, Table
from matching.model.sparse import Mask, Matrix, Rows, csr_from_parts, matrix, neighbours, starts_of, transpose

HOME_COUNTRY = "RU"  # the agency works for Russian institutions: one side of every match
NOTHING_LOADED = LastChange()
MOMENTS_KEPT = 2  # days whose adjacency stays in memory (about 30 MB each at 1,000,000 contacts)

OF_PROCESS = ("_moments", "_covering", "_keeping", "_known")
"""What no snapshot holds as it is."""
WORKED_OUT = {
    "events": ("newest_events", "event_days", "attendance", "attended"),
    "intents": ("intent_table", "intents_of"),
    "agreements": ("agreement_table", "networks_of"),
    "persons": ("persons_of",),
    "relations": ("relations_of", "is_part", "relatives"),
}
"""What is kept once it was asked for, by the facts (and the ids of institutions) of which it is made."""

Thing = TypeVar("Thing")


class Network:
    """The read model. Only read after it is filled; another last change gets a new one."""

    def __init__(
        self,
        universities: Iterable[UniversityFacts] | Table[UniversityFacts],
        contacts: Iterable[Sequence[Any]] = (),
        *,
        offices: Iterable[OfficeFacts] = (),
        agreements: Iterable[AgreementFacts] | Records[AgreementFacts] = (),
        events: Iterable[EventFacts] | Records[EventFacts] = (),
        intents: Iterable[IntentFacts] | Records[IntentFacts] = (),
        persons: Iterable[PersonFacts] | Records[PersonFacts] = (),
        relations: Iterable[RelationFacts] = (),
        last_change: LastChange = NOTHING_LOADED,
        home_country: str = HOME_COUNTRY,
    ) -> None:
        self.last_change = last_change
        self.home_country = home_country
        self.universities = _in_order(universities)
        self.ids = tuple(map(str, self.universities.column("id")))
        self.row_of = {id: row for row, id in enumerate(self.ids)}
        self.columns = Columns(self.universities, home_country)
        self.offices = {facts.id: facts for facts in offices}
        self.agreements = _records(AgreementFacts, agreements)
        self.events = _records(EventFacts, events)
        self.intents = _records(IntentFacts, intents)
        self.persons = _records(PersonFacts, persons)
        self.relations = Table.of(RelationFacts, relations)
        self.office_ids = tuple(self.offices)
        self.office_rows = {office: row for row, office in enumerate(self.office_ids)}
        self.contacts = self.table(sorted(contacts, key=lambda row: str(row[0])))
        self._keep_no_days()

    def _keep_no_days(self) -> None:
        self._moments: LRUCache[date, Moment] = LRUCache(MOMENTS_KEPT)
        self._covering: LRUCache[date, dict[tuple[str, str], list[OfficeFacts]]] = LRUCache(MOMENTS_KEPT)
        self._keeping = Lock()

    def state(self) -> dict[str, Any]:
        """All that it is made of, and what was worked out for the days that it has."""
        with self._keeping:
            moments = dict(self._moments.items())
        return {name: value for name, value in self.__dict__.items() if name not in OF_PROCESS} | {"_moments": moments}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> "Network":
        """The network of what `state` gave."""
        network = cls.__new__(cls)
        network._keep_no_days()
        network._moments.update(state["_moments"])
        network.__dict__.update({name: value for name, value in state.items() if name != "_moments"})
        return network

    def with_home_country(self, country: str) -> "Network":
        """The same network, with the questions that another home country asks."""
        other = copy(self)
        other.home_country = country
        other.columns = self.columns.with_home_country(country)
        return other

    @cached_property
    def _known(self) -> Known:
        """The rows of what contacts name, by their ids."""
        return Known(self.row_of, self.office_rows, {person: row for row, person in enumerate(self.persons)})

    def table(self, contacts: Iterable[Sequence[Any]]) -> ContactTable:
        """Contacts of this network, ids ascending, as columns."""
        return contact_table(contacts, self._known)

    def fill(self, contacts: ContactTable) -> None:
        """Takes its contacts; no others will be asked of `table`, so what it needs is kept no longer."""
        self.contacts = contacts
        self.__dict__.pop("_known", None)

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
                self._moments[day] = before.at(day).with_columns(self.columns)

    def days(self) -> tuple[date, ...]:
        """The days of the last questions, the last one last."""
        with self._keeping:
            return tuple(self._moments)

    def renumber_contacts(self, before: "Network") -> ContactTable | None:
        """The contacts of the network before as those of this one; none where a node that they may name is gone."""
        olds = (before.ids, before.office_ids, tuple(before.persons))
        if olds == (self.ids, self.office_ids, tuple(self.persons)):
            return before.contacts
        news = (self.row_of, self.office_rows, self._known.persons)
        places = [
            np.array([new.get(id, UNKNOWN) for id in old], dtype=np.int32) for old, new in zip(olds, news, strict=True)
        ]
        if any((each == UNKNOWN).any() for each in places):
            return None
        return replace(before.contacts.renumber(*places), width=len(self.universities))

    def parties(self, contact: int) -> tuple[str, ...]:
        """Ids of the institutions of a contact."""
        return tuple(self.ids[party] for party in self.contacts.parties_of(contact))

    def country_of(self, university: str) -> str | None:
        """The country of an institution; none where it is not known."""
        row = self.row_of.get(university)
        return None if row is None else self.columns.country_of(row)

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
                found = self._covering[day] = self._group_by_coverage(day)
            return found

    def _group_by_coverage(self, day: date) -> dict[tuple[str, str], list[OfficeFacts]]:
        found: defaultdict[tuple[str, str], list[OfficeFacts]] = defaultdict(list)
        for office in self.offices.values():
            status = office.status(day)
            for country in dict.fromkeys(cover.value for cover in office.coverage if cover.holds(day)):
                if status:
                    found[country, status.value].append(office)
        return dict(found)

    @cached_property
    def newest_events(self) -> Rows:
        """The rows of the events, newest first."""
        known = list(zip(self.events.table.column("starts"), self.events, strict=True))
        return np.asarray(sorted(range(len(known)), key=known.__getitem__, reverse=True), dtype=np.int64)

    def event_id(self, event: int) -> str:
        """The id of one of `newest_events`."""
        return self.events.id_of(int(self.newest_events[event]))

    @cached_property
    def event_days(self) -> Rows:
        """Their first days, as ordinals."""
        days = np.asarray([day.toordinal() for day in self.events.table.column("starts")], dtype=np.int64)
        return np.asarray(days[self.newest_events])

    @cached_property
    def attendance(self) -> Matrix:
        """`newest_events` × institutions that took part."""
        named, events = self.events.table.texts_in("participants")
        rows = named.look_up(self.row_of, UNKNOWN)
        is_known, width, count = rows != UNKNOWN, max(1, len(self.ids)), len(self.events)
        place = np.argsort(self.newest_events)  # of each event among the newest
        event, row = np.divmod(np.unique(place[events[is_known]] * width + rows[is_known]), width)
        return csr_from_parts(starts_of(np.bincount(event, minlength=count)), row.astype(np.int32), len(self.ids))

    @cached_property
    def attended(self) -> Matrix:
        """Institutions × `newest_events` in which they took part."""
        return transpose(self.attendance)

    def events_until(self, day: date, row: int) -> Rows:
        """Which of `newest_events` that began until a day an institution took part in, newest first."""
        events = neighbours(self.attended, row)
        return np.asarray(events[self.event_days[events] <= day.toordinal()])

    @cached_property
    def intent_table(self) -> IntentTable:
        """Intents of known institutions as columns."""
        return IntentTable(self.intents.table, self.row_of)

    @cached_property
    def intents_of(self) -> Mapping[str, tuple[IntentFacts, ...]]:
        """Intents of each institution."""
        return ByHolder(self.intents.table, "university")

    @cached_property
    def agreement_table(self) -> AgreementTable:
        """Agreements as columns."""
        return AgreementTable(self.agreements.table, self.row_of)

    @cached_property
    def networks_of(self) -> Mapping[str, tuple[AgreementFacts, ...]]:
        """Networks and consortia of which each institution is a party, at any time."""
        table = self.agreements.table
        are_networks = np.asarray([kind == NETWORK for kind in table.column("kind")], dtype=np.bool_)
        return ByHolder(table, "parties", among=are_networks)

    @cached_property
    def persons_of(self) -> Mapping[str, tuple[PersonFacts, ...]]:
        """Persons of each institution and of each office, at any time."""
        return ByHolder(self.persons.table, "works_at.value", "serves_at.value")

    @cached_property
    def relations_of(self) -> Mapping[str, tuple[RelationFacts, ...]]:
        """Relations of each institution, from both ends."""
        return ByHolder(self.relations, "source", "target")

    @cached_property
    def is_part(self) -> Mask:
        """Which institutions are a part of another one."""
        parts = {relation.source for relation in self.relations if relation.kind == "CHILD_OF"}
        return np.asarray([id in parts for id in self.ids], dtype=np.bool_)

    @cached_property
    def relatives(self) -> Matrix:
        """Institutions × institutions that belong together."""
        known = [pair for pair in self.relations if pair.source in self.row_of and pair.target in self.row_of]
        pairs = [(self.row_of[pair.source], self.row_of[pair.target]) for pair in known]
        ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
        both = np.concatenate([ends, ends[:, ::-1]])
        size = len(self.universities)
        return matrix(both[:, 0], both[:, 1], np.ones(len(both)), (size, size))


def _in_order(given: Iterable[UniversityFacts] | Table[UniversityFacts]) -> Table[UniversityFacts]:
    """The table of institutions by their ids; one that is given has to be so."""
    return given if isinstance(given, Table) else Table.of(UniversityFacts, sorted(given, key=lambda facts: facts.id))


def _records(kind: type[Thing], given: Iterable[Thing] | Records[Thing]) -> Records[Thing]:
    return given if isinstance(given, Records) else Records.of(kind, given)
