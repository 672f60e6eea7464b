"""What the read model costs to make and to follow loads, and what it answers in: `python -m bench.readmodel`.

On the Neo4j of `NEO4J_*`, which is only read. Beside ours stands a floor, in the same run: scipy's bare products for a
ranking, RapidFuzz's comparison with all names for a search.
"""

import asyncio
import os
import random
import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

import numpy as np
import orjson
import typer
from rapidfuzz import fuzz, process

from bench.calls import TABLE_HEAD, Calls, calls, table_row
from bench.names.speed import without_a_letter
from bench.neo4j_store import open_neo4j
from bench.processes import memory
from engine.operation import Operations, Request
from graph.changes.last import LastChange
from graph.changes.statements import LAST_SEQ
from graph.store.store import Reader, Store
from matching.introductions.paths import introduction_paths
from matching.memory import trim_heap
from matching.model.statements import BY_ID, CHANGES
from matching.names.reading import NAMES_OF
from matching.names.resolving import resolve
from matching.ranking import MatchRequest, rank
from matching.view import View, load_view
from matching.weights import read_weights
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings

RENAMED = {BY_ID["universities"]: "name", NAMES_OF["University"]: "value"}
"""Statements that read what a load has touched, and what tells a name in their rows."""
SEED, FIRST, TOUCHED = 3, 10, 300
MATCHES = """
query Matches($university: ID!, $day: Date!) {
  partnerMatches(university: $university, asOf: $day, first: 10) {
    totalCount
    edges {
      score
      node { name country { code } }
      reasons { kind weight sentence evidence { id } }
      concerns { kind lost sentence }
      office { basis sentence }
      path { length steps { sentence } }
    }
  }
}
"""


def main(
    asked: Annotated[int, typer.Option(help="Questions of each kind.")] = 200,
    day: Annotated[str, typer.Option(help="The day on which they are asked.")] = "2026-06-15",
) -> None:
    """Makes the read model, asks it, prints a table."""
    asyncio.run(_measure(asked, date.fromisoformat(day)))


async def _measure(asked: int, day: date) -> None:
    store = open_neo4j()
    try:
        before = memory(os.getpid())
        view, seconds, waits = await _make_view(store)
        held = (memory(os.getpid()) - before) / 1e6
        print(f"{len(view.network.universities):,} institutions, {len(view.network.contacts):,} contacts:")
        print(f"made in {seconds:.1f} s, {held:.0f} MB; the loop waited {waits:.0f} ms at most")
        started = time.perf_counter()
        view.network.prepare([day])
        trim_heap()
        held = (memory(os.getpid()) - before) / 1e6
        print(f"the network of a day: {time.perf_counter() - started:.2f} s; with it {held:.0f} MB")
        for told, touched in _touch(store, view).items():
            _, seconds, waits = await _make_view(touched, view)
            print(f"made anew after a load of {told}: {seconds:.2f} s; the loop waited {waits:.0f} ms at most")
        _print_questions(view, day, asked)
        await _print_asked(store, view, day, asked)
    finally:
        await store.close()


def _print_questions(view: View, day: date, asked: int) -> None:
    print(TABLE_HEAD)
    for name, ours, floor in _questions(view, day, asked):
        print(table_row(name, ours, floor))


async def _make_view(reader: Reader, before: View | None = None) -> tuple[View, float, float]:
    """The read model, the seconds it took, and the milliseconds for which the event loop made others wait at most."""
    watch = _LoopWatch()
    started = time.perf_counter()
    async with watch:
        view = await load_view(reader, read_weights(), before)
    return view, time.perf_counter() - started, watch.most * 1000


@dataclass(frozen=True, slots=True)
class _Touched:
    """The store as if one more load had touched some nodes and renamed some: only that is made up, all else is read."""

    store: Store
    version: LastChange
    kinds: list[str]
    ids: list[str]
    renames: bool = False

    async def rows(self, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of a statement."""
        if statement == LAST_SEQ:
            return [{"seq": self.version.seq, "lineage": self.version.lineage}]
        if statement == CHANGES:
            told = {"seq": self.version.seq, "kind": "UPDATED", "entity": ""}
            return [told | {"kinds": self.kinds, "touched": self.ids}]
        rows = await self.store.rows(statement, parameters)
        if self.renames and statement in RENAMED:
            for row in rows[0]["rows"]:
                row[RENAMED[statement]] += f" {self.version.seq}"
        return rows


def _touch(store: Store, view: View) -> dict[str, _Touched]:
    network, contacts = view.network, view.network.contacts
    some = range(0, len(contacts), max(1, len(contacts) // TOUCHED))
    before = network.last_change
    version = before._replace(seq=before.seq + 1)
    ids = [contacts.id_of(row) for row in some][:TOUCHED]
    institution = network.universities[0].id
    return {
        f"{len(ids)} contacts": _Touched(store, version, ["BETWEEN", "Contact"], ids),
        f"{TOUCHED} agreements": _Touched(store, version, ["Agreement"], list(network.agreements)[:TOUCHED]),
        "an institution, renamed": _Touched(
            store, version, ["NAMED", "Name", "University"], [institution], renames=True
        ),
    }


async def _print_asked(store: Store, view: View, day: date, asked: int) -> None:
    """The same ten matches, asked as a web client does it: parsed, checked, ranked, their nodes read, made JSON."""
    settings = Settings.model_construct()
    registry = registry_of(store, settings)
    await registry.views.current()
    operations = Operations(assemble_schema()[0], registry, settings, at_once=True)
    columns = view.network.columns
    home = np.flatnonzero(columns.is_home & columns.is_active).tolist()
    rng, times, size = random.Random(SEED), [], 0
    for _ in range(asked):
        variables = {"university": view.network.universities[rng.choice(home)].id, "day": day.isoformat()}
        started = time.perf_counter()
        answer = await operations.run(Request(MATCHES, variables))
        times.append((time.perf_counter() - started) * 1000)
        size = max(size, len(orjson.dumps(answer.body)))
    p50, p95 = np.percentile(times[FIRST:], [50, 95])
    print(f"ten matches through GraphQL: p50 {p50:.1f} ms, p95 {p95:.1f} ms; {size / 1000:.0f} kB at most")


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
    wrong = [without_a_letter(value, rng) for value in values]
    folded = [record.value.casefold() for record in names.records]

    def three_steps(row: int) -> Any:
        mine = ties[[row]].toarray().ravel()
        return np.argsort(-(ties @ (ties @ (ties @ mine))))[:FIRST]

    def compare_all(text: str) -> Any:
        return process.extract(text.casefold(), folded, scorer=fuzz.ratio, limit=FIRST)

    def matches(row: int) -> Any:
        return rank(network, MatchRequest(ids[row], day), view.weights).page(0, FIRST)

    def paths(row: int, target: str) -> Any:
        return introduction_paths(network, ids[row], target, as_of=day, limit=5)

    bare, compare = calls(three_steps, askers), partial(calls, compare_all)
    resolved = partial(_resolve, view)
    return [
        ("ten matches with reasons, offices, paths", calls(matches, askers), bare),
        ("five introduction paths", calls(paths, askers, targets), bare),
        ("search, two thirds of a name", calls(names.search, typed), compare(typed)),
        ("resolve, whole names", calls(resolved, values), compare(values)),
        ("resolve, mistyped names", calls(resolved, wrong), compare(wrong)),
    ]


def _resolve(view: View, text: str) -> Any:
    return resolve(view.names, text, view.seats())


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
