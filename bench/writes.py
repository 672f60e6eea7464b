"""What a mutation costs: contacts opened by the whole operation, beside bare transactions that create the same nodes.

    python -m bench.writes [--seconds 3] [--rounds 3] [--clients 1,8,32]

On an embedded store of its own, and on the Neo4j of `NEO4J_*` where that is set, which must be empty, and is again.
A bare transaction is one statement that creates a contact with the same properties and relationships; it goes through
the same driver, and is tried again like all writes. Both run for a while, and then take turns; told are the medians of
the rounds. Last, many clients open contacts among few institutions: how often the store had one of them try again.
"""

import asyncio
import itertools
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import typer
import uvloop

from access.principal import Principal, Role, Scope
from bench.neo4j_store import open_neo4j
from engine.operation import Operations, Request
from graph.load.batch import Batch
from graph.migrations import migrate
from graph.store.calls import StoreCall
from graph.store.embedded import EmbeddedStore
from graph.store.store import Store, Transaction
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings

INSTITUTIONS = [f"univ_{number:016d}" for number in range(200)]
WARMING, WARMING_SECONDS = 8, 10.0
"""Clients and seconds before anything is measured: Java compiles what runs often, and both ways run often by then."""
FEW, MANY = 5, 64
"""Institutions, and clients that open contacts among them."""
SINCE = "2026-01-01"
MUTATION = """mutation($input: ContactOpenInput!) {
  contactOpen(input: $input) { contact { id version } change { kind version at } userErrors { code } }
}"""
BARE = """MATCH (a:University {id: $one}), (b:University {id: $other})
CREATE (n:Contact {id: $id})-[:BETWEEN]->(a)
CREATE (n)-[:BETWEEN]->(b)
SET n += $properties, n.slug = $id, n.since = date($since)
RETURN n.id AS id"""
MADE = "MATCH (n:Contact) RETURN properties(n) AS made LIMIT 1"
EMPTY = "MATCH (n) WHERE NOT n:Migration DETACH DELETE n"
HELD = "MATCH (n) WHERE NOT n:Migration AND NOT n:Registry RETURN count(n) AS held"
WHO = Principal(
    Role.OFFICER, "token:bench", institutions=tuple(INSTITUTIONS), scopes=frozenset((Scope.READ, Scope.WRITE_CONTACTS))
)

Write = Callable[[str, str], Awaitable[None]]
"""Makes a contact between two institutions."""


class Retries:
    """How often a call was tried again."""

    count = 0

    def on_call_end(self, ran: StoreCall) -> None:
        """A call has ended."""

    def on_retry(self) -> None:
        self.count += 1


@dataclass(frozen=True, slots=True)
class Measured:
    """Writes a second: through the operation, and bare; and how often one was tried again."""

    ours: float
    bare: float
    retries: int

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def main(
    seconds: Annotated[float, typer.Option(help="Of each measurement.")] = 3.0,
    rounds: Annotated[int, typer.Option(help="Of which the median is told.")] = 3,
    clients: Annotated[str, typer.Option(help="How many at once, by commas.")] = "1,8,32",
) -> None:
    """Measures and prints."""
    uvloop.run(_main(seconds, rounds, [int(each) for each in clients.split(",")]))


async def _main(seconds: float, rounds: int, clients: list[int]) -> None:
    print(f"{'store':10}{'clients':>8}{'operations/s':>14}{'bare/s':>9}{'ratio':>7}{'retries':>9}", flush=True)
    for name, opened in (("embedded", _embedded()), *([("neo4j", _neo4j())] if os.environ.get("NEO4J_URI") else [])):
        async with opened as store:
            ours, bare = await _writes(store)
            for write in (ours, bare):
                await _rate(write, WARMING, WARMING_SECONDS, INSTITUTIONS)
            for many in clients:
                found = await _compare(store, ours, bare, many, seconds, rounds)
                told = f"{found.ours:14.1f}{found.bare:9.1f}{found.ratio:7.2f}{found.retries:9}"
                print(f"{name:10}{many:8}{told}", flush=True)
            store.watches.append(retries := Retries())
            rate = await _rate(ours, MANY, seconds, INSTITUTIONS[:FEW])
            print(f"{name}: {MANY} clients, {FEW} institutions: {rate:.1f}/s, {retries.count} tried again", flush=True)


@asynccontextmanager
async def _embedded() -> AsyncIterator[Store]:
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder), heap="1g") as server:
        store = Store.open(server.start(), embedded=True)
        await migrate(store)
        yield store
        await store.close()


@asynccontextmanager
async def _neo4j() -> AsyncIterator[Store]:
    store = open_neo4j()
    await migrate(store)
    if (await store.rows(HELD, {}))[0]["held"]:
        raise SystemExit("the store of NEO4J_URI is not empty")
    yield store
    await store.write(lambda transaction: transaction.run(EMPTY))
    await store.close()


async def _writes(store: Store) -> tuple[Write, Write]:
    """The two ways to make a contact, in a store with institutions."""
    batch = Batch()
    for id in INSTITUTIONS:
        batch.node("University", id, {"name": id, "kind": "UNIVERSITY", "status": "ACTIVE"})
    await batch.write(store)
    settings = Settings.model_construct()
    operations = Operations(assemble_schema()[0], registry_of(store, settings), settings, at_once=True)

    async def ours(one: str, other: str) -> None:
        given = {"universities": [one, other], "since": SINCE}
        answer = await operations.run(Request(MUTATION, {"input": given}, principal=WHO))
        if answer.codes or answer.body["data"]["contactOpen"]["userErrors"]:
            raise SystemExit(answer.content.decode())

    await ours(*INSTITUTIONS[:2])
    (row,) = await store.rows(MADE, {})
    properties = {name: value for name, value in row["made"].items() if name not in ("id", "slug", "since")}
    numbers = itertools.count()

    async def bare(one: str, other: str) -> None:
        given = {"id": f"cont_{next(numbers):016d}", "one": one, "other": other, "since": SINCE}

        async def work(transaction: Transaction) -> Any:
            return await transaction.run(BARE, given | {"properties": properties})

        await store.write(work)

    return ours, bare


async def _compare(store: Store, ours: Write, bare: Write, many: int, seconds: float, rounds: int) -> Measured:
    store.watches.append(retries := Retries())
    rates: dict[Write, list[float]] = {ours: [], bare: []}
    for number in range(-1, rounds):
        for write in (ours, bare) if number % 2 else (bare, ours):
            rate = await _rate(write, many, seconds, INSTITUTIONS)
            if number >= 0:
                rates[write].append(rate)
    store.watches.remove(retries)
    return Measured(median(rates[ours]), median(rates[bare]), retries.count)


async def _rate(write: Write, many: int, seconds: float, among: list[str]) -> float:
    """Writes a second by so many clients, each of which waits for one before it begins the next."""
    started, done = time.perf_counter(), 0

    async def client(chance: random.Random) -> None:
        nonlocal done
        while time.perf_counter() - started < seconds:
            await write(*chance.sample(among, 2))
            done += 1

    await asyncio.gather(*(client(random.Random(number)) for number in range(many)))
    return done / (time.perf_counter() - started)


if __name__ == "__main__":
    typer.run(main)
