"""How many connections to the store pay: questions a second by the size of the pool, as ratios to the first size.

    python -m bench.connections [--sizes 4,8,16,32,64] [--clients 64] [--rounds 5]

On the store of the settings, in one process. So many clients ask at once, again and again, each a document of
docs/queries that reads the graph. Each round asks all sizes: other work on the machine
meets them alike.
"""

import asyncio
import itertools
import time
from statistics import median
from typing import Annotated

import typer

from engine.operation import Operations, Request
from graph.load.demo import is_empty, load_demo
from graph.migrations import migrate
from graph.store.store import Store
from process.registry import registry_of
from running import open_store
from schema.query import assemble_schema
from settings import Settings, from_environment
from transport.queries import examples

DOCUMENTS = ("04-room-in-agreements", "07-resolve", "17-free-venue", "18-agreements-of-an-institution")
"""Quick ones: slow ones keep the store's processors busy whatever the pool."""
MIN_SECONDS = 2.0


def main(
    sizes: Annotated[str, typer.Option(help="Sizes of the pool.")] = "4,8,16,32,64",
    clients: Annotated[int, typer.Option(help="How many ask at once.")] = 64,
    rounds: Annotated[int, typer.Option(help="How often each size is asked.")] = 5,
) -> None:
    """Prints for each size its questions a second and the ratio to the first."""
    asyncio.run(_compare(from_environment(), [int(each) for each in sizes.split(",")], clients, rounds))


async def _compare(settings: Settings, sizes: list[int], clients: int, rounds: int) -> None:
    async with open_store(settings) as (store, _):
        await migrate(store)
        if await is_empty(store):
            await load_demo(store, lambda done, total: None)
        stores = {size: Store.open(store.address, embedded=settings.embedded, pool=size) for size in sizes}
        rates: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
        for _ in range(rounds):
            for size, each in stores.items():
                rates[size].append(await _rate(each, settings, clients))
        for each in stores.values():
            await each.close()
    first = median(rate for rate, _ in rates[sizes[0]])
    print("connections  questions/s  ratio  slowest 1 %, ms")
    for size in sizes:
        rate, late = (median(each) for each in zip(*rates[size], strict=True))
        print(f"{size:11}  {rate:11,.0f}  {rate / first:5.2f}  {late * 1000:15.0f}")


async def _rate(store: Store, settings: Settings, clients: int) -> tuple[float, float]:
    """Answers a second, and the time that 99 % of them need at most."""
    operations = Operations(assemble_schema()[0], registry_of(store, settings), settings, at_once=True)
    requests = [Request(each.query, each.variables) for each in examples() if each.name in DOCUMENTS]
    assert len(requests) == len(DOCUMENTS)
    for request in requests:
        assert not (await operations.run(request)).codes
    times: list[float] = []
    end = time.perf_counter() + MIN_SECONDS

    async def client(number: int) -> None:
        for request in itertools.cycle(requests[number % len(requests) :] + requests[: number % len(requests)]):
            started = time.perf_counter()
            if started > end:
                return
            assert not (await operations.run(request)).codes
            times.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(client(number) for number in range(clients)))
    seconds = time.perf_counter() - started
    return len(times) / seconds, sorted(times)[int(len(times) * 0.99)]


if __name__ == "__main__":
    typer.run(main)
