"""What it costs to see no more than one may: the same questions by nobody in particular, by a member, and unguarded.

    python -m bench.access [--rounds 5] [--requests 200]

On the Neo4j of `NEO4J_*`, which holds a generated network and is only read. An administrator's statements have no
guards, so they stand for what was before there were any. The three ask the same in turns, in one process. Told are the
store's processor time and the time of an answer, medians of the rounds, and their ratios. In a generated network all is
published: each guard is worked out, and hides nothing.
"""

import asyncio
import random
import sys
import time
from dataclasses import dataclass, field
from statistics import median
from typing import Annotated, Any

import typer

from access.principal import ADMINISTRATOR, ANONYMOUS, Principal, Role, Scope
from bench import keys
from bench.neo4j_store import open_neo4j
from bench.processes import processor
from bench.speed import store_process
from bench.workloads import DOCUMENTS, WORKLOADS, After
from engine.cursors import write_cursor
from engine.operation import Operations, Request
from graph.model import Sort
from process.registry import registry_of
from schema.query import assemble_schema
from settings import from_environment

SEED, KEYS = 7, 500
TOTALS = (
    "{ contacts { totalCount } agreements { totalCount } participations { totalCount } interactions { totalCount } }"
)
ASKERS = {
    "unguarded": ADMINISTRATOR,
    "anybody": ANONYMOUS,
    "member": Principal(Role.PARTNER, "key:bench", institutions=("univ_nobody",), scopes=frozenset((Scope.READ,))),
}
MILLI = 1000
WARM_ROUNDS = 3


@dataclass
class Spent:
    """Of each round: milliseconds of the store's processor, and of an answer, a request."""

    store: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)


def main(
    rounds: Annotated[int, typer.Option(help="Of which the median is told.")] = 5,
    requests: Annotated[int, typer.Option(help="In a round, by each who asks.")] = 200,
) -> None:
    """Measures and prints."""
    pid = store_process()
    if pid is None:
        raise SystemExit("the store of NEO4J_URI does not run on this machine")
    print(f"{'':12}{'store, ms of processor':>34}{'answer, ms':>30}{'store: to unguarded':>24}{'member/anybody':>16}")
    asyncio.run(_measure(rounds, requests, pid))


async def _measure(rounds: int, requests: int, pid: int) -> None:
    store = open_neo4j()
    settings = from_environment()
    operations = Operations(assemble_schema()[0], registry_of(store, settings), settings, at_once=True)
    found, chance = keys.draw(random.Random(SEED), KEYS), random.Random(SEED)
    for name in [*WORKLOADS, "totals"]:
        asked = [_request(name, chance, found) for _ in range(requests)]
        spent = {who: Spent() for who in ASKERS}
        for number in range(-WARM_ROUNDS, rounds):
            order = [*ASKERS][number % len(ASKERS) :] + [*ASKERS][: number % len(ASKERS)]
            for who in order:
                busy, started = processor(pid), time.perf_counter()
                for query, variables in asked:
                    answer = await operations.run(Request(query, variables, principal=ASKERS[who]))
                    if answer.codes:
                        raise SystemExit(f"{name}: {answer.body['errors'][0]['message']}")
                if number >= 0:
                    spent[who].store.append((processor(pid) - busy) * MILLI / requests)
                    spent[who].answer.append((time.perf_counter() - started) * MILLI / requests)
        _print(name, spent)
    await store.close()


def _request(name: str, chance: random.Random, found: keys.Keys) -> tuple[str, dict[str, Any]]:
    if name == "totals":
        return TOTALS, {}
    workload = WORKLOADS[name]
    variables = {key: _variable(value) for key, value in workload.ask(chance, found).items()}
    return (DOCUMENTS / "ours" / f"{name}.graphql").read_text(), variables


def _variable(value: Any) -> Any:
    if not isinstance(value, After):
        return value
    order = (Sort("name"),) if value.by_name else (Sort("id"),)
    return write_cursor(order, {"id": value.place.id, "name": value.place.name})


def _print(name: str, spent: dict[str, Spent]) -> None:
    store = {who: median(each.store) for who, each in spent.items()}
    answer = {who: median(each.answer) for who, each in spent.items()}
    told = "".join(f"{who} {store[who]:.2f}  " for who in ASKERS)
    times = "".join(f"{answer[who]:8.2f}" for who in ASKERS)
    ratios = f"{store['anybody'] / store['unguarded']:10.2f}{store['member'] / store['unguarded']:8.2f}"
    ratios += f"{answer['anybody'] / answer['unguarded']:8.2f}{answer['member'] / answer['anybody']:10.2f}"
    sys.stdout.write(f"{name:12}{told} |{times} |{ratios}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)
