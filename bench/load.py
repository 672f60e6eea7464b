"""How fast the generator loads, against a bare UNWIND loop of the driver that writes the same.

    python -m bench.load --universities 2000 --contacts 100000

On the store of the settings: a new embedded one each time, or the Neo4j of NEO4J_URI, which is emptied before each run.
One that holds anything at the start is refused, unless `--empty` says that all of it may go. The bare loop has its rows
ready made in memory, in batches of the same size, with dates as the driver's own; its time is that of the writes alone.
The generator's time has everything in it: drawing, making rows, writing.
"""

import asyncio
import contextlib
import resource
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import neo4j
import typer

import schema.nouns  # noqa: F401  # declares all nouns
from graph.load.generate.network import BATCH, all_streams, generate, steps
from graph.load.generate.place import places
from graph.load.generate.step import GenerationStep
from graph.load.generate.world import World
from graph.load.places import write_places
from graph.migrations import migrate
from graph.store.store import Store, Transaction
from running import open_store
from settings import Settings, from_environment

ANYTHING = "MATCH (n) WHERE NOT n:Migration RETURN n.id AS id LIMIT $limit"
EMPTY = "MATCH (n) WHERE NOT n:Migration WITH n LIMIT $limit DETACH DELETE n RETURN count(n) AS gone"
GONE_AT_ONCE = 2_000
MEBI = 1024

Batches = list[tuple[str, list[dict[str, Any]]]]


def main(
    universities: Annotated[int, typer.Option(help="How many institutions.")] = 2_000,
    contacts: Annotated[int, typer.Option(help="How many contacts.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Of the network.")] = 7,
    rounds: Annotated[int, typer.Option(help="How often each is run; the best of each counts.")] = 1,
    empty: Annotated[bool, typer.Option("--empty", help="Whatever the Neo4j holds may be deleted.")] = False,
) -> None:
    """Prints the ratio of both rates for the store of the settings."""
    settings = from_environment()
    if not settings.embedded and not empty and asyncio.run(_holds_anything(settings)):
        raise SystemExit("this Neo4j is not empty, and all of it would be deleted: say --empty if that is meant")
    asyncio.run(_compare(settings, World(universities, contacts, seed), rounds))


async def _holds_anything(settings: Settings) -> bool:
    async with open_store(settings) as (store, _):
        return bool(await store.rows(ANYTHING, {"limit": 1}))


async def _compare(settings: Settings, world: World, rounds: int) -> None:
    rates: dict[str, list[float]] = {"generator": [], "bare loop": []}
    for number in range(rounds):
        for way in sorted(rates, reverse=bool(number % 2)):
            async with _empty(settings) as store:
                size, seconds = await (_run_generator if way == "generator" else _run_bare_loop)(
                    store, replace(world, kept={})
                )
            rates[way].append(size / seconds)
            print(
                f"{way:10} {size:>11,} nodes and edges in {seconds:7.1f} s: {size / seconds:>8,.0f} a second",
                flush=True,
            )
    kind = "embedded" if settings.embedded else "Neo4j"
    best = {way: max(found) for way, found in rates.items()}
    ratio = best["generator"] / best["bare loop"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBI
    print(f"{kind}: ratio {ratio:.2f}, batches of {BATCH:,}, {memory:,} MiB at most (rows of the bare loop among them)")


@contextlib.asynccontextmanager
async def _empty(settings: Settings) -> AsyncIterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(settings.model_copy(update={"data_dir": Path(folder)})) as (store, _):
            await migrate(store)
            while not settings.embedded and await store.write(_delete_some):
                pass
            yield store


async def _delete_some(transaction: Transaction) -> bool:
    return bool((await transaction.run(EMPTY, {"limit": GONE_AT_ONCE}))[0]["gone"])


async def _run_generator(store: Store, world: World) -> tuple[int, float]:
    started = time.monotonic()
    await generate(store, world, lambda *_: None)
    seconds = time.monotonic() - started
    return sum(step.size for _, step in steps(all_streams(world))), seconds


async def _run_bare_loop(store: Store, world: World) -> tuple[int, float]:
    made = [step for _, step in steps(all_streams(world))]
    await write_places(store, places(world).cities, wins=False)
    ready = [_prepare(step) for step in made]
    size = sum(len(rows) for step in ready for batches in step for _, rows in batches)
    started = time.monotonic()
    await asyncio.to_thread(_loop, store, ready)
    return size, time.monotonic() - started


def _loop(store: Store, ready: list[tuple[Batches, Batches]]) -> None:
    address = store.address
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        for step in ready:
            for batches in step:
                with session.begin_transaction() as transaction:
                    for text, rows in batches:
                        transaction.run(text, rows=rows).consume()


def _prepare(step: GenerationStep) -> tuple[Batches, Batches]:
    nodes = [
        (f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", [_flatten(row) | {"id": row["id"]} for row in rows])
        for label, rows in step.nodes.items()
    ]
    edges = [
        (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.from}}) MATCH (b:{target} {{id: row.to}}) "
            f"CREATE (a)-[e:{type}]->(b) SET e = row.properties",
            [{"from": row["from"], "to": row["to"], "properties": _flatten(row)} for row in rows],
        )
        for (type, source, target), rows in step.edges.items()
    ]
    return nodes, edges


def _flatten(row: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = row.get("properties", {})
    return properties | {name: date.fromisoformat(text) for name, text in row.get("dates", {}).items() if text}


if __name__ == "__main__":
    typer.run(main)
