"""Whether our server's memory grows: what it holds after each ten thousand requests of the mix.

    python -m bench.memory [--requests 100000] [--texts 0]

On the Neo4j of `NEO4J_*`, which is only read. Caches fill at first, so growth is that of the second half.
"""

import random
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bench import keys
from bench.processes import memory
from bench.questions import Questions, questions
from bench.servers import run_servers
from bench.speed import KEYS, SEED, store_process
from bench.workloads import MIX
from bench.wrk import load

STEP = 10_000
CONNECTIONS = 8
SLICE_SECONDS = 5.0
MEBI = 1 << 20
BODIES = 5_000


def main(
    requests: Annotated[int, typer.Option(help="How many.")] = 100_000,
    texts: Annotated[int, typer.Option(help="Different texts of the same documents, by a comment; 0: one each.")] = 0,
) -> None:
    """Prints mebibytes, and how many more each ten thousand requests take."""
    found = keys.draw(random.Random(SEED), KEYS)
    store = store_process()
    with run_servers(["ours"]) as servers, tempfile.TemporaryDirectory() as folder:
        server = servers["ours"]
        (mix,) = questions([MIX], servers, found, BODIES, SEED)
        _vary(mix, texts)
        path = mix.write(Path(folder), MIX)["ours"]
        held = [(0, memory(server.pid) / MEBI)]
        print(f"{0:>9,} requests {held[0][1]:8.1f} MiB", flush=True)
        asked = 0
        while asked < requests:
            done = load(server, store, path, CONNECTIONS, SLICE_SECONDS)
            asked += round(done.rate * SLICE_SECONDS)
            if asked >= held[-1][0] + STEP:
                held.append((asked, memory(server.pid) / MEBI))
                print(f"{asked:>9,} requests {held[-1][1]:8.1f} MiB", flush=True)
    late = held[len(held) // 2 :]
    print(f"growth in the second half: {_growth(late):+.2f} MiB for each {STEP:,} requests")


def _vary(mix: Questions, texts: int) -> None:
    for number, body in enumerate(mix.bodies["ours"] if texts else ()):
        body["query"] += f"# {number % texts}"


def _growth(held: list[tuple[int, float]]) -> float:
    """Mebibytes for each step, by least squares."""
    count = len(held)
    if count < 2:
        return 0.0
    at, size = (sum(each) / count for each in zip(*held, strict=True))
    spread = sum((requests - at) ** 2 for requests, _ in held)
    return float(sum((requests - at) * (mebi - size) for requests, mebi in held) / spread * STEP)


if __name__ == "__main__":
    typer.run(main)
