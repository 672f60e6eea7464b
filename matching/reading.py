"""Reads the network from the graph, page by page."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import chain, pairwise
from typing import Any, Protocol, TypeVar

from matching import rows
from matching.contacts import ContactTable, joined
from matching.facts import IN_FORCE
from matching.network import Network
from matching.statements import CONTACTS, DATA_VERSION, PAGED, WHOLE

PAGE_SIZE = 2_500  # rows a statement: read before a deadline from a cold disk, and decoded before others notice
CONTACT_RANGES = ("cont_3", "cont_7", "cont_d", "cont_h", "cont_l", "cont_p", "cont_t")
"""Where the ids of contacts are parted into ranges of about one size: a letter of base 32 follows the prefix."""
READERS = 2  # ranges that are read at once: more would keep a store of few processors from other questions
LAST = "\U0010ffff"  # sorts after every id
RELATIONS = {"CHILD_OF": "children", "SUCCEEDED_BY": "successors", "RELATED_TO": "relatives"}
REGISTRY = "registry"  # id of the node that holds the data version


Thing = TypeVar("Thing")


class Reader(Protocol):
    """What runs a statement: the store, or a test."""

    def rows(self, statement: str, parameters: dict[str, Any]) -> Awaitable[list[dict[str, Any]]]:
        """The rows of a reading statement."""


async def data_version(reader: Reader) -> int:
    """Version of the data in the graph; 0 where nothing was loaded yet."""
    found = await reader.rows(DATA_VERSION, {"registry": REGISTRY})
    return int(found[0]["dataVersion"] or 0) if found else 0


async def read_pages(
    reader: Reader, statement: str, make: Callable[[rows.Row], Thing], *, size: int = PAGE_SIZE
) -> list[Thing]:
    """What `make` makes of all rows of a statement that gives pages: of each page before the next one comes."""
    return [make(row) async for page in _pages(reader, statement, {"after": ""}, size) for row in page]


async def _pages(reader: Reader, statement: str, first: dict[str, Any], size: int) -> AsyncIterator[list[Any]]:
    parameters = first | {"limit": size}
    while True:
        page = (await reader.rows(statement, parameters))[0]["rows"]
        yield page
        if len(page) < size:
            return
        parameters = parameters | {"after": rows.id_of(page[-1])}


async def load_network(reader: Reader, *, page_size: int = PAGE_SIZE) -> Network:
    """The whole network. The version is read first: a load in between makes the next check read it again."""
    version = await data_version(reader)
    whole = {name: await reader.rows(statement, {}) for name, statement in WHOLE.items()}
    statuses = rows.dated_by(whole["office_statuses"], "office")
    coverage = rows.dated_by(whole["office_coverage"], "office")

    texts = rows.Texts()

    async def of(noun: str, make: Callable[..., Thing], *more: object) -> list[Thing]:
        return await read_pages(reader, PAGED[noun], lambda row: make(texts.shared(row), *more), size=page_size)

    universities = await of("universities", rows.university)
    agreements = await of("agreements", rows.agreement)
    network = await asyncio.to_thread(
        Network,
        universities,
        offices=await of("offices", rows.office, statuses, coverage),
        agreements=[each for each in agreements if each.status == IN_FORCE],
        events=await of("events", rows.event),
        intents=await of("intents", rows.intent),
        persons=await of("persons", rows.person),
        relations=[relation for kind, name in RELATIONS.items() for relation in rows.relations(whole[name], kind)],
        data_version=version,
    )
    network.contacts = await _contacts(reader, network, page_size)
    return network


async def _contacts(reader: Reader, network: Network, page_size: int) -> ContactTable:
    """All contacts: some ranges of ids at once, each page by page."""
    turns = asyncio.Semaphore(READERS)

    async def of_range(after: str, last: str) -> list[ContactTable]:
        async with turns:
            pages = _pages(reader, CONTACTS, {"after": after, "last": last}, page_size)
            return [await asyncio.to_thread(network.table, page) async for page in pages]

    bounds = pairwise(("", *CONTACT_RANGES, LAST))
    parts = await asyncio.gather(*(of_range(*bound) for bound in bounds))
    return await asyncio.to_thread(joined, [*chain.from_iterable(parts)])
