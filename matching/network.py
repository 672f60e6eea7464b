"""The network in memory: facts by id, lists of neighbours, and the network as it was on a day."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Protocol, TypeVar

import numpy as np
from cachetools import LRUCache

from matching import rows
from matching.columns import Columns
from matching.contacts import ContactTable
from matching.facts import (
    AgreementFacts,
    ContactFacts,
    EventFacts,
    IntentFacts,
    OfficeFacts,
    PersonFacts,
    RelationFacts,
    UniversityFacts,
)
from matching.moment import Moment
from matching.sparse import Mask, Matrix, matrix
from matching.statements import DATA_VERSION, PAGED, WHOLE

HOME_COUNTRY = "RU"  # the agency works for Russian institutions: one side of every match
PAGE_SIZE = 20_000  # rows a statement: about 15 MB at a time, and far from any deadline
MOMENTS_KEPT = 4  # days whose adjacency stays in memory (about 30 MB each at 1,000,000 contacts)
REGISTRY = "registry"  # id of the node that holds the data version

Key = TypeVar("Key")
Thing = TypeVar("Thing")


class Reader(Protocol):
    """What runs a statement: the store, or a test."""

    def rows(self, statement: str, parameters: dict[str, Any]) -> Awaitable[list[dict[str, Any]]]:
        """The rows of a reading statement."""


class Network:
    """The read model. Only read after it is filled; a new data version gets a new one."""

    def __init__(
        self,
        universities: Iterable[UniversityFacts],
        contacts: Iterable[ContactFacts] = (),
        *,
        offices: Iterable[OfficeFacts] = (),
        agreements: Iterable[AgreementFacts] = (),
        events: Iterable[EventFacts] = (),
        intents: Iterable[IntentFacts] = (),
        persons: Iterable[PersonFacts] = (),
        relations: Iterable[RelationFacts] = (),
        data_version: int = 0,
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
        self.contacts = ContactTable(self.row_of, {office: row for row, office in enumerate(self.offices)})
        self.contacts.extend(contacts)
        self._moments: LRUCache[date, Moment] = LRUCache(MOMENTS_KEPT)
        self._keeping = Lock()

    def at(self, day: date) -> Moment:
        """The network as it was on a day."""
        with self._keeping:
            moment = self._moments.get(day) or Moment(self.contacts, day)
            self._moments[day] = moment
            return moment

    @cached_property
    def intents_of(self) -> dict[str, tuple[IntentFacts, ...]]:
        """Intents of each institution."""
        return _grouped(self.intents.values(), lambda intent: (intent.university,))

    @cached_property
    def intents_by(self) -> dict[tuple[str, str], tuple[IntentFacts, ...]]:
        """Intents of known institutions by direction and kind of cooperation."""
        known = [intent for intent in self.intents.values() if intent.university in self.row_of]
        return _grouped(known, lambda intent: ((intent.direction, intent.cooperation_kind),))

    @cached_property
    def agreements_of(self) -> dict[str, tuple[AgreementFacts, ...]]:
        """Agreements of each institution."""
        return _grouped(self.agreements.values(), lambda agreement: agreement.parties)

    @cached_property
    def networks_of(self) -> dict[str, tuple[AgreementFacts, ...]]:
        """Networks and consortia of which each institution is a party, at any time."""
        return _grouped((each for each in self.agreements.values() if each.is_network), lambda each: each.parties)

    @cached_property
    def events_of(self) -> dict[str, tuple[EventFacts, ...]]:
        """Events in which each institution took part, newest first."""
        newest = sorted(self.events.values(), key=lambda event: event.starts, reverse=True)
        return _grouped(newest, lambda event: event.participants)

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


async def data_version(reader: Reader) -> int:
    """Version of the data in the graph; 0 where nothing was loaded yet."""
    found = await reader.rows(DATA_VERSION, {"registry": REGISTRY})
    return int(found[0]["dataVersion"] or 0) if found else 0


async def _pages(reader: Reader, noun: str, size: int) -> AsyncIterator[list[rows.Row]]:
    after = ""
    while True:
        page = (await reader.rows(PAGED[noun], {"after": after, "limit": size}))[0]["rows"]
        yield page
        if len(page) < size:
            return
        after = page[-1]["id"]


async def load_network(reader: Reader, *, page_size: int = PAGE_SIZE) -> Network:
    """The whole read model. The version is read first: a load in between makes the next check rebuild it."""
    version = await data_version(reader)
    whole = {name: await reader.rows(statement, {}) for name, statement in WHOLE.items()}
    paged = {
        noun: [row async for page in _pages(reader, noun, page_size) for row in page]
        for noun in PAGED
        if noun != "contacts"
    }
    statuses, coverage = (
        rows.dated_by(whole["office_statuses"], "office"),
        rows.dated_by(whole["office_coverage"], "office"),
    )
    works = rows.dated_by(whole["persons_at_universities"], "person")
    serves = rows.dated_by(whole["persons_at_offices"], "person")
    network = Network(
        map(rows.university, paged["universities"]),
        offices=(rows.office(row, statuses, coverage) for row in paged["offices"]),
        agreements=map(rows.agreement, paged["agreements"]),
        events=map(rows.event, paged["events"]),
        intents=map(rows.intent, paged["intents"]),
        persons=(rows.person(row, works, serves) for row in paged["persons"]),
        relations=[
            *rows.relations(whole["children"], "CHILD_OF"),
            *rows.relations(whole["successors"], "SUCCEEDED_BY"),
            *rows.relations(whole["relatives"], "RELATED_TO"),
        ],
        data_version=version,
    )
    async for page in _pages(reader, "contacts", page_size):
        await asyncio.to_thread(network.contacts.extend, map(rows.contact, page))
    return network
