"""What a process takes that has the read model of a snapshot: `python -m bench.snapshot data/read-model`.

Processor time since its start and of the load, and memory: what it has of its own, and what it maps and shares; then
what it has after some questions, and what the network of a day takes that is not in the snapshot.
"""

import gc
import random
import time
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

import worker  # noqa: F401  # what a worker has in memory anyway
from matching.memory import trim_heap
from matching.model.network import Network
from matching.ranking import MatchRequest, rank
from matching.snapshot import FACTS, SnapshotFacts, Snapshots

ROLLUP = Path("/proc/self/smaps_rollup")
KIB = 1024
SEED = 3


def main(
    folder: Annotated[Path, typer.Argument(help="The folder of the snapshots, of this version of the registry.")],
    day: Annotated[str, typer.Option(help="A day that is not in it.")] = "2026-06-15",
    asked: Annotated[int, typer.Option(help="Rankings, of the last day that is in it.")] = 300,
) -> None:
    """Loads the newest snapshot and prints what that took."""
    version = max(SnapshotFacts.from_json(each.read_text()).version for each in folder.glob(f"*/{FACTS}"))
    started, own, resident = time.process_time(), *_memory()
    kept = Snapshots(folder).load(version)
    if kept is None:
        raise typer.Exit(1)
    network = kept.network
    network.prepare(network.days())
    gc.freeze()
    trim_heap()
    loaded = time.process_time()
    own_now, resident_now = _memory()
    mapped = resident_now - resident - (own_now - own)
    days = ", ".join(map(date.isoformat, network.days())) or "no day"
    print(f"{len(network.universities):,} institutions, {len(network.contacts):,} contacts:")
    print(f"start of the process {started:.2f} s of processor, load with {days} {loaded - started:.2f} s")
    print(f"{own_now - own:.0f} MB of its own, {mapped:.0f} MB mapped")
    if network.days():
        _ask(network, network.days()[-1], asked)
        trim_heap()
        print(f"after {asked} rankings {_memory()[0] - own:.0f} MB of its own")
    before, held = time.process_time(), _memory()[0]
    network.prepare([date.fromisoformat(day)])
    trim_heap()
    print(f"another day: {time.process_time() - before:.2f} s, {_memory()[0] - held:.0f} MB of its own")


def _ask(network: Network, day: date, asked: int) -> None:
    home = np.flatnonzero(network.columns.is_home & network.columns.is_active).tolist()
    for row in random.Random(SEED).choices(home, k=asked):
        rank(network, MatchRequest(network.ids[row], day)).page(0, 10)


def _memory() -> tuple[float, float]:
    """Megabytes that this process has of its own, and all that it holds."""
    told = dict(line.split(":") for line in ROLLUP.read_text().splitlines()[1:])
    own, resident = (int(told[name].split()[0]) * KIB / 1e6 for name in ("Anonymous", "Rss"))
    return own, resident


if __name__ == "__main__":
    typer.run(main)
