"""How fast our server answers, beside a floor, a peer and a stock server over the same store.

    python -m bench.speed [--seconds 5] [--rounds 3] [--connections 1,8,32] [--workloads one,page] [--servers ours,peer]

On the Neo4j of `NEO4J_*`, which is on this machine, holds a generated network and is only read. All servers answer the
same questions first, and their answers must be equal. Then `wrk` asks each in turn, in several rounds; what is told is
the median of the rounds. Processor time is that of the server with all it has started, and that of the store; on a
machine that is shared it tells more than the rate.
"""

import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from bench import keys
from bench.asking import RefusalError
from bench.processes import find_listener
from bench.questions import UnequalError, questions
from bench.servers import NotReadyError, Server, run_servers
from bench.table import Cell, header, insert_table, line
from bench.workloads import MIX, NAMES
from bench.wrk import FailedError, Measured, load

SERVERS = ["ours", "floor", "peer", "stock"]
SEED = 7
KEYS, BODIES = 1_000, 500
COMPARED = 20
"""Answers of each workload that are compared before it is measured."""
WARM_SECONDS, WARM_CONNECTIONS = 20.0, 8
"""Before anything is measured; Node and Java need some thousand requests until they are as quick as they will be."""
MIN_SECONDS = 1.0
REWARM = 0.2
"""Of that, again before each workload."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured; see the options."""

    seconds: float
    rounds: int
    connections: list[int]
    warm: float


def main(
    seconds: Annotated[float, typer.Option(help="Of each measurement.")] = 5.0,
    rounds: Annotated[int, typer.Option(help="Of which the median is told.")] = 3,
    connections: Annotated[str, typer.Option(help="How many at once, by commas.")] = "1,8,32",
    workloads: Annotated[str, typer.Option(help="Which, by commas.")] = ",".join(NAMES),
    servers: Annotated[str, typer.Option(help="Which, by commas.")] = ",".join(SERVERS),
    file: Annotated[Path | None, typer.Option("--json", help="Where to write all figures.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="A page whose table to write anew, between its marks.")] = None,
    warm: Annotated[float, typer.Option(help="Seconds of load before a server's first measurement.")] = WARM_SECONDS,
) -> None:
    """Compares, measures, prints."""
    chosen, names = _parse_names(servers, SERVERS), _parse_names(workloads, NAMES)
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    effort = Effort(seconds, rounds, [int(each) for each in connections.split(",")], warm)
    cells: list[Cell] = []
    print(header(chosen), flush=True)
    try:
        for cell in measure(chosen, names, effort):
            print(line(cell), flush=True)
            cells.append(cell)
            if file:
                file.write_text(json.dumps([asdict(each) for each in cells], indent=1) + "\n")
    except (NotReadyError, RefusalError, UnequalError, FailedError) as error:
        raise SystemExit(str(error)) from None
    if markdown:
        command = f"python -m bench.speed {' '.join(sys.argv[1:])}"
        markdown.write_text(insert_table(markdown.read_text(), cells, command))


def store_process() -> int | None:
    """The process of the store of `NEO4J_*`, where it runs here."""
    return find_listener(urlsplit(os.environ["NEO4J_URI"]).port or 7687)


def _parse_names(text: str, known: list[str]) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(known):
        raise SystemExit(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return names


def measure(chosen: list[str], names: list[str], effort: Effort) -> Iterator[Cell]:
    """The cells of the workloads, one by one. Raises NotReadyError, RefusalError, UnequalError or FailedError."""
    store = store_process()
    found = keys.draw(random.Random(SEED), KEYS)
    with run_servers(chosen) as servers, tempfile.TemporaryDirectory() as folder:
        mix, *each = questions([MIX, *names], servers, found, BODIES, SEED)
        mix.compare([*servers.values()], COMPARED)
        _warm(servers, store, mix.write(Path(folder), MIX), effort.warm)
        for name, asking in zip(names, each, strict=True):
            leaves = asking.compare([*servers.values()], COMPARED)
            bodies = asking.write(Path(folder), name)
            _warm(servers, store, bodies, effort.warm * REWARM)
            for many in effort.connections:
                yield Cell(name, many, leaves, _rounds(servers, store, bodies, many, effort))


def _warm(servers: dict[str, Server], store: int | None, bodies: dict[str, Path], seconds: float) -> None:
    for name, server in servers.items():
        load(server, store, bodies[name], WARM_CONNECTIONS, max(seconds, MIN_SECONDS))


def _rounds(
    servers: dict[str, Server], store: int | None, bodies: dict[str, Path], connections: int, effort: Effort
) -> dict[str, Measured]:
    """Servers take turns, each round beginning with another one."""
    found: dict[str, list[Measured]] = {name: [] for name in servers}
    order = [*servers]
    for number in range(effort.rounds):
        at = number % len(order)
        for name in order[at:] + order[:at]:
            found[name].append(load(servers[name], store, bodies[name], connections, effort.seconds))
    return {name: Measured.median_of(each) for name, each in found.items()}


if __name__ == "__main__":
    typer.run(main)
