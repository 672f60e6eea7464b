"""Reads the network from the graph: all of it, or what has changed since an older one was read."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Generic, TypeVar

from graph.changes.last import LastChange
from graph.declared import node_type_of
from graph.store.store import Reader
from matching.model import rows
from matching.model.changes import Changes
from matching.model.contacts import ContactTable, concatenate_contacts, replace_contacts
from matching.model.facts import AgreementFacts, PersonFacts, RelationFacts, UniversityFacts
from matching.model.network import Network
from matching.model.reader import PAGE_SIZE, pages, read_by_id, read_pages
from matching.model.records import Records
from matching.model.statements import BY_ID, CONTACTS, PAGED, WHOLE

CONTACT_RANGES = ("cont_3", "cont_7", "cont_d", "cont_h", "cont_l", "cont_p", "cont_t")
"""Where the ids of contacts are parted into ranges of about one size: a letter of base 32 follows the prefix."""
READERS = 2  # ranges that are read at once: more would keep a store of few processors from other questions
LAST = "\U0010ffff"  # sorts after every id
RELATIONS = {"CHILD_OF": "children", "SUCCEEDED_BY": "successors", "RELATED_TO": "relatives"}

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Noun(Generic[Thing]):
    """What is read by ids where few of it were touched."""

    name: str  # of its statements
    label: str
    kind: type[Thing]
    make: Callable[[rows.GraphRow], Thing]
    known: Callable[[Network], Records[Thing]]
    beyond: frozenset[str] = frozenset()
    """What its rows rest on that does not tell which of them it concerns: where it was touched, all are read."""
    counts: Callable[[Thing], bool] = lambda _: True
    """Which of them anything depends on; no others are kept."""


UNIVERSITIES = Noun(
    "universities",
    "University",
    UniversityFacts,
    rows.university,
    lambda network: Records(network.universities),
    frozenset({"City", "Country", "Region", "IN_COUNTRY", "IN_REGION"}),
)

AGREEMENTS = Noun(
    "agreements",
    "Agreement",
    AgreementFacts,
    rows.agreement,
    lambda network: network.agreements,
    counts=lambda facts: facts.was_in_force,
)
PERSONS = Noun("persons", "Person", PersonFacts, rows.person, lambda network: network.persons)


@dataclass(frozen=True, slots=True)
class Before:
    """The network up to an earlier change, and what was changed after it."""

    network: Network
    changes: Changes


async def load_network(
    reader: Reader, version: LastChange, before: Before | None = None, *, page_size: int = PAGE_SIZE
) -> Network:
    """The network up to a change, with what has not changed taken from the one before.

    The version has to be asked for first: a load in between makes the next check read again.
    """
    return await _Reading(reader, version, before, page_size).network()


class _Reading:
    def __init__(self, reader: Reader, version: LastChange, before: Before | None, page_size: int) -> None:
        self._reader = reader
        self._version = version
        self._before = before
        self._page_size = page_size
        self._texts = rows.TextPool()

    async def network(self) -> Network:
        statuses = rows.dated_by(await self._reader.rows(WHOLE["office_statuses"], {}), "office")
        coverage = rows.dated_by(await self._reader.rows(WHOLE["office_coverage"], {}), "office")
        network = await asyncio.to_thread(
            Network,
            (await self._refresh(UNIVERSITIES)).table,
            offices=await self._read("offices", lambda row: rows.office(row, statuses, coverage)),
            agreements=await self._refresh(AGREEMENTS),
            events=await self._reuse_or_read("events", rows.event, lambda before: before.events),
            intents=await self._reuse_or_read("intents", rows.intent, lambda before: before.intents),
            persons=await self._refresh(PERSONS),
            relations=await self._relations(),
            last_change=self._version,
        )
        if self._before:
            network.take_over(self._before.network)
        network.fill(await self._contacts(network))
        if self._before:
            network.take_over_days(self._before.network)
            await asyncio.to_thread(network.prepare, self._before.network.days())
        return network

    def _unchanged_network(self, statement: str) -> Network | None:
        """The network before, where the rows of a statement are still the same."""
        before = self._before
        return before.network if before and not before.changes.touch(statement) else None

    def _find_touched(self, label: str, statement: str) -> tuple[Network, list[str]] | None:
        """The network before and the ids that were touched of a label, where so few were that these alone are read."""
        if before := self._unchanged_network(statement):
            return before, []
        ids = self._before.changes.touched_ids(node_type_of(label).prefix) if self._before else None
        return None if ids is None or self._before is None else (self._before.network, ids)

    async def _read(self, noun: str, make: Callable[[rows.GraphRow], Thing]) -> list[Thing]:
        return await read_pages(
            self._reader, PAGED[noun], lambda row: make(self._texts.shared(row)), size=self._page_size
        )

    async def _reuse_or_read(
        self, noun: str, make: Callable[[rows.GraphRow], Thing], kept: Callable[[Network], Records[Thing]]
    ) -> Iterable[Thing] | Records[Thing]:
        before = self._unchanged_network(PAGED[noun])
        return kept(before) if before else await self._read(noun, make)

    async def _relations(self) -> list[RelationFacts]:
        found: list[RelationFacts] = []
        for kind, noun in RELATIONS.items():
            if before := self._unchanged_network(WHOLE[noun]):
                found += [relation for relation in before.relations if relation.kind == kind]
            else:
                found += rows.relations(await self._reader.rows(WHOLE[noun], {}), kind)
        return found

    async def _refresh(self, noun: Noun[Thing]) -> Records[Thing]:
        """What is known, with the rows of the touched ids read anew; ids ascend. All, where the ids are not known."""
        touched = self._find_touched(noun.label, PAGED[noun.name])
        if touched is None or (self._before and self._before.changes.kinds & noun.beyond):
            return await self._make_records(noun, await self._read(noun.name, noun.make))
        before, ids = touched
        if not ids:
            return noun.known(before)
        found = await read_by_id(self._reader, BY_ID[noun.name], ids, size=self._page_size)
        new = await self._make_records(noun, [noun.make(self._texts.shared(row)) for row in found])
        return await asyncio.to_thread(noun.known(before).replace, ids, new)

    async def _make_records(self, noun: Noun[Thing], found: list[Thing]) -> Records[Thing]:
        return await asyncio.to_thread(Records.of, noun.kind, filter(noun.counts, found))

    async def _contacts(self, network: Network) -> ContactTable:
        touched = self._find_touched("Contact", CONTACTS)
        if touched and (table := await asyncio.to_thread(network.renumber_contacts, touched[0])):
            if not touched[1]:
                return table
            found = await read_by_id(self._reader, BY_ID["contacts"], touched[1], size=self._page_size)
            return await asyncio.to_thread(replace_contacts, table, touched[1], network.table(found))
        return await self._all_contacts(network)

    async def _all_contacts(self, network: Network) -> ContactTable:
        """Some ranges of ids at once, each page by page."""
        turns = asyncio.Semaphore(READERS)

        async def of_range(after: str, last: str) -> list[ContactTable]:
            async with turns:
                found = pages(self._reader, CONTACTS, {"after": after, "last": last}, self._page_size)
                return [await asyncio.to_thread(network.table, page) async for page in found]

        bounds = pairwise(("", *CONTACT_RANGES, LAST))
        parts = await asyncio.gather(*(of_range(*bound) for bound in bounds))
        return await asyncio.to_thread(concatenate_contacts, [*chain.from_iterable(parts)])
