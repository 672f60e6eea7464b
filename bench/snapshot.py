"""What a process takes that has the read model of a snapshot: `python -m bench.snapshot data/read-model`.

Processor time since its start and of the load, and memory: what it has of its own, and what it maps and shares.
"""

import gc
import time
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

import server  # noqa: F401  # what a worker has in memory anyway
from matching.memory import give_back
from matching.snapshot import FACTS, Facts, Snapshots

ROLLUP = Path("/proc/self/smaps_rollup")
KIB = 1024


def main(
    folder: Annotated[Path, typer.Argument(help="The folder of the snapshots, of this version of the registry.")],
    day: Annotated[str, typer.Option(help="The day of which the network is worked out.")] = "2026-06-15",
) -> None:
    """Loads the newest snapshot and prints what that took."""
    version = max(Facts.read(each.read_text()).version for each in folder.glob(f"*/{FACTS}"))
    started, own, resident = time.process_time(), *_memory()
    kept = Snapshots(folder).load(version)
    if kept is None:
        raise typer.Exit(1)
    gc.freeze()
    give_back()
    loaded = time.process_time()
    own_now, resident_now = _memory()
    mapped = resident_now - resident - (own_now - own)
    print(f"{len(kept.network.universities):,} institutions, {len(kept.network.contacts):,} contacts:")
    print(f"start of the process {started:.2f} s of processor, load {loaded - started:.2f} s")
    print(f"{own_now - own:.0f} MB of its own, {mapped:.0f} MB mapped")
    kept.network.prepare([date.fromisoformat(day)])
    give_back()
    print(f"a day: {time.process_time() - loaded:.2f} s, {_memory()[0] - own_now:.0f} MB of its own")


def _memory() -> tuple[float, float]:
    """Megabytes that this process has of its own, and all that it holds."""
    told = dict(line.split(":") for line in ROLLUP.read_text().splitlines()[1:])
    own, resident = (int(told[name].split()[0]) * KIB / 1e6 for name in ("Anonymous", "Rss"))
    return own, resident


if __name__ == "__main__":
    typer.run(main)
