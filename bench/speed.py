"""Questions a second: ours against the peer, the floor and the stock way, in one run on one Neo4j.

    eval "$(scripts/neo4j start)" && python server.py demo --universities 20000 --contacts 1000000 --seed 7
    python -m bench.speed [--seconds 5] [--rounds 3] [--connections 1,8,32] [--workloads one,page] [--json FILE]

All servers run at once and are asked in turn, round after round; a cell is the median of its rounds. Before that the
answers of all are compared. Needs wrk, Node with `npm ci` in bench/peer, and NEO4J_URI and its like.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from neo4j import GraphDatabase, RoutingControl

from bench.servers import Running, running, seconds_of
from bench.workloads import MIX, WORKLOADS, Ground, Workload, comparable

SERVERS = ("ours", "floor", "peer", "stock")
BODIES = 300
"""Different requests of one workload."""
COMPARED = 5
WARM_SECONDS = 2
SEED = 7
MIXED = "mix"


@dataclass(slots=True)
class Cell:
    """What one server did in one workload with so many connections, a value for each round."""

    rate: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    store: list[float] = field(default_factory=list)
    failed: int = 0

    def summary(self) -> dict[str, float]:
        """Medians: requests a second, milliseconds of the slowest hundredth, processor milliseconds a request."""
        parts = {"rate": self.rate, "p99": self.p99, "server": self.server, "store": self.store}
        return {name: statistics.median(values) for name, values in parts.items()} | {"failed": self.failed}


def ground() -> Ground:
    """What the store has to ask about."""
    auth = (os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"])
    with GraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth) as driver:
        ids = driver.execute_query(
            "MATCH (u:University) WHERE COUNT { (u)-[:LOCATED_IN]->() } = 1 RETURN u.id AS id ORDER BY id",
            routing_=RoutingControl.READ,
        ).records
        countries = driver.execute_query(
            "MATCH (k:Country)<-[:IN_COUNTRY]-(:City)<-[:LOCATED_IN]-(u) WITH k, count(u) AS n WHERE n >= 50 "
            "RETURN k.code AS code ORDER BY code",
            routing_=RoutingControl.READ,
        ).records
    return Ground([each["id"] for each in ids], [each["code"] for each in countries])


def bodies(server: Running, workload: Workload, drawn: list[dict[str, Any]]) -> list[str]:
    """The requests of a workload for a server."""
    document = server.document(workload)
    return [json.dumps({"query": document, "operationName": workload.name, "variables": each}) for each in drawn]


def compare(servers: Iterable[Running], workload: Workload, drawn: list[dict[str, Any]]) -> None:
    """Ends the run where two servers give different answers."""
    for number in range(COMPARED):
        answers = {}
        for server in servers:
            body = bodies(server, workload, drawn[number : number + 1])[0]
            headers = {"content-type": "application/json"}
            told = httpx.post(server.url(workload), content=body, headers=headers, timeout=60).json()
            if told.get("errors"):
                raise SystemExit(f"{workload.name}: {server.name} answers {json.dumps(told)[:500]}")
            answers[server.name] = comparable(told["data"])
        first, *others = answers
        for other in others:
            if answers[first] != answers[other]:
                raise SystemExit(
                    f"{workload.name}: {first} and {other} differ:\n{answers[first]}\n{answers[other]}"[:3000]
                )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a server is asked in one workload: where, and the bodies."""

    url: str
    bodies: list[str]


