"""What the read model costs to make, and what it answers in: `python -m bench.readmodel`.

On the Neo4j of `NEO4J_*`, which is only read. Beside ours stands a floor, in the same run: scipy's bare products for a
ranking, RapidFuzz's comparison with all names for a search.
"""

import asyncio
import os
import random
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any

import numpy as np
import typer
from rapidfuzz import fuzz, process

from bench.processes import memory
from graph.store.address import StoreAddress
from graph.store.store import Store
from matching.paths import introduction_paths
from matching.ranking import MatchRequest, rank
from matching.resolving import resolve
from matching.view import View, load_view
from matching.weights import read_weights

SEED, FIRST = 3, 10


def main(
    asked: Annotated[int, typer.Option(help="Questions of each kind.")] = 200,
    day: Annotated[str, typer.Option(help="The day on which they are asked.")] = "2026-06-15",
) -> None:
    """Makes the read model, asks it, prints a table."""
    asyncio.run(_measured(asked, date.fromisoformat(day)))


async def _measured(asked: int, day: date) -> None:
    before = memory(os.getpid())
    waited = _LoopWatch()
    started = time.perf_counter()
    async with waited:
        view = await _made()
    seconds = time.perf_counter() - started
    held, waits = (memory(os.getpid()) - before) / 1e6, waited.most * 1000
    print(f"{len(view.network.universities):,} institutions, {len(view.network.contacts):,} contacts:")
    print(f"made in {seconds:.1f} s, {held:.0f} MB; the loop waited {waits:.0f} ms at most")
    started = time.perf_counter()
    moment = view.network.at(day)
    _ = moment.ties, moment.partners, moment.contact_counts
    print(f"the network of a day: {time.perf_counter() - started:.2f} s")
    print("| question | p50 ms | p95 ms | a second | floor p50 ms | ours / floor |\n|---|---|---|---|---|---|")
    for name, ours, floor in _questions(view, day, asked):
        mine, base = _times(ours), _times(floor)
        p50, p95 = np.percentile(mine, [50, 95])
        low = float(np.percentile(base, 50))
        print(f"| {name} | {p50:.2f} | {p95:.2f} | {1000 / np.mean(mine):,.0f} | {low:.2f} | {p50 / low:.2f} |")


async def _made() -> View:
    of = {name: os.environ[f"NEO4J_{name.upper()}"] for name in ("uri", "user", "password", "database")}
    store = Store.open(StoreAddress(**of))
    try:
        return await load_view(store, read_weights())
    finally:
        await store.close()


Calls = Sequence[Callable[[], Any]]


def _questions(view: View, day: date, asked: int) -> list[tuple[str, Calls, Calls]]:
    rng = random.Random(SEED)
    network, names = view.network, view.names
    ties = network.at(day).ties.astype(np.float32)
    home = np.flatnonzero(network.columns.is_home & network.columns.is_active).tolist()
    askers = [rng.choice(home) for _ in range(asked)]
    ids = [facts.id for facts in network.universities]
    targets = [ids[rng.randrange(len(ids))] for _ in range(asked)]
    values = [record.value for record in rng.sample(list(names.records), asked)]
    typed = [value[: max(4, len(value) * 2 // 3)] for value in values]
    wrong = [_mistyped(value, rng) for value in values]
    folded = [record.value.casefold() for record in names.records]

    def three_steps(row: int) -> Any:
        mine = ties[[row]].toarray().ravel()
        return np.argsort(-(ties @ (ties @ (ties @ mine))))[:FIRST]

    def compared(text: str) -> Any:
        return process.extract(text.casefold(), folded, scorer=fuzz.ratio, limit=FIRST)

    def matches(row: int) -> Any:
        return rank(network, MatchRequest(ids[row], day), view.weights).page(0, FIRST)

    def paths(row: int, target: str) -> Any:
        return introduction_paths(network, ids[row], target, as_of=day, limit=5)

    bare, compare = _calls(three_steps, askers), partial(_calls, compared)
    resolved = partial(_resolved, view)
    return [
        ("ten matches with reasons, offices, paths", _calls(matches, askers), bare),
        ("five introduction paths", _calls(paths, askers, targets), bare),
        ("search, two thirds of a name", _calls(names.search, typed), compare(typed)),
        ("resolve, whole names", _calls(resolved, values), compare(values)),
        ("resolve, mistyped names", _calls(resolved, wrong), compare(wrong)),
    ]


def _calls(function: Callable[..., Any], *arguments: Iterable[Any]) -> Calls:
    return [partial(function, *each) for each in zip(*arguments, strict=True)]


def _resolved(view: View, text: str) -> Any:
    return resolve(view.names, text, view.network.country_of)


def _mistyped(text: str, rng: random.Random) -> str:
    at = rng.randrange(1, max(2, len(text)))
    return text[:at] + text[at + 1 :]


def _times(calls: Calls) -> list[float]:
    """Milliseconds of each call, after one that is not counted."""
    calls[0]()
    found = []
    for call in calls:
        started = time.perf_counter()
        call()
        found.append((time.perf_counter() - started) * 1000)
    return found


class _LoopWatch:
    """How long the event loop made others wait at most."""

    def __init__(self) -> None:
        self.most = 0.0

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._watch())

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(0.005)
            self.most = max(self.most, time.perf_counter() - started - 0.005)


if __name__ == "__main__":
    typer.run(main)
