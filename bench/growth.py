"""What a question costs as the registry grows: the same workloads on stores of several sizes.

    python -m bench.growth growth.json                       # measures on the store of NEO4J_*, adds to the file
    python -m bench.growth growth.json --show [--svg FILE]   # prints what the file holds, and draws it

Run it once for each store, with `NEO4J_*` of that one. Sizes compare where contacts for each institution are as many:
lists of a node then stay as long, and what grows is the registry.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bench import keys
from bench.figure import Line, drawing
from bench.speed import Effort, measure
from bench.workloads import NAMES

SIZE = "MATCH (n:University) WITH count(n) AS universities MATCH (c:Contact) RETURN universities, count(c) AS contacts"
CONNECTIONS = 1

Entry = dict[str, Any]
"""The size of a store, and for each workload and server the figures of `bench.wrk.Measured`."""


def main(
    file: Annotated[Path, typer.Argument(help="Where the figures are kept.")],
    show: Annotated[bool, typer.Option("--show", help="Measure nothing.")] = False,
    svg: Annotated[Path | None, typer.Option(help="Where to draw a figure.")] = None,
    seconds: Annotated[float, typer.Option(help="Of each measurement.")] = 5.0,
    rounds: Annotated[int, typer.Option(help="Of which the median is told.")] = 3,
    servers: Annotated[str, typer.Option(help="Which, by commas.")] = "ours,floor",
    warm: Annotated[float, typer.Option(help="Seconds of load before the first measurement.")] = 20.0,
) -> None:
    """Measures, prints, draws."""
    entries: list[Entry] = json.loads(file.read_text()) if file.exists() else []
    if not show:
        entries = _add(entries, _size() | {"cells": _cells(servers.split(","), Effort(seconds, rounds, [1], warm))})
        file.write_text(json.dumps(entries, indent=1) + "\n")
    print(_table(entries))
    if svg:
        svg.write_text(drawing("ms of processor a request, server and store", "contacts", _lines(entries)))


def _size() -> Entry:
    with keys.driver() as driver, driver.session(default_access_mode="READ") as session:
        return dict(session.run(SIZE).single(strict=True))


def _cells(servers: list[str], effort: Effort) -> list[Entry]:
    return [asdict(cell) for cell in measure(servers, NAMES, effort)]


def _add(entries: list[Entry], entry: Entry) -> list[Entry]:
    """A size that is measured again takes the place of its older figures."""
    kept = [each for each in entries if each["contacts"] != entry["contacts"]]
    return sorted([*kept, entry], key=lambda each: int(each["contacts"]))


def _table(entries: list[Entry]) -> str:
    """Markdown: a row for each workload and server, a column for each size."""
    titles = ["workload", "server"]
    titles += [f"{each['universities']:,} / {each['contacts']:,}" for each in entries]
    rows = [
        [f"`{workload}`", server, *[_figures(_of(each, workload, server)) for each in entries]]
        for workload, server in _measured_pairs(entries)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in [titles, ["---"] * len(titles), *rows])


def _measured_pairs(entries: list[Entry]) -> list[tuple[str, str]]:
    pairs = {(cell["workload"], name): None for each in entries for cell in each["cells"] for name in cell["servers"]}
    return [*pairs]


def _of(entry: Entry, workload: str, server: str) -> dict[str, float] | None:
    found = (cell["servers"].get(server) for cell in entry["cells"] if cell["workload"] == workload)
    return next(found, None)


def _figures(found: dict[str, float] | None) -> str:
    return f"{found['server']:.2f} + {found['store']:.2f} ms, p50 {found['p50']:.1f}" if found else ""


def _lines(entries: list[Entry]) -> list[Line]:
    lines = []
    for workload, server in _measured_pairs(entries):
        found = [(each["contacts"], _of(each, workload, server)) for each in entries]
        points = [(size, cell["server"] + cell["store"]) for size, cell in found if cell]
        lines.append(Line(workload, server != "ours", points))
    return lines


if __name__ == "__main__":
    typer.run(main)