def measure(server: Running, asked: Asked, connections: int, seconds: int, store: int, cell: Cell) -> None:
    """One round of one server."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("\n".join(asked.bodies))
        file.flush()
        before, stored = server.seconds(), seconds_of(store)
        ran = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", "bench/wrk.lua", asked.url],
            env=os.environ | {"BODIES": file.name},
            capture_output=True,
            text=True,
            check=True,
        )
    _, requests, duration, _, p99, failed = next(
        line for line in ran.stdout.splitlines() if line.startswith("RESULT")
    ).split()
    count = max(int(requests), 1)
    cell.rate.append(count / int(duration) * 1e6)
    cell.p99.append(float(p99) / 1000)
    cell.server.append((server.seconds() - before) / count * 1000)
    cell.store.append((seconds_of(store) - stored) / count * 1000)
    cell.failed += int(failed)


def store_process() -> int:
    """The process of the Neo4j of scripts/neo4j; 0 where it is another one."""
    home = os.environ.get("REGISTRY_NEO4J_HOME", "partner-registry/neo4j")
    found = subprocess.run(
        ["pgrep", "-f", f"home-dir={home}"], capture_output=True, text=True, check=False
    ).stdout.split()
    return int(found[0]) if found else 0


def line(workload: str, connections: int, cells: dict[str, dict[str, float]]) -> str:
    """One cell of the table, for the terminal."""
    ours = cells["ours"]
    parts = [f"{name} {cell['rate']:,.0f}/s p99 {cell['p99']:.1f}" for name, cell in cells.items()]
    ratios = [f"ours/{name} {ours['rate'] / cells[name]['rate']:.2f}" for name in ("floor", "peer") if name in cells]
    if {"floor", "peer"} <= cells.keys():
        ratios.append(f"floor/peer {cells['floor']['rate'] / cells['peer']['rate']:.2f}")
    costs = [f"{name} {cell['server']:.2f}+{cell['store']:.2f} ms" for name, cell in cells.items()]
    failed = [f"{name} FAILED {cell['failed']:.0f}" for name, cell in cells.items() if cell["failed"]]
    return f"{workload:12} c={connections:<2} {' | '.join([*ratios, *parts, *costs, *failed])}"


def mixed(ready: dict[str, Asked]) -> Asked:
    """Bodies of all workloads, as often as MIX says, in one order for all servers."""
    numbers = random.Random(SEED)
    names = [name for name, weight in MIX.items() for _ in range(weight * 3)]
    numbers.shuffle(names)
    return Asked(ready["entities"].url, [numbers.choice(ready[name].bodies) for name in names])


def questions(server: Running, drawn: dict[str, list[dict[str, Any]]]) -> dict[str, Asked]:
    """What a server is asked in each workload."""
    ready = {each.name: Asked(server.url(each), bodies(server, each, drawn[each.name])) for each in WORKLOADS}
    return ready | {MIXED: mixed(ready)}


def main(
    seconds: Annotated[int, typer.Option(help="Of one round of one cell.")] = 5,
    rounds: Annotated[int, typer.Option(help="Rounds; a cell is their median.")] = 3,
    connections: Annotated[str, typer.Option(help="Numbers of connections.")] = "1,8,32",
    workloads: Annotated[str, typer.Option(help="Names of workloads; left out: all, and a mix.")] = "",
    servers: Annotated[str, typer.Option(help="Servers to ask.")] = ",".join(SERVERS),
    output: Annotated[Path | None, typer.Option("--json", help="Where to write the figures.")] = None,
) -> None:
    """Measures and prints one line for each cell."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is needed")
    names = workloads.split(",") if workloads else [*(each.name for each in WORKLOADS), MIXED]
    drawn_from, numbers, store = ground(), random.Random(SEED), store_process()
    drawn = {each.name: [each.variables(drawn_from, numbers) for _ in range(BODIES)] for each in WORKLOADS}
    figures = []
    with running(servers.split(",")) as up:
        asked = {who: questions(server, drawn) for who, server in up.items()}
        for each in WORKLOADS:
            compare(up.values(), each, drawn[each.name])
        print(f"the answers of {', '.join(up)} are equal")
        for name in names:
            for count in map(int, connections.split(",")):
                cells = {who: Cell() for who in up}
                for who, server in up.items():
                    measure(server, asked[who][name], count, WARM_SECONDS, store, Cell())
                for _ in range(rounds):
                    for who, server in up.items():
                        measure(server, asked[who][name], count, seconds, store, cells[who])
                summaries = {who: cell.summary() for who, cell in cells.items()}
                print(line(name, count, summaries), flush=True)
                figures.append({"workload": name, "connections": count, "servers": summaries})
    if output:
        output.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    typer.run(main)
